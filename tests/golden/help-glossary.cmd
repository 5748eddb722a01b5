# size 80x40
help glossary
set scroll 30
