# size 80x40
help flow
