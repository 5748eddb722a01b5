#!/bin/sh
# make install and uninstall, into a folder of the test's own.
. "$(dirname "$0")/lib.sh"
here=$PWD
dest=$work/dest
install() {
    run make -s V=1 B="${BUILD#"$here"/}" DESTDIR="$dest" PREFIX=/usr/local "$1"
}

install install
check "make install works" exits 0
for f in bin/actviz share/man/man1/actviz.1 share/man/man7/actviz-functions.7 share/actviz/lessons/en/vanishing-gradients.md; do
    check "$f is there" [ -s "$dest/usr/local/$f" ]
done
check "the program may be run" [ -x "$dest/usr/local/bin/actviz" ]
cd "$work" || exit 1
run "$dest/usr/local/bin/actviz" eval relu 2
check "it runs from elsewhere" exits 0
cd "$here" || exit 1
install uninstall
check "make uninstall works" exits 0
check "nothing stays behind" [ -z "$(find "$dest" -type f)" ]
finish
