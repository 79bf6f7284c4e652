"""NumPy's side of bench/random.ts: the best time of each case in nanoseconds a number, as one line of JSON."""
import json
import time

import numpy as np

CASES = [
    ('random', []), ('standard_normal', []), ('normal', [1, 2]), ('standard_exponential', []), ('lognormal', [0, 1]), ('gumbel', [0, 1]),
    ('laplace', [0, 1]), ('logistic', [0, 1]), ('weibull', [2]), ('power', [3]), ('pareto', [3]), ('rayleigh', [1]), ('standard_cauchy', []),
    ('triangular', [0, 1, 3]), ('wald', [1, 2]), ('vonmises', [0, 2]), ('standard_gamma', [3]), ('standard_gamma', [0.5]), ('beta', [2, 3]),
    ('beta', [0.5, 0.5]), ('chisquare', [3]), ('standard_t', [3]), ('f', [3, 4]), ('poisson', [3]), ('poisson', [100]), ('binomial', [10, 0.3]),
    ('binomial', [1000, 0.3]), ('geometric', [0.5]), ('geometric', [0.01]), ('negative_binomial', [3, 0.4]), ('hypergeometric', [15, 10, 8]),
    ('hypergeometric', [500, 600, 100]), ('logseries', [0.7]), ('zipf', [3]), ('multinomial', [20, [0.2, 0.3, 0.5]]), ('dirichlet', [[1, 2, 3]]),
    ('MT19937.random', []), ('Philox.random', []), ('SFC64.random', []), ('PCG64DXSM.random', []),
]
COUNTS = {'zipf': 200_000, 'multinomial': 200_000, 'dirichlet': 200_000, 'hypergeometric': 200_000}

times = []
for method, args in CASES:
    generator, name = method.split('.') if '.' in method else ('PCG64', method)
    rng = np.random.Generator(getattr(np.random, generator)(1))
    draw = getattr(rng, name)
    count = COUNTS.get(name, 1_000_000)
    best = float('inf')
    for _ in range(7):
        start = time.process_time()
        draw(*args, size=count)
        best = min(best, time.process_time() - start)
    times.append([method, args, count, best / count * 1e9])
print(json.dumps({'numpy': np.__version__, 'times': times}))
