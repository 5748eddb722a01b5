#!/bin/sh
# Where output goes: pipes, full disks, files, and the picture without a terminal.
. "$(dirname "$0")/lib.sh"
ESC=$(printf '\033')

# ---- pipes that close, disks that are full ----

for call in 'flow relu --layers 2000 --width 4 --format tsv' 'list' 'plot relu' 'describe elu' \
    '--help'; do
    # shellcheck disable=SC2086  # a call is several words
    { "$ACTVIZ" $call 2>"$work/err" || echo $? >"$work/status"; } | head -n 1 >"$work/out"
    ran="$call | head -1" status=
    check "'$call | head -1' ends quietly" quiet
done
awk 'BEGIN { for (i = 0; i < 200000; i++) print i }' >"$work/many"
"$ACTVIZ" eval relu <"$work/many" 2>"$work/err" | head -n 1 >"$work/out"
check "eval into head ends quietly" quiet
check "... having printed the header" first_line "$(printf 'x\tf\tdf')"

if [ -c /dev/full ]; then
    for call in 'flow relu --format tsv' 'list' 'plot relu' 'eval relu 1' 'describe elu' '--help' \
        '--version' '--dump --size 80x24' 'get 1+1'; do
        ran="$call >/dev/full"
        : >"$work/out"
        # shellcheck disable=SC2086
        "$ACTVIZ" $call >/dev/full 2>"$work/err"
        status=$?
        check "'$call' to a full disk fails with 1" exits 1
        check "'$call' to a full disk says so" err_has '^actviz: '
    done
else
    skip "writing to a full disk" "there is no /dev/full"
fi
# shellcheck disable=SC2188
ran='list >&-'
"$ACTVIZ" list >&- 2>"$work/err"
status=$?
check "closed standard output is no success" not exits 0

# ---- the picture without a terminal ----

run env -u TERM "$ACTVIZ" --dump --size 100x30 -c 'plot sigmoid relu'
check "--dump without TERM works" works
check "--dump prints the rows asked for" lines 30
check "--dump shows the functions" out_has sigmoid
check "--dump is plain text in a pipe" not out_has "$ESC"
check "--dump draws in Braille in a UTF-8 locale" \
    env LC_ALL=C grep -q "$(printf '\342\240')\|$(printf '\342\241')\|$(printf '\342\242')" "$work/out"
cp "$work/out" "$work/first"
run env -u TERM "$ACTVIZ" --dump --size 100x30 -c 'plot sigmoid relu'
check "--dump twice prints the same bytes" same "$work/out" "$work/first"
run env TERM=bogus "$ACTVIZ" --dump --size 100x30 -c 'plot sigmoid relu'
check "--dump does not care for TERM" same "$work/out" "$work/first"
run env LC_ALL=C "$ACTVIZ" --dump --size 80x24 -c 'plot sigmoid relu'
check "LC_ALL=C: the picture works" works
check "LC_ALL=C: the picture is ASCII" ascii
for screen in plot flow lessons help; do
    run "$ACTVIZ" --dump --size 80x24 -c "$screen"
    check "--dump of $screen works" works
    check "--dump of $screen has 24 rows" lines 24
done
for size in 1x1 10x3 40x12 80x24 200x60 500x200; do
    for screen in plot flow lessons help; do
        run "$ACTVIZ" --dump --size $size -c "$screen"
        check "--dump of $screen at $size works" exits 0
        check "--dump of $screen at $size has its rows" lines "${size#*x}"
    done
done
run "$ACTVIZ" --dump --size 80x24 -c 'flow sigmoid relu' -c 'set layers 10' -c 'wait 2'
check "several commands, one picture" works

# ---- colour ----

run "$ACTVIZ" plot relu --color always
check "--color always has colour" out_has "$ESC"
run "$ACTVIZ" plot relu --color never
check "--color never has none" not out_has "$ESC"
run "$ACTVIZ" plot relu
check "a pipe gets no colour" not out_has "$ESC"
run "$ACTVIZ" plot relu --size 60x15
check "plot --size: rows" lines 15
check "plot --size: no row is wider" \
    [ "$("$BUILD/tests/golden/edge" 60 <"$work/out" | awk '{ print length }' | sort -n | head -n 1)" -ge 61 ]
finish
