# size 60x20
units relu show=zero layers=100 layer=60
