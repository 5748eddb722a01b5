/* Jets through functions: primitives by their derivatives, activations by their own code as far as
 * it goes and by their formulas from there on. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "num/formula_jet_impl.h"

/* Derivatives of an inner function, [k][lane]. */
struct derivatives {
    double d[(JET_ORDER + 1) * JET_LANES];
};

/* How many derivatives the chain rule asks of g in g(u). */
static int order_of(const struct jet_ring *ring, struct jet u)
{
    return u.degree ? ring->s + ring->t : 0;
}

static struct jet run_smooth(struct formula_machine *m, const struct formula_op *op,
                             const struct jet_ring *ring, struct jet u, int free, double *out)
{
    const struct formula_function *function = op->u.function;
    int order = order_of(ring, u), primes = op->id;
    assert(primes + order <= JET_ORDER);
    struct derivatives g;
    for (int i = 0; i < m->lanes; i++) {
        double d[JET_ORDER + 1];
        formula_derive(function, u.c[i], primes + order, d);
        for (int k = 0; k <= order; k++)
            g.d[k * m->lanes + i] = d[primes + k];
        if (function->piece)
            formula_note(m, i, function->piece(u.c[i]));
    }
    return jet_compose(ring, u, g.d, formula_slot(m, free), out);
}

/* The first derivative along the innermost infinitesimal. */
static double slope(const struct jet_ring *ring, struct jet a, int lane)
{
    int first = ring->t ? ring->s + 1 : 1;
    return a.degree ? a.c[first * ring->lanes + lane] : 0;
}

/* min (sign -1) or max (1) of two. */
static struct jet run_extreme(struct formula_machine *m, const struct jet_ring *ring, struct jet a,
                              struct jet b, double sign, double *out)
{
    unsigned char pick[JET_LANES];
    for (int i = 0; i < m->lanes; i++) {
        double rise = sign * (b.c[i] - a.c[i]);
        if (a.c[i] == b.c[i]) /* infinite ones too */
            rise = sign * (slope(ring, a, i) - slope(ring, b, i));
        bool unknown = isnan(a.c[i]) || isnan(b.c[i]);
        pick[i] = unknown ? 2 : rise > 0;
        formula_note(m, i, a.c[i] < b.c[i]);
    }
    return jet_pick(ring, a, b, pick, out);
}

/* a^e without the rounding of a general power where it is a product. */
static double power(double a, double e)
{
    return e == 0 ? 1 : e == 1 ? a : formula_pow((const double[]){a, e});
}

/* a^b for an exponent that stands still: b (b - 1) ... (b - k + 1) a^(b - k). A factor of 0 ends
 * it, so that x^2 at 0 is a parabola. */
static struct jet run_power_of(struct formula_machine *m, const struct jet_ring *ring, struct jet a,
                               const double *exponent, int free, double *out)
{
    int order = order_of(ring, a);
    struct derivatives g;
    for (int i = 0; i < m->lanes; i++) {
        double b = exponent[i], factor = 1;
        for (int k = 0; k <= order; k++) {
            g.d[k * m->lanes + i] = factor == 0 ? 0 : factor * power(a.c[i], b - k);
            factor *= b - k;
        }
        g.d[i] = formula_pow((const double[]){a.c[i], b});
    }
    return jet_compose(ring, a, g.d, formula_slot(m, free), out);
}

/* a^b = exp(b log a). At a = 0 only a moves: 0^b is 0 for all b > 0. */
static struct jet run_power(struct formula_machine *m, const struct jet_ring *ring, struct jet a,
                            struct jet b, int free, double *out)
{
    if (!b.degree)
        return run_power_of(m, ring, a, b.c, free, out);
    int order = ring->s + ring->t;
    struct derivatives log_of, power_of;
    unsigned char pick[JET_LANES];
    for (int i = 0; i < m->lanes; i++) {
        double d[JET_ORDER + 1], value = formula_pow((const double[]){a.c[i], b.c[i]});
        formula_derive(formula_find_function("log", 3), a.c[i], order, d);
        for (int k = 0; k <= order; k++) {
            log_of.d[k * m->lanes + i] = d[k];
            power_of.d[k * m->lanes + i] = value;
        }
        pick[i] = a.c[i] == 0 && b.c[i] > 0;
    }
    double *work = formula_slot(m, free), *inner = formula_slot(m, free + 1);
    struct jet still = run_power_of(m, ring, a, b.c, free, formula_slot(m, free + 2));
    struct jet exponent = jet_compose(ring, a, log_of.d, work, inner);
    exponent = jet_multiply(ring, exponent, b, inner);
    struct jet moving = jet_compose(ring, exponent, power_of.d, work, inner);
    return jet_pick(ring, moving, still, pick, out);
}

