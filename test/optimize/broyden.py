"""Writes test/fixtures/optimize/broyden.json: Broyden's methods with few pairs, as SciPy has them. Run: python3 test/optimize/broyden.py"""
import json
import os
import warnings

import numpy as np
from scipy.optimize import BroydenFirst, root

warnings.simplefilter('ignore')
n = 6
rng = np.random.default_rng(5)
points = np.round(np.cumsum(rng.normal(size=(14, n)), axis=0), 3)
values = np.round(points @ (np.eye(n) + 0.3 * rng.normal(size=(n, n))) + np.sin(points), 3)
v = np.arange(1.0, n + 1)
CASES = [['restart', None], ['restart', 3], ['restart', 5], ['simple', 3], ['simple', 5], ['svd', None], ['svd', 4], ['svd', 6],
         [['svd', 2], None], [['svd', 1], 4], [['svd', 2], 5]]
updates = []
for method, rank in CASES:
    j = BroydenFirst(alpha=0.4, reduction_method=tuple(method) if isinstance(method, list) else method, max_rank=rank)
    j.setup(points[0].copy(), values[0].copy(), lambda x: x)
    steps = []
    for x, f in zip(points[1:], values[1:]):
        j.update(x.copy(), f.copy())
        steps.append([float('%.12g' % t) for t in j.solve(v)])
    updates.append([method, rank, steps])


def band(x):
    m = len(x)
    return 2 * x + 0.05 * x ** 3 - 0.2 * np.r_[0, x[:-1]] - 0.1 * np.r_[x[1:], 0] - np.cos(np.arange(m))


runs = []
for name in ['broyden1', 'broyden2']:
    for method, rank in CASES:
        calls = [0]

        def fun(x):
            calls[0] += 1
            return band(x)
        options = dict(reduction_method=tuple(method) if isinstance(method, list) else method)
        if rank is not None:
            options['max_rank'] = rank
        r = root(fun, np.zeros(12), method=name, options=dict(fatol=1e-8, maxiter=300, jac_options=options))
        # Long ways are rounding's.
        if r.nit < 100:
            runs.append([name, method, rank, int(r.nit), calls[0]])
out = os.path.join(os.path.dirname(__file__), '..', 'fixtures', 'optimize', 'broyden.json')
with open(out, 'w') as file:
    json.dump(dict(points=points.tolist(), values=values.tolist(), updates=updates, runs=runs), file, separators=(',', ':'))
