#!/bin/sh
# actviz eval: values from arguments and from standard input, all formats, extremes.
. "$(dirname "$0")/lib.sh"

run "$ACTVIZ" eval relu -2 0 3.5
check "eval works" works
check "the header is x f df" first_line "$(printf 'x\tf\tdf')"
check "a line for each x" lines 4
check "relu(-2) = 0, slope 0" out_has "^-2$(printf '\t')0$(printf '\t')0\$"
check "relu(3.5) = 3.5, slope 1" out_has "^3.5$(printf '\t')3.5$(printf '\t')1\$"

printf '1e308\n-745.2\nnan\n' | "$ACTVIZ" eval softplus >"$work/out" 2>"$work/err"
status=$?
check "softplus of 1e308, -745.2, nan works" works
check "softplus(1e308) does not overflow" \
    out_has "^1e+308$(printf '\t')1e+308$(printf '\t')1\$"
# ln(1 + e^-745.2) is 2.3e-324, less than half of the smallest double.
check "softplus(-745.2) rounds to 0" \
    [ "$(awk -F '\t' 'NR == 3 { print $2, $3 }' "$work/out")" = '0 0' ]
check "softplus(nan) is nan" out_has "^nan$(printf '\t')nan$(printf '\t')nan\$"

printf '1 2\t3\n\n  4 ' | "$ACTVIZ" eval tanh >"$work/out" 2>"$work/err"
status=$?
check "any white space separates numbers" works
check "four numbers, four lines" lines 5
printf '' | "$ACTVIZ" eval tanh >"$work/out" 2>"$work/err"
status=$?
check "no numbers: the header alone" lines 1
check "... and exit 0" exits 0
printf '1\nzwei\n3\n' | "$ACTVIZ" eval tanh >"$work/out" 2>"$work/err"
status=$?
check "a word in the input is named" err_has zwei
check "... and is no success" not exits 0

run "$ACTVIZ" eval sigmoid --format json 0 inf -inf nan
check "JSON works" works
check "JSON is JSON, infinities and nan too" is_json "$work/out"
run "$ACTVIZ" eval sigmoid --format json
check "JSON of nothing is JSON" is_json "$work/out"
run "$ACTVIZ" eval sigmoid --format csv 0
check "CSV has commas" first_line x,f,df
check "sigmoid(0), sigmoid'(0)" out_has '^0,0.5,0.25$'
run "$ACTVIZ" eval elu:alpha=0.5 -1
check "parameters are heeded" \
    holds "$(awk -F '\t' 'NR == 2 { print $2 }' "$work/out") < -0.3160 &&
           $(awk -F '\t' 'NR == 2 { print $2 }' "$work/out") > -0.3161"
run "$ACTVIZ" eval leaky_relu:alpha=0.25 -- -4
check "a negative x after --" out_has "^-4$(printf '\t')-1$(printf '\t')0.25\$"

# What is printed reads back to the same double.
run "$ACTVIZ" eval identity 0.1 1e-310 123456789.123456789
check "%.17g: 0.1" out_has '^0\.10000000000000001'
awk 'BEGIN { for (i = 0; i < 20000; i++) print i / 1000 - 10 }' >"$work/many"
"$ACTVIZ" eval tanh <"$work/many" >"$work/out" 2>"$work/err"
status=$?
check "twenty thousand numbers stream" lines 20001
check "tanh is within -1..1 at all of them" \
    holds "$(awk -F '\t' 'NR > 1 && ($2 > 1 || $2 < -1 || $3 < 0 || $3 > 1) { n++ }
        END { print n + 0 }' "$work/out") == 0"
finish
