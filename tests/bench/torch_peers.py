# torch_peers.py BENCH_STACK [SIZE...]: a forward and backward pass over a stack, double precision, one
# thread: actviz with all its statistics, PyTorch as a user writes it (modules, autograd, hooks for
# the same statistics), the same without hooks ("bare"), and stripped of autograd and statistics too
# ("lean": everything into buffers, backward by hand). Blocks of CPU time by turns on one core: each
# block of a peer right behind one of actviz, so that both find the machine in the same state.
# Medians of the ratios, and their quartiles for lean. Sizes as 50,256,64; all if none is given.
import os
import subprocess
import sys
import time

import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
ops = torch.ops.aten

SIZES = [(10, 32, 32), (20, 64, 32), (50, 64, 64), (50, 256, 64), (20, 1024, 64), (1000, 64, 32),
         (10000, 32, 16)]
BLOCK_MS = 40
SECONDS = 12  # for all rounds of a row, of which there are 3 to 15

# Module; f(z) to a; d = g f'(z), from z or a as PyTorch itself does it.
ACTS = {
    "sigmoid": (torch.nn.Sigmoid, lambda z, a: torch.sigmoid(z, out=a),
                lambda g, z, a, d: ops.sigmoid_backward.grad_input(g, a, grad_input=d)),
    "tanh": (torch.nn.Tanh, lambda z, a: torch.tanh(z, out=a),
             lambda g, z, a, d: ops.tanh_backward.grad_input(g, a, grad_input=d)),
    "relu": (torch.nn.ReLU, lambda z, a: ops.relu.out(z, out=a),
             lambda g, z, a, d: ops.threshold_backward.grad_input(g, a, 0, grad_input=d)),
    "elu": (torch.nn.ELU, lambda z, a: ops.elu.out(z, out=a),
            lambda g, z, a, d: ops.elu_backward.grad_input(g, 1.0, 1.0, 1.0, True, a,
                                                           grad_input=d)),
}


def quantile(values, q):
    return sorted(values)[min(int(q * len(values)), len(values) - 1)]


def timed(work):
    """Milliseconds of CPU of one call, over at least a block."""
    n, start = 0, time.process_time()
    while n == 0 or time.process_time() - start < BLOCK_MS / 1e3:
        work()
        n += 1
    return 1e3 * (time.process_time() - start) / n


def peers(layers, width, batch, act):
    module, f, back = ACTS[act]
    x, top = torch.randn(batch, width), torch.randn(batch, width)

    def network():
        parts = []
        for _ in range(layers):
            linear = torch.nn.Linear(width, width, bias=False)
            torch.nn.init.kaiming_normal_(linear.weight)
            parts += [linear, module()]
        return torch.nn.Sequential(*parts)

    net, watched, kept = network(), network(), []
    watched.load_state_dict(net.state_dict())

    def statistics(a):
        kept.append((a.mean(), a.pow(2).mean().sqrt(), (a == 0).to(a.dtype).mean()))

    for p in watched:
        p.register_forward_hook(lambda m, i, o: statistics(o))
        p.register_full_backward_hook(lambda m, i, o: statistics(o[0]))

    def run(net):
        net.zero_grad(set_to_none=True)
        net(x).backward(top)

    def bare():
        run(net)

    def hooks():
        kept.clear()
        run(watched)
        for p in watched:
            if isinstance(p, torch.nn.Linear):
                kept.append(p.weight.grad.pow(2).mean().sqrt())

    weights = [p.weight.detach() for p in net if isinstance(p, torch.nn.Linear)]
    across = [w.t() for w in weights]
    z = [torch.empty(batch, width) for _ in weights]
    a = [x] + [torch.empty(batch, width) for _ in weights]
    dw, g, d = torch.empty(width, width), torch.empty(batch, width), torch.empty(batch, width)
    d_across = d.t()

    def lean():
        with torch.no_grad():
            for l in range(layers):
                torch.mm(a[l], across[l], out=z[l])
                f(z[l], a[l + 1])
            grad = top
            for l in range(layers - 1, -1, -1):
                back(grad, z[l], a[l + 1], d)
                torch.mm(d_across, a[l], out=dw)
                if l > 0:
                    grad = torch.mm(d, weights[l], out=g)

    return {"hooks": hooks, "bare": bare, "lean": lean}


class Ours:
    def __init__(self, program):
        self.process = subprocess.Popen([program, "passes"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)

    def block(self, layers, width, batch, act):
        """Milliseconds of a pass, share of the core's peak."""
        print(act, layers, width, batch, BLOCK_MS, file=self.process.stdin, flush=True)
        return [float(word) for word in self.process.stdout.readline().split()]


def row(ours, size, act):
    """Are the goals met?"""
    layers, width, batch = size
    own, shares, ratios = [], [], {}
    work = peers(*size, act)
    for call in work.values():
        call()
    ours.block(*size, act)
    start, rounds = time.monotonic(), 0
    while rounds < 3 or (rounds < 15 and time.monotonic() - start < SECONDS):
        for name, call in work.items():
            ms, share = ours.block(*size, act)
            own.append(ms)
            shares.append(share)
            ratios.setdefault(name, []).append(timed(call) / ms)
        rounds += 1
    middle = {name: quantile(r, 0.5) for name, r in ratios.items()}
    share = quantile(shares, 0.5)
    met = min(middle.values()) > 1
    if width <= 64 and layers <= 20:
        met = met and middle["hooks"] >= 10
    if width in (256, 1024):
        met = met and not share < 0.6  # nan where there is no peak to compare with
    print(f"  {layers:5d},{width:4d},{batch:2d} {act:8s} {quantile(own, 0.5):9.3f} {100 * share:4.0f} %"
          f" {middle['hooks']:7.1f}x {middle['bare']:6.1f}x {middle['lean']:6.2f}x"
          f" ({quantile(ratios['lean'], 0.25):.2f}..{quantile(ratios['lean'], 0.75):.2f})"
          f"  {'goal met' if met else 'MISSED'}", flush=True)
    return met


def main():
    sizes = [tuple(int(n) for n in word.split(",")) for word in sys.argv[2:]] or SIZES
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    ours = Ours(sys.argv[1])
    print("stacks beside PyTorch", torch.__version__, "(ms of a pass, share of the core's peak, how"
          " many times as long the others take)")
    print(f"  {'size':13s} {'act':8s} {'actviz':>9s} {'peak':>6s} {'hooks':>8s} {'bare':>7s}"
          f" {'lean':>7s} (quartiles)")
    missed = sum(not row(ours, size, act) for size in sizes for act in ACTS)
    print("  goal: faster than each; ten times hooks up to width 64, depth 20; 60 % of the peak at"
          f" width 256 and 1024: {missed} missed")


main()
