description 'OpenSSH server: host keys of its own, root logs in with keys only'

dependencies 'openrc'

arguments {
    list 'sshd_authorized_keys', side: 'router', description: 'public keys that may log in as root'
}
