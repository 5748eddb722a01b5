#!/bin/sh
# actviz flow: real stacks, their numbers, and the same bytes every time.
. "$(dirname "$0")/lib.sh"

set -- flow sigmoid relu --layers 20 --width 64 --init xavier --seed 1 --format tsv
run "$ACTVIZ" "$@"
check "flow works" works
check "a line for each function and layer, and a header" lines 41
columns='act layer z_mean z_rms a_mean a_rms zero saturated dead slope_rms grad_rms grad_log10 dw_rms
dw_log10 theory_log10 share_slope share_weight share_norm share_skip dgamma_rms dgamma'
check "the columns are the documented ones" first_line "$(echo $columns | tr ' ' '\t')"
cp "$work/out" "$work/xavier"
top=$(column "$work/xavier" sigmoid 20 grad_log10) bottom=$(column "$work/xavier" sigmoid 1 grad_log10)
check "sigmoid's gradient falls by more than six decades" holds "($top) - ($bottom) > 6"
top=$(column "$work/xavier" sigmoid 20 grad_rms) bottom=$(column "$work/xavier" sigmoid 1 grad_rms)
check "grad_rms says the same" holds "($bottom) > 0 && ($top) / ($bottom) > 1e6"
run "$ACTVIZ" "$@"
check "the same command twice prints the same bytes" same "$work/out" "$work/xavier"

run "$ACTVIZ" flow sigmoid relu --layers 20 --width 64 --init he --seed 1 --format tsv
top=$(column "$work/out" relu 20 grad_log10) bottom=$(column "$work/out" relu 1 grad_log10)
check "with --init he ReLU's stays within a decade" \
    holds "($top) - ($bottom) < 1 && ($bottom) - ($top) < 1"
check "another initialisation is another result" not same "$work/out" "$work/xavier"
run "$ACTVIZ" flow sigmoid relu --layers 20 --width 64 --init xavier --seed 2 --format tsv
check "another seed is another result" not same "$work/out" "$work/xavier"
run "$ACTVIZ" flow sigmoid relu layers=20 width=64 init=xavier seed=1 format=tsv
check "NAME=VALUE is --name value" same "$work/out" "$work/xavier"
run "$ACTVIZ" flow sigmoid relu --layers=20 --width=64 --init=xavier --seed=1 --format=tsv
check "... and --name=value" same "$work/out" "$work/xavier"
run env ACTVIZ_KERNEL=scalar "$ACTVIZ" "$@"
check "the scalar kernel prints the same bytes" same "$work/out" "$work/xavier"
run env ACTVIZ_KERNEL=abacus "$ACTVIZ" "$@"
check "an unknown kernel is refused by name" err_has abacus

# A network's first layers do not depend on what follows them.
run "$ACTVIZ" flow sigmoid --layers 30 --width 64 --init xavier --seed 1 --format tsv
check "a deeper stack begins with the same forward numbers" \
    [ "$(column "$work/out" sigmoid 20 z_rms)" = "$(column "$work/xavier" sigmoid 20 z_rms)" ]

for format in table csv json; do
    run "$ACTVIZ" flow relu --layers 3 --width 8 --batch 4 --format $format
    check "flow as $format works" works
done
check "flow as JSON is JSON" is_json "$work/out"
check "... without what the function does not have" not out_has dgamma
run "$ACTVIZ" flow elu:alpha=0.5 prelu --layers 3 --width 8 --batch 4 --format json
check "... but with what it has" out_has dgamma_rms
check "... and with its parameters" out_has '"act": "elu", "parameters": "alpha=0.5"'
run "$ACTVIZ" flow relu --layers 2 --width 8 --repeat 3 --format tsv
check "--repeat says passes and seconds last" \
    [ "$(tail -n 1 "$work/out" | sed 's/seconds .*/seconds/')" = '# passes 3 seconds' ]

# Skips, norms and narrow formats.
set -- flow relu sigmoid --layers 9 --width 16 --batch 11 --residual on --norm layer --format tsv
run "$ACTVIZ" "$@"
check "a residual with a norm works" works
cp "$work/out" "$work/skipped"
run env ACTVIZ_KERNEL=scalar "$ACTVIZ" "$@"
check "... with the same bytes from the scalar kernel" same "$work/out" "$work/skipped"
sum=$(awk -F'\t' 'NR > 1 && $1 == name { print } ' name=sigmoid "$work/skipped" |
    awk -F'\t' '{ log10[NR] = $12;
        share[NR] = $16 + $17 + $18 + $19 }
        END { for (i = 1; i < NR; i++) { gap = log10[i] - log10[i + 1] - share[i];
            worst = gap > worst ? gap : -gap > worst ? -gap : worst }; print worst < 1e-12 }')
check "the four shares account for every step" [ "$sum" = 1 ]
run "$ACTVIZ" flow sigmoid --layers 30 --width 16 --precision f16 --format tsv
check "in f16 the gradient of 30 sigmoids is 0" \
    [ "$(column "$work/out" sigmoid 1 grad_rms)" = 0 ]
check "... and so is its logarithm minus infinity" \
    [ "$(column "$work/out" sigmoid 1 grad_log10)" = -inf ]
