# size 160x45
plot elu:alpha=0.5 elu softplus:beta=3
cursor -0.5
