# size 100x30
units relu show=zero layer=3 unit=17
