# size 120x40
flow sigmoid relu residual=on norm=batch ledger=on
goto 6
