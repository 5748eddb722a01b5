# size 100x48
units relu
help
