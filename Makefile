# actviz: one makefile, no configure step. `make help` lists the targets.

MAKEFLAGS += -rR
VERSION := 0.1.0

CC       ?= cc
ifeq ($(origin CC),default)
CC       := gcc
endif
PREFIX   ?= /usr/local
DESTDIR  ?=
CFLAGS   ?= -O2 -g
B        ?= build

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wdouble-promotion -Wvla \
  -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wcast-qual -Wformat=2 -Wundef
# -ffp-contract=off: the same digits from every compiler (NaNs, signs and order are data here).
C_FLAGS  := $(CFLAGS) -std=c11 $(WARNINGS) -ffp-contract=off
DEFINES  := -Isrc -I$(B)/gen -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 \
  -DACTVIZ_VERSION='"$(VERSION)"'
COMPILE   = $(CC) $(DEFINES) $(CPPFLAGS) $(C_FLAGS) $(FILE_FLAGS) -MMD -MP

CURSES   := $(shell pkg-config --libs ncursesw 2>/dev/null || echo -lncursesw -ltinfo)
READLINE := $(shell pkg-config --libs readline 2>/dev/null || echo -lreadline)
CMARK    := $(shell pkg-config --libs libcmark 2>/dev/null || echo -lcmark)
CMOCKA   := $(shell pkg-config --libs cmocka 2>/dev/null || echo -lcmocka)
VTERM    := $(shell pkg-config --libs vterm 2>/dev/null || echo -lvterm)

