# size 120x40
flow sigmoid tanh init=xavier layers=30
wait 30
