# size 100x30
plot gelu relu sin
cursor 2
set mark -1.25
