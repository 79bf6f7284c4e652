"""SciPy's side of bench/interpolate.ts: the best time of each case in milliseconds, as one line of JSON."""
import json
import re
import sys
import time

import numpy as np
import scipy
from scipy import interpolate as si
from scipy.spatial import Delaunay, KDTree

rng = np.random.RandomState(0)
x = np.linspace(0, 10, 1001)
y = np.sin(x)
many = np.linspace(0, 10, 1000000)
mixed = many[rng.permutation(many.size)]
cubic, spline = si.CubicSpline(x, y), si.make_interp_spline(x, y)
quintic = si.make_interp_spline(x, y, k=5)
tck = si.splrep(x, y)
line = si.interp1d(x, y)
g = np.linspace(0, 1, 50)
values = rng.rand(50, 50, 50)
grid = si.RegularGridInterpolator((g, g, g), values)
nearest = si.RegularGridInterpolator((g, g, g), values, method='nearest')
plane = si.RegularGridInterpolator((g, g), values[0])
p3, p2 = rng.rand(1000000, 3), rng.rand(1000000, 2)
noisy = y + 0.1 * rng.randn(1001)
points, heights = rng.rand(10000, 2), rng.rand(10000)
queries = rng.rand(100000, 2)
tri = Delaunay(points)
linear = si.LinearNDInterpolator(tri, heights)
few = rng.rand(500, 2)
rbf = si.RBFInterpolator(few, rng.rand(500))
tree = KDTree(points)

CASES = {
    'CubicSpline, 1e6 sorted points': lambda: cubic(many),
    'CubicSpline, 1e6 mixed points': lambda: cubic(mixed),
    'BSpline k=3, 1e6 sorted points': lambda: spline(many),
    'BSpline k=3, 1e6 mixed points': lambda: spline(mixed),
    'BSpline k=5, 1e6 sorted points': lambda: quintic(many),
    'splev, 1e6 sorted points': lambda: si.splev(many, tck),
    'interp1d linear, 1e6 mixed points': lambda: line(mixed),
    'RegularGridInterpolator 3-d linear, 1e6 points': lambda: grid(p3),
    'RegularGridInterpolator 3-d nearest, 1e6 points': lambda: nearest(p3),
    'RegularGridInterpolator 2-d linear, 1e6 points': lambda: plane(p2),
    'CubicSpline of 1e3 points': lambda: si.CubicSpline(x, y),
    'makeInterpSpline of 1e3 points': lambda: si.make_interp_spline(x, y),
    'splrep of 1e3 points, s = 10': lambda: si.splrep(x, noisy, s=10),
    'makeSmoothingSpline of 1e3 points, lam = 1': lambda: si.make_smoothing_spline(x, noisy, lam=1),
    'Delaunay of 1e4 points': lambda: Delaunay(points),
    'LinearNDInterpolator, 1e5 points': lambda: linear(queries),
    'RBFInterpolator of 500 points': lambda: si.RBFInterpolator(few, few[:, 0]),
    'RBFInterpolator, 1e4 points': lambda: rbf(queries[:10000]),
    'KDTree of 1e4 points': lambda: KDTree(points),
    'KDTree.query, 1e5 points': lambda: tree.query(queries),
}

result = {}
for name, run in CASES.items():
    if not re.search(''.join(sys.argv[1:2]), name):
        continue
    run()
    best = float('inf')
    begin = time.perf_counter()
    while time.perf_counter() - begin < 0.5:
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    result[name] = best * 1e3
print(json.dumps({'scipy': scipy.__version__, 'times': result}))
