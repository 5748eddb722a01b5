#!/bin/sh
# actviz table, list, describe: measured properties of all functions, in all formats, those of one's
# own included.
. "$(dirname "$0")/lib.sh"

# The longest line of what was printed, in characters.
widest() { awk '{ if (length > w) w = length } END { print w + 0 }' "$work/out"; }

# cell FILE.tsv NAME COLUMN
cell() {
    awk -F '\t' -v name="$2" -v column="$3" '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $1 == name { print $at[column] }' "$1"
}

run "$ACTVIZ" table --format tsv
check "table works" works
cp "$work/out" "$work/all"
run "$ACTVIZ" list --format tsv
check "it has all functions" [ "$(wc -l <"$work/all")" -eq "$(wc -l <"$work/out")" ]
check "gain of relu is sqrt(2)" holds "($(cell "$work/all" relu gain) - sqrt(2))^2 < 1e-24"
check "E f^2 of relu is 1/2" holds "($(cell "$work/all" relu second_moment) - 0.5)^2 < 1e-24"
check "E f of sigmoid is 1/2" holds "($(cell "$work/all" sigmoid mean) - 0.5)^2 < 1e-24"
check "the steepest slope of sigmoid is 1/4, at 0" \
    holds "$(cell "$work/all" sigmoid max_df) == 0.25 && $(cell "$work/all" sigmoid argmax_df) == 0"
check "tanh is odd" [ "$(cell "$work/all" tanh odd)" = true ]
check "relu never falls" [ "$(cell "$work/all" relu monotone)" = increasing ]
check "sigmoid saturates on both sides" [ "$(cell "$work/all" sigmoid saturates)" = both ]

run "$ACTVIZ" table --format json
check "JSON is JSON" is_json "$work/out"
for key in name mean second_moment mean_df chi_unit gain max_df argmax_df min_f argmin_f range_lo \
    range_hi zero_fraction monotone odd saturates kinks q_star chi_star; do
    check "JSON has $key" out_has "\"$key\": "
done
check "infinities are strings" out_has '"range_hi": "inf"'
check "kinks are places" out_has '"kinks": \[0\]'
check "what does not exist has no key" not out_has '"nan"'
run "$ACTVIZ" table filter=relu --format csv
check "CSV works" works
check "filter=relu keeps relu" out_has '^relu,'
check "... not sigmoid" not out_has '^sigmoid,'

run "$ACTVIZ" table filter='odd and gain < 1.6' sort=gain --format tsv
check "a condition filters" works
check "... all are odd" [ "$(awk -F '\t' '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $at["odd"] != "true" { n++ }
    END { print n + (NR < 3) }' "$work/out")" = 0 ]
check "... sorted by gain" [ "$(awk -F '\t' '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    NR > 2 && $at["gain"] < last { n++ } { last = $at["gain"] } END { print n + 0 }' "$work/out")" = 0 ]
run "$ACTVIZ" table sort=gane
check "an unknown column is refused with the nearest" refuses gain
run "$ACTVIZ" table filter='gain <'
check "a bad condition is refused" refuses 'gain <'
run "$ACTVIZ" table --size 60x20
check "for people it is cut to the width" [ "$(widest)" -le 60 ]

run "$ACTVIZ" flow relu layers=3 --size 60x20
check "flow is cut to the width, too" [ "$(widest)" -le 60 ]
check "... and says what is left out" out_has '^[0-9]* more columns .*--format tsv$'
run "$ACTVIZ" flow relu layers=3
check "... but in a pipe it is whole" out_has share_skip

run "$ACTVIZ" --def 'sw(x, b=1) = x*sigmoid(b*x)' table filter=sw --format tsv
check "a function of one's own is in the table" out_has '^sw'
check "... measured like silu" \
    holds "($(cell "$work/out" sw gain) - $(cell "$work/all" silu gain))^2 < 1e-20"
run "$ACTVIZ" --def 'sw(x, b=1) = x*sigmoid(b*x)' list
check "and in the list" out_has '^sw  *b=1'

run "$ACTVIZ" describe gelu_tanh
check "describe works" works
for word in second_moment chi_unit q_star xavier least Hendrycks; do
    check "describe says $word" out_has "$word"
done
check "its lines fit on a terminal" [ "$(widest)" -le 80 ]
run "$ACTVIZ" describe gelu_tanh --format json
check "describe as JSON" is_json "$work/out"
for key in mean gain chi_unit min_f argmin_f q_star fixed_points dialects values; do
    check "... has $key" out_has "\"$key\": "
done
run "$ACTVIZ" describe 'x*tanh(log(1+exp(x)))'
check "a formula has a card" out_has 'second_moment'
check "... its slope is exact" out_has 'automatic differentiation'
run "$ACTVIZ" --def 'sw(x, b=1) = x*sigmoid(b*x)' describe sw:b=2
check "so has a function of one's own" out_has '^b  *2'
run "$ACTVIZ" describe geluu
check "a mistyped name is answered with the nearest" refuses gelu
run "$ACTVIZ" help functions
check "help prints the whole topic" out_has elish
run "$ACTVIZ" help properties
check "help on the properties" out_has zero_fraction
run "$ACTVIZ" help formulas
check "help on formulas" out_has 'def swoosh'
finish
