# size 120x40
plot sigmoid tanh relu elu gelu mish layout=side
