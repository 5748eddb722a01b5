/* formula_parser: what the parts of the parser of formulas share: the word at hand, what is
 * compiled so far, and the first thing that was wrong. Private to formula_parse.c and
 * formula_name.c. */
#ifndef NUM_FORMULA_PARSER_H
#define NUM_FORMULA_PARSER_H

#include <stdint.h>

#include "num/formula_lex.h"

/* Recursive descent. Every function returns false once something is wrong; the first message
 * stays. Deep texts recurse: what a level keeps on the C stack is small, and the words and the
 * message live in the parser. */
struct parser {
    struct formula_lex lex;
    struct formula_token now, last; /* the word to be read, and the one before it */
    const struct formula_scope *scope;
    struct formula *f;
    int room;                        /* operations f has memory for */
    int depth;                       /* levels open */
    int height;                      /* values on the stack after what is compiled so far */
    uint8_t mask[FORMULA_STACK + 1]; /* the variables each of them depends on */
    struct err err;
};

/* Is the word to be read this mark, this operator? */
bool parser_is_mark(const struct parser *p, char mark);
bool parser_is_sign(const struct parser *p, enum formula_code sign);

/* To the next word; false when it cannot be read. */
bool parser_advance(struct parser *p);

/* Past this mark, or what else was expected. */
bool parser_expect(struct parser *p, char mark, const char *what);
bool parser_say_expected(struct parser *p, const char *what);

/* The message that came from elsewhere belongs to this word. Returns false. */
bool parser_stands_at(struct parser *p, const struct formula_token *t);

/* Append an operation; what is wrong with it is said at t, or at the last word. */
bool parser_emit_at(struct parser *p, struct formula_op op, const struct formula_token *t);
bool parser_emit(struct parser *p, struct formula_op op);
bool parser_emit_code(struct parser *p, enum formula_code code);

/* Opens a level at the word to be read; false beyond the bound. */
bool parser_deeper(struct parser *p);

/* ---- formula_parse.c: a whole expression ---- */
bool parser_expression(struct parser *p);

/* ---- formula_name.c: whatever begins with a name: values, calls, indices ---- */
bool parser_name(struct parser *p);

#endif
