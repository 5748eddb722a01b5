# size 60x20
plot gelu sigmoid
set d2f on
cursor -1
set mark cursor
cursor 1.4
