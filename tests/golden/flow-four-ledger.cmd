# size 100x30
flow sigmoid tanh relu gelu ledger=on
step 20000
