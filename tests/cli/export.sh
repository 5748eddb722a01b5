#!/bin/sh
# actviz export: screens into files, by their endings; what is refused; nothing lost, nothing left behind
. "$(dirname "$0")/lib.sh"
dir=$work/dir
mkdir "$dir"

# exported FILE: it was written, and a note on standard output says how large it is.
exported() {
    works && [ -s "$1" ] && out_has "^wrote $1, $(wc -c <"$1") bytes$"
}
is_svg() { head -n 2 "$1" | grep -q '^<svg ' && [ "$(tail -n 1 "$1")" = '</svg>' ]; }
# Only if it is installed.
is_sound() { ! command -v xmllint >/dev/null || xmllint --noout "$1"; }

# ---- every screen, every format ----

for screen in 'plot gelu relu' 'flow sigmoid relu layers=6' 'table sort=gain' lessons 'help plot'; do
    # shellcheck disable=SC2086
    run "$ACTVIZ" export "$dir/a.svg" $screen
    check "$screen as SVG" exported "$dir/a.svg"
    check "$screen: it is SVG" is_svg "$dir/a.svg"
    check "$screen: xmllint has nothing to say" is_sound "$dir/a.svg"
    # shellcheck disable=SC2086
    run "$ACTVIZ" export "$dir/a.txt" $screen --size 90x20
    check "$screen as text" exported "$dir/a.txt"
    check "$screen as text has its rows" [ "$(wc -l <"$dir/a.txt")" -eq 20 ]
done
for screen in 'plot gelu relu' 'flow sigmoid relu layers=6' 'table sort=gain'; do
    # shellcheck disable=SC2086
    run "$ACTVIZ" export "$dir/a.json" $screen
    check "$screen as JSON" exported "$dir/a.json"
    check "$screen: it is JSON" is_json "$dir/a.json"
    # shellcheck disable=SC2086
    run "$ACTVIZ" export "$dir/a.csv" $screen
    check "$screen as CSV" exported "$dir/a.csv"
    check "$screen: every line has as many commas" \
        [ "$(tr -cd ',\n' <"$dir/a.csv" | sort -u | wc -l)" -eq 1 ]
done
run "$ACTVIZ" flow sigmoid relu layers=6 --format csv
cp "$work/out" "$work/flow.csv"
run "$ACTVIZ" export "$dir/a.csv" flow sigmoid relu layers=6
check "flow in CSV is what actviz flow prints" same "$dir/a.csv" "$work/flow.csv"

# ---- ways to ask ----

run "$ACTVIZ" export - gelu
check "- is standard output" works
check "- is SVG" is_svg "$work/out"
cp "$work/out" "$work/first.svg"
run "$ACTVIZ" export "$dir/a.svg" gelu
check "a file gets the same bytes" same "$dir/a.svg" "$work/first.svg"
run "$ACTVIZ" export - plot gelu
check "functions alone are a plot" same "$work/out" "$work/first.svg"
run "$ACTVIZ" -c 'plot gelu' export -
check "the screen can be set up with -c" same "$work/out" "$work/first.svg"
run "$ACTVIZ" -c 'flow relu layers=4' export - theme=light
check "options alone are those of the screen" out_has '4 layers'
check "--theme light is light" out_has 'fill="#ffffff"'
run "$ACTVIZ" export - gelu --theme light
check "--theme light is light, after a function too" out_has 'id="background".*fill="#ffffff"'
run "$ACTVIZ" export - gelu --range -4:4 --format txt
check "--format says what goes to standard output" out_has 'x from −4 to 4'
run "$ACTVIZ" export "$dir/data" gelu --format=csv
check "--format says what a file of any name is" exported "$dir/data"
run "$ACTVIZ" export - gelu --size 50x14
check "--size is the size" out_has 'width="468" height="270"'
run "$ACTVIZ" --def 'sw(x, b=1) = x*sigmoid(b*x)' export - sw:b=2
check "functions of one's own" out_has sw
run "$ACTVIZ" --dump --size 80x24 -c "plot relu; export $dir/one.csv; plot gelu; export $dir/two.csv"
check "the command export in a script" works
check "... writes what is shown at that moment" grep -q '^x,relu,' "$dir/one.csv"
check "... each time" grep -q '^x,gelu,' "$dir/two.csv"
check "... and leaves a note" out_has "wrote"
# shellcheck disable=SC2088
run "$ACTVIZ" --dump --size 80x24 -c 'plot relu; export ~/of-home.csv'
check "~/ is the home folder" grep -q '^x,relu,' "$HOME/of-home.csv"
check "... and is said as it was given" out_has 'wrote ~/of-home.csv'
echo 'plot softsign' >"$HOME/of-home.rc"
# shellcheck disable=SC2088
run "$ACTVIZ" --dump --size 80x24 -c 'source ~/of-home.rc'
check "... of files that are read, too" out_has softsign
run env -u HOME "$ACTVIZ" --dump -c 'export ~/of-home.csv'
check "... unless there is none" refuses '~/of-home.csv: No such file'
run "$ACTVIZ" export - 'x<1 ? x : 2*x*(x>3)'
check "a formula with < and > " out_has 'x&lt;1 ? x'
check "... is sound" is_sound "$work/out"

