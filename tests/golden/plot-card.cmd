# size 110x34
plot gelu
