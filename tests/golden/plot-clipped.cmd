# size 60x16
plot relu identity yrange=-1:2 card=off
