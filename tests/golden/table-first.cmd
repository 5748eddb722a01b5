# size 80x24
table
set choice 12
