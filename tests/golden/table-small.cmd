# size 60x20
table
set choice 6
