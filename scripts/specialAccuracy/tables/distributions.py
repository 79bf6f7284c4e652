"""Distribution functions and their inverses."""
import mpmath as m
import scipy.special as sc
from rows import *

I = lambda a, b, x: m.betainc(a, b, 0, x, regularized=True)
P = lambda a, x: m.gammainc(a, 0, x, regularized=True)
Q = lambda a, x: m.gammainc(a, x, m.inf, regularized=True)
unit = uniform(0.01, 0.99)


def root(f, start):
    """A root near a start that is good to some digits, by secants."""
    start = mpf(float(start))
    return m.findroot(f, (start, start * (1 + mpf('1e-6')) + mpf('1e-30')), tol=mpf('1e-40'), maxsteps=30, verify=False)


def student(df, t):
    tail = I(df / 2, mpf(1) / 2, df / (df + t * t)) / 2
    return tail if t <= 0 else 1 - tail


row('bdtr', 'k < n <= 50, p in (0, 1)', lambda rng: (lambda n: (rng.randint(0, n - 1), n, rng.uniform(0.01, 0.99)))(rng.randint(2, 50)), lambda k, n, p: I(n - k, k + 1, 1 - p), whole=True, dps=40)
row('bdtrc', 'k < n <= 50, p in (0, 1)', lambda rng: (lambda n: (rng.randint(0, n - 1), n, rng.uniform(0.01, 0.99)))(rng.randint(2, 50)), lambda k, n, p: I(k + 1, n - k, p), whole=True, dps=40)
row('bdtri', 'k < n <= 50, y in (0, 1)', lambda rng: (lambda n: (rng.randint(0, n - 1), n, rng.uniform(0.01, 0.99)))(rng.randint(2, 50)), lambda k, n, y: root(lambda p: I(n - k, k + 1, 1 - p) - y, sc.bdtri(float(k), float(n), float(y))), whole=True, count=40)
row('bdtrik', 'n <= 50, y, p in (0, 1)', (unit, integers(5, 50), uniform(0.2, 0.8)), lambda y, n, p: root(lambda k: I(n - k, k + 1, 1 - p) - y, sc.bdtrik(float(y), float(n), float(p))) if (1 - p) ** n < y else mpf(0), count=40)
row('bdtrin', 'k <= 20, y, p in (0, 1)', (integers(1, 20), unit, uniform(0.2, 0.8)), lambda k, y, p: root(lambda n: I(n - k, k + 1, 1 - p) - y, sc.bdtrin(float(k), float(y), float(p))), count=40)
row('btdtr', 'a, b in [0.1, 50], x in (0, 1)', (log(0.1, 50), log(0.1, 50), unit), I, dps=40)
row('btdtri', 'a, b in [0.5, 50], p in (0, 1)', (log(0.5, 50), log(0.5, 50), unit), lambda a, b, p: root(lambda x: I(a, b, x) - p, sc.betaincinv(float(a), float(b), float(p))), count=40)
row('btdtria', 'p, x in (0, 1), b in [0.5, 20]', (unit, log(0.5, 20), uniform(0.1, 0.9)), lambda p, b, x: root(lambda a: I(a, b, x) - p, sc.btdtria(float(p), float(b), float(x))), count=40)
row('btdtrib', 'p, x in (0, 1), a in [0.5, 20]', (log(0.5, 20), unit, uniform(0.1, 0.9)), lambda a, p, x: root(lambda b: I(a, b, x) - p, sc.btdtrib(float(a), float(p), float(x))), count=40)
row('chdtr', 'v in [0.1, 100], x in [0.01, 150]', (log(0.1, 100), log(0.01, 150)), lambda v, x: P(v / 2, x / 2))
row('chdtrc', 'v in [0.1, 100], x in [0.01, 150]', (log(0.1, 100), log(0.01, 150)), lambda v, x: Q(v / 2, x / 2))
row('chdtri', 'v in [0.5, 100], p in (0, 1)', (log(0.5, 100), unit), lambda v, p: root(lambda x: Q(v / 2, x / 2) - p, sc.chdtri(float(v), float(p))), count=40)
row('chdtriv', 'p in (0, 1), x in [0.5, 50]', (unit, log(0.5, 50)), lambda p, x: root(lambda v: P(v / 2, x / 2) - p, sc.chdtriv(float(p), float(x))), count=40)
row('fdtr', 'dfn, dfd in [0.5, 50], x in [0.01, 50]', (log(0.5, 50), log(0.5, 50), log(0.01, 50)), lambda a, b, x: I(a / 2, b / 2, a * x / (b + a * x)), dps=40)
row('fdtrc', 'dfn, dfd in [0.5, 50], x in [0.01, 50]', (log(0.5, 50), log(0.5, 50), log(0.01, 50)), lambda a, b, x: I(b / 2, a / 2, b / (b + a * x)), dps=40)
row('fdtri', 'dfn, dfd in [1, 50], p in (0, 1)', (log(1, 50), log(1, 50), unit), lambda a, b, p: root(lambda x: I(a / 2, b / 2, a * x / (b + a * x)) - p, sc.fdtri(float(a), float(b), float(p))), count=40)
row('gdtr', 'a in [0.1, 10], b in [0.1, 50], x in [0.01, 50]', (log(0.1, 10), log(0.1, 50), log(0.01, 50)), lambda a, b, x: P(b, a * x))
row('gdtrc', 'a in [0.1, 10], b in [0.1, 50], x in [0.01, 50]', (log(0.1, 10), log(0.1, 50), log(0.01, 50)), lambda a, b, x: Q(b, a * x))
row('gdtrix', 'a in [0.1, 10], b in [0.5, 50], p in (0, 1)', (log(0.1, 10), log(0.5, 50), unit), lambda a, b, p: root(lambda x: P(b, a * x) - p, sc.gdtrix(float(a), float(b), float(p))), count=40)
row('gdtria', 'p in (0, 1), b in [0.5, 50], x in [0.1, 10]', (unit, log(0.5, 50), log(0.1, 10)), lambda p, b, x: root(lambda a: P(b, a * x) - p, sc.gdtria(float(p), float(b), float(x))), count=40)
row('gdtrib', 'a, x in [0.1, 10], p in (0, 1)', (log(0.1, 10), unit, log(0.1, 10)), lambda a, p, x: root(lambda b: P(b, a * x) - p, sc.gdtrib(float(a), float(p), float(x))), count=40)
row('nbdtr', 'k, n <= 50, p in (0, 1)', (integers(0, 50), integers(1, 50), unit), lambda k, n, p: I(n, k + 1, p), dps=40)
row('nbdtrc', 'k, n <= 50, p in (0, 1)', (integers(0, 50), integers(1, 50), unit), lambda k, n, p: I(k + 1, n, 1 - p), dps=40)
row('nbdtri', 'k, n <= 50, y in (0, 1)', (integers(0, 50), integers(1, 50), unit), lambda k, n, y: root(lambda p: I(n, k + 1, p) - y, sc.nbdtri(float(k), float(n), float(y))), count=40)
row('pdtr', 'k <= 100, m in [0.1, 100]', (integers(0, 100), log(0.1, 100)), lambda k, mm: Q(k + 1, mm))
row('pdtrc', 'k <= 100, m in [0.1, 100]', (integers(0, 100), log(0.1, 100)), lambda k, mm: P(k + 1, mm))
row('pdtri', 'k <= 50, y in (0, 1)', (integers(0, 50), unit), lambda k, y: root(lambda x: Q(k + 1, x) - y, sc.pdtri(float(k), float(y))), count=40)
row('stdtr', 'df in [0.5, 100], t in [-20, 5]', (log(0.5, 100), uniform(-20, 5)), student, dps=40)
row('stdtrit', 'df in [1, 100], p in (0, 0.5)', (log(1, 100), log(1e-6, 0.45)), lambda df, p: root(lambda t: student(df, t) - p, sc.stdtrit(float(df), float(p))), count=40)
row('stdtridf', 'p in (0.6, 0.8), t in [1, 1.5]', (uniform(0.76, 0.84), uniform(1.05, 1.3)), lambda p, t: root(lambda df: student(df, t) - p, sc.stdtridf(float(p), float(t))), count=30)


