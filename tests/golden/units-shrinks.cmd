# size 80x24
units relu init=normal:0.05
