/* tty: what the device of a terminal says of itself: its size, whether it has room, whether anybody
 * is at the other end. */
#ifndef FRONT_TUI_TTY_H
#define FRONT_TUI_TTY_H

#include <poll.h>
#include <stdbool.h>

/* Columns and rows; false if it does not know, with w and h as they were. */
bool tty_size(int fd, int *w, int *h);

/* Would it take output now? */
bool tty_has_room(int fd);

/* After a poll for input: is the other end closed? To whoever reads keys that looks like "no key".
 */
bool tty_is_hung_up(const struct pollfd *fd);

#endif
