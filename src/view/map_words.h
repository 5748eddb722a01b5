/* map_words: what the map screen says: of the chosen point, of the networks, of theory's edge. The
 * side of the screen, its status line and `say` all read it here. */
#ifndef VIEW_MAP_WORDS_H
#define VIEW_MAP_WORDS_H

#include "app/app.h"
#include "num/map.h"

/* The stack that answers for the chosen point: its own, or the nearest that has run so far. False:
 * none has. */
bool map_words_point(const struct app *app, struct map_point *out);
bool map_words_is_own(const struct app *app, const struct map_point *at);

/* "20 layers, gain 1.19" */
void map_words_place(const struct map_point *at, struct str *out);

/* "layer 1 gets 0.12 of layer 20's, -0.048 decades a layer"; or why there is no number. */
void map_words_detail(const struct map_point *at, struct str *out);

/* "theory says 0.13", or nothing where there is none. False then. */
bool map_words_theory(const struct map_point *at, struct str *out);

/* "chi is 1 at gain 0.707: theory's edge"; what else there is to say of the edge. `chi` is its
 * sign. */
void map_words_edge(const struct app *app, const char *chi, struct str *out);

/* "width 64, batch 64, he, seed 1" and what else of the flow settings is not as usual. */
void map_words_setup(const struct settings *s, struct str *out);

/* The screen in two sentences. */
void map_words_say(const struct app *app, struct str *out);

#endif
