/* numbers: numbers from a descriptor, any white space between them, in constant memory; what is no
 * number is named with its line and column. */
#ifndef FRONT_CLI_NUMBERS_H
#define FRONT_CLI_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum { NUMBERS_CHUNK = 1 << 16, NUMBERS_TOKEN = 400 };

struct numbers {
    int fd;
    bool ended;     /* nothing more will come */
    size_t at, end; /* what is read and not yet taken: bytes[at..end) */
    long line, col; /* of bytes[at], from 1; columns count characters */
    char bytes[NUMBERS_CHUNK + 1];
};

void numbers_init(struct numbers *s, int fd);

/* The next ones, at most n: as many as there are without waiting, at least one. Returns how many, 0
 * at the end, -1 with a message for what is no number or cannot be read. Numbers before a bad one
 * are given first. */
int numbers_take(struct numbers *s, double *out, int n, struct err *e);

#endif
