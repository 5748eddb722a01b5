# size 80x24
flow sigmoid relu precision=f16
turn -1 gain
wait 30
