/* output: the only place that writes to standard output and standard error (apart from the
 * terminal, front/tui/term.h). All text is made printable here: control characters that came in
 * with a file name, an argument or the environment never reach a terminal. */
#ifndef FRONT_CLI_OUTPUT_H
#define FRONT_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Exit status of the program. */
enum { STATUS_DONE = 0, STATUS_FAILED = 1, STATUS_USAGE = 2 };

/* Opens what is closed of descriptors 0..2, so that no file takes their place, and takes the
 * locale over, its numbers excepted. */
void output_start(void);

/* Text to standard output. In a locale other than UTF-8 what is not ASCII is replaced. False once
 * a write has failed. */
bool output_text(const char *text, size_t n);

/* Text with colour sequences of our own making (sink.h): written as it is. */
bool output_ansi(const char *text, size_t n);

/* Writes out what is buffered. */
bool output_flush(void);

/* "actviz: MESSAGE" on standard error. */
void output_error(const char *fmt, ...) ERR_PRINTF(1, 2);

/* The status to end with: `status`, or STATUS_FAILED with a message if output got lost. */
int output_end(int status);

#endif
