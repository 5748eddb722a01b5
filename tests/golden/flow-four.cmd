# size 100x30
flow sigmoid tanh relu elu layers=30
