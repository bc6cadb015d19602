# by RouterOS 7.20.8
# software id = MKRN-0LAB
#
# model = RB5009UG+S+
# serial number = LAB58D637B
/interface bridge
add comment="one of two" name=b
/ip address
add address=172.17.0.1/24 interface=b network=172.17.0.0
