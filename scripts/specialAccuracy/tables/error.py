"""Error functions, normal distribution, Fresnel integrals."""
import mpmath as m
from rows import *

row('erf', 'x in [-6, 6]', uniform(-6, 6), m.erf)
row('erf', 'x in [1e-10, 1]', log(1e-10, 1), m.erf)
row('erfc', 'x in [-5, 26]', uniform(-5, 26), m.erfc)
row('erfcx', 'x in [-20, 1e4]', lambda rng: rng.uniform(-20, 5) if rng.random() < 0.5 else 10 ** rng.uniform(-2, 4), lambda x: m.exp(x * x) * m.erfc(x), dps=400)
row('erfi', 'x in [-20, 20]', uniform(-20, 20), m.erfi)
row('dawsn', 'x in [1e-6, 1e4]', log(1e-6, 1e4), lambda x: m.sqrt(m.pi) / 2 * (m.exp(-x * x) * m.erfi(x) if x < 30 else 1 / (m.sqrt(m.pi) * x) * m.hyp2f0(1, 0.5, 1 / (x * x))), dps=40)
row('erfinv', 'y in [-1 + 1e-10, 1 - 1e-10]', signed(lambda rng: 1 - 10 ** -rng.uniform(0.001, 10)), m.erfinv)
row('erfcinv', 'p in [1e-300, 2]', lambda rng: rng.uniform(1e-3, 1.999) if rng.random() < 0.5 else 10 ** -rng.uniform(0, 15), lambda p: m.erfinv(1 - p), dps=60)
row('ndtr', 'x in [-35, 8]', uniform(-35, 8), lambda x: m.erfc(-x / m.sqrt(2)) / 2)
row('log_ndtr', 'x in [-1e4, 8]', lambda rng: rng.uniform(-20, 8) if rng.random() < 0.7 else -10 ** rng.uniform(1, 2.3), lambda x: m.log(m.erfc(-x / m.sqrt(2)) / 2), dps=50)
row('ndtri', 'p in [1e-15, 1 - 1e-6]', lambda rng: rng.uniform(1e-3, 0.999) if rng.random() < 0.5 else 10 ** -rng.uniform(0.31, 15), lambda p: -m.sqrt(2) * m.erfinv(1 - 2 * p), dps=60)
row('ndtri_exp', 'y in [-30, -1e-3]', lambda rng: -10 ** rng.uniform(-3, 1.5), lambda y: -m.sqrt(2) * m.erfinv(1 - 2 * m.exp(y)), dps=60)
row('voigt_profile', 'x in [-20, 20], sigma, gamma in [0.1, 10]', (uniform(-20, 20), log(0.1, 10), log(0.1, 10)),
    lambda x, s, g: (lambda z: m.re(m.exp(-z * z) * m.erfc(-1j * z)) / (s * m.sqrt(2 * m.pi)))((x + 1j * g) / (s * m.sqrt(2))), dps=200)
row('fresnel', 'x in [1e-3, 50]', log(1e-3, 50), lambda x: (m.fresnels(x), m.fresnelc(x)), parts=2)
row('fresnel', 'complex, |re|, |im| < 3', lambda rng: complex(rng.uniform(-3, 3), rng.uniform(-3, 3)), lambda w: (m.fresnels(w), m.fresnelc(w)), parts=2, complex=True)
row('wofz', 'complex, |re| < 10, im in [0, 10]', lambda rng: complex(rng.uniform(-10, 10), rng.uniform(0, 10)), lambda z: m.exp(-z * z) * m.erfc(-1j * z), complex=True, dps=120)
row('wofz', 'complex, |re| < 5, im in [-3, 0]', lambda rng: complex(rng.uniform(-5, 5), rng.uniform(-3, 0)), lambda z: m.exp(-z * z) * m.erfc(-1j * z), complex=True, dps=60)
row('erf', 'complex, |re|, |im| < 4', lambda rng: complex(rng.uniform(-4, 4), rng.uniform(-4, 4)), m.erf, complex=True)
row('erfc', 'complex, |re|, |im| < 4', lambda rng: complex(rng.uniform(-4, 4), rng.uniform(-4, 4)), m.erfc, complex=True)
row('erfcx', 'complex, |re|, |im| < 4', lambda rng: complex(rng.uniform(-4, 4), rng.uniform(-4, 4)), lambda z: m.exp(z * z) * m.erfc(z), complex=True, dps=60)
row('erfi', 'complex, |re|, |im| < 4', lambda rng: complex(rng.uniform(-4, 4), rng.uniform(-4, 4)), m.erfi, complex=True)
row('dawsn', 'complex, |re|, |im| < 4', lambda rng: complex(rng.uniform(-4, 4), rng.uniform(-4, 4)), lambda z: m.sqrt(m.pi) / 2 * m.exp(-z * z) * m.erfi(z), complex=True, dps=60)
row('modfresnelp', 'x in [-10, 10]', uniform(-10, 10), lambda x: (lambda F: (F, m.exp(-1j * (x * x + m.pi / 4)) * F / m.sqrt(m.pi)))(
    m.sqrt(m.pi / 2) * ((mpf(1) / 2 - m.fresnelc(x * m.sqrt(2 / m.pi))) + 1j * (mpf(1) / 2 - m.fresnels(x * m.sqrt(2 / m.pi))))), parts=2, complex=True, dps=40)
row('modfresnelm', 'x in [-10, 10]', uniform(-10, 10), lambda x: (lambda F: (F, m.exp(1j * (x * x + m.pi / 4)) * F / m.sqrt(m.pi)))(
    m.sqrt(m.pi / 2) * ((mpf(1) / 2 - m.fresnelc(x * m.sqrt(2 / m.pi))) - 1j * (mpf(1) / 2 - m.fresnels(x * m.sqrt(2 / m.pi))))), parts=2, complex=True, dps=40)