struct jet formula_run_function(struct formula_machine *m, const struct formula_op *op,
                                const struct jet_ring *ring, const struct jet *a, int free,
                                double *out)
{
    if (op->code == FORMULA_POWER)
        return run_power(m, ring, a[0], a[1], free, out);
    switch (op->u.function->kind) {
    case FORMULA_MIN:
        return run_extreme(m, ring, a[0], a[1], -1, out);
    case FORMULA_MAX:
        return run_extreme(m, ring, a[0], a[1], 1, out);
    case FORMULA_CLAMP:
        return run_extreme(m, ring, run_extreme(m, ring, a[0], a[1], 1, out), a[2], -1, out);
    case FORMULA_POW:
        return run_power(m, ring, a[0], a[1], free, out);
    default:
        return run_smooth(m, op, ring, a[0], free, out);
    }
}

/* ---- activations ---- */

/* A call: its arguments, those that were left out as their defaults. */
struct call {
    const struct formula_op *op;
    struct jet arg[FORMULA_VARIABLES];
    int args;
    bool moving; /* does a parameter? */
    int free;
};

static struct call bind(struct formula_machine *m, const struct formula_op *op, const struct jet *a,
                        int free)
{
    struct call call = {.op = op, .args = 1 + act_params(op->u.act), .free = free};
    for (int k = 0; k < call.args; k++) {
        if (k < op->args) {
            call.arg[k] = a[k];
            call.moving |= k > 0 && a[k].degree > 0;
            continue;
        }
        double *value = formula_slot(m, call.free++);
        for (int i = 0; i < m->lanes; i++)
            value[i] = op->u.act->param[k - 1].value;
        call.arg[k] = (struct jet){value, 0};
    }
    return call;
}

static void parameters(const struct call *call, int lane, double p[ACT_PARAMS])
{
    for (int k = 1; k < call->args; k++)
        p[k - 1] = call->arg[k].c[lane];
}

/* f, f' or f'' of a built-in by its own code. */
static double code_value(const struct act *act, int primes, double x, const double *p)
{
    return primes == 0 ? act->f(x, p) : primes == 1 ? act->df(x, p) : act->d2f(x, p);
}

/* Derivatives of the callee at the value of its x, by its formula, parameters standing still. */
static void derive_formula(struct formula_machine *m, const struct call *call, int order,
                           struct derivatives *g)
{
    static const double factorial[] = {1, 1, 2, 6, 24};
    const struct jet_ring ring = {.s = order, .lanes = m->lanes};
    struct jet variable[FORMULA_VARIABLES];
    double *x = formula_slot(m, call->free);
    for (int i = 0; i < m->lanes; i++) {
        x[i] = call->arg[0].c[i];
        x[m->lanes + i] = 1;
    }
    variable[0] = (struct jet){x, order > 0};
    for (int k = 1; k < call->args; k++)
        variable[k] = (struct jet){call->arg[k].c, 0};
    struct jet r = formula_run(m, call->op->callee, &ring, variable, call->free + 1);
    for (int k = 0; k <= order; k++)
        for (int i = 0, at = k * m->lanes; i < m->lanes; i++, at++)
            g->d[at] = k <= r.degree ? r.c[at] * factorial[k] : 0;
}

/* The chain rule, parameters standing still. A built-in's own f, f', f'' come first: they keep
 * their digits where a formula loses them. */
