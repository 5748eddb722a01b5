/* quad: Gauss-Legendre quadrature with 64 nodes: exact for polynomials up to degree 127, and to
 * rounding for a function that is smooth on the interval. Jumps and kinks belong at its ends. */
#ifndef NUM_QUAD_H
#define NUM_QUAD_H

enum { QUAD_NODES = 64 };

/* The positive nodes on [-1, 1], ascending, with their weights; the others are their mirror. */
struct quad_node {
    double at, weight;
};
extern const struct quad_node quad_half[QUAD_NODES / 2];

/* Node i = 0..63 of [a, b], ascending: *weight times the integrand at the value returned, summed
 * over i, is the integral. Never a or b itself. */
double quad_node(double a, double b, int i, double *weight);

#endif
