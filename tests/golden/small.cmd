# size 30x5
plot relu
