# size 80x24
flow sigmoid layers=2000 width=8 batch=8
