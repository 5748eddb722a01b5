# size 40x12
units relu gain=3 layers=30
