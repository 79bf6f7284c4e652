"""Elliptic integrals and functions."""
import mpmath as m
from rows import *

row('ellipk', 'm in [-100, 1)', lambda rng: rng.uniform(-1, 1) if rng.random() < 0.6 else rng.choice((1 - 10 ** -rng.uniform(1, 15), -10 ** rng.uniform(0, 2))), m.ellipk)
row('ellipkm1', 'p in [1e-300, 1]', log(1e-300, 1), lambda p: m.ellipk(1 - p), dps=320)
row('ellipe', 'm in [-100, 1]', lambda rng: rng.uniform(-1, 1) if rng.random() < 0.6 else rng.choice((1 - 10 ** -rng.uniform(1, 15), -10 ** rng.uniform(0, 2))), m.ellipe)
row('ellipkinc', 'phi in [-10, 10], m in [-5, 1)', (uniform(-10, 10), uniform(-5, 0.999)), m.ellipf)
row('ellipeinc', 'phi in [-10, 10], m in [-5, 1)', (uniform(-10, 10), uniform(-5, 0.999)), m.ellipe)
row('ellipj', 'u in [-4, 4], m in [0.01, 0.99]', (uniform(-4, 4), uniform(0.01, 0.99)),
    lambda u, mm: (m.ellipfun('sn', u, m=mm), m.ellipfun('cn', u, m=mm), m.ellipfun('dn', u, m=mm)), parts=3)
five = log(1e-3, 1e3)
row('elliprc', 'x, y in [1e-3, 1e3]', (five, five), lambda x, y: m.elliprc(x, y))
row('elliprc', 'x in [1e-3, 1e3], y in [-1e3, -1e-3]', (five, lambda rng: -five(rng)), lambda x, y: m.sqrt(x / (x - y)) * m.elliprc(x - y, -y))
row('elliprf', 'x, y, z in [1e-3, 1e3]', (five, five, five), m.elliprf)
row('elliprd', 'x, y, z in [1e-3, 1e3]', (five, five, five), m.elliprd)
row('elliprg', 'x, y, z in [1e-3, 1e3]', (five, five, five), m.elliprg)
row('elliprj', 'x, y, z, p in [1e-3, 1e3]', (five, five, five, five), m.elliprj)
row('agm', 'a, b in [1e-3, 1e3]', (five, five), m.agm)
