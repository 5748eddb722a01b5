# size 80x24
flow relu tanh init=normal:0.01 show=dw
