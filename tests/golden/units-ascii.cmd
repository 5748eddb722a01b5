# size 80x24
# env LC_ALL=C LANG=C
units sigmoid show=saturated gain=4 layer=2
