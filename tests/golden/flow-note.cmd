# size 80x24
flow sigmoid relu residual=on norm=layer precision=f16 ledger=on
step 20000
audit
