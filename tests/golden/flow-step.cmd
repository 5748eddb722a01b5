# size 80x24
flow sigmoid relu
goto 11
replay
wait 1.5
