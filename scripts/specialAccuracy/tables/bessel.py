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
for name, f in (('jv', m.besselj), ('yv', m.bessely)):
    row(name, 'v in [0, 20], complex z beside the real axis: re in [0.5, 40], 1e-8 < im < 1',
        lambda rng: (20 * rng.random(), complex(rng.uniform(0.5, 40), 10 ** rng.uniform(-8, 0))), lambda v, z, f=f: f(m.re(v), z), complex=True, whole=True, count=150)
row('ive', 'v in [0, 60], x in [0.1, 1e4]', (uniform(0, 60), log(0.1, 1e4)), lambda v, x: m.besseli(v, x) * m.exp(-x), dps=40)
row('kve', 'v in [0, 60], x in [0.1, 1e4]', (uniform(0, 60), log(0.1, 1e4)), lambda v, x: m.besselk(v, x) * m.exp(x), dps=40)
row('airy', 'x in [-10, 10]', uniform(-10, 10),
    lambda x: (m.airyai(x), m.airyai(x, derivative=1), m.airybi(x), m.airybi(x, derivative=1)), parts=4)
row('airye', 'x in [0, 1e3]', uniform(0, 1000),
    lambda x: (m.airyai(x) * m.exp(2 * x * m.sqrt(x) / 3), m.airyai(x, derivative=1) * m.exp(2 * x * m.sqrt(x) / 3),
               m.airybi(x) * m.exp(-2 * x * m.sqrt(x) / 3), m.airybi(x, derivative=1) * m.exp(-2 * x * m.sqrt(x) / 3)), parts=4)
for name, f in (('ber', m.ber), ('bei', m.bei), ('ker', m.ker), ('kei', m.kei)):
    row(name, 'x in [0.01, 50]', log(0.01, 50), lambda x, f=f: f(0, x))
for name, f in (('struve', m.struveh), ('modstruve', m.struvel)):
    row(name, 'v in [-3, 20], x in [0.1, 60]', (uniform(-3, 20), log(0.1, 60)), f)
SPHERICAL = (('spherical_jn', m.besselj), ('spherical_yn', m.bessely), ('spherical_in', m.besseli), ('spherical_kn', m.besselk))
for name, f in SPHERICAL:
    row(name, 'n in [0, 30], x in [0.1, 60]', (integers(0, 30), log(0.1, 60)), lambda n, x, f=f: f(n + mpf(1) / 2, x) * m.sqrt(m.pi / (2 * x)))
row('hankel1', 'v in [0, 20], complex z, |re| < 40, 0 < im < 40', lambda rng: (20 * rng.random(), complex(rng.uniform(-40, 40), rng.uniform(0, 40))),
    lambda v, z: 2 / (m.pi * m.j) * m.exp(-m.j * m.pi * m.re(v) / 2) * m.besselk(m.re(v), -m.j * z), complex=True, whole=True, count=100)
row('airy', 'complex, |re|, |im| < 15', lambda rng: complex(rng.uniform(-15, 15), rng.uniform(-15, 15)),
    lambda z: (m.airyai(z), m.airyai(z, derivative=1), m.airybi(z), m.airybi(z, derivative=1)), parts=4, complex=True, count=100)
row('itairy', 'x in [-20, 20]', uniform(-20, 20),
    lambda x: (m.airyai(x, derivative=-1), m.airybi(x, derivative=-1), -m.airyai(-x, derivative=-1), -m.airybi(-x, derivative=-1)), parts=4, count=60)
