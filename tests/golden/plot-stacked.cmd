# size 80x30
plot sigmoid tanh relu layout=stacked
