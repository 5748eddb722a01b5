# size 40x12
units relu layer=2
