# ask.py: reads networks from dump, lets PyTorch (float64, autograd) run them forward and back, and
# prints what the test compares with: for every case and layer what the activation saw (n), its
# output (a), dL/dz (d), the rms of dL/dW over the mean of the batch, then dL/dx.
import sys

import torch

torch.set_default_dtype(torch.float64)
F = torch.nn.functional
ACTS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "gelu": F.gelu,
    "silu": F.silu,
    "elu": F.elu,
    "softplus": F.softplus,
    "mish": F.mish,
    "selu": F.selu,
    "prelu": lambda z: F.prelu(z, torch.tensor([0.25])),
}


def norm_of(kind, z):
    """z is [unit][sample]; eps and the biased variance as in torch's own norms."""
    if kind == "batch":  # over the samples, for each unit
        return F.batch_norm(z.t(), None, None, training=True, eps=1e-5).t()
    if kind == "layer":  # over the units, for each sample
        return F.layer_norm(z.t(), (z.shape[0],), eps=1e-5).t()
    return z


def show(name, values):
    print(name, *("%.17g" % v for v in values.detach().reshape(-1).tolist()))


def run(act, kind, residual, data, weights, biases):
    width = len(biases[0])
    x = torch.tensor(data["x"]).reshape(width, -1).requires_grad_()
    top = torch.tensor(data["top"]).reshape(width, -1)
    w = [torch.tensor(v).reshape(width, width).requires_grad_() for v in weights]
    a, kept = x, []
    for matrix, bias in zip(w, biases):
        z = matrix @ a + torch.tensor(bias).reshape(-1, 1)
        n = norm_of(kind, z)
        z.retain_grad()
        a = ACTS[act](n) + (a if residual else 0)
        kept.append((z, n, a))
    (a * top).sum().backward()
    for (z, n, out), matrix in zip(kept, w):
        show("n", n)
        show("a", out)
        show("d", z.grad)
        show("dw", (matrix.grad / x.shape[1]).pow(2).mean().sqrt())
    show("dx", x.grad)


def main():
    data, weights, biases = {}, [], []
    for line in sys.stdin:
        name, *rest = line.split()
        if name == "case":
            head, data, weights, biases = rest, {}, [], []
            print(line.strip())
        elif name == "end":
            run(head[0], head[1], head[2] == "1", data, weights, biases)
        elif name == "weight":
            weights.append([float(v) for v in rest])
        elif name == "bias":
            biases.append([float(v) for v in rest])
        else:
            data[name] = [float(v) for v in rest]


main()
