# size 80x12
get sigmoid(0)
