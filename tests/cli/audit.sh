#!/bin/sh
# actviz audit: the gradient of real stacks against central differences, with an exit status.
. "$(dirname "$0")/lib.sh"

run "$ACTVIZ" audit tanh relu --layers 5 --width 8 --batch 6 --format tsv
check "audit works" works
check "a header and a line for each function" lines 3
check "its columns" first_line "$(printf 'act\tnorm\tresidual\tcompared\tzero\tskipped\tforward\tworst\twhere')"
worst=$(awk -F'\t' 'NR > 1 && $8 > w { w = $8 } END { print w + 0 }' "$work/out")
check "the gradient is right" holds "$worst < 1e-6"
forward=$(awk -F'\t' 'NR > 1 && $7 > w { w = $7 } END { print w + 0 }' "$work/out")
check "the forward pass is right" holds "$forward < 1e-9"
compared=$(awk -F'\t' 'NR == 2 { print $4 - $5 }' "$work/out")
check "entries that are not 0 are compared, more than layers" holds "$compared >= 6"
cp "$work/out" "$work/first"
run "$ACTVIZ" audit tanh relu layers=5 width=8 batch=6 format=tsv
check "the same bytes every time" same "$work/out" "$work/first"

run "$ACTVIZ" audit gelu layers=4 width=6 batch=5 norm=layer residual=on --format json
check "skips and norms are audited, too" works
check "audit as JSON is JSON" is_json "$work/out"
run "$ACTVIZ" audit step layers=4 width=6 batch=5 --format csv
check "a function of constant pieces has no gradient on either side" works
check "... exactly" out_has ',0,nothing to check: all are 0'

run "$ACTVIZ" audit relu --mode chain --format tsv
check "zeros alone are said to be that" out_has 'all are 0'
run "$ACTVIZ" audit 'x>0?x:0.1*x' --layers 3 --format tsv
check "a formula is called by its text" out_has '^x>0?x:0.1\*x	'

run "$ACTVIZ" audit relu --precision f16
check "a narrow format cannot be audited" [ "$status" = 2 ]
check "... which is said" err_has 'precision must be f64'
run "$ACTVIZ" audit rellu
check "an unknown function is refused" err_has 'relu'

run "$ACTVIZ" audit relu tanh --layers 2 --width 8 --repeat 3 --format tsv
check "--repeat says passes and seconds last" \
    [ "$(tail -n 1 "$work/out" | sed 's/seconds .*/seconds/')" = '# passes 3 seconds' ]
check "... behind the rows" lines 4
run "$ACTVIZ" audit relu tanh --layers 2 --width 8 --repeat 3 --format json
check "... beside JSON" is_json "$work/out"
check "... on standard error" err_has 'passes 3 seconds'

run "$ACTVIZ" audit relu --layers 18 --width 8 --batch 4 --init normal:1e6 --gain 1e6 --format tsv
check "a right gradient of numbers beyond 1e154 is called right" works
check "... and is compared" [ "$(awk -F'\t' 'NR == 2 { print $6 }' "$work/out")" = 0 ]
run "$ACTVIZ" audit --help
check "the columns are explained" out_has 'Columns: compared'

# Where nothing is a number nothing is compared, which is no success.
run "$ACTVIZ" audit 'log(x)' layers=4 width=6 batch=5 --format json
check "a gradient that is no number fails" exits 1
check "... as JSON" is_json "$work/out"
check "... with nothing compared" out_has '"compared": 0, .*"worst": "nan"'
small='set flow.layers 9; set flow.width 6; set flow.batch 5'
while IFS='|' read -r act options; do
    # shellcheck disable=SC2086
    run "$ACTVIZ" -c "$small" audit "$act" $options --format json
    check "audit $act $options works" works
    check "... and is JSON" is_json "$work/out"
done <<'END'
relu|gain=0
relu|gain=1e6
tanh|bias=1e6
sigmoid|mode=chain weight=1e6 input=-1e6
1/x|gain=0.1
END
for options in width=0 batch=0 layers=0 gain=nan layers=1e9; do
    run "$ACTVIZ" audit relu $options
    check "audit $options is refused" refuses "${options%%=*} must be"
done
finish
