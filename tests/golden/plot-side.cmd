# size 110x20
plot sigmoid tanh relu layout=side card=off
