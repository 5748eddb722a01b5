# size 110x30
flow sigmoid relu init=xavier ledger=on
