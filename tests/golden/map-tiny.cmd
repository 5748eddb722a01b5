# size 40x12
# env LC_ALL=C LANG=C
map sigmoid init=xavier width=8 batch=8
