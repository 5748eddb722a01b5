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
override CFLAGS   += -std=c11 $(WARNINGS) -ffp-contract=off
override CPPFLAGS += -Isrc -I$(B)/gen -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700

CURSES   := $(shell pkg-config --libs ncursesw 2>/dev/null || echo -lncursesw -ltinfo)
READLINE := $(shell pkg-config --libs readline 2>/dev/null || echo -lreadline)
CMARK    := $(shell pkg-config --libs libcmark 2>/dev/null || echo -lcmark)

# Floors, top to bottom: each archive may call only those after it.
FLOORS   := front/tui view lesson app draw num base
archive   = $(B)/lib$(subst /,-,$(1)).a
ARCHIVES := $(foreach f,$(FLOORS),$(call archive,$(f)))
CLI_OBJ  := $(patsubst src/%.c,$(B)/%.o,$(wildcard src/front/cli/*.c))
LIBS     := $(CURSES) $(READLINE) $(CMARK) -lm

Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-5s %s\n' $(1) $(2))

.PHONY: all
all: $(B)/actviz actviz

# `./actviz` at the top, where the README says it is.
actviz: $(B)/actviz
	$(Q)ln -sf $(B)/actviz $@

$(B)/actviz: $(CLI_OBJ) $(ARCHIVES)
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(CLI_OBJ) $(ARCHIVES) $(LIBS)

define floor
$(call archive,$(1)): $(patsubst src/%.c,$(B)/%.o,$(wildcard src/$(1)/*.c)) $(EXTRA_$(1))
	$$(call say,AR,$$@)
	$$(Q)rm -f $$@ && ar rcs $$@ $$^
endef

# The kernel: one source, one object per instruction set (src/num/kernel.h).
KERNELS := $(patsubst src/%.c,$(B)/%.o,$(wildcard src/num/kernel_*.c))
ARCH := $(shell $(CC) -dumpmachine | cut -d- -f1)
ifeq ($(ARCH),x86_64)
$(B)/num/kernel_avx2.o: KERNEL_FLAGS := -mavx2 -mfma
endif
$(KERNELS): override CFLAGS += -Wno-psabi -O2

# Text that the program carries in itself: default keys.
GEN := $(B)/gen/keys.inc
$(B)/gen/%.inc: data/%.rc tools/embed
	$(Q)mkdir -p $(@D) && tools/embed $< >$@
$(B)/app/keymap.o: $(GEN)

$(foreach f,$(FLOORS),$(eval $(call floor,$(f))))

$(B)/%.o: src/%.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -DACTVIZ_VERSION='"$(VERSION)"' $(CFLAGS) $(KERNEL_FLAGS) -MMD -MP -c -o $@ $<

-include $(shell find $(B) -name '*.d' 2>/dev/null)

.PHONY: clean
clean:
	rm -rf build actviz
