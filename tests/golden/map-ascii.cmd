# size 80x24
# env LC_ALL=C LANG=C
map identity width=8 batch=8 precision=f16
point 90 0.3
say
