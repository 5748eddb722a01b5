#include "front/tui/tty.h"

#include <sys/ioctl.h>

bool tty_size(int fd, int *w, int *h)
{
    struct winsize size = {0};
    if (ioctl(fd, TIOCGWINSZ, &size) != 0 || !size.ws_col || !size.ws_row)
        return false;
    *w = size.ws_col;
    *h = size.ws_row;
    return true;
}

bool tty_has_room(int fd)
{
    struct pollfd room = {fd, POLLOUT, 0};
    return poll(&room, 1, 0) > 0 && room.revents & POLLOUT;
}

bool tty_is_hung_up(const struct pollfd *fd)
{
    int bytes = 0;
    if (fd->revents & (POLLHUP | POLLERR | POLLNVAL))
        return true;
    /* Readable with nothing to read, or an error. */
    return fd->revents & POLLIN && (ioctl(fd->fd, FIONREAD, &bytes) != 0 || bytes == 0);
}
