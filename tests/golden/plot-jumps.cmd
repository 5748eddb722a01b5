# size 60x20
plot step signum
cursor 0
# f jumps: the value at the jump is closed, the limits are open; no stroke joins them
