/* file: reading and writing files so that nothing is lost and no link is followed that we did not
 * make. Names are relative to an open folder where that matters. */
#ifndef FRONT_CLI_FILE_H
#define FRONT_CLI_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* A whole regular file (no device, no pipe) of at most `max` bytes; a link is followed only with
 * `links`. */
bool file_read(int folder, const char *name, size_t max, bool links, struct str *out,
               struct err *e);

/* Opens a folder; with `make` it and the folders above it are made (mode 0700). Its last part must
 * be no link. Negative with a message. */
int file_open_folder(const char *path, bool make, struct err *e);

/* Appends a line with one write and flushes it to the disk. If the last line there was cut short,
 * it is ended first. */
bool file_append(int folder, const char *name, const char *line, struct err *e);

/* Writes beside, flushes, renames, flushes the folder: the file is the old one or the new one,
 * whatever happens. */
bool file_replace(int folder, const char *name, const char *bytes, size_t n, struct err *e);

/* A file that a person asked for, at any path: the old one or the new one, whatever happens. It
 * gets the mode of the one it replaces, else what the umask leaves of 0666. No link, no device, no
 * folder is replaced. */
bool file_publish(const char *path, const char *bytes, size_t n, struct err *e);

/* Base names already met. */
struct file_names {
    char **name;
    int n, cap;
};
void file_names_done(struct file_names *names);

/* Calls each(arg, path) for the files of a folder that end in `suffix`, by name, leaving out those
 * whose name is in `seen`; adds the new ones to it. No folder: nothing. */
void file_each(const char *folder, const char *suffix, struct file_names *seen,
               void (*each)(void *arg, const char *path), void *arg);

#endif
