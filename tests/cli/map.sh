#!/bin/sh
# actviz map: real stacks over depth and scale of the weights; known edges, all formats, refusals.
. "$(dirname "$0")/lib.sh"

small='width=8 batch=8 layers=50 seed=1' wide='width=32 batch=16 layers=50 seed=1'

# ratio FILE GAIN: log10 of the ratio at the greatest depth, at the gain nearest to GAIN.
ratio() {
    awk -F'\t' -v gain="$2" 'NR > 1 { gap = log($2 / gain); gap = gap < 0 ? -gap : gap
        if ($1 > deepest || ($1 == deepest && gap <= best)) {
            if ($1 > deepest) best = 1e9
            if (gap <= best) { best = gap; deepest = $1; out = $3 } } } END { print out }' "$1"
}

run "$ACTVIZ" map tanh init=lecun $wide --format tsv
check "map works" works
check "a line for each of 49 depths and 33 gains, and a header" lines 1618
check "the columns" first_line "$(printf 'layers\tgain\tratio_log10\tdecades\ttheory_log10')"
cp "$work/out" "$work/tanh"
check "tanh survives at gain 1 of lecun's scale" \
    holds "$(ratio "$work/tanh" 1) > -1.5 && $(ratio "$work/tanh" 1) < 1.5"
check "... vanishes well below" holds "$(ratio "$work/tanh" 0.5) < -10"
check "... and explodes above" holds "$(ratio "$work/tanh" 3) > 1"
run "$ACTVIZ" map tanh init=lecun $wide --format tsv
check "the same command twice prints the same bytes" same "$work/out" "$work/tanh"

# A point of the map is the stack that flow runs.
run "$ACTVIZ" flow tanh init=lecun $wide gain=0.25 --format tsv
top=$(column "$work/out" tanh 50 grad_log10) bottom=$(column "$work/out" tanh 1 grad_log10)
check "its points are flow's stacks" \
    holds "($(ratio "$work/tanh" 0.25)) - (($bottom) - ($top)) < 1e-9 &&
           ($(ratio "$work/tanh" 0.25)) - (($bottom) - ($top)) > -1e-9"

run "$ACTVIZ" map relu init=he $small --format tsv
check "relu has its edge at he" holds "$(ratio "$work/out" 0.5) < -5 && $(ratio "$work/out" 2) > 5"
run "$ACTVIZ" map sigmoid init=xavier $small --format tsv
check "sigmoid vanishes at every gain" \
    holds "$(ratio "$work/out" 0.25) < -20 && $(ratio "$work/out" 1) < -10 && $(ratio "$work/out" 4) < -3"

run "$ACTVIZ" map relu $small --gain 0.5:2 --layers 10 --format json
check "map as JSON is JSON" is_json "$work/out"
for format in table csv; do
    run "$ACTVIZ" map relu $small --format $format
    check "map as $format works" works
done
run "$ACTVIZ" map relu $small
check "a table has every 8th point" lines 36

run "$ACTVIZ" map relu $small --layers 3 --format tsv
check "a depth that the map has twice is one line" lines 67
run "$ACTVIZ" map relu $small --repeat 2 --format tsv
check "--repeat says passes and seconds last" \
    [ "$(tail -n 1 "$work/out" | sed 's/seconds .*/seconds/')" = '# passes 2 seconds' ]
check "... and the map is printed once" lines 1619

run "$ACTVIZ" map
check "without a function it is that of the first stack" works
run "$ACTVIZ" map sigmoid mode=chain
check "a chain has no map" exits 2
check "... and is told what has" err_has 'mode=mlp'
run "$ACTVIZ" map relu tanh
check "two functions are too many" exits 2
run "$ACTVIZ" map relu --gain 2:1
check "a range that runs backwards is refused" exits 2
run "$ACTVIZ" map relu --gain 0:1
check "a gain of 0 has no place" exits 2
run "$ACTVIZ" map relu layers=10000 width=512 batch=512
check "what would not fit in memory is refused" err_has '1 GB'
finish
