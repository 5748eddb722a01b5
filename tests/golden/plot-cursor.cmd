# size 100x30
plot sigmoid tanh elu
cursor 1.25
focus elu
toggle tangent
