#!/bin/sh
# One-shot calls beside the programs a person would otherwise use; medians of wall time, and the
# ratio. Programs that are not installed are left out.
set -u
cd "$(dirname "$0")/../.." || exit 1
ACTVIZ=${ACTVIZ:-$PWD/build/actviz}
[ -x "$ACTVIZ" ] || { echo "bench_shell.sh: $ACTVIZ is not built" >&2; exit 1; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 HOME="$work"

# median RUNS COMMAND...: milliseconds; the input is $work/in.
median() {
    runs=$1
    shift
    i=0
    while [ $i -lt "$runs" ]; do
        start=$(date +%s%N)
        "$@" <"$work/in" >"$work/out" 2>/dev/null || echo "$* failed" >&2
        echo $(($(date +%s%N) - start))
        i=$((i + 1))
    done | sort -n | awk '{ t[NR] = $1 } END { printf "%.2f", t[int((NR + 1) / 2)] / 1e6 }'
}
line() {
    awk -v name="$1" -v ours="$2" -v peer="$3" -v theirs="$4" 'BEGIN {
        printf "  %-44s %8.2f ms   %-12s %8.2f ms   ratio %.2f\n", name, ours, peer, theirs, theirs / ours }'
}

: >"$work/in"
echo "one-shot calls (medians of 21, the shell's own fork included)"
base=$(median 21 true)
ours=$(median 21 "$ACTVIZ" --version)
line "start and end: --version" "$ours" true "$base"
ours=$(median 21 "$ACTVIZ" plot sigmoid relu --size 80x24)
if command -v gnuplot >/dev/null; then
    cat >"$work/plot.gp" <<'END'
set terminal dumb 80 24
set samples 1000
plot [-6:6] 1/(1+exp(-x)), x>0?x:0
END
    line "a plot of two functions, 80x24" "$ours" gnuplot "$(median 21 gnuplot "$work/plot.gp")"
else
    line "a plot of two functions, 80x24" "$ours" true "$base"
fi
ours=$(median 21 "$ACTVIZ" --dump --size 80x24 -c 'flow sigmoid relu layers=20')
line "a screen with two networks of 20 layers" "$ours" true "$base"


echo "a million numbers read, the logistic function and its slope printed with 17 digits"
awk 'BEGIN { srand(1); for (i = 0; i < 1000000; i++) printf "%.6f\n", 40 * rand() - 20 }' >"$work/in"
ours=$(median 3 "$ACTVIZ" eval sigmoid)
for awk in mawk gawk; do
    command -v $awk >/dev/null || continue
    line "actviz eval sigmoid" "$ours" $awk "$(median 1 $awk '{
        f = 1 / (1 + exp(-$1)); printf "%.17g\t%.17g\t%.17g\n", $1, f, f * (1 - f) }')"
done
if command -v python3 >/dev/null; then
    cat >"$work/math.py" <<'END'
import math, sys
write = sys.stdout.write
for line in sys.stdin:
    x = float(line)
    f = 1 / (1 + math.exp(-x))
    write("%.17g\t%.17g\t%.17g\n" % (x, f, f * (1 - f)))
END
    line "actviz eval sigmoid" "$ours" python3 "$(median 1 python3 "$work/math.py")"
fi
if python3 -c 'import numpy' 2>/dev/null; then
    cat >"$work/numpy.py" <<'END'
import sys
import numpy as np
x = np.loadtxt(sys.stdin)
f = 1 / (1 + np.exp(-x))
np.savetxt(sys.stdout, np.column_stack((x, f, f * (1 - f))), fmt="%.17g", delimiter="\t")
END
    line "actviz eval sigmoid" "$ours" numpy "$(median 1 python3 "$work/numpy.py")"
fi

# Ten million in a pipe, in an address space that would not hold them.
ten_million() {
    for i in 1 2 3 4 5 6 7 8 9 10; do cat "$work/in"; done
}
start=$(date +%s%N)
if lines=$(ten_million | (ulimit -v 32768 && "$ACTVIZ" eval sigmoid) | wc -l); then
    awk -v ns=$(($(date +%s%N) - start)) -v lines="$lines" 'BEGIN {
        printf "  ten million in a pipe, within 32 MB: %d lines in %.2f s, %.1f million a second\n",
            lines, ns / 1e9, (lines - 1) / ns * 1e3 }'
fi
