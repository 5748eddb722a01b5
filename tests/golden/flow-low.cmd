# size 60x20
flow sigmoid relu
goto 5
set speed 0.5
