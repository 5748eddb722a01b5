# size 80x24
units relu
