# size 60x16
table filter=zzz
