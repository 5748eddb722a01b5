#!/bin/sh
# The checks checked: each finds what it is there to find, in a small tree made for it.
. "$(dirname "$0")/lib.sh"
CC=${CC:-cc}
tree=$work/tree

# A sound tree of seven floors.
fresh() {
    rm -rf "$tree"
    for floor in front/tui view lesson app draw num base; do
        mkdir -p "$tree/src/$floor" "$tree/build/$floor"
    done
    echo 'int base_one(void);' >"$tree/src/base/one.h"
    printf '#include "base/one.h"\nint base_one(void) { return 1; }\n' >"$tree/src/base/one.c"
    echo 'int app_one(void);' >"$tree/src/app/one.h"
    echo 'double num_one(double x);' >"$tree/src/num/one.h"
    printf '#include "app/one.h"\n#include "base/one.h"\nint app_one(void) { return base_one(); }\n' \
        >"$tree/src/app/one.c"
    printf '#include <math.h>\n#include "num/one.h"\ndouble num_one(double x) { return fma(x, x, sqrt(x)); }\n' \
        >"$tree/src/num/one.c"
    printf 'int counter;\n' >"$tree/src/front/tui/term.c"
}
build() {
    find "$tree/src" -name '*.c' | while read -r c; do
        o=$tree/build/${c#"$tree"/src/}
        "$CC" -I"$tree/src" -O1 -c -o "${o%.c}.o" "$c" || exit 1
    done
}
check_floors() { SRC="$tree/src" BUILD="$tree/build" run tools/check-floors; }
check_state() { SRC="$tree/src" BUILD="$tree/build" run tools/check-state; }

# finds CHECK NAME FILE TEXT PATTERN: with TEXT put into FILE, CHECK fails and says PATTERN.
finds() {
    fresh
    printf "$4" >"$tree/src/$3"
    build
    "$1"
    check "$2: found" exits 1
    check "$2: with its place" out_has "$5"
    check "$2: as not ok" out_has '^not ok '
}

fresh
build
check_floors
check "check-floors passes a sound tree" exits 0
check_state
check "check-state passes a sound tree" exits 0
rm -rf "$tree/build"
mkdir "$tree/build"
check_floors
check "check-floors without objects fails" exits 1
check_state
check "check-state without objects fails" exits 1

finds check_floors "an include upwards" num/two.c \
    'typedef int t;\n#include "app/one.h"\n' 'src/num/two.c:2: num/ may not include app/one.h'
finds check_floors "an include sideways" draw/two.c '#include "num/one.h"\n' 'src/draw/two.c:1: '
finds check_floors "an include without its folder" base/two.c \
    '#include "one.h"\n' 'src/base/two.c:1: write "one.h" with its folder'
finds check_floors "a call upwards behind the includes' back" num/two.c \
    'int app_one(void);\nint num_two(void);\nint num_two(void) { return app_one(); }\n' \
    'src/num/two.c:1: app_one: defined in app/, which num/ may not call'
finds check_floors "exit in a lower floor" app/two.c \
    '#include <stdlib.h>\nvoid two(void);\nvoid two(void) { exit(1); }\n' 'src/app/two.c:3: exit'
finds check_floors "getenv in a lower floor" view/two.c \
    '#include <stdlib.h>\nchar *two(void);\nchar *two(void) { return getenv("A"); }\n' \
    'src/view/two.c:3: getenv'
finds check_floors "standard output in a lower floor" num/two.c \
    '#include <stdio.h>\nvoid two(void);\nvoid two(void) { fputc(1, stdout); }\n' \
    'src/num/two.c:3: stdout'
finds check_floors "a function of libm that is not exact" num/two.c \
    '#include <math.h>\ndouble two(double);\ndouble two(double x) { return exp(x); }\n' \
    'src/num/two.c:3: exp'
finds check_floors "a child process" front/tui/two.c \
    '#include <stdlib.h>\nint two(void);\nint two(void) { return system("true"); }\n' \
    'src/front/tui/two.c:3: system'
finds check_floors "curses outside of term.c" front/tui/two.c '#include <curses.h>\n' \
    'src/front/tui/two.c:1: only front/tui/term.c'
finds check_floors "Readline outside of prompt.c" front/tui/two.c '#include <readline/readline.h>\n' \
    'src/front/tui/two.c:1: only front/tui/prompt.c'
finds check_floors "cmark outside of lesson/" app/two.c '#include <cmark.h>\n' \
    'src/app/two.c:1: only lesson/'

finds check_state "a global" app/two.c 'char x;\nint app_count = 3;\n' 'src/app/two.c:2: app_count'
finds check_state "a zeroed global" app/two.c 'int app_count;\n' 'src/app/two.c:1: app_count'
finds check_state "a static inside a function" num/two.c \
    'int two(void);\nint two(void)\n{\n    static int calls;\n    return ++calls;\n}\n' \
    'src/num/two.c:4: calls'
finds check_state "a table that forgot its const" num/two.c \
    'const char *two_names[] = {"a", "b"};\n' 'src/num/two.c:1: two_names'
fresh
printf 'extern const char *const two[];\nconst char *const two[] = {"a", "b"};\n' >"$tree/src/app/two.c"
build
check_state
check "a constant table of addresses is no state" exits 0

# ---- the counting ----

program() {
    cat >"$work/$1"
    chmod +x "$work/$1"
}
program good <<'END'
#!/bin/sh
echo "ok one"; echo "ok two # SKIP no reason"
END
program mixed <<'END'
#!/bin/sh
printf '[ RUN      ] a\n[       OK ] a\n[ RUN      ] b\n[  FAILED  ] b\n[ RUN      ] c\n[  SKIPPED ] c\n'
exit 1
END
program crash <<'END'
#!/bin/sh
printf '[ RUN      ] a\n[       OK ] a\n[ RUN      ] b\n'
kill -SEGV $$
END
program mute <<'END'
#!/bin/sh
exit 0
END
suite() {
    name=$1
    shift
    run tools/suite "$name" "$work/results" "$@"
}
suite good "$work/good"
check "a suite that passes is exit 0" exits 0
check "its counts" [ "$(cat "$work/results/good")" = '1 0 1' ]
suite mixed "$work/mixed"
check "a suite with a failure is exit 1" exits 1
check "its counts" [ "$(cat "$work/results/mixed")" = '1 1 1' ]
suite crash "$work/crash"
check "a crash counts the test it struck" [ "$(cat "$work/results/crash")" = '1 1 0' ]
suite mute "$work/mute"
check "a program that says nothing has failed" [ "$(cat "$work/results/mute")" = '0 1 0' ]
suite none
check "a suite without programs has failed" exits 1
run tools/total "$work/results" good mixed
check "the sum" first_line '2 passed, 1 failed, 2 skipped'
check "a sum with a failure is exit 1" exits 1
run tools/total "$work/results" good
check "a sum without is exit 0" exits 0
run tools/total "$work/results" good absent
check "a suite that did not run is a failure" first_line '1 passed, 1 failed, 1 skipped'
finish
