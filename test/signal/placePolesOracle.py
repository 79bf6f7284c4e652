"""Feedback by SciPy 1.10 for systems of several inputs: writes test/fixtures/placePoles.json."""
import json
import os
import warnings

import numpy as np
from scipy.signal import place_poles

warnings.simplefilter('ignore')
rng = np.random.default_rng(5)
out = []


def add(A, B, poles, methods=('YT', 'KNV0')):
    A, B = np.round(A, 3), np.round(B, 3)
    for method in methods:
        r = place_poles(A, B, poles, method=method, maxiter=100)
        out.append({
            'A': A.tolist(), 'B': B.tolist(), 'poles': [[complex(p).real, complex(p).imag] for p in poles], 'method': method,
            'condition': round(float(np.linalg.cond(r.X)), 4), 'gain': round(float(np.linalg.norm(r.gain_matrix)), 4),
        })


# R. Byers and S. Nash, Int. J. Control 49, 1989: a chemical reactor.
A = [[1.38, -0.2077, 6.715, -5.676], [-0.5814, -4.29, 0, 0.675], [1.067, 4.273, -6.654, 5.893], [0.048, 4.273, 1.343, -2.104]]
B = [[0, 5.679], [1.136, 1.136], [0, 0], [-3.146, 0]]
add(A, B, [-0.2, -0.5, -5.0566, -8.6659])
add(A, B, [-3 - 2j, -3 + 2j, -4, -5], ('YT',))
for n, m in [(3, 2), (4, 2), (4, 3), (5, 2), (5, 3), (6, 2), (6, 4), (8, 3)]:
    A, B = rng.standard_normal((n, n)), rng.standard_normal((n, m))
    add(A, B, -np.arange(1, n + 1) * 0.7)
    if n >= 4:
        add(A, B, [-1 - 1j, -1 + 1j, -2 - 0.5j, -2 + 0.5j] + [-3.0 - 0.5 * k for k in range(n - 4)], ('YT',))

with open(os.path.join(os.path.dirname(__file__), '../fixtures/placePoles.json'), 'w') as file:
    json.dump(out, file, separators=(',', ':'))
