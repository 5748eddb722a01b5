# torch_peers.py ACTVIZ: milliseconds of a forward and backward pass over a stack, double precision,
# one thread: actviz with all its statistics (flow --repeat), PyTorch as a user writes it (modules,
# autograd, hooks for the same statistics), the same without hooks ("bare"), and stripped of autograd
# and statistics too ("lean": products into buffers, backward by hand). By turns; medians.
import subprocess
import sys
import time

import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)

SIZES = [(10, 32, 32), (20, 64, 32), (50, 64, 64), (50, 256, 64), (20, 1024, 64), (1000, 64, 32)]
ROUNDS = 3

ACTS = {
    "sigmoid": (torch.nn.Sigmoid, torch.sigmoid, lambda z, a: a * (1 - a)),
    "relu": (torch.nn.ReLU, torch.relu, lambda z, a: (z > 0).to(z.dtype)),
}


def median(values):
    return sorted(values)[len(values) // 2]


def timed(work, least=0.25):
    """Milliseconds of CPU of one call, over at least `least` seconds."""
    work()
    n, start = 0, time.process_time()
    while n < 3 or time.process_time() - start < least:
        work()
        n += 1
    return 1e3 * (time.process_time() - start) / n


def peers(layers, width, batch, act):
    module, f, df = ACTS[act]
    parts = []
    for _ in range(layers):
        linear = torch.nn.Linear(width, width, bias=False)
        torch.nn.init.kaiming_normal_(linear.weight)
        parts += [linear, module()]
    net = torch.nn.Sequential(*parts)
    x, top = torch.randn(batch, width), torch.randn(batch, width)
    kept = []

    def statistics(a):
        kept.append((a.mean(), a.pow(2).mean().sqrt(), (a == 0).to(a.dtype).mean()))

    def bare():
        net.zero_grad(set_to_none=True)
        net(x).backward(top)

    def hooks():
        kept.clear()
        handles = [p.register_forward_hook(lambda m, i, o: statistics(o)) for p in net]
        handles += [p.register_full_backward_hook(lambda m, i, o: statistics(o[0])) for p in net]
        bare()
        for p in net:
            if isinstance(p, torch.nn.Linear):
                kept.append(p.weight.grad.pow(2).mean().sqrt())
        for h in handles:
            h.remove()

    weights = [p.weight.detach() for p in net if isinstance(p, torch.nn.Linear)]
    z = [torch.empty(batch, width) for _ in weights]
    a = [torch.empty(batch, width) for _ in weights]
    dw, g = torch.empty(width, width), torch.empty(batch, width)

    def lean():
        with torch.no_grad():
            before = x
            for l, w in enumerate(weights):
                torch.mm(before, w.t(), out=z[l])
                a[l] = f(z[l])
                before = a[l]
            grad = top
            for l in range(len(weights) - 1, -1, -1):
                d = grad * df(z[l], a[l])
                torch.mm(d.t(), a[l - 1] if l else x, out=dw)
                torch.mm(d, weights[l], out=g)
                grad = g

    return {"hooks": hooks, "bare": bare, "lean": lean}


def ours(actviz, layers, width, batch, act):
    repeat = max(3, int(4e9 / (6.0 * layers * width * width * batch)))
    out = subprocess.run(
        [actviz, "flow", act, f"layers={layers}", f"width={width}", f"batch={batch}",
         "theory=off", "--repeat", str(repeat), "--format", "tsv"],
        check=True, capture_output=True, text=True).stdout
    words = out.rstrip().split("\n")[-1].split()  # passes R seconds T
    return 1e3 * float(words[4]) / float(words[2])


def main():
    actviz = sys.argv[1]
    print("stacks beside PyTorch", torch.__version__, "(ms a pass, double, one thread; ratio to actviz)")
    missed = 0
    for layers, width, batch in SIZES:
        for act in ACTS:
            mine, theirs = [], {"hooks": [], "bare": [], "lean": []}
            work = peers(layers, width, batch, act)
            for _ in range(ROUNDS):
                mine.append(ours(actviz, layers, width, batch, act))
                for name, call in work.items():
                    theirs[name].append(timed(call))
            own = median(mine)
            ratio = {name: median(t) / own for name, t in theirs.items()}
            tenfold = width <= 64 and layers <= 20
            met = min(ratio.values()) > 1 and (not tenfold or ratio["hooks"] >= 10)
            missed += not met
            print(f"  {layers:5d} x {width:4d}, batch {batch}, {act:8s}"
                  f" actviz {own:8.3f}   hooks {ratio['hooks']:5.1f}x   bare {ratio['bare']:5.1f}x"
                  f"   lean {ratio['lean']:5.1f}x   {'goal met' if met else 'MISSED'}", flush=True)
    print(f"  goal: faster than each; ten times hooks up to width 64, depth 20: {missed} missed")


main()
