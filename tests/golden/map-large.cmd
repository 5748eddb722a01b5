# size 120x40
map gelu width=8 batch=8 layers=30 gain=0.1:10
