#!/usr/bin/env python3
"""Writes src/special/fits/*.ts: rational approximations of the functions from which the special functions are put together.

Each interpolates its function at Chebyshev points in 50 digits, in the variable t from -1 to 1 that runs through the interval, which
is within a small factor of the best approximation of those degrees; degrees grow until the error is below 3e-17 of the
function, and an interval is halved where rounding in the polynomials would cost more than a few units. Needs mpmath. Run it from the repository root:

    python3 scripts/special/fits.py [FILE...]
"""
import sys
from mpmath import mp, mpf, cos, pi, matrix, lu_solve
import mpmath as m

mp.dps = 50
TOLERANCE = mpf('3e-17')


def interpolate(f, p, q):
    """P of degree p and Q of degree q, Q(0) = 1, with P/Q = f at p + q + 1 Chebyshev points of [-1, 1]."""
    n = p + q + 1
    xs = [cos((2 * i + 1) * pi / (2 * n)) for i in range(n)]
    a, b = matrix(n, n), matrix(n, 1)
    for i, x in enumerate(xs):
        y = f(x)
        for j in range(p + 1):
            a[i, j] = x**j
        for j in range(1, q + 1):
            a[i, p + j] = -y * x**j
        b[i] = y
    c = lu_solve(a, b)
    return [c[i] for i in range(p + 1)], [mpf(1)] + [c[i] for i in range(p + 1, n)]


def horner(c, x):
    total = mpf(0)
    for one in reversed(c):
        total = total * x + one
    return total


