# size 80x24
flow sigmoid relu
wait 5.65