static struct jet run_still(struct formula_machine *m, const struct call *call,
                            const struct jet_ring *ring, double *out)
{
    const struct act *act = call->op->u.act;
    int primes = call->op->id, total = primes + order_of(ring, call->arg[0]);
    assert(total <= JET_ORDER);
    struct derivatives g;
    if (act->body || total > 2)
        derive_formula(m, call, total, &g);
    for (int i = 0; i < m->lanes && !act->body; i++) {
        double p[ACT_PARAMS];
        parameters(call, i, p);
        for (int k = primes; k <= total && k <= 2; k++)
            g.d[k * m->lanes + i] = code_value(act, k, call->arg[0].c[i], p);
    }
    return jet_compose(ring, call->arg[0], g.d + primes * m->lanes, formula_slot(m, call->free),
                       out);
}

/* A primed call whose parameters move: x + t goes in, and what comes out at t^primes is the
 * derivative, with how it moves along s. */
static struct jet run_mixed(struct formula_machine *m, const struct call *call,
                            const struct jet_ring *ring, double *out)
{
    int primes = call->op->id, n = m->lanes, free = call->free;
    assert(ring->t == 0 && ring->s + primes <= JET_ORDER);
    const struct jet_ring wide = {.s = ring->s, .t = primes, .lanes = n};
    struct jet variable[FORMULA_VARIABLES];
    for (int k = 0; k < call->args; k++, free++)
        variable[k] = jet_widen(ring, &wide, call->arg[k], k == 0, formula_slot(m, free));
    struct jet r = formula_run(m, call->op->callee, &wide, variable, free);
    for (int e = 0; e <= ring->s; e++) {
        int from = (primes * (ring->s + 1) + e) * n;
        for (int i = 0; i < n; i++)
            out[e * n + i] = e + primes <= r.degree ? r.c[from + i] * primes : 0; /* 1! 2! */
    }
    return (struct jet){out, ring->s};
}

/* A built-in's first derivative in the direction of its parameters, by its own code. */
static struct jet run_first(struct formula_machine *m, const struct call *call, double *out)
{
    const struct act *act = call->op->u.act;
    for (int i = 0, n = m->lanes; i < n; i++) {
        double p[ACT_PARAMS], x = call->arg[0].c[i], sum = 0;
        parameters(call, i, p);
        if (call->arg[0].degree)
            sum = act->df(x, p) * call->arg[0].c[n + i];
        for (int k = 1; k < call->args; k++)
            if (call->arg[k].degree)
                sum += act->dparam(x, p, k - 1) * call->arg[k].c[n + i];
        out[i] = act->f(x, p);
        out[n + i] = sum;
    }
    return (struct jet){out, 1};
}

/* On which side of the kinks of a built-in its argument lies. */
static void note_kinks(struct formula_machine *m, const struct call *call)
{
    const struct act *act = call->op->u.act;
    for (int i = 0; i < m->lanes && act->kinks && m->branches; i++) {
        double p[ACT_PARAMS], kink[ACT_KINKS];
        parameters(call, i, p);
        int n = act->kinks(p, kink), passed = 0;
        for (int k = 0; k < n; k++)
            passed += call->arg[0].c[i] > kink[k];
        formula_note(m, i, passed);
    }
}

/* Jets by the formula alone, parameters moving. */
static struct jet run_formula(struct formula_machine *m, const struct call *call,
                              const struct jet_ring *ring, double *out)
{
    if (call->op->id)
        return run_mixed(m, call, ring, out);
    struct jet r = formula_run(m, call->op->callee, ring, call->arg, call->free);
    return jet_copy(ring, r, out);
}

struct jet formula_run_act(struct formula_machine *m, const struct formula_op *op,
                           const struct jet_ring *ring, const struct jet *a, int free, double *out)
{
    const struct act *act = op->u.act;
    struct call call = bind(m, op, a, free);
    if (act->body)
        return op->id && !call.moving ? run_still(m, &call, ring, out)
                                      : run_formula(m, &call, ring, out);
    note_kinks(m, &call);
    if (!call.moving)
        return run_still(m, &call, ring, out);
    if (!op->id && ring->s + ring->t == 1)
        return run_first(m, &call, out);
    double value[JET_LANES];
    for (int i = 0; i < m->lanes; i++) {
        double p[ACT_PARAMS];
        parameters(&call, i, p);
        value[i] = code_value(act, op->id, call.arg[0].c[i], p);
    }
    struct jet r = run_formula(m, &call, ring, out);
    memcpy(out, value, (size_t)m->lanes * sizeof *value);
    return r;
}