# Floors, top to bottom: each archive may call only those after it.
FLOORS   := front/cli front/tui view lesson app draw num base
archive   = $(B)/lib$(subst /,-,$(1)).a
objects   = $(patsubst src/%.c,$(B)/%.o,$(wildcard src/$(1)/*.c))
ARCHIVES := $(foreach f,$(FLOORS),$(call archive,$(f)))
MAIN     := $(B)/front/cli/main.o
LIBS     := $(CURSES) $(READLINE) $(CMARK) -lm

Q   := $(if $(V),,@)
say  = $(if $(V),,@printf '  %-5s %s\n' $(1) $(2))

.PHONY: all
all: $(B)/actviz $(if $(filter build,$(B)),actviz) ## build the program (the default)

# `./actviz` at the top, where the README says it is.
actviz: $(B)/actviz
	$(Q)ln -sf $(B)/actviz $@

$(B)/actviz: $(MAIN) $(ARCHIVES)
	$(call say,LD,$@)
	$(Q)$(CC) $(C_FLAGS) $(LDFLAGS) -o $@ $(MAIN) $(ARCHIVES) $(LIBS)

define floor
$(call archive,$(1)): $(filter-out $(MAIN),$(call objects,$(1)))
	$$(call say,AR,$$@)
	$$(Q)rm -f $$@ && ar rcs $$@ $$^
endef
$(foreach f,$(FLOORS),$(eval $(call floor,$(f))))

# The kernel: one source, one object per instruction set (src/num/kernel.h).
ARCH := $(shell $(CC) -dumpmachine | cut -d- -f1)
ifeq ($(ARCH),x86_64)
$(B)/num/kernel_avx2.o: FILE_FLAGS += -mavx2 -mfma
endif
$(patsubst src/%.c,$(B)/%.o,$(wildcard src/num/kernel_*.c)): FILE_FLAGS += -Wno-psabi $(KERNEL_FLAGS)

# Where `make install` puts the lessons: known to the shell's own files alone, so that another
# PREFIX compiles a handful of them again and not the house.
CLI_OBJ := $(call objects,front/cli)
$(CLI_OBJ): FILE_FLAGS += -DACTVIZ_DATADIR='"$(PREFIX)/share"'
$(CLI_OBJ): $(B)/prefix

# Text that the program carries in itself: default keys.
$(B)/gen/%.inc: data/%.rc tools/embed
	$(Q)mkdir -p $(@D) && tools/embed $< >$@
$(B)/app/keymap.o: $(B)/gen/keys.inc

$(B)/%.o: src/%.c $(B)/flags
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(COMPILE) -c -o $@ $<

# Objects depend on what they were made with.
NOTE_flags  = $(CC) $(DEFINES) $(CPPFLAGS) $(C_FLAGS) $(KERNEL_FLAGS)
NOTE_prefix = $(PREFIX)
$(B)/flags $(B)/prefix: FORCE
	@mkdir -p $(@D) && printf '%s\n' '$(subst ','\'',$(NOTE_$(@F)))' >$@.new
	@if cmp -s $@.new $@; then rm -f $@.new; else mv $@.new $@; fi
.PHONY: FORCE
FORCE:

-include $(shell find $(B) -name '*.d' 2>/dev/null)

.PHONY: run
run: all ## build and open the program
	./actviz

# ---- tests ----

# One program per tests/*/test_*.c; other sources beside them are shared by those of their folder.
programs = $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/$(1)/test_*.c))
UNIT    := $(call programs,unit)
NUM     := $(call programs,num)
PTY     := $(call programs,term)
LESSON  := $(call programs,lesson)
PTY_OBJ := $(patsubst tests/%.c,$(B)/tests/%.o,$(filter-out tests/term/test_%,\
             $(wildcard tests/term/*.c)))
EXACT_OBJ := $(B)/tests/num/points.o $(B)/tests/num/truth.o
CLI     := $(filter-out tests/cli/lib.sh,$(wildcard tests/cli/*.sh))
BENCH   := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/bench/bench_*.c))
# Those that measure the program from outside, and what they measure beside it.
OUTSIDE := $(addprefix $(B)/tests/bench/,bench_plot bench_screen bench_flow)
BARE    := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/bench/bare_*.c))
OUT_OBJ := $(B)/tests/bench/pty.o $(B)/tests/bench/tally.o
EDGE    := $(B)/tests/golden/edge
TABLES  := $(B)/tools/tables $(B)/tools/catalogue
SUITES  := unit num golden term cli lesson floors state
TEST_LIBS := $(ARCHIVES) -Wl,--as-needed $(CMOCKA) $(LIBS)

# What the scripts find their way by.
export ACTVIZ := $(abspath $(B)/actviz)
export BUILD  := $(abspath $(B))
export CC

.SECONDARY:
$(B)/tests/%.o: tests/%.c $(B)/flags
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(COMPILE) -c -o $@ $<
$(B)/tools/%.o: tools/%.c $(B)/flags
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(COMPILE) -c -o $@ $<

$(UNIT) $(NUM) $(LESSON) $(filter-out $(OUTSIDE),$(BENCH)) $(EDGE) $(TABLES): %: %.o $(ARCHIVES)
	$(call say,LD,$@)
	$(Q)$(CC) $(C_FLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(TEST_LIBS)
$(B)/tests/num/test_exact: $(EXACT_OBJ)

$(PTY): %: %.o $(PTY_OBJ) $(ARCHIVES)
	$(call say,LD,$@)
	$(Q)$(CC) $(C_FLAGS) $(LDFLAGS) -o $@ $< $(PTY_OBJ) $(TEST_LIBS) $(VTERM) -lutil

.PHONY: tests check test $(SUITES:%=check-%)
tests: $(B)/actviz $(UNIT) $(NUM) $(PTY) $(LESSON) $(BENCH) $(BARE) $(EDGE) $(TABLES) ## build all test programs

check: ## run all tests; the last line is the sum (also: make test)
	@rm -rf $(B)/results
	@$(MAKE) -k --no-print-directory $(SUITES:%=check-%) || :
	@tools/total $(B)/results $(SUITES)
test: check

run-suite = @tools/suite $(1) $(B)/results $(2)

check-unit: $(UNIT) ## one module at a time
	$(call run-suite,unit,$(UNIT))
check-num: $(NUM) ## functions, formulas, networks against exact values and naive twins
	$(call run-suite,num,$(NUM))
check-golden: $(B)/actviz $(EDGE) ## screens against stored pictures
	$(call run-suite,golden,tests/golden/run tests/golden/all-functions)
check-term: $(PTY) $(B)/actviz ## a real terminal, emulated
	$(call run-suite,term,$(PTY))
check-cli: $(B)/actviz $(TABLES) ## the shell's side: calls, exit codes, pipes, errors
	$(call run-suite,cli,$(CLI))
check-lesson: $(LESSON) $(B)/actviz ## every shipped lesson, and bad ones with their messages
	$(call run-suite,lesson,$(LESSON) $(wildcard tests/lesson/*.sh))
check-floors: $(B)/actviz ## who may include and call whom
	$(call run-suite,floors,tools/check-floors)
check-state: $(B)/actviz ## no mutable globals outside the two files that own the terminal
	$(call run-suite,state,tools/check-state)

# The suites that depend on the compiler more than on the machine, as one sum.
.PHONY: check-core
check-core:
	@$(MAKE) -k --no-print-directory $(addprefix check-,unit num floors state) || :
	@tools/total $(B)/results unit num floors state

SANITIZE := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined,float-cast-overflow -fno-sanitize-recover=all
.PHONY: sanitize
sanitize: ## unit, num, golden, cli and lesson tests under AddressSanitizer and UBSan
	@rm -rf build-sanitize/results
	@TEST_TIMEOUT=400 $(MAKE) -k --no-print-directory B=build-sanitize CFLAGS='$(SANITIZE)' \
	  CLI='$(filter-out %/checks.sh %/docs.sh %/install.sh,$(CLI))' \
	  check-unit check-num check-golden check-cli check-lesson || :
	@tools/total build-sanitize/results unit num golden cli lesson

# Exact values come from GNU MPFR (libmpfr-dev), which nothing else needs.
N       ?= 10000
EXACT   := $(B)/tests/num/exact
.PHONY: exact check-exact
exact: $(EXACT)/maker ## write the stored exact values of the functions anew (with MPFR)
	$< tests/num/exact
check-exact: $(EXACT)/check ## functions against MPFR: N=points ACT='elu gelu'
	@$< $(N) $(ACT)
$(EXACT)/check: $(call archive,num)
$(EXACT)/maker $(EXACT)/check: %: %.o $(EXACT)/big.o $(EXACT)/define_pieces.o \
  $(EXACT)/define_smooth.o $(EXACT)/reference.o $(EXACT_OBJ) $(call archive,base)
	$(call say,LD,$@)
	$(Q)$(CC) $(C_FLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter %num.a,$^) \
	  $(call archive,base) -lmpfr -lgmp -lm

# What PyTorch says of small networks (python3-torch), which nothing else needs.
TORCH   := $(B)/tests/num/torch/dump
.PHONY: torch
torch: $(TORCH) ## write what PyTorch says of small networks anew (with PyTorch)
	$< | python3 tests/num/torch/ask.py >tests/num/torch/expected.txt
$(TORCH): %: %.o $(ARCHIVES)
	$(call say,LD,$@)
	$(Q)$(CC) $(C_FLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(TEST_LIBS)

.PHONY: valgrind
valgrind: $(B)/actviz ## a scripted session under valgrind
	$(call run-suite,valgrind,tools/check-memory)

# ---- fuzzing: make fuzz FUZZ=formula TIME=30 ----

FUZZ    ?= formula
TIME    ?= 30
FUZZERS := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_FLAGS := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined,float-cast-overflow,fuzzer-no-link \
  -fno-sanitize-recover=all
# The kernels are straight loops over sizes that were checked before: instrumented, one of them
# takes clang minutes to compile. `make sanitize` runs them under gcc's.
.PHONY: fuzz fuzzers
fuzzers:
	@$(MAKE) --no-print-directory B=build-fuzz CC=clang CFLAGS='$(FUZZ_FLAGS)' \
	  KERNEL_FLAGS=-fno-sanitize=all $(FUZZERS:%=build-fuzz/tests/fuzz/fuzz_%) \
	  build-fuzz/tools/tables
fuzz: fuzzers ## feed random input to a parser: FUZZ=command|formula|keys|lesson|text TIME=seconds
	@tools/fuzz build-fuzz $(FUZZ) $(TIME)

$(FUZZERS:%=$(B)/tests/fuzz/fuzz_%): %: %.o $(B)/tests/fuzz/world.o $(ARCHIVES)
	$(call say,LD,$@)
	$(Q)$(CC) $(C_FLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $< $(B)/tests/fuzz/world.o $(TEST_LIBS)

# ---- measuring ----

$(OUTSIDE): $(OUT_OBJ)
$(B)/tests/bench/bench_flow: LIBS += $(VTERM)
$(OUTSIDE) $(BARE): %: %.o
	$(call say,LD,$@)
	$(Q)$(CC) $(C_FLAGS) $(LDFLAGS) -o $@ $^ -Wl,--as-needed $(LIBS) -lutil

.PHONY: bench
bench: $(B)/actviz $(BENCH) $(BARE) ## key to frame, start-up, throughput, beside other programs
	@for b in $(BENCH) $(wildcard tests/bench/bench_*.sh); do $$b || exit; done

# ---- the text itself ----

C_FILES := $(wildcard src/*/*.[ch] src/*/*/*.[ch] tools/*.c tests/*/*.[ch] tests/*/*/*.[ch])
.PHONY: format check-format tidy
format: ## lay out all C files
	clang-format -i $(C_FILES)
check-format: ## are they laid out?
	@clang-format --dry-run -Werror $(C_FILES)
tidy: $(B)/gen/keys.inc ## clang-tidy, with the checks of .clang-tidy
	clang-tidy --quiet $(filter src/%.c,$(C_FILES)) -- -std=c11 $(DEFINES)

.PHONY: update-golden update-docs
update-golden: $(B)/actviz $(EDGE) ## write the stored pictures anew; then read the difference
	@tests/golden/run --update
	@tests/golden/all-functions --update
update-docs: $(B)/actviz $(TABLES) ## write the pictures and tables in README and man page anew
	@tools/docs --update

# ---- installing ----

INSTALL ?= install
SHARE   := $(DESTDIR)$(PREFIX)/share
LESSON_FILES := $(wildcard lessons/*/*.md)
.PHONY: install uninstall dist clean help
install: $(B)/actviz ## install under PREFIX (and DESTDIR)
	$(INSTALL) -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 $(SHARE)/man/man7
	$(INSTALL) -m 755 $(B)/actviz $(DESTDIR)$(PREFIX)/bin/actviz
	$(INSTALL) -m 644 man/actviz.1 $(SHARE)/man/man1/actviz.1
	$(INSTALL) -m 644 man/actviz-functions.7 $(SHARE)/man/man7/actviz-functions.7
	for f in $(LESSON_FILES); do \
	  $(INSTALL) -d $(SHARE)/actviz/$$(dirname $$f) && \
	  $(INSTALL) -m 644 $$f $(SHARE)/actviz/$$f || exit; done
uninstall: ## take it away again
	rm -f $(DESTDIR)$(PREFIX)/bin/actviz $(SHARE)/man/man1/actviz.1 \
	  $(SHARE)/man/man7/actviz-functions.7
	rm -rf $(SHARE)/actviz

dist: ## actviz-VERSION.tar.gz of the committed files
	git archive --prefix=actviz-$(VERSION)/ -o actviz-$(VERSION).tar.gz HEAD

clean: ## remove what was built
	rm -rf build build-sanitize build-fuzz build-ci-* actviz actviz-*.tar.gz

help: ## this list
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / {printf "  %-13s %s\n", $$1, $$2}' Makefile
