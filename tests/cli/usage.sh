#!/bin/sh
# Calls as people make them, right and wrong: what is printed where, with which exit status.
. "$(dirname "$0")/lib.sh"

run "$ACTVIZ" --help
check "--help works" works
check "--help shows the calls" out_has 'actviz \[OPTION\.\.\.\] VERB'
for verb in plot eval flow list describe lesson; do
    check "--help names $verb" out_has "$verb"
done
for verb in plot eval flow list describe get say lesson help; do
    run "$ACTVIZ" --help $verb
    check "--help $verb works" works
done
run "$ACTVIZ" --help frobnicate
check "--help of an unknown verb is refused" refuses frobnicate
run "$ACTVIZ" --version
check "--version works" works
check "--version is one line, name and number" out_has '^actviz [0-9]*\.[0-9]*\.[0-9]*'
check "--version is one line" lines 1

run "$ACTVIZ" list
check "list works" works
for act in identity step signum sigmoid tanh relu leaky_relu prelu elu softplus; do
    check "list has $act" out_has "$act"
done
run "$ACTVIZ" list --format tsv
check "list as TSV works" works
run "$ACTVIZ" list --format json
check "list as JSON works" works
check "list as JSON is JSON" is_json "$work/out"

"$BUILD/tools/tables" functions | cut -f 1 >"$work/acts"
while read -r act; do
    run "$ACTVIZ" describe "$act"
    check "describe $act works" works
    run "$ACTVIZ" describe "$act" --format json
    check "describe $act as JSON is JSON" is_json "$work/out"
    run "$ACTVIZ" plot "$act"
    check "plot $act works" works
done <"$work/acts"

run "$ACTVIZ" get "sigmoid'(0)"
check "get works" works
check "get prints the value" out_has '0\.25'
run "$ACTVIZ" get 'sigmoid(0) > 0.4'
check "get of something true is exit 0" exits 0
run "$ACTVIZ" get --layers 5 flow.layers=9 'flow.relu.grad[-1] > 0 and flow.layers == 9'
check "get takes options before its expression" works
for layer in 0 1.5 21 -21; do
    run "$ACTVIZ" get "flow.relu.grad[$layer]"
    check "there is no layer $layer" refuses 'layers are 1 to 20, or -1 to -20'
done
run "$ACTVIZ" get flow.gelu.ratio
check "a stack that is not there is refused" refuses 'of gelu; those of the flow screen are of'
run "$ACTVIZ" get 'flow.relu.grad[nan]'
check "what is not known is nan, as ever" out_has '^nan$'
run "$ACTVIZ" get 'flow.relu.grad[21] > 0 or flow.layers == 20'
check "... unless it does not matter" out_has '^1$'
run "$ACTVIZ" get flow.relu.foo
check "a wrong member names both names of the right ones" refuses 'grad_rms (grad)'
run "$ACTVIZ" get 'units.relu.dead[1]'
check "the units screen shows what flow's names say" refuses 'flow.relu.dead\[1\]'
run "$ACTVIZ" get map.relu.ratio
check "so does the map" refuses 'flow.relu.ratio. All of a map'
run "$ACTVIZ" help
check "help works" works
run "$ACTVIZ" say
check "say works" works

run "$ACTVIZ" --help plot
check "a seed may be any whole number, written as one" out_has 'seed=0\.\.9007199254740992 '
run "$ACTVIZ" help options
check "help on options works" works
check "... and tells of no session, where there is none" not out_has 'now'

run "$ACTVIZ" help edge of chaos
check "help explains words, though they be several" out_has 'chi is 1'
run "$ACTVIZ" help δ
check "... and signs" out_has 'dL/dz'
run "$ACTVIZ" help columns
check "help has the columns" out_has 'share_slope'
run "$ACTVIZ" --help flow
check "so has --help flow" out_has 'theory_log10'
check "... but no options for a screen" not out_has 'playhead='

# ---- wrong usage ----

