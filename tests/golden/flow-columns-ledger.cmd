# size 120x40
flow sigmoid relu layers=50 ledger=on
turn -2 gain
goto 12
