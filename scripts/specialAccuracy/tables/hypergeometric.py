"""Hypergeometric functions."""
import mpmath as m
from rows import *

row('hyp0f1', 'v in [0.1, 20], x in [-50, 50]', (uniform(0.1, 20), uniform(-50, 50)), m.hyp0f1)
row('hyp1f1', 'a, b in [0.1, 10], x in [-30, 30]', (uniform(0.1, 10), uniform(0.1, 10), uniform(-30, 30)), m.hyp1f1)
row('hyp1f1', 'a, b in [0.1, 10], x in [30, 600]', (uniform(0.1, 10), uniform(0.1, 10), log(30, 600)), m.hyp1f1)
row('hyp1f1', 'a, b in [0.1, 10], x in [-600, -30]', (uniform(0.1, 10), uniform(0.1, 10), lambda r: -log(30, 600)(r)), m.hyp1f1)
row('hyp1f1', 'a in [-20, 0], b in [0.1, 10], x in [-30, 30]', (uniform(-20, 0), uniform(0.1, 10), uniform(-30, 30)), m.hyp1f1)
row('hyp1f1', 'a in [10, 100], b in [1, 100], x in [-50, 50]', (uniform(10, 100), uniform(1, 100), uniform(-50, 50)), m.hyp1f1)
row('hyperu', 'a in [0.1, 10], b in [-5, 10], x in [0.1, 30]', (uniform(0.1, 10), uniform(-5, 10), log(0.1, 30)), m.hyperu)
row('hyperu', 'a in [-10, 0], b in [-5, 10], x in [0.1, 30]', (uniform(-10, 0), uniform(-5, 10), log(0.1, 30)), m.hyperu)
row('hyperu', 'a, b in [0.5, 5] by halves, x in [0.01, 100]', (lambda r: r.randint(1, 10) / 2, lambda r: r.randint(1, 10) / 2, log(0.01, 100)), m.hyperu)
row('hyp2f1', 'a, b in [-3, 3], c in [0.1, 5], x in [-1, 0.5]', (uniform(-3, 3), uniform(-3, 3), uniform(0.1, 5), uniform(-1, 0.5)), m.hyp2f1)
row('hyp2f1', 'a, b in [-3, 3], c in [0.1, 5], x in [0.5, 1]', (uniform(-3, 3), uniform(-3, 3), uniform(0.1, 5), uniform(0.5, 1)), m.hyp2f1)
row('hyp2f1', 'a, b in [-3, 3], c in [0.1, 5], x in [-1e4, -1]', (uniform(-3, 3), uniform(-3, 3), uniform(0.1, 5), lambda r: -log(1, 1e4)(r)), m.hyp2f1)
row('hyp2f1', 'a, b, c in [0.5, 5] by halves, x in [-10, 1]',
    (lambda r: r.randint(1, 10) / 2, lambda r: r.randint(1, 10) / 2, lambda r: r.randint(1, 10) / 2, uniform(-10, 1)), m.hyp2f1)
row('hyp2f1', 'a, b in [0, 20], c in [1, 20], x in [-2, 0.9]', (uniform(0, 20), uniform(0, 20), uniform(1, 20), uniform(-2, 0.9)), m.hyp2f1)
row('hyp2f1', 'polynomials: a in [-30, 0], b in [0, 30], c in [1, 5], x in [0, 1]', (integers(-30, 0), uniform(0, 30), uniform(1, 5), uniform(0, 1)), m.hyp2f1)


def plane(low, high, *parameters):
    """Real parameters, and a complex number of absolute value between low and high."""
    import cmath
    return lambda rng: (*[p(rng) for p in parameters], cmath.rect(low * (high / low) ** rng.random(), rng.uniform(-3.14, 3.14)))


row('hyp0f1', 'v in [0.1, 10], complex z, |z| in [0.1, 1000]', plane(0.1, 1000, uniform(0.1, 10)), lambda v, z: m.hyp0f1(m.re(v), z), complex=True, whole=True, count=100)
row('hyp1f1', 'a, b in [0.1, 5], complex z, |z| in [0.1, 100]', plane(0.1, 100, uniform(0.1, 5), uniform(0.1, 5)),
    lambda a, b, z: m.hyp1f1(m.re(a), m.re(b), z), complex=True, whole=True, count=100)
row('hyp2f1', 'a, b in [-3, 3], c in [0.1, 5], complex z, |z| in [0.1, 0.9]', plane(0.1, 0.9, uniform(-3, 3), uniform(-3, 3), uniform(0.1, 5)),
    lambda a, b, c, z: m.hyp2f1(m.re(a), m.re(b), m.re(c), z), complex=True, whole=True, count=100)
row('hyp2f1', 'a, b in [-3, 3], c in [0.1, 5], complex z, |z| in [0.9, 100]', plane(0.9, 100, uniform(-3, 3), uniform(-3, 3), uniform(0.1, 5)),
    lambda a, b, c, z: m.hyp2f1(m.re(a), m.re(b), m.re(c), z), complex=True, whole=True, count=100)