run "$ACTVIZ" plot frobnicate
check "unknown function is refused" refuses frobnicate
run "$ACTVIZ" plot sigmiod
check "the nearest function is suggested" refuses 'sigmoid'
run "$ACTVIZ" eval ELU 1
check "capitals are no other function" refuses 'did you mean elu?'
run "$ACTVIZ" plot exp
check "a function of formulas is no function alone" refuses "write 'exp(x)'"
run "$ACTVIZ" exp
check "... nor without a verb" refuses "actviz 'exp(x)'"
run "$ACTVIZ" eval 'x**2' 1
check "powers are written with ^" refuses "write ^ (column 2 of: x\*\*2)"
run "$ACTVIZ" --def 'foo(x)=x;' eval foo 1
check "a formula has no ; behind it" refuses "ends without ';'"
run "$ACTVIZ" --dump -c ':q'
check "a key that was typed says what it does" refuses 'the key q does: quit'
run "$ACTVIZ" eval sigmiod 1
check "eval of an unknown function is refused" refuses 'sigmoid'
run "$ACTVIZ" flow relu --initt he
check "unknown option is refused, the nearest suggested" refuses 'init'
run "$ACTVIZ" flow relu --init hee
check "unknown value is refused, the nearest suggested" refuses 'he'
run "$ACTVIZ" flow relu --layers 0
check "a value below its range is refused with the range" refuses '10000'
run "$ACTVIZ" flow relu --layers 10001
check "a value above its range is refused with the range" refuses '10000'
run "$ACTVIZ" flow relu --layers many
check "a word where a number belongs is refused" refuses many
run "$ACTVIZ" flow relu --gain -1
check "a negative gain is refused" refuses gain
run "$ACTVIZ" flow relu --format xml
check "unknown format is refused, others named" refuses tsv
run "$ACTVIZ" plot elu:alhpa=2
check "unknown parameter is refused, the nearest suggested" refuses alpha
run "$ACTVIZ" plot relu --size 100
check "a size without x is refused" refuses 100
run "$ACTVIZ" plot relu --size 0x0
check "a size of nothing is refused" refuses '0x0'
run "$ACTVIZ" plot relu --range 3:1
check "a range the wrong way round is refused" refuses '3:1'
run "$ACTVIZ" plot relu --range
check "an option without its value is refused" refuses range
run "$ACTVIZ" plotz relu
check "unknown verb is refused" refuses plotz
run "$ACTVIZ" --frobnicate
check "unknown option of the program is refused" refuses frobnicate
run "$ACTVIZ" describe
check "describe without a function is refused" refuses .
run "$ACTVIZ" eval
check "eval without a function is refused" refuses .
run "$ACTVIZ" eval relu 1 two
check "eval of a word is refused" err_has two
check "... with exit 2" exits 2
run "$ACTVIZ" --dump -c 'frobnicate'
check "unknown command is refused" refuses frobnicate
run "$ACTVIZ" --dump -c 'plot relu; set layesr 3'
check "the message has the place in the command" refuses layesr
run "$ACTVIZ" -- --help
check "after -- an option is a function's name" exits 2

# ---- no terminal that can serve ----

run "$ACTVIZ"
check "without a terminal: one line, exit 2" refuses 'terminal'
run "$ACTVIZ" relu elu
check "functions to open without a terminal: likewise" refuses 'terminal'
run env -u TERM "$ACTVIZ"
check "without TERM likewise" refuses .
if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
    run env TERM=bogus script -qec "$ACTVIZ" /dev/null
    check "TERM=bogus is exit 2" exits 2
    check "TERM=bogus is named" out_has bogus
    check "TERM=bogus: the terminal is untouched" not grep -q "$(printf '\033')" "$work/out"
    run env TERM=dumb script -qec "$ACTVIZ" /dev/null
    check "TERM=dumb is exit 2" exits 2
    check "TERM=dumb: the terminal is untouched" not grep -q "$(printf '\033')" "$work/out"
else
    skip "TERM=bogus on a terminal" "no pseudo-terminal is to be had"
fi
finish
