# size 40x12
table
set choice 4
