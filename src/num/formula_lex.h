/* formula_lex: the words of a formula, one at a time, each with its place. Knows spelling only:
 * what a name means is the parser's matter. */
#ifndef NUM_FORMULA_LEX_H
#define NUM_FORMULA_LEX_H

#include "base/err.h"
#include "num/formula_code.h"

enum formula_token_kind {
    FORMULA_TOKEN_END,
    FORMULA_TOKEN_BAD, /* cannot be read; said why */
    FORMULA_TOKEN_NUMBER,
    FORMULA_TOKEN_NAME,
    FORMULA_TOKEN_NOT,
    FORMULA_TOKEN_SIGN, /* an operator of two operands: + - < and ... */
    FORMULA_TOKEN_MARK  /* one of ( ) [ ] , ? : */
};

struct formula_token {
    enum formula_token_kind kind;
    const char *at; /* in the text */
    int length;     /* bytes; of a name without its primes */
    int line, col;  /* from 1, in characters */
    union {
        double number;
        int primes;
        enum formula_code sign;
        char mark;
    } u;
};

struct formula_lex {
    const char *next; /* what is not yet read */
    int line, col;    /* its place */
};

void formula_lex_init(struct formula_lex *lex, const char *text);

/* The next word. FORMULA_TOKEN_BAD leaves a message with its place in e. */
struct formula_token formula_lex_next(struct formula_lex *lex, struct err *e);

#endif
