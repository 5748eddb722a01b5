# size 80x24
flow sigmoid mode=chain layers=10
