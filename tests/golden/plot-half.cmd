# size 60x18
set raster half
plot relu leaky_relu
