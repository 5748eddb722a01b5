# size 40x12
plot prelu softplus
cursor -2
