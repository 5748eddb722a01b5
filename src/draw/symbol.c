#include "draw/symbol.h"

#include <stddef.h>

#include "base/str.h"

static const struct {
    const char *name, *sign, *ascii;
} symbols[] = {
    {"dot", "·", "."}, /* first: every bar that is still ahead asks for it, in every frame */
    {"alpha", "α", "alpha"},  {"beta", "β", "beta"},     {"gamma", "γ", "gamma"},
    {"delta", "δ", "delta"},  {"epsilon", "ε", "eps"},   {"eta", "η", "eta"},
    {"theta", "θ", "theta"},  {"lambda", "λ", "lambda"}, {"mu", "μ", "mu"},
    {"pi", "π", "pi"},        {"rho", "ρ", "rho"},       {"sigma", "σ", "sigma"},
    {"tau", "τ", "tau"},      {"phi", "φ", "phi"},       {"chi", "χ", "chi"},
    {"omega", "ω", "omega"},  {"Delta", "Δ", "D"},       {"Phi", "Φ", "Phi"},
    {"Sigma", "Σ", "Sum"},    {"Omega", "Ω", "Omega"},   {"partial", "∂", "d"},
    {"infinity", "∞", "inf"}, {"sqrt", "√", "sqrt"},     {"prime", "′", "'"},
    {"dprime", "″", "''"},    {"times", "×", "*"},       {"minus", "−", "-"},
    {"plusminus", "±", "+-"}, {"ge", "≥", ">="},         {"le", "≤", "<="},
    {"ne", "≠", "!="},        {"approx", "≈", "~"},      {"up", "↑", "^"},
    {"down", "↓", "v"},       {"left", "←", "<"},        {"right", "→", ">"},
    {"arrow", "→", "->"},     {"check", "✓", "+"},       {"cross", "✗", "x"},
    {"odot", "⊙", "*"},       {"transpose", "ᵀ", "^T "}, {"bullet", "•", "*"},
    {"ellipsis", "…", "..."}, {"dash", "–", "-"},        {"sub0", "₀", "0"},
    {"sub1", "₁", "1"},       {"sub2", "₂", "2"},        {"sub3", "₃", "3"},
    {"sub4", "₄", "4"},       {"sub5", "₅", "5"},        {"sub6", "₆", "6"},
    {"sub7", "₇", "7"},       {"sub8", "₈", "8"},        {"sub9", "₉", "9"},
    {"sup0", "⁰", "^0"},      {"sup1", "¹", "^1"},       {"sup2", "²", "^2"},
    {"sup3", "³", "^3"},      {"sup4", "⁴", "^4"},       {"sup5", "⁵", "^5"},
    {"sup6", "⁶", "^6"},      {"sup7", "⁷", "^7"},       {"sup8", "⁸", "^8"},
    {"sup9", "⁹", "^9"},      {"supminus", "⁻", "^-"},   {"level1", "·", "."},
    {"level2", "░", ":"},     {"level3", "▒", "+"},      {"level4", "▓", "#"},
    {"level5", "█", "@"},     {"dead", "×", "x"},        {"upright", "│", "|"},
    {"updots", "┊", ":"},     {"rung", "─", "-"},        {"rungdots", "╌", "~"},
};

const char *symbol_find(const char *name, bool unicode)
{
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++)
        if (symbols[i].name[0] == name[0] && str_is(symbols[i].name, name))
            return unicode ? symbols[i].sign : symbols[i].ascii;
    return name;
}

/* Characters from `first` on and what stands for each; a single stand-in holds for all `n`. */
struct stand_in {
    uint32_t first, n;
    const char *ascii;
};

/* Searched from the top: special cases before the block they lie in. */
static const struct stand_in stand_ins[] = {
    {0x00A0, 1, " "},
    {0x00AB, 1, "<"},
    {0x00B1, 7, "+23'u?."},
    {0x00B9, 1, "1"},
    {0x00BB, 1, ">"},
    {0x00C0, 64, "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty"},
    /* Greek letters: the first letter of their name. */
    {0x0391, 25, "ABGDEZETIKLMNXOPR?STUPCPO"},
    {0x03B1, 25, "abgdezetiklmnxoprsstupcpo"},
    {0x2000, 11, " "},
    {0x2010, 6, "-"},
    {0x2018, 4, "'','"},
    {0x201C, 3, "\""},
    {0x2020, 7, "++*>..."},
    {0x202F, 1, " "},
    {0x2032, 2, "'\""},
    {0x2039, 2, "<>"},
    {0x2070, 16, "0i??456789+-=()n"},
    {0x2080, 13, "0123456789+-="},
    {0x2190, 6, "<^>v-|"},
    {0x21D0, 6, "<^>v-|"},
    {0x2202, 1, "d"},
    {0x2206, 1, "D"},
    {0x2207, 1, "V"},
    {0x2208, 1, "e"},
    {0x2211, 2, "S-"},
    {0x2215, 5, "/\\*o."},
    {0x221A, 1, "V"},
    {0x2223, 1, "|"},
    {0x2248, 1, "~"},
    {0x2260, 1, "#"},
    {0x2264, 2, "<>"},
    {0x22C5, 1, "."},
    /* Box drawing: lines, diagonals, and all that joins lines. */
    {0x2500, 12, "--||--||--||"},
    {0x254C, 6, "--||-|"},
    {0x2571, 15, "/\\X-|-|-|-|-|-|"},
    {0x2500, 128, "+"},
    {0x2591, 2, ".:"},
    {0x2580, 32, "#"},
    {0x25A0, 1, "#"},
    {0x25B2, 1, "^"},
    {0x25B6, 1, ">"},
    {0x25BC, 1, "v"},
    {0x25C0, 1, "<"},
    {0x25C6, 2, "%"},
    {0x25CB, 1, "o"},
    {0x25CF, 1, "@"},
    {0x2713, 2, "+"},
    {0x2717, 2, "x"},
    {0x2800, 1, " "},
    {0x2801, 255, "*"},
    {0x3000, 1, " "},
};

char symbol_ascii(uint32_t ch)
{
    if (ch >= 0x20 && ch < 0x7F)
        return (char)ch;
    for (size_t i = 0; i < sizeof stand_ins / sizeof stand_ins[0]; i++) {
        const struct stand_in *s = &stand_ins[i];
        if (ch >= s->first && ch - s->first < s->n)
            return s->ascii[1] ? s->ascii[ch - s->first] : s->ascii[0];
    }
    return '?';
}
