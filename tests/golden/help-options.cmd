# size 80x24
help options
set scroll 20