run env LC_ALL=C "$ACTVIZ" export "$dir/c.svg" sigmoid relu
check "LC_ALL=C works" exported "$dir/c.svg"
run cat "$dir/c.svg"
check "LC_ALL=C: all is ASCII" ascii
curves() { sed -n '/<g id="curves"/,/<\/g>/p' "$1"; }
run "$ACTVIZ" export "$dir/u.svg" sigmoid relu
check "LC_ALL=C: the curves are the same" [ "$(curves "$dir/c.svg")" = "$(curves "$dir/u.svg")" ]
check "there are curves" [ -n "$(curves "$dir/u.svg")" ]

# ---- what is refused ----

for file in a.png a svg .svg "$dir" dir/; do
    run "$ACTVIZ" export "$file" gelu
    check "'$file' is refused, with the four endings" refuses '\.svg, \.txt, \.csv or \.json'
done
run "$ACTVIZ" export
check "no file is refused" refuses 'needs a file'
run "$ACTVIZ" export - gelu --format png
check "a bad format is refused" refuses 'svg, txt, csv or json, not png'
run "$ACTVIZ" export - help --format csv
check "a screen without numbers is refused" refuses 'no numbers'
run "$ACTVIZ" export - gelu --size 20x5
check "a picture too small to show anything is refused" refuses 'the least'
run "$ACTVIZ" export - quit
check "what is no screen is refused" refuses 'no screen'
run "$ACTVIZ" export - gelu --colour red
check "an unknown option is refused" refuses 'colour'
run "$ACTVIZ" export - nosuch
check "an unknown function is refused" refuses 'nosuch'

# ---- files ----

failed() { exits 1 && silent && one_line && err_has "$1"; }
run "$ACTVIZ" export "$dir/none/a.svg" gelu
check "a folder that is not there" failed 'none/a.svg: No such file'
mkdir "$dir/folder.svg"
run "$ACTVIZ" export "$dir/folder.svg" gelu
check "a folder is left alone" failed 'left alone'
echo keep >"$dir/real.txt"
ln -s real.txt "$dir/link.txt"
run "$ACTVIZ" export "$dir/link.txt" gelu
check "a link is left alone" failed 'left alone'
check "... and what it leads to" [ "$(cat "$dir/real.txt")" = keep ]
mkfifo "$dir/fifo.svg"
run "$ACTVIZ" export "$dir/fifo.svg" gelu
check "a pipe is left alone" failed 'left alone'
if [ "$(id -u)" -ne 0 ]; then
    mkdir -m 500 "$dir/closed"
    run "$ACTVIZ" export "$dir/closed/a.svg" gelu
    check "a folder that cannot be written" failed 'Permission denied'
else
    skip "a folder that cannot be written" "root can"
fi
rm -f "$dir/new.svg"
(umask 027 && "$ACTVIZ" export "$dir/new.svg" gelu >/dev/null)
check "a new file heeds the umask" [ "$(ls -l "$dir/new.svg" | cut -c 1-10)" = -rw-r----- ]
chmod 604 "$dir/new.svg"
run "$ACTVIZ" export "$dir/new.svg" relu
check "a file written anew keeps its mode" [ "$(ls -l "$dir/new.svg" | cut -c 1-10)" = -rw----r-- ]
cp "$dir/new.svg" "$work/before.svg"
run sh -c "ulimit -f 1; exec '$ACTVIZ' export '$dir/new.svg' gelu silu tanh"
check "a disk that is full is said" failed 'new.svg: '
check "... and the old file is whole" same "$dir/new.svg" "$work/before.svg"
check "nothing is left behind" [ -z "$(find "$dir" -name '.new*')" ]
finish
