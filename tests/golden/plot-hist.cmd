# size 80x24
plot sigmoid hist=on zones=on
