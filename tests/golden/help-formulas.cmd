# size 80x24
help formulas
