"""Incomplete gamma and beta functions and their inverses."""
import mpmath as m
import scipy.special as sc
from rows import *


def newton(f, slope, start, steps=8):
    """A root from a start that is nearly right."""
    x = mpf(start)
    for _ in range(steps):
        x -= f(x) / slope(x)
    return x


P = lambda a, x: m.gammainc(a, 0, x, regularized=True)
Q = lambda a, x: m.gammainc(a, x, m.inf, regularized=True)
density = lambda a, x: x ** (a - 1) * m.exp(-x) / m.gamma(a)


def around(low, high):
    """a, and x within a few deviations of it."""
    def draw(rng):
        a = float(low) * (float(high) / low) ** rng.random()
        x = max(a + rng.uniform(-4, 4) * a ** 0.5, a * rng.random())
        return a, x
    return draw


def pair(low, high, worst=8):
    def draw(rng):
        a = float(low) * (float(high) / low) ** rng.random()
        return a, (rng.uniform(0.001, 0.999) if rng.random() < 0.5 else 10 ** -rng.uniform(0, worst))
    return draw


def inverse_p(a, p):
    return newton(lambda x: P(a, x) - p, lambda x: density(a, x), sc.gammaincinv(float(a), float(p)), 6)


def inverse_q(a, p):
    return newton(lambda x: Q(a, x) - p, lambda x: -density(a, x), sc.gammainccinv(float(a), float(p)), 6)


row('gammainc', 'a in [0.01, 100], x in [0.01, 150]', (log(0.01, 100), log(0.01, 150)), P)
row('gammainc', 'a in [1, 1e5], x near a', around(1, 1e5), P, whole=True)
row('gammaincc', 'a in [0.01, 100], x in [0.01, 150]', (log(0.01, 100), log(0.01, 150)), Q)
row('gammaincc', 'a in [1, 1e5], x near a', around(1, 1e5), Q, whole=True)
row('gammaincinv', 'a in [0.1, 1e3], p in [1e-8, 1)', pair(0.1, 1e3), inverse_p, whole=True, dps=40)
row('gammainccinv', 'a in [0.1, 1e3], q in [1e-8, 1)', pair(0.1, 1e3), inverse_q, whole=True, dps=40)

I = lambda a, b, x: m.betainc(a, b, 0, x, regularized=True)
row('betainc', 'a, b in [0.1, 50], x in (0, 1)', (log(0.1, 50), log(0.1, 50), uniform(0.001, 0.999)), I, dps=40)
row('betainc', 'a, b in [50, 1e4], x near the mean', lambda rng: (lambda a, b: (a, b, a / (a + b) * (1 + rng.uniform(-3, 3) * (b / a / (a + b)) ** 0.5 * 0.99 if rng.random() < 2 else 0)))(10 ** rng.uniform(1.7, 4), 10 ** rng.uniform(1.7, 4)), I, whole=True, dps=60)
row('betaincinv', 'a, b in [0.2, 100], p in [1e-8, 1)', lambda rng: (10 ** rng.uniform(-0.7, 2), 10 ** rng.uniform(-0.7, 2), rng.uniform(0.001, 0.999) if rng.random() < 0.5 else 10 ** -rng.uniform(0, 8)),
    lambda a, b, p: newton(lambda x: I(a, b, x) - p, lambda x: x ** (a - 1) * (1 - x) ** (b - 1) / m.beta(a, b), sc.betaincinv(float(a), float(b), float(p)), 5), whole=True, dps=50)
