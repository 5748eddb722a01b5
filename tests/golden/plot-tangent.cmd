# size 100x30
plot gelu tanh
cursor 1
set tangent on
set yrange -1:3
