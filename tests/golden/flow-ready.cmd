# size 80x24
flow sigmoid relu
rewind
