# size 100x30
plot sigmoid tanh elu
cursor -0.75
focus elu
toggle tangent
