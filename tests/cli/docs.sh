#!/bin/sh
# The documents: current, complete, and their commands true.
. "$(dirname "$0")/lib.sh"
tables=$BUILD/tools/tables

run tools/docs
check "pictures and tables in the documents are the program's" exits 0

# HACKING.md is a map: every source has its line, every line its source.
find src tools data tests -type f | grep -v -e '^tests/.*/test_' -e '^tests/golden/.*[.]\(cmd\|txt\)$' \
    -e '^tests/lesson/.*[.]\(md\|expected\)$' -e '^tests/fuzz/corpus/' | sort >"$work/have"
sed -n 's/^|* *`\([a-z][A-Za-z0-9_./-]*\/[A-Za-z0-9_.-]*\)`.*/\1/p' HACKING.md | sort >"$work/mapped"
check "HACKING.md has a map" [ -s "$work/mapped" ]
for f in $(comm -23 "$work/have" "$work/mapped"); do
    check "HACKING.md maps $f" false
done
for f in $(comm -13 "$work/have" "$work/mapped"); do
    check "HACKING.md names $f, which is there" [ -e "$f" ]
done
check "HACKING.md maps every file" [ -z "$(comm -23 "$work/have" "$work/mapped")" ]

# The two commands of README.md: one line each.
awk '/^```sh$/ { n++; inside = 1; next } /^```/ { inside = 0 } inside && n <= 2 { print n ": " $0 }' \
    README.md >"$work/commands"
check "README.md begins with two commands of one line" \
    [ "$(cut -d : -f 1 "$work/commands" | tr '\n' ' ')" = '1 2 ' ]
# Every call of actviz in a block of shell examples works.
sed -n '/^```console$/,/^```$/p' README.md | sed -n 's/^\$ //p' >"$work/examples"
check "README.md has examples" [ -s "$work/examples" ]
while read -r line; do
    PATH=$(dirname "$ACTVIZ"):$PATH run sh -c "$line"
    check "README: $line" exits 0
done <"$work/examples"

# The manual.
for what in verbs options functions; do
    "$tables" $what | cut -f 1 | sort -u >"$work/names"
    check "there are $what" [ -s "$work/names" ]
    while read -r name; do
        check "actviz(1) has $name of the $what" grep -q "$name" man/actviz.1
    done <"$work/names"
done
if command -v mandoc >/dev/null; then
    run mandoc -T lint -W warning man/actviz.1
    check "actviz(1) is sound mdoc" exits 0
else
    skip "actviz(1) is sound mdoc" "mandoc is not installed"
fi
"$tables" verbs | awk -F '\t' '$3 ~ /shell/ { print $1 }' >"$work/names"
run "$ACTVIZ" --help
while read -r verb; do
    check "--help has the shell's verb $verb" out_has "$verb"
done <"$work/names"
finish