def fit(f, low, high, rational=True, tolerance=TOLERANCE):
    low, high = mpf(low), mpf(high)
    g = {}

    def at(t):
        if t not in g:
            x = (low + high) / 2 + (high - low) / 2 * t
            try:
                g[t] = f(x)
            except (ZeroDivisionError, ValueError):
                # A place where the formula is 0/0: from beside it.
                g[t] = f(x + mpf(10) ** -24)
        return g[t]

    tries = [mpf(k) / 40 - 1 + mpf('0.0003') for k in range(80)] + [mpf(1), mpf(-1)]
    for total in range(4, 60):
        pair = ((total + 1) // 2, total // 2) if rational else (total, 0)
        try:
            p, q = interpolate(at, *pair)
        except ZeroDivisionError:
            continue
        worst = max(abs(horner(p, t) / horner(q, t) / at(t) - 1) for t in tries)
        # A denominator with large coefficients would lose figures.
        if worst < tolerance and max(abs(c) for c in q) < 30:
            return p, q
    raise ValueError('no fit')


def number(c):
    # repr of a Python float is the shortest decimal that reads back as the same double, as in JavaScript.
    text = repr(float(c))
    return text[:-2] if text.endswith('.0') else text


def nested(coefficients):
    text = number(coefficients[-1])
    for c in reversed(coefficients[:-1]):
        text = f'{number(c)} + t * ({text})' if not text.replace('.', '').replace('e', '').replace('-', '').isdigit() else f'{number(c)} + t * {text}'
    return text


def loss(p, q):
    """How many times the roundoff a value of p/q may lose."""
    at = [mpf(k) / 4 for k in range(-4, 5)]
    return max(sum(abs(c * t**k) for k, c in enumerate(one)) / abs(horner(one, t)) for one in (p, q) for t in at)


def pieces(f, low, high, limit, **options):
    """Fits on parts of an interval that lose little."""
    try:
        p, q = fit(f, low, high, **options)
        if loss(p, q) < limit:
            return [(low, high, p, q)]
    except ValueError:
        pass
    if high - low < mpf('1e-3') * abs(high):
        raise ValueError('no fit')
    middle = mpf(float('%.4g' % ((low + high) / 2)))
    return pieces(f, low, middle, limit, **options) + pieces(f, middle, high, limit, **options)


def body(p, q):
    text = f'({nested(p)})' if len(q) > 1 else nested(p)
    return text + (f' / ({nested(q)})' if len(q) > 1 else '')


def function(name, what, f, low, high, limit=6, **options):
    """A TypeScript function of x that chooses the part of the interval; `what` says what it approximates."""
    parts = pieces(f, mpf(low), mpf(high), limit, **options)
    print(f'{name}: ' + ', '.join(f'{float(a):.4g}..{float(b):.4g} {len(p) - 1}/{len(q) - 1}' for a, b, p, q in parts), file=sys.stderr)
    text, choice = '', ''
    for k, (a, b, p, q) in enumerate(parts):
        one = name if len(parts) == 1 else f'{name}Part{k}'
        centre, scale = (a + b) / 2, 2 / (b - a)
        variable = 'x' if centre == 0 and scale == 1 else f'{number(scale)} * x' + (f' {"-" if centre > 0 else "+"} {number(abs(centre * scale))}' if centre else '')
        # A centre far from 0 is subtracted first, so that nothing is lost.
        if abs(centre * scale) > 4:
            variable = f'(x - {number(centre)}) * {number(scale)}'
        head = f'/** {what} */\nexport ' if len(parts) == 1 else ''
        text += f'{head}function {one}(x: number): number {{\n  const t = {variable};\n  return {body(p, q)};\n}}\n\n'
        if len(parts) > 1:
            choice += f'  if (x < {number(b)}) return {one}(x);\n' if k < len(parts) - 1 else f'  return {one}(x);\n'
    if len(parts) > 1:
        text += f'/** {what} */\nexport function {name}(x: number): number {{\n{choice}}}\n'
    return text


FILES = {}


def family(name):
    def keep(fn):
        FILES[name] = fn
        return fn
    return keep


@family('gamma')
def gamma():
    yield 'gamma23', 'Γ(x) for x in [2, 3].', m.gamma, 2, 3, {}
    yield 'stirling', 'Γ(x) / (√(2π) x^(x - 1/2) e^-x) for 1/x in [0, 1/10].', \
        lambda r: mpf(1) if r == 0 else m.exp(m.loggamma(1 / r) - (1 / r - mpf(1) / 2) * m.log(1 / r) + 1 / r - m.log(2 * pi) / 2), 0, mpf(1) / 10, {}
    yield 'stirlingLog', 'x (log Γ(x) - (x - 1/2) log x + x - log(2π)/2) for y = 1/x² in [0, 1/100].', \
        lambda y: mpf(1) / 12 if y == 0 else (lambda x: x * (m.loggamma(x) - (x - mpf(1) / 2) * m.log(x) + x - m.log(2 * pi) / 2))(1 / m.sqrt(y)), 0, mpf(1) / 100, {}
    yield 'logGamma12', 'log Γ(x) / ((x - 1)(x - 2)) for x in [1, 2].', \
        lambda x: m.loggamma(x) / ((x - 1) * (x - 2)), mpf(1), mpf(2), {}
    yield 'logGamma23', 'log Γ(x) / ((x - 1)(x - 2)) for x in [2, 3].', \
        lambda x: m.loggamma(x) / ((x - 1) * (x - 2)), mpf(2), mpf(3), {}
    yield 'log1pRest', '(log(1 + t) - t) / t² for t in [-1/20, 1/20].', \
        lambda t: -mpf(1) / 2 if t == 0 else (m.log(1 + t) - t) / t**2, -mpf(1) / 20, mpf(1) / 20, {'rational': False}
    yield 'stirlingShort', 'stirlingLog by a polynomial, to 15 digits.', \
        lambda y: mpf(1) / 12 if y == 0 else (lambda x: x * (m.loggamma(x) - (x - mpf(1) / 2) * m.log(x) + x - m.log(2 * pi) / 2))(1 / m.sqrt(y)), \
        0, mpf(1) / 100, {'rational': False, 'tolerance': mpf('3e-16')}
    root = m.findroot(m.psi0 if hasattr(m, 'psi0') else (lambda x: m.psi(0, x)), 1.4616)
    yield 'digamma12', 'ψ(x) / (x - x0), x0 its root, for x in [1, 2].', \
        lambda x: m.psi(0, x) / (x - root), 1, 2, {}
    yield 'digammaLarge', '(log x - 1/(2x) - ψ(x)) x² for y = 1/x² in [0, 1/100].', \
        lambda y: mpf(1) / 12 if y == 0 else (lambda x: (m.log(x) - 1 / (2 * x) - m.psi(0, x)) * x * x)(1 / m.sqrt(y)), 0, mpf(1) / 100, {}


@family('multiplesOfPi')
def multiples_of_pi():
    yield 'sinpiNear', 'sin(πx) / x for y = x² in [0, 1/16].', lambda y: pi if y == 0 else m.sin(pi * m.sqrt(y)) / m.sqrt(y), 0, mpf(1) / 16, {'rational': False}
    yield 'cospiNear', 'cos(πx) for y = x² in [0, 1/16].', lambda y: m.cos(pi * m.sqrt(y)), 0, mpf(1) / 16, {'rational': False}


@family('error')
def error():
    yield 'erfNear', 'erf(x) / x for y = x² in [0, 1].', \
        lambda y: 2 / m.sqrt(pi) if y == 0 else m.erf(m.sqrt(y)) / m.sqrt(y), 0, 1, {'rational': False}
    erfcx = lambda x: m.exp(x * x) * m.erfc(x)
    yield 'erfcxTail', '(x + 3) exp(x²) erfc(x) for v = 1/(x + 3) in [0, 2/7].', \
        lambda v: 1 / m.sqrt(pi) if v == 0 else erfcx(1 / v - 3) / v, 0, mpf(2) / 7, {'limit': 8}
    dawson = lambda x: m.sqrt(pi) / 2 * m.exp(-x * x) * m.erfi(x)
    yield 'dawsonNear', 'D(x) / x for y = x² in [0, 4].', \
        lambda y: mpf(1) if y == 0 else dawson(m.sqrt(y)) / m.sqrt(y), 0, 4, {}
    yield 'dawson28', 'D(x) x for x in [2, 8].', lambda x: dawson(x) * x, 2, 8, {}
    yield 'dawsonLarge', 'D(x) x for y = 1/x² in [0, 1/64].', \
        lambda y: mpf(1) / 2 if y == 0 else dawson(1 / m.sqrt(y)) / m.sqrt(y), 0, mpf(1) / 64, {'tolerance': mpf('3e-17')}


@family('errorInverse')
def error_inverse():
    # erfinv(y) / y for |y| <= 3/4, in y².
    inverse = lambda y: m.erfinv(y)
    yield 'erfinvNear', 'erfinv(y) / y for w = y² in [0, 9/16].', \
        lambda w: m.sqrt(pi) / 2 if w == 0 else inverse(m.sqrt(w)) / m.sqrt(w), 0, mpf(9) / 16, {}

    def tail(s):
        # erfcinv(p) for s = sqrt(-log p): Newton's steps from the leading term, on the logarithm.
        target = -s * s
        x = max(s - mpf(1) / 2, mpf(1) / 4)
        for _ in range(60):
            logerfc = m.log(m.erfc(x))
            slope = -2 / m.sqrt(pi) * m.exp(-x * x - logerfc)
            step = (logerfc - target) / slope
            x -= step
            if abs(step) < mpf(10) ** -45:
                break
        return x
    yield 'erfcinvTail', 'erfcinv(p) / s for s = √-log p in [1.17, 28].', lambda s: tail(s) / s, mpf('1.17'), 28, {}


@family('fresnel')
def fresnel():
    # f and g of DLMF 7.2(iv), scaled by their leading behaviour, in v = 1/x.
    def f(x):
        return (mpf(1) / 2 - m.fresnels(x)) * m.cos(pi * x * x / 2) - (mpf(1) / 2 - m.fresnelc(x)) * m.sin(pi * x * x / 2)

    def g(x):
        return (mpf(1) / 2 - m.fresnelc(x)) * m.cos(pi * x * x / 2) + (mpf(1) / 2 - m.fresnels(x)) * m.sin(pi * x * x / 2)
    yield 'fresnelS', 'S(x) / x³ for y = x⁴ in [0, 8].', \
        lambda y: pi / 6 if y == 0 else m.fresnels(y**mpf('0.25')) / y**mpf('0.75'), 0, 8, {}
    yield 'fresnelC', 'C(x) / x for y = x⁴ in [0, 8].', \
        lambda y: mpf(1) if y == 0 else m.fresnelc(y**mpf('0.25')) / y**mpf('0.25'), 0, 8, {}
    yield 'fresnelF', 'f(x) π x for v = 1/x⁴ in [0, 0.13].', lambda v: mpf(1) if v == 0 else (lambda x: f(x) * pi * x)(v**mpf('-0.25')), 0, mpf('0.13'), {}
    yield 'fresnelG', 'g(x) π² x³ for v = 1/x⁴ in [0, 0.13].', lambda v: mpf(1) if v == 0 else (lambda x: g(x) * pi**2 * x**3)(v**mpf('-0.25')), 0, mpf('0.13'), {}


@family('trigonometricIntegrals')
def trigonometric_integrals():
    # f and g of DLMF 6.2(iii).
    def f(x):
        return m.ci(x) * m.sin(x) - (m.si(x) - pi / 2) * m.cos(x)

    def g(x):
        return -m.ci(x) * m.cos(x) - (m.si(x) - pi / 2) * m.sin(x)
    yield 'siNear', 'Si(x) / x for y = x² in [0, 16].', \
        lambda y: mpf(1) if y == 0 else m.si(m.sqrt(y)) / m.sqrt(y), 0, 16, {}
    yield 'cinNear', '(γ + log x - Ci(x)) / x² for y = x² in [0, 16].', \
        lambda y: mpf(1) / 4 if y == 0 else (m.euler + m.log(y) / 2 - m.ci(m.sqrt(y))) / y, 0, 16, {}
    yield 'auxiliaryF', 'x f(x) for v = 1/x² in [0, 1/16].', lambda v: mpf(1) if v == 0 else (lambda x: x * f(x))(1 / m.sqrt(v)), 0, mpf(1) / 16, {}
    yield 'auxiliaryG', 'x² g(x) for v = 1/x² in [0, 1/16].', lambda v: mpf(1) if v == 0 else (lambda x: x * x * g(x))(1 / m.sqrt(v)), 0, mpf(1) / 16, {}


@family('exponentialIntegral')
def exponential_integral():
    yield 'einNear', 'Ein(x) / x, Ein(x) = E1(x) + γ + log x, for x in [-1, 1].', \
        lambda x: mpf(1) if x == 0 else (m.re(m.e1(abs(x)) + m.euler + m.log(abs(x))) if x > 0 else -m.ei(-x) + m.euler + m.log(-x)) / x, -1, 1, {}
    e1 = lambda x: x * m.exp(x) * m.e1(x)
    yield 'e1Far', 'x exp(x) E1(x) for v = 1/x in [0, 1].', lambda v: mpf(1) if v == 0 else e1(1 / v), 0, 1, {}
    root = m.findroot(m.ei, 0.3725)
    ei = lambda x: m.exp(-x) * x * m.ei(x)
    yield 'eiRoot', 'Ei(x) / log(x / x0), x0 its root, for x in [0.25, 1].', lambda x: m.ei(x) / m.log(x / root), mpf('0.25'), 1, {}
    yield 'eiMiddle', 'x exp(-x) Ei(x) for x in [1, 16].', ei, 1, 16, {}
    yield 'eiFar', 'x exp(-x) Ei(x) for v = 1/x in [0, 1/16].', lambda v: mpf(1) if v == 0 else ei(1 / v), 0, mpf(1) / 16, {}


@family('spence')
def spence():
    yield 'dilogarithm', 'Li2(x) / x for x in [-1, 1/2].', lambda x: mpf(1) if x == 0 else m.re(m.polylog(2, x)) / x, -1, mpf(1) / 2, {}


def joint(f, factor, degree=11):
    """Polynomials P and Q with f(p) = P(p) - log(p) factor(p) Q(p) on (0, 1], from points that are denser beside 0."""
    n = 2 * degree + 2
    a, b = matrix(n, n), matrix(n, 1)
    for i in range(n):
        p = ((1 - cos((2 * i + 1) * pi / (2 * n))) / 2)**2
        for j in range(degree + 1):
            a[i, j] = p**j
            a[i, degree + 1 + j] = -m.log(p) * factor(p) * p**j
        b[i] = f(p)
    c = lu_solve(a, b)
    return [c[i] for i in range(degree + 1)], [c[degree + 1 + i] for i in range(degree + 1)]


@family('elliptic')
def elliptic():
    # K(1 - p) and E(1 - p) are analytic parts and logarithms (DLMF 19.12); singular at p = 1 each, but not together.
    p, q = joint(lambda p: m.ellipk(1 - p), lambda p: 1)
    yield 'ellipkSmooth', 'K(1 - p) + log(p) ellipkLog(p) for p in [0, 1].', lambda x: horner(p, x), 0, 1, {'rational': False}
    yield 'ellipkLog', 'About K(p) / π for p in [0, 1].', lambda x: horner(q, x), 0, 1, {'rational': False}
    r, s = joint(lambda p: m.ellipe(1 - p), lambda p: p)
    yield 'ellipeSmooth', 'E(1 - p) + p log(p) ellipeLog(p) for p in [0, 1].', lambda x: horner(r, x), 0, 1, {'rational': False}
    yield 'ellipeLog', 'About (K(p) - E(p)) / (π p) for p in [0, 1].', lambda x: horner(s, x), 0, 1, {'rational': False}


@family('zeta')
def zeta():
    yield 'zetac12', '(ζ(x) - 1 - 1/(x - 1)) for x in [0, 2].', lambda x: m.zeta(x) - 1 - (1 / (x - 1)) if x != 1 else m.euler - 1, 0, 2, {}


def temme(orders=15, terms=20):
    """c_k(η) of DLMF 8.12.11 as power series: μ = λ - 1 from μ μ' = η (1 + μ), then the recurrence, in fractions."""
    from fractions import Fraction
    n = terms + 2 * orders + 4
    mu = [Fraction(0), Fraction(1)] + [Fraction(0)] * n
    for k in range(2, n):
        # The coefficient of η^k in μ μ' - η μ is 0 for k > 1.
        known = sum(mu[i] * (k + 1 - i) * mu[k + 1 - i] for i in range(2, k))
        mu[k] = (mu[k - 1] - known) / (k + 1)
    # 1/μ = 1/η (1 + ...).
    inverse = [Fraction(1)]
    for k in range(1, n - 1):
        inverse.append(-sum(mu[1 + j] * inverse[k - j] for j in range(1, k + 1)))
    c = inverse[1:]
    table = []
    for _ in range(orders):
        table.append([float(one) for one in c[:terms]])
        g = -c[1]
        c = [(k + 2) * c[k + 2] + g * inverse[k + 1] for k in range(len(c) - 2)]
    return table


if not sys.argv[1:] or 'temme' in sys.argv:
    with open('src/special/fits/temme.ts', 'w') as out:
        out.write('/** Made by scripts/special/fits.py: c_k(η) of DLMF 8.12.11 as power series, order by order. */\n')
        rows = ',\n'.join('  [' + ', '.join(number(one) for one in row) + ']' for row in temme())
        out.write(f'export const TEMME: readonly (readonly number[])[] = [\n{rows},\n];\n')

wanted = [one for one in sys.argv[1:] if one != 'temme'] if sys.argv[1:] else list(FILES)
for one in wanted:
    mp.dps = 50
    parts = [f'/** Made by scripts/special/fits.py: approximations for {one}. */\n']
    for name, what, f, low, high, options in FILES[one]():
        try:
            parts.append(function(name, what, f, low, high, **options))
        except ValueError as fault:
            print(f'{name}: {fault}', file=sys.stderr)
    with open(f'src/special/fits/{one}.ts', 'w') as out:
        out.write('\n'.join(parts))
