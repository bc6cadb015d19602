// An SSH server that takes keys and nothing else. Its host keys are made by Alpine's own init script when the container
// starts for the first time; which keys may log in is said by the container's environment (see router.groovy).

packages 'openssh'

task('log-in with keys only') {
    lineInFile '/etc/ssh/sshd_config', regexp: '^#?PermitRootLogin ', line: 'PermitRootLogin prohibit-password'
    lineInFile '/etc/ssh/sshd_config', regexp: '^#?PasswordAuthentication ', line: 'PasswordAuthentication no'
    lineInFile '/etc/ssh/sshd_config', regexp: '^#?AuthenticationMethods ', line: 'AuthenticationMethods publickey'
}

task('no password for root') {
    // Alpine's packages come with an empty one; '*' matches none, and unlike '!' it does not lock key log-ins out
    lineInFile '/etc/shadow', regexp: '^root:', line: 'root:*::0:::::'
}

task('keys from the environment') {
    file '/etc/init.d/authorized-keys', source: 'authorized-keys.initd', mode: '0755'
    service 'authorized-keys'
}

service 'sshd'
