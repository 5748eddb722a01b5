# size 60x16
plot step card=off
cursor 0
set tangent on
