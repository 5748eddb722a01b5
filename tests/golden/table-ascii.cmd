# size 80x24
# env LC_ALL=C LANG=C
table sort=chi_unit reverse=on
set choice 2
