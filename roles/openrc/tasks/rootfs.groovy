// OpenRC's init as process 1 of a container: several services run in one container, and each of them can be restarted
// without the container going down. Everything here is configuration; no file of a package is edited beyond that, so
// 'apk audit' and upgrades inside the container work as on any Alpine.

packages 'alpine-base', 'openrc'
packages vars.strings('openrc_packages')

task('no terminals to log in at') {
    // init would try to open each of them again and again, for ever
    (1..6).each { number ->
        inittab id: "tty$number", action: 'respawn', present: false
    }
}

task('OpenRC in a container') {
    rcConf(
        // The services of a real machine (mounts, modules, clock, host name) stay out. 'vserver' rather than 'docker',
        // because it has /run emptied at each start, where 'docker' tries to mount a tmpfs, which takes rights that a
        // container on a router does not have.
        rc_sys: 'vserver',

        // What those services would have provided is there before the container starts.
        rc_provide: 'net hostname localmount dev clock loopback',

        // The environment that the router gives to the container reaches its services.
        rc_env_allow: '*',

        // A crashed service is started again by the next 'openrc default', and not stopped first.
        rc_crashed_stop: 'NO',
        rc_crashed_start: 'YES',

        // A container's /sys/fs/cgroup is read-only or not its own: services are not put into cgroups. The setting is
        // for version 2; version 1 has none, but OpenRC calls these functions only if they exist.
        rc_cgroup_mode: 'legacy',
        'unset -f cgroup_add_service cgroup_set_limits cgroup2_set_limits cgroup_cleanup cgroup2_remove')
}

task('services of the default runlevel') {
    vars.strings('openrc_services').each { name ->
        service name
    }
}
