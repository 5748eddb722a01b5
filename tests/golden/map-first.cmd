# size 80x24
map tanh init=lecun width=16 batch=16
