"""Orthogonal polynomials and Legendre functions."""
import mpmath as m
from rows import *

DEGREE = integers(0, 60)
INSIDE = uniform(-1, 1)
row('eval_legendre', 'n in [0, 60], x in [-1, 1]', (DEGREE, INSIDE), m.legendre, dps=60)
row('eval_legendre', 'real n in [0, 30], x in [-0.9, 1]', (uniform(0, 30), uniform(-0.9, 1)), m.legendre)
row('eval_chebyt', 'n in [0, 60], x in [-1, 1]', (DEGREE, INSIDE), m.chebyt, dps=60)
row('eval_chebyu', 'n in [0, 60], x in [-1, 1]', (DEGREE, INSIDE), m.chebyu, dps=60)
row('eval_jacobi', 'n in [0, 60], a, b in [-0.9, 5], x in [-1, 1]', (DEGREE, uniform(-0.9, 5), uniform(-0.9, 5), INSIDE), m.jacobi, dps=60)
row('eval_gegenbauer', 'n in [0, 60], a in [0.1, 5], x in [-1, 1]', (DEGREE, uniform(0.1, 5), INSIDE), m.gegenbauer, dps=60)
row('eval_laguerre', 'n in [0, 60], x in [0, 50]', (DEGREE, uniform(0, 50)), lambda n, x: m.laguerre(n, 0, x), dps=60)
row('eval_genlaguerre', 'n in [0, 60], a in [-0.9, 5], x in [0, 50]', (DEGREE, uniform(-0.9, 5), uniform(0, 50)), m.laguerre, dps=60)
row('eval_hermite', 'n in [0, 60], x in [-10, 10]', (DEGREE, uniform(-10, 10)), m.hermite, dps=60)
row('eval_hermitenorm', 'n in [0, 60], x in [-10, 10]', (DEGREE, uniform(-10, 10)), lambda n, x: m.hermite(n, x / m.sqrt(2)) * mpf(2) ** (-mpf(n) / 2), dps=60)
row('lpmv', 'm in [0, 5], integer v in [5, 40], x in [-1, 1]', (integers(0, 5), integers(5, 40), INSIDE), lambda k, v, x: m.legenp(v, k, x), dps=60)
row('lpmv', 'm in [0, 5], v in [0, 20], x in [-0.95, 1]', (integers(0, 5), uniform(0, 20), uniform(-0.95, 1)), lambda k, v, x: m.legenp(v, k, x), dps=40)
row('sph_harm', 'n in [5, 40], m in [-5, 5]', lambda rng: (rng.randint(-5, 5), rng.randint(5, 40), rng.uniform(0, 6.28), rng.uniform(0.01, 3.13)),
    lambda k, n, t, p: m.spherharm(int(n), int(k), p, t), whole=True, complex=True, dps=60)
