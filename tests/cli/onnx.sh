#!/bin/sh
# The test vectors of ONNX's activation nodes (onnx.tsv), replayed by actviz eval: within 1e-3 of the
# value or 1e-7, which is what ONNX asks of a float32 runtime. Nodes without a counterpart here are
# those that are no function of one number (Softmax, LogSoftmax, Hardmax, GLU) and Clip with one
# bound or of integers.
. "$(dirname "$0")/lib.sh"

vectors=tests/cli/onnx.tsv

# Are the values in the output those of the file "X Y", one pair a line?
agrees() {
    awk -F '\t' '
        NR == FNR { x[NR] = $1; y[NR] = $2; n = NR; next }
        FNR > 1 {
            e = $2 - y[FNR - 1]
            a = y[FNR - 1] < 0 ? -y[FNR - 1] : y[FNR - 1]
            if (!(FNR - 1 in y) || $2 !~ /^[-+0-9.e]+$/ || (e < 0 ? -e : e) > 1e-7 + 1e-3 * a) {
                printf "  x = %s: %s, expected %s\n", x[FNR - 1], $2, y[FNR - 1]
                bad = 1
            }
            m++
        }
        END { exit bad || n == 0 || m != n }' "$1" "$2"
}

tab=$(printf '\t')
while IFS=$tab read -r test act x y; do
    case $test in \#*) continue ;; esac
    echo "$x" | tr ' ' '\n' >"$work/x"
    echo "$y" | tr ' ' '\n' | paste "$work/x" - >"$work/pairs"
    ran="$ACTVIZ eval $act"
    "$ACTVIZ" eval "$act" <"$work/x" >"$work/out" 2>"$work/err"
    status=$?
    check "$test: $act works" works
    check "$test: $act has ONNX's values" agrees "$work/pairs" "$work/out"
done <"$vectors"

# The comparison itself: a value that is off by 2e-3 is noticed.
printf '1\t2\n' >"$work/pairs"
printf 'x\tf\tdf\n1\t2.004\t0\n' >"$work/out"
check "a wrong value would be noticed" not agrees "$work/pairs" "$work/out"
finish
