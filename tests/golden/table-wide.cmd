# size 120x40
table sort=gain
set choice 3
set column 4
