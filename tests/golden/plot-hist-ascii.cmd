# size 60x20
# env LC_ALL=C LANG=C
plot relu tanh hist=on zones=on hist_layer=2
