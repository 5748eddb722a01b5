# size 110x34
def sw(x, b=1) = x*sigmoid(b*x)
plot sw:b=2 silu
