#include "num/formula_jet.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "num/formula_jet_impl.h"

double *formula_slot(struct formula_machine *m, int i)
{
    assert(i < FORMULA_STACK);
    return m->slots + i * JET_TERMS * m->lanes;
}

/* A number for the sequence of pieces noted: multiplied by an odd constant at each, so that order
 * and number count. */
void formula_note(struct formula_machine *m, int lane, double piece)
{
    if (!m->branches)
        return;
    uint64_t bits;
    memcpy(&bits, &piece, sizeof bits);
    uint64_t mixed = (m->branches[lane] ^ (bits + (bits >> 32))) * 0x9e3779b97f4a7c15U;
    m->branches[lane] = mixed ^ (mixed >> 29);
}

static struct jet number(const struct formula_machine *m, double v, double *out)
{
    for (int i = 0; i < m->lanes; i++)
        out[i] = v;
    return (struct jet){out, 0};
}

/* Comparisons and what joins them: they do not move. */
static struct jet truth(struct formula_machine *m, const struct formula_op *op, const struct jet *a,
                        double *out)
{
    for (int i = 0; i < m->lanes; i++) {
        bool one = op->code == FORMULA_NOT;
        const double x[] = {a[0].c[i], one ? 0 : a[1].c[i]};
        out[i] = one ? formula_not(x[0]) : formula_pair((enum formula_code)op->code, x);
        formula_note(m, i, out[i]);
    }
    return (struct jet){out, 0};
}

static struct jet choice(struct formula_machine *m, const struct jet_ring *ring,
                         const struct jet *a, double *out)
{
    unsigned char pick[JET_LANES];
    for (int i = 0; i < m->lanes; i++) {
        enum truth t = formula_truth(a[0].c[i]);
        pick[i] = t == TRUTH_TRUE ? 0 : t == TRUTH_FALSE ? 1 : 2;
        formula_note(m, i, pick[i]);
    }
    return jet_pick(ring, a[1], a[2], pick, out);
}

static struct jet operate(struct formula_machine *m, const struct formula_op *op,
                          const struct jet_ring *ring, const struct jet *a, int free, double *out)
{
    switch ((enum formula_code)op->code) {
    case FORMULA_NUMBER:
        return number(m, op->u.number, out);
    case FORMULA_NEGATE:
        return jet_negate(ring, a[0], out);
    case FORMULA_ADD:
        return jet_add(ring, a[0], a[1], out);
    case FORMULA_SUBTRACT:
        return jet_subtract(ring, a[0], a[1], out);
    case FORMULA_MULTIPLY:
        return jet_multiply(ring, a[0], a[1], out);
    case FORMULA_DIVIDE:
        return jet_divide(ring, a[0], a[1], out);
    case FORMULA_FUNCTION:
    case FORMULA_POWER:
        return formula_run_function(m, op, ring, a, free, out);
    case FORMULA_ACT:
        return formula_run_act(m, op, ring, a, free, out);
    case FORMULA_SELECT:
        return choice(m, ring, a, out);
    default:
        return truth(m, op, a, out);
    }
}

struct jet formula_run(struct formula_machine *m, const struct formula *f,
                       const struct jet_ring *ring, const struct jet *variable, int base)
{
    int top = base;
    for (int i = 0; i < f->count; i++) {
        const struct formula_op *op = &f->op[i];
        int free = top;
        top -= formula_operands(op);
        assert(top >= base);
        m->stack[top] = op->code == FORMULA_VARIABLE
                            ? variable[op->id]
                            : operate(m, op, ring, m->stack + top, free, formula_slot(m, top));
        top++;
    }
    assert(top == base + 1);
    return m->stack[base];
}

/* Most points at once: the fewer, the more values the formula needs. */
static int block(const struct formula *f)
{
    int lanes = FORMULA_STACK / (f->need.values + FORMULA_VARIABLES);
    return lanes < 1 ? 1 : lanes < JET_LANES ? lanes : JET_LANES;
}

/* One block: x[lanes] into coefficients out[k * n + i]. */
static void run_block(struct formula_machine *m, const struct formula *f, int params,
                      const double *p, const double *x, int along, int order, int n, double *out)
{
    static const double factorial[] = {1, 1, 2};
    const struct jet_ring ring = {.s = order, .lanes = m->lanes};
    struct jet variable[FORMULA_VARIABLES];
    for (int k = 0; k <= params; k++) {
        double *c = formula_slot(m, k);
        for (int i = 0; i < m->lanes; i++) {
            c[i] = k ? p[k - 1] : x[i];
            c[m->lanes + i] = 1;
        }
        variable[k] = (struct jet){c, k == along && order > 0};
    }
    struct jet result = formula_run(m, f, &ring, variable, params + 1);
    for (int k = 0; k <= order; k++)
        for (int i = 0; i < m->lanes && out; i++)
            out[k * n + i] = k <= result.degree ? result.c[k * m->lanes + i] * factorial[k] : 0;
}

static void run_all(const struct formula *f, int params, const double *p, int n, const double *x,
                    int along, int order, double *out, uint64_t *branches)
{
    assert(params <= ACT_PARAMS && order <= 2);
    struct formula_machine m;
    int most = block(f);
    for (int i = 0; i < n; i += m.lanes) {
        m.lanes = n - i < most ? n - i : most;
        m.branches = branches ? branches + i : NULL;
        run_block(&m, f, params, p, x + i, along, order, n, out ? out + i : NULL);
    }
}

void formula_jet(const struct formula *f, int params, const double *p, int n, const double *x,
                 int along, int order, double *out)
{
    run_all(f, params, p, n, x, along, order, out, NULL);
}

void formula_branches(const struct formula *f, int params, const double *p, int n, const double *x,
                      uint64_t *out)
{
    memset(out, 0, (size_t)n * sizeof *out);
    run_all(f, params, p, n, x, 0, 0, NULL, out);
}
