# size 80x24
# env LC_ALL=C LANG=C
plot relu6
set df off
set tangent on
cursor 6
