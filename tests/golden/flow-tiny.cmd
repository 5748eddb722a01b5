# size 40x12
flow sigmoid relu
wait 1
