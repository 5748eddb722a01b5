# size 60x20
help elu