run "$ACTVIZ" flow relu --norm batch --batch 1
check "a batch norm of one sample is refused" err_has 'batch must be 2 or more'
run "$ACTVIZ" flow relu --norm layer --width 1
check "a layer norm of one unit is refused" err_has 'width must be 2 or more'
run "$ACTVIZ" --dump -c 'flow relu norm=layer mode=chain'
check "a chain has no norm" err_has 'norm is none'
run "$ACTVIZ" flow relu --mode chain --width 7
check "what a chain does not have works" exits 0
check "... with a word on it" err_has 'width means nothing with mode=chain'
run "$ACTVIZ" flow relu --weight 3
check "so with what only a chain has" err_has 'weight means nothing with mode=mlp'
run "$ACTVIZ" flow relu --init orthogonal --dist uniform
check "... and with a law where there is one already" err_has 'dist is the law of xavier, he, lecun'
run "$ACTVIZ" flow relu --theme light
check "what only a screen shows is refused" refuses 'theme is for the screen'
run "$ACTVIZ" --dump flow relu --theme light
check "... unless a screen is printed" works
run "$ACTVIZ" flow relu 3
check "a number is no function" refuses '3 is a number'
run "$ACTVIZ" flow relu --layers 3 --init kaiming --format tsv
cp "$work/out" "$work/kaiming"
run "$ACTVIZ" flow relu --layers 3 --init he --format tsv
check "schemes have the names of their authors and of others" same "$work/out" "$work/kaiming"
run "$ACTVIZ" flow relu --init glorott
check "... which are offered, too" refuses 'did you mean glorot'

# A thousand sigmoids: the gradient is far below the smallest double, its logarithm is a number.
run "$ACTVIZ" flow sigmoid --layers 1000 --width 16 --init xavier --format tsv
check "log10 of a vanished gradient is still a number" \
    holds "($(column "$work/out" sigmoid 1 grad_log10)) < -330"
run "$ACTVIZ" flow sigmoid --mode chain --layers 10 --weight 1 --input 0 --format tsv
top=$(column "$work/out" sigmoid 10 grad_log10) bottom=$(column "$work/out" sigmoid 1 grad_log10)
check "a chain of sigmoids at 0 loses a factor of 4 a layer" \
    holds "($top) - ($bottom) - 9 * log(4) / log(10) < 1e-9 &&
           ($top) - ($bottom) - 9 * log(4) / log(10) > -1e-9"

# What cannot be is refused in one line that names it; what is merely out of proportion is shown.
while IFS='|' read -r options named; do
    # shellcheck disable=SC2086
    run "$ACTVIZ" flow relu $options
    check "flow $options is refused" refuses "$named"
done <<'END'
layers=0|layers must be
layers=-1|layers must be
layers=1e9|layers must be
layers=nan|layers must be
width=0|width must be
width=4097|width must be
batch=0|batch must be
layers=10000 width=4096 batch=4096|would take 5372 GB
gain=nan|gain must be
gain=inf|gain must be
gain=-1|gain must be
gain=1e308|gain must be
bias=inf|bias must be
mode=chain weight=nan|weight must be
mode=chain input=inf|input must be
init=normal|init normal takes a number
init=normal:-1|init normal takes a number
init=normal:nan|init normal takes a number
init=uniform:inf|init uniform takes a number
init=he:2|init he takes no number
saturated_below=nan|saturated_below must be
seed=nan|seed must be
repeat=-1|repeat must be
END
for act in elu:alpha=inf elu:alpha=nan softplus:beta=0; do
    run "$ACTVIZ" flow $act
    check "flow $act is refused" refuses "${act%%:*}: "
done

small='set flow.layers 30; set flow.width 6; set flow.batch 5'
while IFS='|' read -r act options; do
    # shellcheck disable=SC2086
    run "$ACTVIZ" -c "$small" flow "$act" $options format=json
    check "flow $act $options works" works
    check "... and is JSON" is_json "$work/out"
    check "... in which no nan has a sign" not out_has -nan
    # shellcheck disable=SC2086
    run "$ACTVIZ" --dump --size 60x20 -c "$small; flow '$act' $options"
    check "... and a screen" works
done <<'END'
relu|gain=0
relu|init=normal:0
relu|gain=1e6 init=normal:1e6
relu|precision=f16 gain=1e6
tanh|bias=1e6
sigmoid|mode=chain weight=1e6 input=-1e6
relu2|gain=1e3
1/x|residual=on
log(x)|norm=layer
exp(exp(x))|norm=batch precision=bf16
0*x/0|
x > 0 ? 1/0 : x|gain=0
END
run "$ACTVIZ" flow relu layers=40 width=6 gain=1e6 init=normal:1e6 --format tsv
check "great numbers are shown as long as there are doubles" holds "$(column "$work/out" relu 20 a_rms) > 1e200"
check "... and beyond them none" [ "$(column "$work/out" relu 40 a_rms)" = nan ]
check "... nor has the gradient one" [ "$(column "$work/out" relu 1 grad_rms)" = nan ]
run "$ACTVIZ" --dump -c "flow 'log(x)' layers=5 width=6"
check "on the screen the bars of nan are signs" out_has '???????'
check "... and words say where it began" out_has 'a is no number at layer'
finish
