#!/bin/sh
# actviz lesson: the list, the checker on what is shipped and on what is broken.
. "$(dirname "$0")/lib.sh"

run "$ACTVIZ" --dump --size 80x24 -c lessons
check "the list of lessons works" works
title=$(sed -n 's/^title: *//p' lessons/en/vanishing-gradients.md)
check "the list has the lesson's title" out_has "$title"
run "$ACTVIZ" lesson vanishing-gradients
check "a lesson without a terminal: one line, exit 2" refuses terminal
check "a lesson without a terminal: no log" not test -e "$work/home/state/actviz"
run "$ACTVIZ" --dump --size 100x30 -c 'lesson vanishing-gradients'
check "a lesson's first screen works" works
found=0
for file in lessons/*/*.md; do
    [ -f "$file" ] || continue
    found=$((found + 1))
    run "$ACTVIZ" lesson check --strict "$file"
    check "$file is clean" exits 0
    check "$file: it is said" first_line "$file: fine"
done
check "there are lessons" [ $found -gt 0 ]
run "$ACTVIZ" lesson check lessons/*/*.md
check "all of them in one call" exits 0

# bad NAME TEXT: a sound front matter with TEXT (for printf) after it is refused at a place.
head -n 8 lessons/en/vanishing-gradients.md >"$work/head"
bad() {
    { cat "$work/head" && printf "\n## Step {#s}\n\n$2\n"; } >"$work/$1.md"
    run "$ACTVIZ" lesson check "$work/$1.md"
    check "$1: exit 2" exits 2
    cat "$work/err" >>"$work/out"
    check "$1: file, line, column" out_has "$1.md:[0-9]*:[0-9]*: error"
}
printf -- '---\n---\n## Step {#s}\n\nText.\n' >"$work/bare.md"
run "$ACTVIZ" lesson check "$work/bare.md"
# shellcheck disable=SC2016
check "all that front matter lacks is said at once" out_has 'actviz-lesson: ...`, `id: ...`, `title: '
check "... and nothing is fine" not out_has fine
bad unknown-directive '```frobnicate\nx\n```'
check "unknown-directive: named" out_has frobnicate
bad unclosed-fence '```run\nplot relu'
bad invalid-utf8 'a bad \377 byte'
bad unsafe-command '```run\nsource /etc/passwd\n```'
bad false-claim '```claim\n1 > 2\n```'
bad no-layer-claimed '```claim\nflow.relu.grad[99] < 1\n```'
check "no-layer-claimed: the layer is named" out_has 'E309.: there is no layer 99'
bad no-layer-wanted '```task {#t}\nTen layers.\n\ngoal: flow.relu.grad[99] > 0 or flow.layers == 10 => Ten\nhint: Turn.\nsolution: set layers 10\n```'
check "no-layer-wanted: the layer is named" out_has 'E309.: there is no layer 99'
bad no-stack-wanted '```task {#t}\nTen layers.\n\ngoal: flow.gelu.ratio > 0 and flow.layers == 10 => Ten\nhint: Turn.\nsolution: set flow.layers 10\n```'
check "no-stack-wanted: the function is named" out_has 'E309.: there is no stack of gelu'
run "$ACTVIZ" lesson check "$work/there-is-none.md"
check "a missing file is exit 2" exits 2
check "a missing file is named" err_has there-is-none
run "$ACTVIZ" --dump lesson no-such-lesson
check "an unknown lesson is exit 2" exits 2
check "an unknown lesson is named" err_has no-such-lesson
finish
