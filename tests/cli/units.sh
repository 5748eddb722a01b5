#!/bin/sh
# actviz units: what every layer, and every unit of one, does.
. "$(dirname "$0")/lib.sh"

set -- --layers 6 --width 32 --batch 40 --seed 1 --format tsv
run "$ACTVIZ" units relu "$@"
check "units works" works
check "a line for each layer, and a header" lines 7
columns='act layer zero saturated dead active a_mean a_rms z_mean z_rms slope_rms'
check "the columns are the documented ones" first_line "$(echo $columns | tr ' ' '\t')"
cp "$work/out" "$work/layers"
run "$ACTVIZ" flow relu "$@"
for column in zero saturated dead a_rms z_rms slope_rms; do
    check "$column is that of flow" \
        [ "$(column "$work/out" relu 5 $column)" = "$(column "$work/layers" relu 5 $column)" ]
done
run "$ACTVIZ" units relu elu "$@"
check "several functions follow each other" lines 13

run "$ACTVIZ" units relu "$@" --layer 5
check "a layer's units have a line each" lines 33
columns='act layer unit zero saturated dead active a_mean a_rms z_mean z_rms slope_rms w_mean w_rms
w_min w_max bias'
check "with their weights" first_line "$(echo $columns | tr ' ' '\t')"
cp "$work/out" "$work/units"
mean=$(awk -F'\t' 'NR > 1 { zero += $4; dead += $6 } END { printf "%.12g %.12g", zero / 32, dead / 32 }' \
    "$work/units")
layer=$(awk -F'\t' '$2 == 5 { printf "%.12g %.12g", $3, $5 }' "$work/layers")
check "their means are those of the layer" [ "$mean" = "$layer" ]
run env ACTVIZ_KERNEL=scalar "$ACTVIZ" units relu "$@" --layer 5
check "the scalar kernel prints the same bytes" same "$work/out" "$work/units"
run "$ACTVIZ" units relu "$@" units.layer=5
check "the option may be written in full" same "$work/out" "$work/units"

for format in table csv json; do
    run "$ACTVIZ" units tanh --layers 3 --width 8 --batch 4 --layer 2 --format $format
    check "units as $format works" works
done
check "units as JSON is JSON" is_json "$work/out"
run "$ACTVIZ" export - units relu --layers 4 --format csv
check "the screen's numbers can be exported" lines 5
run "$ACTVIZ" flow relu --layer 5
check "elsewhere layer is no option, and layers is offered" err_has 'did you mean layers'
run "$ACTVIZ" units relu --layer 6.5
check "a layer is a whole number" err_has layer
run "$ACTVIZ" units relu --layer 21
check "... of those there are" refuses 'layer must be from 1 to 20'
run "$ACTVIZ" units relu --layer 20 --layers 5
check "... when all options are set" refuses 'layer must be from 1 to 5'
run "$ACTVIZ" units relu --show dead
check "what only the screen shows is refused" refuses 'show is for the screen'
run "$ACTVIZ" units --help
check "the help has the options of the stack, too" out_has saturated_below
run "$ACTVIZ" say -c 'units relu layers=3 layer=2 unit=4'
check "say names the unit" out_has 'unit 4 of layer 2'

run "$ACTVIZ" units relu --layers 2 --width 8 --repeat 3 --format tsv
check "--repeat says passes and seconds last" \
    [ "$(tail -n 1 "$work/out" | sed 's/seconds .*/seconds/')" = '# passes 3 seconds' ]
check "... behind the rows" lines 4
run "$ACTVIZ" units relu --layers 2 --width 8 --repeat 3 --format json
check "... beside JSON" is_json "$work/out"
check "... on standard error" err_has 'passes 3 seconds'

small='set flow.layers 9; set flow.width 6; set flow.batch 5'
while IFS='|' read -r act options; do
    for layer in 0 3; do
        # shellcheck disable=SC2086
        run "$ACTVIZ" -c "$small" units "$act" layer=$layer $options format=json
        check "units $act $options, layer $layer, works" works
        check "... and is JSON" is_json "$work/out"
        check "... in which no nan has a sign" not out_has -nan
    done
    # shellcheck disable=SC2086
    run "$ACTVIZ" --dump --size 60x20 -c "$small; units '$act' layer=3 $options"
    check "... and a screen" works
done <<'END'
relu|gain=0
relu|gain=1e6 init=normal:1e6
relu|precision=f16 gain=1e6
sigmoid|mode=chain weight=1e6 input=-1e6
log(x)|
x > 0 ? 1/0 : x|norm=layer
END
for options in width=0 batch=0 layers=0 gain=nan layer=-1 layer=nan; do
    run "$ACTVIZ" units relu $options
    check "units $options is refused" refuses "${options%%=*} must be"
done
finish
