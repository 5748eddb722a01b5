# size 120x40
flow sigmoid relu layers=50
