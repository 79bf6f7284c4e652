"""The gamma family."""
import mpmath as m
from rows import *

not_pole = lambda low, high: (lambda rng: next(x for x in iter(lambda: low + (high - low) * rng.random(), None) if abs(x - round(x)) > 1e-3))

row('gamma', 'x in [1e-8, 170]', log(1e-8, 170), m.gamma)
row('gamma', 'x in [-30, 0]', not_pole(-30, 0), m.gamma)
row('gammaln', 'x in [1e-8, 1e10]', log(1e-8, 1e10), m.loggamma)
row('gammaln', 'x in [0.5, 3]', uniform(0.5, 3), m.loggamma)
row('rgamma', 'x in [-30, 170]', not_pole(-30, 170), m.rgamma)
row('psi', 'x in [1e-8, 1e10]', log(1e-8, 1e10), lambda x: m.psi(0, x))
row('psi', 'x in [1, 2]', uniform(1, 2), lambda x: m.psi(0, x))
row('psi', 'x in [-20, 0]', not_pole(-20, 0), lambda x: m.psi(0, x))
row('polygamma', 'n in [1, 8], x in [0.01, 1e3]', (integers(1, 8), log(0.01, 1e3)), lambda n, x: m.psi(int(n), x))
row('zeta', 'x in [1.001, 50]', uniform(1.001, 50), m.zeta)
row('zeta', 'x in [-20, 1]', uniform(-20, 0.999), m.zeta)
row('zetac', 'x in [1.001, 50]', uniform(1.001, 50), lambda x: m.zeta(x) - 1, dps=60)
row('zetac', 'x in [-20, 0.99]', uniform(-20, 0.99), lambda x: m.zeta(x) - 1, dps=60)
row('zeta', 'x in [1.01, 40], q in [0.01, 100]', (uniform(1.01, 40), log(0.01, 100)), lambda x, q: m.zeta(x, q), dps=60)
row('beta', 'a, b in [1e-3, 1e3]', (log(1e-3, 1e3), log(1e-3, 1e3)), m.beta)
row('betaln', 'a, b in [1e-3, 1e6]', (log(1e-3, 1e6), log(1e-3, 1e6)), lambda a, b: m.loggamma(a) + m.loggamma(b) - m.loggamma(a + b), dps=50)
row('poch', 'z in [0.1, 50], m in [-0.09, 50]', (uniform(0.1, 50), uniform(-0.09, 50)), m.rf)
row('binom', 'n in [1, 60], k in [0, 20]', (uniform(1, 60), uniform(0, 20)), m.binomial)
row('binom', 'n in [50, 1e4], k in [0, 50]', (log(50, 1e4), uniform(0, 50)), m.binomial)
row('loggamma', 'complex, |re|, |im| < 20', lambda rng: complex(rng.uniform(-20, 20), rng.uniform(-20, 20)), m.loggamma, complex=True)
row('gamma', 'complex, |re|, |im| < 20', lambda rng: complex(rng.uniform(-20, 20), rng.uniform(-20, 20)), m.gamma, complex=True)
row('rgamma', 'complex, |re|, |im| < 20', lambda rng: complex(rng.uniform(-20, 20), rng.uniform(-20, 20)), m.rgamma, complex=True)
row('psi', 'complex, |re|, |im| < 20', lambda rng: complex(rng.uniform(-20, 20), rng.uniform(-20, 20)), lambda z: m.psi(0, z) if z.real > 0 else m.psi(0, 1 - z) - m.pi / m.tan(m.pi * z), complex=True)
row('multigammaln', 'a in [6, 100], d in [1, 10]', (uniform(6, 100), integers(1, 10)),
    lambda a, d: d * (d - 1) / 4 * m.log(m.pi) + sum(m.loggamma(a - mpf(j) / 2) for j in range(int(d))), dps=40)
