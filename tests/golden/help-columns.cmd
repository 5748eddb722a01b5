# size 90x40
help columns
