// Alpine with OpenRC as process 1 and an SSH server: the image alone, for
//   ./mkrun build playbooks/alp_rc.groovy --arch amd64,arm64,arm --out .

image('alp-rc') {
    alpine '3.20' // main and community of that release; or: repositories 'URL or folder', ...
    roles 'openrc', 'sshd'
    env TZ: 'UTC'
    label 'org.opencontainers.image.title': 'alp-rc',
            'org.opencontainers.image.description': 'Alpine with OpenRC as process 1 and an SSH server'
}
