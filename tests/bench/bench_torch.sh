#!/bin/sh
# Passes over stacks beside PyTorch on the same sizes in the same run; nothing where PyTorch is not
# installed (Debian: python3-torch; libopenblas0-pthread makes it several times as fast).
set -u
cd "$(dirname "$0")/../.." || exit 1
OURS=${BUILD:-$PWD/build}/tests/bench/bench_stack
[ -x "$OURS" ] || { echo "bench_torch.sh: $OURS is not built" >&2; exit 1; }
for python in python3 /usr/bin/python3; do
    if "$python" -c 'import torch' 2>/dev/null; then
        OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 exec "$python" tests/bench/torch_peers.py "$OURS"
    fi
done
echo "stacks beside PyTorch: PyTorch is not installed (python3-torch)"
