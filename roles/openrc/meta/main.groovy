description 'OpenRC as process 1 of a container'

arguments {
    list 'openrc_packages', side: 'rootfs', description: 'packages beside OpenRC and a small Alpine'
    list 'openrc_services', side: 'rootfs', description: 'services of the default runlevel'
}
