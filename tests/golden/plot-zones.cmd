# size 80x24
plot elu hardswish zones=on
focus 1
