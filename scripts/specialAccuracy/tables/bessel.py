"""Bessel functions and their relatives."""
import mpmath as m
from rows import *

for order in (0, 1):
    row(f'j{order}', 'x in [-50, 50]', uniform(-50, 50), lambda x, n=order: m.besselj(n, x))
    row(f'y{order}', 'x in [1e-3, 50]', log(1e-3, 50), lambda x, n=order: m.bessely(n, x))
    row(f'i{order}', 'x in [1e-3, 700]', log(1e-3, 700), lambda x, n=order: m.besseli(n, x))
    row(f'i{order}e', 'x in [1e-3, 1e6]', log(1e-3, 1e6), lambda x, n=order: m.besseli(n, x) * m.exp(-x), dps=40)
    row(f'k{order}', 'x in [1e-3, 700]', log(1e-3, 700), lambda x, n=order: m.besselk(n, x))
    row(f'k{order}e', 'x in [1e-3, 1e6]', log(1e-3, 1e6), lambda x, n=order: m.besselk(n, x) * m.exp(x), dps=40)
ORDER = uniform(0, 20)
for name, f in (('jv', m.besselj), ('yv', m.bessely), ('iv', m.besseli), ('kv', m.besselk)):
    row(name, 'v in [0, 20], x in [0.01, 50]', (ORDER, log(0.01, 50)), f)
    row(name, 'v in [-10, 10], x in [0.1, 100]', (uniform(-10, 10), uniform(0.1, 100)), f)
    row(name, 'v in [20, 200], x in [1, 200]', (log(20, 200), log(1, 200)), f)
    row(name, 'integer v in [0, 30], x in [0.1, 60]', (integers(0, 30), uniform(0.1, 60)), f)
    row(name, 'v in [0, 20], complex z, |re|, |im| < 40', lambda rng: (20 * rng.random(), complex(rng.uniform(-40, 40), rng.uniform(-40, 40))),
        lambda v, z, f=f: f(m.re(v), z), complex=True, whole=True, count=100)
row('ive', 'v in [0, 60], x in [0.1, 1e4]', (uniform(0, 60), log(0.1, 1e4)), lambda v, x: m.besseli(v, x) * m.exp(-x), dps=40)
row('kve', 'v in [0, 60], x in [0.1, 1e4]', (uniform(0, 60), log(0.1, 1e4)), lambda v, x: m.besselk(v, x) * m.exp(x), dps=40)
row('airy', 'x in [-10, 10]', uniform(-10, 10),
    lambda x: (m.airyai(x), m.airyai(x, derivative=1), m.airybi(x), m.airybi(x, derivative=1)), parts=4)
row('airye', 'x in [0, 1e3]', uniform(0, 1000),
    lambda x: (m.airyai(x) * m.exp(2 * x * m.sqrt(x) / 3), m.airyai(x, derivative=1) * m.exp(2 * x * m.sqrt(x) / 3),
               m.airybi(x) * m.exp(-2 * x * m.sqrt(x) / 3), m.airybi(x, derivative=1) * m.exp(-2 * x * m.sqrt(x) / 3)), parts=4)
