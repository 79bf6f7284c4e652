"""Makes test/fixtures/random/distributions.json from NumPy. Run by hand from the repository root, with NumPy 2.4:

    python3 test/random/distributionsOracle.py

A case is [method, arguments, options, kind, hash, word, first values, total]: 100,000 draws of a generator seeded with 5 (fewer
where noted in COUNTS), the raw word after them, and the first draws. The hash is SHA-256 over the draws as little-endian int64
or float64 ('exact'), or, where the C library's exp, log or pow makes the last bit, over the draws rounded to float32 ('libm');
'single' is the same for float32 draws, rounded to 12 bits.
"""

import hashlib
import json
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).parent.parent / 'fixtures' / 'random' / 'distributions.json'
DRAWS = 100_000
COUNTS = {'multinomial': 20_000, 'multivariate_hypergeometric': 20_000, 'dirichlet': 20_000, 'multivariate_normal': 20_000}

EXACT = [
    ('beta', 2, 3), ('beta', 1e-110, 2e-110), ('standard_gamma', 3), ('standard_gamma', 1), ('standard_gamma', 0),
    ('gamma', 3, 2), ('gamma', 1.5, 0), ('chisquare', 3), ('f', 3, 4), ('standard_cauchy',), ('rayleigh', 2), ('standard_t', 3),
    ('noncentral_chisquare', 3, 2), ('noncentral_chisquare', 3, 0), ('noncentral_f', 3, 4, 1), ('wald', 1, 2), ('wald', 1e6, 1e-3),
    ('vonmises', 0, 1e-9), ('vonmises', 3, 1e7), ('triangular', 0, 1, 4), ('triangular', 0, 0, 4), ('weibull', 0), ('poisson', 0),
    ('poisson', 3), ('poisson', 9.999), ('poisson', 10), ('poisson', 300), ('poisson', 1e10), ('negative_binomial', 3, 0.3),
    ('negative_binomial', 0.4, 0.01), ('negative_binomial', 1000, 0.9), ('binomial', 0, 0.3), ('binomial', 10, 0), ('binomial', 10, 0.3),
    ('binomial', 10, 1), ('binomial', 1000, 0.3), ('binomial', 1000, 0.7), ('binomial', 10**12, 0.5), ('binomial', 100, 0.97),
    ('binomial', 70, 0.5), ('geometric', 0.5), ('geometric', 0.01), ('geometric', 1), ('geometric', 1e-12), ('zipf', 2), ('zipf', 4), ('zipf', 2000),
    ('logseries', 0), ('logseries', 0.5), ('logseries', 0.9999), ('hypergeometric', 5, 6, 4), ('hypergeometric', 0, 6, 4), ('hypergeometric', 500, 600, 40),
    ('hypergeometric', 500, 600, 1000), ('hypergeometric', 50000, 6000, 10000), ('hypergeometric', 7, 8, 15), ('hypergeometric', 10**8, 10**9 - 1, 10**7),
    ('hypergeometric', 30, 5, 18), ('multinomial', 20, [0.2, 0.3, 0.5]), ('multinomial', 5000, [0.1, 0.0, 0.2, 0.7]), ('multinomial', 3, [1.0]),
    ('multivariate_hypergeometric', [10, 20, 30], 12), ('multivariate_hypergeometric', [10, 20, 31], 42), ('multivariate_hypergeometric', [1, 0, 3], 4),
    ('multivariate_hypergeometric', [10, 20, 30], 12, {'method': 'count'}), ('multivariate_hypergeometric', [10, 20, 31], 42, {'method': 'count'}),
    ('dirichlet', [1, 2, 3]), ('dirichlet', [0, 1.5, 2]), ('dirichlet', [0, 0]),
    ('standard_gamma', 3, {'dtype': 'float32'}),
]
SINGLE = [('standard_gamma', 1, {'dtype': 'float32'}), ('standard_gamma', 0.3, {'dtype': 'float32'})]
LIBM = [
    ('beta', 0.5, 2),
        ('beta', 0.5, 0.7), ('beta', 0.01, 0.02), ('standard_gamma', 0.3), ('chisquare', 1), ('pareto', 3), ('weibull', 2), ('weibull', 0.7), ('power', 2),
    ('laplace', 0, 1), ('gumbel', 1, 2), ('logistic', 0, 1), ('lognormal', 0, 1), ('noncentral_chisquare', 0.5, 2), ('vonmises', 0, 1), ('vonmises', 2, 1e-6),
    ('vonmises', -3, 100), ('zipf', 1.05), ('dirichlet', [0.01, 0.02, 0.05]), ('dirichlet', [0.5, 0, 0.05]),
    ('multivariate_normal', [1, 2], [[2, 1], [1, 3]], {'method': 'cholesky'}),
]
ARRAYS = [
    ('beta', [[0.5], [2]], [1, 2, 3]), ('gamma', [1, 2, 3], [[1], [2]]), ('poisson', [1, 20, 0, 400]), ('binomial', [10, 100, 1000], [[0.1], [0.9]]),
    ('normal', [1, 2], [[0], [1]]), ('triangular', [0, 1], 2, [[3], [4]]), ('hypergeometric', [5, 50, 500], 100, [[3], [60]]), ('geometric', [0.1, 0.9]),
    ('vonmises', [0, 1], [1, 1e8]), ('standard_t', [1, 2, 3]), ('multinomial', [10, 20], [0.2, 0.8]), ('multinomial', [[10], [20]], [[0.2, 0.8], [0.5, 0.5]]),
    ('negative_binomial', [1, 10], 0.5), ('logseries', [0.1, 0.9]), ('wald', 1, [1, 2]), ('lognormal', [0, 1], 0.5), ('rayleigh', [1, 2]), ('weibull', [0, 1, 2]),
    ('zipf', [2, 3]), ('noncentral_f', [1, 2], 3, [0, 1]), ('dirichlet', [1, 2]), ('standard_gamma', [0.5, 1, 2]), ('chisquare', [1, 3]), ('power', [1, 3]),
]


def little(x):
    return np.ascontiguousarray(x, x.dtype.newbyteorder('<')).tobytes()


def case(kind, row):
    method, *args = row
    options = args.pop() if isinstance(args[-1:][0] if args else 0, dict) else {}
    g = np.random.default_rng(5)
    n = COUNTS.get(method, DRAWS)
    x = getattr(g, method)(*args, size=n, **options)
    word = g.bit_generator.random_raw()
    with np.errstate(over='ignore'):
        hashed = x if kind == 'exact' else x.astype(np.float32) if kind == 'libm' else (x.view(np.int32) + 0x800) >> 12
    digest = hashlib.sha256(little(hashed)).hexdigest()[:16]
    return [method, args, options, kind, digest, str(word), x.ravel()[:40].astype(float).tolist(), n]


def arrays(row):
    method, *args = row
    g = np.random.default_rng(9)
    x = getattr(g, method)(*args)
    return [method, args, list(x.shape), x.ravel().astype(float).tolist(), str(g.bit_generator.random_raw())]


def small_beta():
    x = np.random.default_rng(11).beta(0.01, 0.02, 20_000)
    return [int((x == 0).sum()), int((x == 1).sum()), float(x[x > 1e-307].min())]


data = {
    'cases': [case('exact', row) for row in EXACT] + [case('libm', row) for row in LIBM] + [case('single', row) for row in SINGLE],
    'arrays': [arrays(row) for row in ARRAYS],
    # beta draws whose powers underflow are not zero
    'smallBeta': small_beta(),
}
OUT.write_text(json.dumps(data, separators=(',', ':')) + '\n')
print(OUT.stat().st_size)
