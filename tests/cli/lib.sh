# lib.sh: the harness of the shell tests; source it first. One line "ok" or "not ok" for each check.
#
#   run COMMAND...          runs it: $status, $work/out, $work/err
#   check NAME COMMAND...   ok when COMMAND succeeds; else shows what was run last
#   skip NAME WHY
#   finish                  the exit status of the test
#
# shellcheck shell=sh
set -u
cd "$(dirname "$0")/../.." || exit 1
ACTVIZ=${ACTVIZ:-$PWD/build/actviz} BUILD=${BUILD:-$PWD/build}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/home"
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/config" XDG_STATE_HOME="$work/home/state"
export XDG_DATA_HOME="$work/home/data" LC_ALL=C.UTF-8 TERM=xterm-256color
unset NO_COLOR COLUMNS LINES ACTVIZ_KERNEL
failures=0

run() {
    ran=$*
    "$@" >"$work/out" 2>"$work/err" </dev/null
    status=$?
}

check() {
    checked=$1
    shift
    if "$@"; then
        echo "ok $checked"
    else
        failures=$((failures + 1))
        echo "  after: ${ran-}" | LC_ALL=C tr '\000-\010\013-\037\177-\377' '?'
        echo "  exit status ${status-}, standard output and error begin:"
        for f in "$work/out" "$work/err"; do
            [ -f "$f" ] && head -n 12 "$f" | LC_ALL=C tr '\000-\010\013-\037\177' '?' | sed 's/^/    /'
        done
        echo "not ok $checked"
    fi
}

skip() {
    echo "ok $1 # SKIP $2"
}

finish() {
    exit $((failures > 0))
}

# ---- what to check ----

exits() { [ "$status" -eq "$1" ]; }
out_has() { grep -q -e "$1" "$work/out"; }
err_has() { grep -q -e "$1" "$work/err"; }
quiet() { [ ! -s "$work/err" ]; }
silent() { [ ! -s "$work/out" ]; }
one_line() { [ "$(wc -l <"$work/err")" -eq 1 ]; }
lines() { [ "$(wc -l <"$work/out")" -eq "$1" ]; }
first_line() { [ "$(head -n 1 "$work/out")" = "$1" ]; }
same() { cmp -s "$1" "$2"; }
not() { ! "$@"; }
ascii() { ! LC_ALL=C grep -q '[^ -~]' "$work/out"; }

# Refused as wrong usage: exit 2, nothing on standard output, one line `actviz: ...` on standard
# error that has $1 in it.
refuses() {
    exits 2 && silent && one_line && err_has '^actviz: ' && err_has "$1"
}

# Succeeded without a word on standard error.
works() { exits 0 && quiet && ! silent; }

# Is the file JSON? Strings and numbers become s, then every whole array and object does.
is_json() {
    awk '{ text = text $0 "\n" }
        END {
            gsub(/"([^"\\]|\\.)*"/, "s", text)
            gsub(/-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?|true|false|null/, "s", text)
            gsub(/[ \t\n]/, "", text)
            do n = gsub(/\[(s(,s)*)?\]|\{(s:s(,s:s)*)?\}/, "s", text); while (n)
            exit text != "s"
        }' "$1"
}

# column FILE.tsv ACT LAYER NAME: one number of a printed flow.
column() {
    awk -F '\t' -v act="$2" -v layer="$3" -v name="$4" '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $at["act"] == act && $at["layer"] == layer { print $at[name] }' "$1"
}

# holds EXPRESSION: arithmetic truth in awk.
holds() { awk "BEGIN { exit !($1) }"; }
