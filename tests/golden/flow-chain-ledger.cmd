# size 80x24
flow relu
set mode chain
set layers 6
set weight 0.5
set input 1
set residual on
set ledger on
