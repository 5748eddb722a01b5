# size 80x24
# env LC_ALL=C LANG=C
set raster ascii
plot sigmoid step elu
cursor -1
