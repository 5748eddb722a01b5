#include "app/glossary.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>

const struct glossary glossary_table[] = {
    /* a network */
    {"activation",
     {"activations", "activation function", "phi", "φ", "nonlinearity"},
     "The function f that a unit applies to what it has added up: a = f(z). Without one a stack of "
     "layers, however deep, is a single linear map.",
     "functions, z"},
    {"z",
     {"pre-activation", "preactivation", "pre-activations", "preactivations", "z_rms", "z_mean"},
     "What a unit adds up before its function is applied: its weights times the outputs of the "
     "layer below, and its bias. With a norm, f sees z normed, and that is shown.",
     "activation, hist"},
    {"layer",
     {"layers", "depth", "deep"},
     "Units that all see the outputs of the layer below. Layers are counted from 1, which sees the "
     "inputs, to N; the gradient comes from above N and goes down to 1.",
     "flow.layers"},
    {"width",
     {"unit", "neuron", "neurons", "fan in", "fan out", "fan-in", "n"},
     "The number of units in a layer, here the same in all layers and the input. What theory says "
     "of sizes is exact as the width goes to infinity; a narrow stack differs by chance, and the "
     "more the deeper it is.",
     "theory"},
    {"batch",
     {"batches", "sample", "samples", "input", "inputs"},
     "Inputs that go through together. Here they are drawn from N(0,1); all means, fractions and "
     "rms of a layer are over its units and the batch.",
     "rms, seed"},
    {"chain",
     {"one-unit"},
     "The network of textbooks: one unit in a layer, each held at the same z. What gets through N "
     "such layers is exactly w f'(z) to the power N, so that sigmoid, whose slope is at most 1/4, "
     "loses a factor of 4 or more a layer while w is 1.",
     "flow.mode, flow.weight"},
    {"residual",
     {"skip", "skips", "shortcut", "resnet", "residuals"},
     "A path past the layer: a of a layer is a of the layer below plus f(z). Back over it the "
     "gradient comes unchanged and joins what came through the layer (He et al. 2016), which keeps "
     "it from vanishing; where f is never negative, as relu is, sizes grow with depth instead.",
     "share_skip, norm"},
    {"norm",
     {"batch norm", "batchnorm", "layer norm", "layernorm", "normalisation", "normalization", "bn",
      "ln"},
     "z minus its mean, over its standard deviation, before f, here without a learned scale and "
     "shift. Batch norm takes them for every unit over the batch (Ioffe & Szegedy 2015), so that "
     "no unit can be on one side of 0 for all inputs; layer norm for every input over the layer's "
     "units (Ba et al. 2016).",
     "flow.norm, share_norm"},
    {"seed",
     {"random", "randomness"},
     "The number that fixes everything random: weights, biases, inputs, the gradient at the top. "
     "The same seed gives the same numbers every time, and all stacks of a screen have the same "
     "draws.",
     "batch"},

    /* the way back */
    {"gradient",
     {"gradients", "backpropagation", "backprop", "derivative"},
     "How fast the loss L changes with a number, all else held. Gradient descent moves every "
     "weight against its own, so that where it is nearly 0 next to nothing is learned; optimisers "
     "that divide by its size, like Adam, still need that it is not exactly 0.",
     "delta, dw"},
    {"delta",
     {"δ", "deltas", "grad", "grad_log10", "dL/dz", "error"},
     "dL/dz: the gradient of a layer's pre-activations. On the way back it is multiplied, layer by "
     "layer, by the weights above and by the slopes f'(z), unit by unit: delta = (W^T delta of the "
     "layer above) f'(z).",
     "gradient, ledger, grad_rms"},
    {"dw",
     {"dL/dW", "∂L/∂W", "weight gradient"},
     "dL/dW: the gradient of a layer's weights, delta times the outputs of the layer below, mean "
     "over the batch. It tells another story than delta: in a plain relu stack without biases it "
     "has about one size in all layers, whatever the scale of the weights.",
     "delta, flow.show"},
    {"vanishing",
     {"vanish", "vanishes", "vanished", "vanishing gradient", "fade", "fades"},
     "A gradient that loses about the same factor in every layer, so that the first layers get "
     "almost none. The factor is made of slopes and weights: small slopes vanish with usual "
     "weights, while large weights make even sigmoids explode.",
     "chi, decades, ledger"},
    {"exploding",
     {"explode", "explodes", "exploding gradient", "grows"},
     "A gradient that gains about the same factor in every layer on its way back, until steps are "
     "far too large or it overflows. Weights of too large a scale do it, whatever the share of "
     "units that are saturated.",
     "chi, gain, vanishing"},
    {"total",
     {"gets through", "through", "ratio", "first over last"},
     "What gets through all N layers: the rms of dL/da at the bottom over that at the top. The "
     "ratio is that of the deltas of the first layer and the last, one layer less.",
     "decades, rms"},
    {"decades",
     {"decade", "log10", "orders of magnitude"},
     "Factors counted in tens: 3 decades are a factor of 1000, -3 one of 1/1000, -0.5 about a "
     "third. Decades a layer is log10 of what the gradient is multiplied by in one layer; over N "
     "layers they add up.",
     "ratio_log10, ledger"},
    {"rms",
     {"root mean square", "size"},
     "Root mean square: the root of the mean of the squares. It is the size of numbers of both "
     "signs, whose mean says nothing.",
     "batch"},
    {"ledger",
     {"share", "shares", "share_slope", "share_weight", "share_norm", "share_skip",
      "who shrank it"},
     "Who changed the gradient: log10 of the rms of delta, from a layer to the one below, split "
     "into what the weights did, what joined over the skip, what f' did and what the norm did. The "
     "shares are measured, not modelled, and add up exactly.",
     "delta, decades"},
    {"slope",
     {"slopes", "f'", "φ′", "slope_rms", "steepness"},
     "f'(z), the derivative of the function where a unit is. Every unit multiplies what comes back "
     "by its slope; the rms of the slopes of a layer is slope_rms.",
     "saturated, kink, delta"},
    {"kink",
     {"kinks", "corner"},
     "A place where the slope jumps, such as 0 for relu. Nothing defines the slope there; the "
     "program takes what a function's help says, 0 for relu, as the usual libraries do.",
     "slope, jump"},
    {"audit",
     {"central differences", "gradient check", "gradcheck"},
     "Entries of the gradient against central differences: the loss with a weight or an input a "
     "little more, minus with it a little less, over the distance. Where they differ by more than a "
     "millionth of the larger, one is wrong; those too near a kink, or lost in rounding or "
     "overflow, are skipped. If all are 0, as for step, that shows nothing.",
     "kink, gradient"},

    /* how weights start */
    {"init",
     {"initialisation", "initialization", "weights", "scheme"},
     "How large the random weights are at first. A variance of s2/n for n inputs of a unit makes "
     "z of a layer as large as s2 times the mean square of what comes in: s2 decides whether "
     "signals and gradients shrink or grow.",
     "he, xavier, lecun, orthogonal, gain"},
    {"xavier",
     {"glorot"},
     "Weights of variance 2/(inputs + outputs) (Glorot & Bengio 2010), which is 1/n in layers of "
     "width n, as with lecun. It suits functions of slope 1 around 0, like tanh; relu halves the "
     "mean square of signal and gradient in every layer with it.",
     "he, lecun"},
    {"he",
     {"kaiming", "he_normal", "kaiming_normal", "kaiming_uniform", "torch"},
     "Weights of variance 2/n for n inputs (He et al. 2015): the 2 makes up for the half of z that "
     "relu sets to 0, so that mean squares stay in wide layers. Other functions need another "
     "factor; nn.Linear of PyTorch starts with 1/(3 n) instead, here init=lecun dist=uniform "
     "gain=1/sqrt(3).",
     "relu, gain, xavier"},
    {"lecun",
     {NULL},
     "Weights of variance 1/n for n inputs (LeCun et al. 1998). With it selu keeps mean 0 and "
     "variance 1, for which its constants were made.",
     "selu, xavier"},
    {"orthogonal",
     {"isometry"},
     "W is the gain times a random rotation or reflection (Saxe et al. 2014): it leaves lengths as "
     "they are, of signals and of gradients. What f does to them it cannot undo.",
     "init, gain"},
    {"gain",
     {"sigma", "σ_w", "s2", "scale", "weight scale"},
     "A factor on all weights, on top of the initialisation; variances get its square. The "
     "property gain of a function is the factor with which z of variance 1 gives z of variance 1 "
     "in the next layer, 1/sqrt(E f(z)^2).",
     "init, chi, map"},

    /* theory */
    {"theory",
     {"mean field", "mean-field", "theory_log10", "prediction", "large width"},
     "The prediction for layers of infinite width: there z of a layer is normal, and from its "
     "variance follow that of the next layer and the factor that the gradient gets (Poole et al. "
     "2016, Schoenholz et al. 2017). It is marked where it is known; orthogonal weights and chains "
     "have none here.",
     "q, chi, width"},
    {"chi",
     {"χ", "chi_star", "chi_unit", "chi_gain"},
     "s2 E f'(z)^2: the factor that the mean square of the gradient gets in a wide layer. Below 1 "
     "gradients vanish, above 1 they explode; the rms gets its root.",
     "q, theory, edge of chaos"},
    {"q",
     {"q*", "q_star", "fixed point", "variance map"},
     "The variance of z. From layer to layer it goes to s2 E f(z)^2 + b2, and where that leaves it "
     "as it is, q*, it settles, if it settles at all: relu has such a place with s2 = 2 alone.",
     "chi, theory"},
    {"edge of chaos",
     {"chaos", "critical", "edge", "criticality", "chaotic", "ordered"},
     "The scale of weights at which chi is 1. Below it inputs grow alike from layer to layer and "
     "gradients vanish; above it inputs that are near each other are driven apart and gradients "
     "explode.",
     "chi, map"},

    /* units */
    {"dead",
     {"dead unit", "dying", "dying relu", "silent"},
     "A unit that is exactly 0 for the whole batch. A relu unit that is so gets no gradient and "
     "does not learn from these inputs. In deep relu stacks there are such before any training, "
     "because inputs grow alike with depth; other inputs may still wake them.",
     "zero, relu, leaky_relu, units"},
    {"saturated",
     {"saturation", "saturate", "saturates"},
     "A unit where the function is nearly flat: |f'(z)| is less than the option saturated_below. "
     "Little comes back through it. That need not make the gradient of a stack vanish: weights "
     "large enough to saturate multiply it, too.",
     "slope, saturated_below"},
    {"zero",
     {"zeros", "sparse", "sparsity", "active", "activity", "zero_fraction"},
     "An activation that is exactly 0. Of a new relu layer, with weights of both signs alike and no "
     "bias, about half are, in every layer: depth makes a stack no sparser, but a path through N "
     "layers is open only if all its units are on.",
     "dead, relu, units"},

    /* formats */
    {"precision",
     {"f64", "f32", "f16", "bf16", "fp16", "fp32", "float16", "bfloat16", "half", "float32"},
     "The format numbers are rounded to after every layer. f32, f16 and bf16 have 24, 11 and 8 "
     "significant bits; f16 reaches from 2^-24 to 65504, bf16 as far as f32, so that gradients "
     "vanish in f16 long before they do in bf16.",
     "underflow, flow.precision"},
    {"underflow",
     {"overflow", "underflows", "overflows", "subnormal"},
     "A number too small for its format becomes 0, one too large infinite. What is 0 stays 0 all "
     "the way down; in f64 stacks here keep a power of two apart for every layer, so that their "
     "gradients never underflow.",
     "precision"},

    /* what screens show besides */
    {"histogram",
     {"hist", "units live", "distribution"},
     "How many pre-activations of a stack lie where on the x axis of the plot: where f is steep or "
     "flat matters only where units are.",
     "z, plot.hist, saturated"},
    {"ghost",
     {"before"},
     "The curve, or the ends of the bars, from before the last change, to compare with.",
     "plot.ghost, flow.ghost, undo"},
    {"knob",
     {"knobs", "slider", "sliders"},
     "A number or choice that keys turn: a parameter of the focused function, or an option such as "
     "depth or gain. Whatever depends on it is computed again at once.",
     "turn, choose, options"},
};
const int glossary_count = sizeof glossary_table / sizeof glossary_table[0];

/* Capitals are as good as small letters, and _ as a blank. */
static bool is_name(const char *name, const char *word)
{
    for (; *name && *word; name++, word++) {
        int a = *name == '_' ? ' ' : tolower((unsigned char)*name);
        int b = *word == '_' ? ' ' : tolower((unsigned char)*word);
        if (a != b)
            return false;
    }
    return *name == *word;
}

const char *glossary_name(const struct glossary *g, int i)
{
    return i == 0 ? g->term : i <= GLOSSARY_ALSO ? g->also[i - 1] : NULL;
}

const struct glossary *glossary_find(const char *word)
{
    for (int i = 0; i < glossary_count; i++)
        for (int k = 0; glossary_name(&glossary_table[i], k); k++)
            if (is_name(glossary_name(&glossary_table[i], k), word))
                return &glossary_table[i];
    return NULL;
}

void glossary_offer(struct near *near)
{
    for (int i = 0; i < glossary_count; i++)
        for (int k = 0; glossary_name(&glossary_table[i], k); k++)
            near_offer(near, glossary_name(&glossary_table[i], k));
}