def mixture(nc, central):
    return m.nsum(lambda j: m.exp(-nc / 2) * (nc / 2)**j / m.factorial(j) * central(j), [0, m.inf])


def chi(x, df, nc):
    return sum(m.exp(-nc / 2) * (nc / 2)**j / m.factorial(j) * P(df / 2 + j, x / 2) for j in range(150))


def noncentral_f(dfn, dfd, nc, f):
    return sum(m.exp(-nc / 2) * (nc / 2)**j / m.factorial(j) * I(dfn / 2 + j, dfd / 2, dfn * f / (dfd + dfn * f)) for j in range(60))


row('chndtr', 'x in [0.1, 50], df in [0.5, 20], nc in [0, 20]', (log(0.1, 50), log(0.5, 20), uniform(0, 20)), chi, count=40)
row('chndtrix', 'p in (0, 1), df in [1, 20], nc in [0.1, 10]', (unit, log(1, 20), uniform(0.1, 10)), lambda p, df, nc: root(lambda x: chi(x, df, nc) - p, sc.chndtrix(float(p), float(df), float(nc))), count=10, dps=20)
row('ncfdtr', 'dfn, dfd in [1, 20], nc in [0, 10], f in [0.1, 10]', (log(1, 20), log(1, 20), uniform(0, 10), log(0.1, 10)), noncentral_f, count=30)
row('nctdtr', 'df in [1, 30], nc in [-3, 3], t in [-1, 6]', (log(1, 30), uniform(-3, 3), uniform(-1, 6)),
    lambda df, nc, t: m.quad(lambda y: m.ncdf(t * m.sqrt(y / df) - nc) * y**(df / 2 - 1) * m.exp(-y / 2), [0, df / 2, df, 2 * df, 4 * df + 50, m.inf]) / (2**(df / 2) * m.gamma(df / 2)), count=30)
row('kolmogorov', 'x in [0.05, 6]', log(0.05, 6), lambda x: 2 * m.nsum(lambda k: (-1)**(int(k) - 1) * m.exp(-2 * k * k * x * x), [1, 60]) if x > 0.3 else 1 - m.sqrt(2 * m.pi) / x * sum(m.exp(-(2 * k - 1)**2 * m.pi**2 / (8 * x * x)) for k in range(1, 20)))
row('smirnov', 'n in [1, 50], d in [0.02, 0.8]', (integers(1, 50), uniform(0.02, 0.8)),
    lambda n, d: d * sum(m.binomial(n, k) * (mpf(k) / n + d)**(k - 1) * (1 - mpf(k) / n - d)**(n - k) for k in range(int(m.floor(n * (1 - d))) + 1)))
row('tklmbda', 'x in [-5, 5], lmbda in [-2, 2]', (uniform(-5, 5), lambda rng: rng.choice((-1, 1)) * rng.uniform(0.1, 2)),
    lambda x, l: (mpf(0) if l > 0 and x <= -1 / l else mpf(1) if l > 0 and x >= 1 / l else
root(lambda p: (p**l - (1 - p)**l) / l - x, sc.tklmbda(float(x), float(l)))), count=40)
