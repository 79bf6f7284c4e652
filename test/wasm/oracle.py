#!/usr/bin/env python3
"""Elementary functions to 40 digits by mpmath: arguments and values, each value as a double and what that leaves.

    python3 test/wasm/oracle.py [arguments per range] [where to write]
"""
import json
import os
import random
import sys

from mpmath import mp, mpf
import mpmath

mp.dps = 60
random.seed(20260)
count = int(sys.argv[1]) if len(sys.argv) > 1 else 120
path = sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.path.dirname(__file__), '..', 'fixtures', 'wasm', 'elementary.json')


def uniform(low, high):
    return [random.uniform(low, high) for _ in range(count)]


def spread(low, high, signed=True):
    """Arguments of all magnitudes from 2^low to 2^high."""
    out = [2 ** random.uniform(low, high) for _ in range(count)]
    return [random.choice((-1, 1)) * x for x in out] if signed else out


def near(*places):
    """Doubles around places."""
    import numpy as np
    out = []
    for p in places:
        x = y = float(p)
        for _ in range(4):
            out += [x, y]
            x, y = float(np.nextafter(x, np.inf)), float(np.nextafter(y, -np.inf))
    return out


turns = near(*[mpf(k) * mp.pi / 4 for k in (1, 2, 3, 4, 5, 6, 7, 8, 22, 355, 710, 1000, 65536, 333333, 600000)])
ranges = {
    'exp': uniform(-650, 708) + uniform(-2, 2) + spread(-60, 0) + near(0.34657359, 1.0397207, 707.9, 1),
    'exp2': uniform(-950, 1021) + uniform(-2, 2) + spread(-60, 0) + near(0.5, 1.5, -0.5, 1),
    'expm1': uniform(-708, 708) + uniform(-2, 2) + spread(-60, 0) + near(0.34657359, -0.34657359, 1.0397207, -1, 1),
    'log': uniform(0, 3) + spread(-1000, 1000, False) + near(1, 0.70710678, 1.41421356, 2, 0.5),
    'log2': uniform(0, 3) + spread(-1000, 1000, False) + near(1, 0.70710678, 1.41421356, 2, 0.5, 1024),
    'log10': uniform(0, 3) + spread(-1000, 1000, False) + near(1, 0.70710678, 1.41421356, 2, 0.5, 10, 1000),
    'log1p': uniform(-1, 3) + spread(-60, 900, False) + spread(-60, -1) + near(-0.29289322, 0.41421356, 1, -0.5),
    'sin': uniform(-10, 10) + spread(-60, 19) + turns,
    'cos': uniform(-10, 10) + spread(-60, 19) + turns,
    'tan': uniform(-10, 10) + spread(-60, 19) + turns,
    'sinh': uniform(-708, 708) + uniform(-3, 3) + spread(-60, 0),
    'cosh': uniform(-708, 708) + uniform(-3, 3) + spread(-60, 0),
    'tanh': uniform(-3, 3) + spread(-60, 6) + near(0.7, -0.7, 20),
    'asin': uniform(-1, 1) + spread(-60, 0) + near(0.5, -0.5) + [1.0, -1.0, 1 - 2**-53, 2**-53 - 1],
    'acos': uniform(-1, 1) + spread(-60, 0) + near(0.5, -0.5) + [1.0, -1.0, 1 - 2**-53, 2**-53 - 1],
    'atan': uniform(-3, 3) + spread(-60, 60) + near(0.4375, 0.6875, 1.1875, 2.4375, 1),
}
exact = {'exp2': lambda x: mpf(2) ** x, 'log2': lambda x: mpmath.log(x, 2), 'log10': mpmath.log10}
result = {}
for name, xs in ranges.items():
    f = exact.get(name) or getattr(mpmath, name)
    rows = []
    for x in xs:
        v = f(mpf(x))
        d = float(v)
        rows.append([x, d, float(v - mpf(d))])
    result[name] = rows
with open(path, 'w') as file:
    json.dump(result, file, separators=(',', ':'))
    file.write('\n')
