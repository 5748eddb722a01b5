/* own_acts: functions by name or written as formulas, for tests. */
#ifndef TESTS_OWN_ACTS_H
#define TESTS_OWN_ACTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "num/act_book.h"

/* Of functions that are written as formulas. main makes its book and frees it. */
static struct act_names names;

static inline struct act_use use_of(const char *text)
{
    struct act_use use;
    struct err e = {0};
    if (!act_parse(&names, text, &use, &e))
        fail_msg("%s: %s", text, e.text);
    return use;
}

#endif
