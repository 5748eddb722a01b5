# size 80x24
plot softplus tanh df=off d2f=on range=-4:4
