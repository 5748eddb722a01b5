# size 60x20
map relu init=he width=8 batch=8 residual=on layers=50
point 50 2
