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

# A bad number ends the stream, but what was printed stays whole.
printf '1\n2 zwei 3\n' | "$ACTVIZ" eval relu --format json >"$work/out" 2>"$work/err"
status=$?
check "JSON that a bad number cut short is JSON" is_json "$work/out"
check "... with the numbers before it" lines 4
check "... and the status of a failure" exits 1
check "... which says where" err_has 'standard input:2:3: zwei is no number'
printf 'é 7' | "$ACTVIZ" eval relu >"$work/out" 2>"$work/err"
check "columns count characters" err_has ':1:1: '
printf '1\0002\n' | "$ACTVIZ" eval relu >"$work/out" 2>"$work/err"
status=$?
check "a NUL is part of no number" exits 1
printf '1e%0500d\n' 1 | "$ACTVIZ" eval relu >"$work/out" 2>"$work/err"
status=$?
check "no number has 500 digits" exits 1

# Tokens across the edges of what is read at once: the same as one by one.
awk 'BEGIN { for (i = 0; i < 30000; i++) printf "%d.%0*d%s", i, i % 9 + 1, 5, i % 7 ? " " : "\n\n" }' >"$work/edges"
"$ACTVIZ" eval identity <"$work/edges" >"$work/out" 2>"$work/err"
status=$?
check "numbers across the edges of blocks" lines 30001
tr -s ' \n' '\n\n' <"$work/edges" >"$work/want"
awk -F '\t' 'NR > 1 { print $1 + 0 }' "$work/out" >"$work/got"
awk '{ print $1 + 0 }' "$work/want" >"$work/want2"
check "... are those numbers" same "$work/got" "$work/want2"

# An answer comes before the next question is asked.
mkfifo "$work/ask" "$work/tell"
"$ACTVIZ" eval relu <"$work/ask" >"$work/tell" &
exec 8>"$work/ask" 9<"$work/tell"
read -r head <&9
printf '2\n' >&8
read -r answer <&9
printf '3\n' >&8
read -r further <&9
exec 8>&- 9<&-
wait
check "a pause in the input brings the answer" \
    [ "$head/$answer/$further" = "$(printf 'x\tf\tdf/2\t2\t1/3\t3\t1')" ]

# Formulas, and functions of one's own.
run "$ACTVIZ" eval 'x*tanh(log(1+exp(x)))' -1 2
check "a formula stands where a function may" works
cp "$work/out" "$work/formula"
run "$ACTVIZ" eval mish -1 2
check "x tanh(ln(1 + e^x)) is mish, its slope too" \
    holds "$(paste "$work/formula" "$work/out" | awk -F '\t' '
        NR > 1 { for (i = 2; i <= 3; i++) { d = $i - $(i + 3); if (d < 0) d = -d; if (d <= 1e-12) n++ } }
        END { print n + 0 }') == 4"
run "$ACTVIZ" --def 'sw(x, b=1) = x*sigmoid(b*x)' eval sw:b=2 0
check "a function of one's own" out_has "^0$(printf '\t')0$(printf '\t')0.5\$"
run "$ACTVIZ" eval 'x*/2' 1
check "a bad formula is refused with its column" refuses 'column 3'

finish
