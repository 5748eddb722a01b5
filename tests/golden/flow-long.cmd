# size 100x30
flow sigmoid relu layers=65
step 20000
