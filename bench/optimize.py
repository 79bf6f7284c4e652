"""SciPy's side of bench/optimize.ts: the best time of each case in microseconds, as one line of JSON."""
import json
import sys
import time

import numpy as np
import scipy
from scipy.optimize import brentq, curve_fit, differential_evolution, least_squares, linear_sum_assignment, linprog, minimize, root, rosen, rosen_der

x2, x10 = [-1.2, 1.0], [-1.2, 1.0] * 5
t = np.linspace(0, 4, 100)
data = 2.5 * np.exp(-1.3 * t) + 0.5 + 0.05 * np.sin(37 * t)
band = lambda x: (3 - 2 * x) * x - np.concatenate([[0], x[:-1]]) - 2 * np.concatenate([x[1:], [0]]) + 1
cost = np.random.default_rng(0).random((300, 300))
LIST = lambda x: sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:]))

CASES = {
    'BFGS, Rosenbrock, 2': lambda: minimize(rosen, x2, method='BFGS'),
    'BFGS, Rosenbrock, 10': lambda: minimize(rosen, x10, method='BFGS'),
    'BFGS with gradient, Rosenbrock, 10': lambda: minimize(rosen, x10, method='BFGS', jac=rosen_der),
    'Nelder-Mead, Rosenbrock, 2': lambda: minimize(rosen, x2, method='Nelder-Mead'),
    'Nelder-Mead, Rosenbrock, 10': lambda: minimize(rosen, x10, method='Nelder-Mead'),
    'L-BFGS-B with gradient, Rosenbrock, 100': lambda: minimize(rosen, [-1.2, 1.0] * 50, method='L-BFGS-B', jac=rosen_der),
    'SLSQP, Rosenbrock in a disc': lambda: minimize(rosen, [0.1, 0.1], method='SLSQP', constraints={'type': 'ineq', 'fun': lambda x: 1.5 - x[0] ** 2 - x[1] ** 2}),
    'leastSquares trf, exponential, 100 points': lambda: least_squares(lambda p: p[0] * np.exp(-p[1] * t) + p[2] - data, [1, 1, 0]),
    'leastSquares lm, exponential, 100 points': lambda: least_squares(lambda p: p[0] * np.exp(-p[1] * t) + p[2] - data, [1, 1, 0], method='lm'),
    'curveFit, exponential, 100 points': lambda: curve_fit(lambda x, a, b, c: a * np.exp(-b * x) + c, t, data),
    'root hybr, Broyden tridiagonal, 10': lambda: root(band, np.full(10, -1.0)),
    'brentq, cubic': lambda: brentq(lambda x: x ** 3 - 2 * x - 5, 0, 3),
    'differentialEvolution, Rosenbrock, 2': lambda: differential_evolution(rosen, [(-2, 2)] * 2, seed=1),
    'linearSumAssignment, 300': lambda: linear_sum_assignment(cost),
}

result = {}
only = sys.argv[1] if len(sys.argv) > 1 else ''
for name, run in CASES.items():
    if only not in name:
        continue
    run()
    begin = time.perf_counter()
    best = float('inf')
    batches = 0
    while batches < 3 or (time.perf_counter() - begin < 0.4 and batches < 200):
        start, count = time.process_time(), 0
        while count == 0 or time.process_time() - start < 0.01:
            run()
            count += 1
        best = min(best, (time.process_time() - start) / count)
        batches += 1
    result[name] = best * 1e6
print(json.dumps({'scipy': scipy.__version__, 'times': result}))
