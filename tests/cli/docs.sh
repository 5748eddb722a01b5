#!/bin/sh
# The documents: current, complete, and their commands true.
. "$(dirname "$0")/lib.sh"
tables=$BUILD/tools/tables

run tools/docs
check "pictures and tables in the documents are the program's" exits 0

# HACKING.md is a map: its lists are made from the files (tools/map), so what is left to see is that
# every folder has one, and that every file named elsewhere in it is there.
find src data tools tests -type f ! -path "*/corpus/*" ! -path "tests/lesson/bad/*" ! -path 'tests/unit/*' ! -path 'tests/num/*' \
    ! -path 'tests/golden/functions/*' \
    -exec dirname {} + | sort -u >"$work/folders"
while read -r folder; do
    check "HACKING.md maps $folder" grep -qxF "<!-- map $folder -->" HACKING.md
done <"$work/folders"
sed -n 's/^- `\(.*\)`: *$/\1/p' HACKING.md >"$work/mute"
for f in $(cat "$work/mute"); do
    check "$f opens with a sentence on what it is" false
done
check "every file opens with a sentence on what it is" [ ! -s "$work/mute" ]
grep -o '`[a-z]*/[A-Za-z0-9_./-]*[a-z/]`' HACKING.md | tr -d '`' | grep -v 'NAME\|MODULE' | sort -u >"$work/named"
check "HACKING.md names files" [ -s "$work/named" ]
while read -r f; do
    check "HACKING.md names $f, which is there" [ -e "$f" -o -e "src/$f" ]
done <"$work/named"

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
"$BUILD/tools/catalogue" names | sort >"$work/names"
while read -r name; do
    check "actviz-functions(7) has $name" grep -qx ".Ss $name" man/actviz-functions.7
done <"$work/names"
if command -v mandoc >/dev/null; then
    run mandoc -T lint -W warning man/actviz.1
    check "actviz(1) is sound mdoc" exits 0
    run mandoc -T lint -W warning man/actviz-functions.7
    check "actviz-functions(7) is sound mdoc" exits 0
else
    skip "actviz(1) is sound mdoc" "mandoc is not installed"
fi
"$tables" verbs | awk -F '\t' '$3 ~ /shell/ { print $1 }' >"$work/names"
run "$ACTVIZ" --help
while read -r verb; do
    check "--help has the shell's verb $verb" out_has "$verb"
done <"$work/names"
finish
