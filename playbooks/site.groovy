// The image alp-rc on every router of the group 'routers'.
//   ./mkrun site.groovy -i inventory --check --diff     what would happen
//   ./mkrun site.groovy -i inventory                    make it so; again, and nothing changes

image('alp-rc') {
    repositories 'embedded' // the demo packages inside mkrun, for the lab; for a real router write: alpine '3.20'
    roles 'openrc', 'sshd'
    env TZ: 'UTC'
}

play('routers') {
    hosts 'routers'
    tasks {
        container('alp-rc') {
            image 'alp-rc'
            address '172.17.0.2/24'
            mount '/data', at: 'usb1/alp-rc/data'
            publish 2222, to: 22
        }
        task('name the router') {
            routeros '/system/identity', set: [name: host.name]
            notify 'tell the monitoring'
            tags 'base'
        }
    }
    handlers {
        handler('tell the monitoring') {
            debug "${host.name} has its name"
        }
    }
}
