# size 120x40
units relu layers=50 show=dead layer=50 unit=3
