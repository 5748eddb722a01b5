#!/bin/sh
# What comes from outside never reaches the terminal raw: escape sequences, control characters,
# bidirectional overrides in arguments, file names, commands, files.
. "$(dirname "$0")/lib.sh"

# Does a file hold a control (but newline and tab), C1, bidirectional control or line separator?
raw() {
    LC_ALL=C tr -d '\n\t' <"$1" | LC_ALL=C tr '\000-\037\177' '\001' | LC_ALL=C grep -q \
        -e "$(printf '\001')" -e "$(printf '\302')[$(printf '\200')-$(printf '\237')]" \
        -e "$(printf '\342\200')[$(printf '\252')-$(printf '\256')]" \
        -e "$(printf '\342\201')[$(printf '\246')-$(printf '\251')]" \
        -e "$(printf '\342\200')[$(printf '\250\251')]"
}
clean() { ! raw "$work/out" && ! raw "$work/err"; }

printf 'a\033[31mb' >"$work/probe"
check "the probe sees an escape" raw "$work/probe"
printf 'a\302\233b' >"$work/probe"
check "the probe sees a C1" raw "$work/probe"
printf 'a\342\200\256b' >"$work/probe"
check "the probe sees an override" raw "$work/probe"
printf 'α ≤ ′ ⣿ 中\tb\n' >"$work/probe"
check "the probe lets text pass" not raw "$work/probe"

# taint CALL...: keeps what the call prints, for one look at all calls of a payload.
taint() {
    run "$ACTVIZ" "$@"
    calls=$((calls + 1))
    cp "$work/out" "$work/all/$calls.out"
    cp "$work/err" "$work/all/$calls.err"
    printf '%s\n' "$*" >"$work/all/$calls.call"
}
all_clean() {
    cat "$work/all"/*.out "$work/all"/*.err >"$work/out"
    : >"$work/err"
    raw "$work/out" || return 0
    for f in "$work/all"/*.out "$work/all"/*.err; do
        if raw "$f"; then
            echo "  raw: $(basename "$f") of $(cat "${f%.*}.call")" | LC_ALL=C tr '\000-\010\013-\037\177-\377' '?'
        fi
    done
    return 1
}

n=0
for payload in '\033[2J' '\033]0;title\007' '\033]52;c;eA==\033\\' '\033Pq\033\\' '\302\2332J' \
    '\302\235x\302\234' '\2332J' '\007\010\015' '\342\200\256evil' '\342\201\246x' '\342\200\250' \
    '\302' '\360\237' '\033[?1049h' '\033[6n' '\033c' '\177\177'; do
    n=$((n + 1)) calls=0
    p=$(printf "x$payload")
    rm -rf "$work/all"
    mkdir "$work/all"
    for verb in plot eval flow describe get lesson help; do
        taint $verb "$p"
    done
    taint "$p"
    taint "--$p"
    taint flow relu --init "$p"
    taint plot relu "--size=$p"
    taint --dump --size 80x24 -c "plot $p"
    taint --dump --size 80x24 -c "help $p"
    taint lesson check "$work/$p.md"
    printf "# $payload\n\n\`\`\`$payload\n$payload\n\`\`\`\n" >"$work/lesson.md"
    taint lesson check "$work/lesson.md"
    printf "1 $payload\n" >"$work/numbers"
    "$ACTVIZ" eval relu <"$work/numbers" >"$work/all/in.out" 2>"$work/all/in.err"
    echo 'eval relu, in its input' >"$work/all/in.call"
    check "payload $n is never printed raw, by $((calls + 1)) calls" all_clean
done
run env TERM="$(printf 'x\033[31m')" "$ACTVIZ"
check "in TERM" clean
run env ACTVIZ_KERNEL="$(printf 'x\033[31m')" "$ACTVIZ" flow relu
check "in ACTVIZ_KERNEL" clean
finish
