// Hands the keys to the container: the service 'authorized-keys' in the image reads them from its environment.

def keys = vars.strings('sshd_authorized_keys')

keys.eachWithIndex { key, index ->
    env "SSHD_AUTHORIZED_KEY_${index + 1}", key
}

if (keys.empty) {
    debug 'sshd_authorized_keys is empty: nobody can log in to the container over SSH'
}
