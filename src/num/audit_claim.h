/* audit_claim: an entry of the gradient as backpropagation has it, and how large entries of its
 * layer are. For audit.c alone. */
#ifndef NUM_AUDIT_CLAIM_H
#define NUM_AUDIT_CLAIM_H

#include "num/audit_twin.h"

/* A sum of squares, (most)^2 times sum, whatever the range of the numbers. Zeroed: of none. */
struct audit_size {
    double most, sum;
};

void audit_size_add(struct audit_size *size, double x);

/* The root of the sum over n. */
double audit_size_rms(const struct audit_size *size, double n);

struct audit_claim {
    double analytic; /* the entry, */
    double typical;  /* the rms of such entries, at the most the largest double, */
    int exponent;    /* both 2^-this of the gradient */
    double below;    /* of a weight: the rms of what it multiplies */
    /* at work */
    struct audit_size gradient, signal;
    int row;
};

void audit_claim_start(struct audit_claim *c);

/* Does a part of it, for the entry that `twin` is about; *spent grows by its ns. True when it is
 * there. */
bool audit_claim_step(struct audit_claim *c, const struct audit_twin *twin, double *spent);

#endif
