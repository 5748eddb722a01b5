# size 100x30
plot 'x > 0 ? x : 0.3*sin(x)' relu
