"""SciPy's side of bench/integrate.ts: reads names of cases, one a line, and answers with the milliseconds of one run."""
import math
import sys
import time
import warnings

import numpy as np
import scipy
from scipy.integrate import quad, solve_ivp
from scipy.sparse import diags

warnings.simplefilter('ignore')
N = 10000
width = 1 / (N + 1)
bump = np.sin(np.pi * width * np.arange(1, N + 1))
mild, stiff = 1e-4 / width ** 2, 1 / width ** 2
band = diags([1, 1, 1], [-1, 0, 1], shape=(N, N))


def oscillator(t, y):
    x, v = y
    return [v, -0.5 * v - 4 * x]


def lorenz(t, y):
    a, b, c = y
    return [10 * (b - a), a * (28 - c) - b, a * b - 8 / 3 * c]


def wolves(t, y):
    a, b = y
    return [1.5 * a - a * b, a * b - 3 * b]


def robertson(t, y):
    a, b, c = y
    slow, back, fast = 0.04 * a, 1e4 * b * c, 3e7 * b * b
    return [back - slow, slow - back - fast, fast]


def heat(scale):
    def f(t, u):
        d = -2 * u
        d[1:] += u[:-1]
        d[:-1] += u[1:]
        d *= scale
        return d
    return f


def run(f, end, y0, **options):
    return lambda: solve_ivp(f, [0, end], y0, **options)


CASES = {
    'RK45, damped oscillator': run(oscillator, 20, [1, 0], rtol=1e-6, atol=1e-9),
    'RK45, Lorenz': run(lorenz, 5, [1, 1, 1], rtol=1e-6, atol=1e-9),
    'RK45, Lotka-Volterra': run(wolves, 15, [10, 5], rtol=1e-6, atol=1e-9),
    'DOP853, Lorenz': run(lorenz, 5, [1, 1, 1], method='DOP853', rtol=1e-8, atol=1e-10),
    'BDF, Robertson': run(robertson, 1e4, [1, 0, 0], method='BDF', rtol=1e-5, atol=1e-8),
    'Radau, Robertson': run(robertson, 1e4, [1, 0, 0], method='Radau', rtol=1e-5, atol=1e-8),
    'LSODA, Robertson': run(robertson, 1e4, [1, 0, 0], method='LSODA', rtol=1e-5, atol=1e-8),
    'quad, smooth': lambda: quad(lambda x: math.exp(-x) * math.cos(3 * x), 0, 2),
    'quad, singular': lambda: quad(lambda x: math.log(x) / math.sqrt(x), 0, 1),
    'quad, infinite': lambda: quad(lambda x: math.exp(-x * x), -np.inf, np.inf),
    'RK45, heat, 10,000 unknowns': run(heat(mild), 0.01, bump),
    'BDF, heat, 10,000 unknowns, banded': run(heat(stiff), 0.1, bump, method='BDF', jac_sparsity=band),
    'Radau, heat, 10,000 unknowns, banded': run(heat(stiff), 0.1, bump, method='Radau', jac_sparsity=band),
}

counts = {}
print(scipy.__version__)
for line in sys.stdin:
    name = line.strip()
    case = CASES[name]
    if name not in counts:
        start = time.perf_counter()
        case()
        counts[name] = max(1, round(0.05 / (time.perf_counter() - start)))
    start = time.perf_counter()
    for _ in range(counts[name]):
        case()
    print((time.perf_counter() - start) / counts[name] * 1e3)
