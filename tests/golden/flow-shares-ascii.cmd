# size 100x30
# env LC_ALL=C
flow sigmoid relu residual=on ledger=on
goto 6
