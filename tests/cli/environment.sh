#!/bin/sh
# What stands around the program: configuration, homes that are missing or read-only, locales.
. "$(dirname "$0")/lib.sh"

run "$ACTVIZ" flow relu --layers 5 --format tsv
cp "$work/out" "$work/plain"
run "$ACTVIZ" --dump --size 80x24
cp "$work/out" "$work/screen"

mkdir -p "$XDG_CONFIG_HOME/actviz"
echo 'set layers 7; set seed 99; plot tanh; nonsense' >"$XDG_CONFIG_HOME/actviz/actvizrc"
run "$ACTVIZ" flow relu --layers 5 --format tsv
check "one-shot verbs ignore the rc file" same "$work/out" "$work/plain"
run "$ACTVIZ" --dump --size 80x24
check "--dump ignores the rc file" same "$work/out" "$work/screen"
check "... and does not complain about it" quiet

run env -u HOME -u XDG_CONFIG_HOME -u XDG_STATE_HOME -u XDG_DATA_HOME "$ACTVIZ" --dump --size 80x24
check "without HOME it works" same "$work/out" "$work/screen"
run env HOME=/nonexistent XDG_STATE_HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent \
    "$ACTVIZ" --dump --size 80x24 -c plot
check "with a home that is not there it works" exits 0
run env -i "$ACTVIZ" flow relu --layers 5 --format tsv
check "with no environment at all the numbers are the same" same "$work/out" "$work/plain"
before=$(find "$work/home" | sort)
run "$ACTVIZ" plot relu
run "$ACTVIZ" list
check "one-shot verbs leave nothing behind" [ "$(find "$work/home" | sort)" = "$before" ]

for locale in xx_YY.UTF-8 C POSIX de_DE.UTF-8 tr_TR.UTF-8 C.UTF-8; do
    run env LC_ALL=$locale LANG=$locale "$ACTVIZ" flow relu --layers 5 --format tsv
    check "LC_ALL=$locale: the same numbers" same "$work/out" "$work/plain"
    run env LC_ALL=$locale "$ACTVIZ" eval sigmoid 0.5
    check "LC_ALL=$locale: a point in numbers" out_has '^0\.5'
    run env LC_ALL=$locale "$ACTVIZ" --dump --size 80x24
    check "LC_ALL=$locale: the screen works" works
done
run env LC_ALL=xx_YY.UTF-8 "$ACTVIZ" plot relu
check "a broken locale is no reason to fail" works

# With `sh -c "ulimit"`: little stack, and deep input.
deep=$(awk 'BEGIN { for (i = 0; i < 30000; i++) printf "("; print "1" }')
run sh -c 'ulimit -s 384; exec "$0" get "$1"' "$ACTVIZ" "$deep"
check "thirty thousand parentheses on a small stack are refused" exits 2
check "... with a message" err_has '^actviz: '
long=$(awk 'BEGIN { for (i = 0; i < 20000; i++) printf "1+"; print "1" }')
run sh -c 'ulimit -s 384; exec "$0" get "$1"' "$ACTVIZ" "$long"
check "twenty thousand sums on a small stack do not crash" [ "$status" -le 2 ]
finish
