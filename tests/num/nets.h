/* nets: the small stacks that tests of networks run. */
#ifndef TESTS_NETS_H
#define TESTS_NETS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "num/stack.h"

/* 1 under sanitizers, which make kernels a hundred times slower: great networks are fewer then. */
#if defined(__SANITIZE_ADDRESS__)
enum { NETS_SLOW = 1 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { NETS_SLOW = 1 };
#else
enum { NETS_SLOW = 0 };
#endif
#else
enum { NETS_SLOW = 0 };
#endif

/* Of a function as act_parse reads it: he, seed 1, no bias, no norm, f64. */
static inline struct stack_spec nets_spec(const char *act, int layers, int width, int batch)
{
    struct stack_spec spec = {.layers = layers,
                              .width = width,
                              .batch = batch,
                              .init = STACK_HE,
                              .gain = 1,
                              .seed = 1,
                              .weight = 1,
                              .saturated_below = 0.05};
    struct err e = {0};
    if (!act_parse(NULL, act, &spec.act, &e))
        fail_msg("%s", e.text);
    return spec;
}

/* A finished stack, by a kernel (NULL: the fastest), with a cache or NULL; the caller's. */
static inline struct stack *nets_run_with(const struct stack_spec *spec, const char *kernel,
                                          struct stack_cache *cache)
{
    struct err e = {0};
    const struct kernel *k = kernel_choose(kernel, &e);
    struct stack *s = k ? stack_new(spec, k, cache, &e) : NULL;
    if (!s)
        fail_msg("%s", e.text);
    while (stack_step(s))
        assert_null(stack_result(s));
    assert_non_null(stack_result(s));
    return s;
}

/* Runs it in the memory of the stack before, if that serves; *s may be NULL. The cache is the one
 * that stack had. */
static inline void nets_run_again(struct stack **s, const struct stack_spec *spec,
                                  struct stack_cache *cache)
{
    if (*s && stack_reset(*s, spec)) {
        while (stack_step(*s))
            continue;
        return;
    }
    stack_free(*s);
    *s = nets_run_with(spec, NULL, cache);
}

static inline struct stack *nets_run(const struct stack_spec *spec)
{
    return nets_run_with(spec, NULL, NULL);
}

#endif
