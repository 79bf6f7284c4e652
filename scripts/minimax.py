#!/usr/bin/env python3
"""Coefficients of the elementary functions of src/backends/wasm/assembly/elementary, printed as coefficients.ts.

Each polynomial interpolates its function at Chebyshev points in 60 digits, which is within a small factor of the best
approximation of that degree, and is then rounded to doubles. Needs mpmath (sympy brings it). Run it from the repository root:

    python3 scripts/minimax.py > src/backends/wasm/assembly/elementary/coefficients.ts
"""
from mpmath import mp, mpf, cos, pi, matrix, lu_solve, exp, log, sin, cos as mcos, atan, asin, atanh, sqrt, tanh, expm1

mp.dps = 60


def fit(f, low, high, degree):
    """Coefficients, constant first, of the polynomial through f at Chebyshev points."""
    n = degree + 1
    xs = [(low + high) / 2 + (high - low) / 2 * cos((2 * i + 1) * pi / (2 * n)) for i in range(n)]
    a = matrix(n, n)
    for i, x in enumerate(xs):
        for j in range(n):
            a[i, j] = x**j
    c = lu_solve(a, matrix([f(x) for x in xs]))
    return [c[i] for i in range(n)]


def near(f, x, series):
    """f, by its series where the quotient would lose digits."""
    return f(x) if abs(x) > mpf(10) ** -12 else series


def high(x, bits):
    """The leading bits of x."""
    e = int(mp.floor(log(abs(x), 2))) - bits + 1
    return mp.floor(x / mpf(2) ** e) * mpf(2) ** e


def parts(x, *bits):
    """x as a sum of short numbers and a double."""
    out = []
    for b in bits:
        h = high(x, b)
        out.append(h)
        x -= h
    return out + [x]


ln2 = log(2)
tables = [
    ('EXP', '(exp(r) - 1 - r) / r^2 for |r| <= ln(2) / 2',
     fit(lambda r: near(lambda r: (expm1(r) - r) / r**2, r, mpf(1) / 2), -mpf('0.34665'), mpf('0.34665'), 10)),
    ('EXP2', '(2^r - 1) / r - ln(2) for |r| <= 1/2, over r',
     fit(lambda r: near(lambda r: (expm1(r * ln2) / r - ln2) / r, r, ln2**2 / 2), -mpf('0.5'), mpf('0.5'), 10)),
    ('LOG', '(2 atanh(s) / s - 2) / z, z = s^2, for 1 + f from 1/sqrt(2) to sqrt(2), s = f / (2 + f)',
     fit(lambda z: near(lambda z: (2 * atanh(sqrt(z)) / sqrt(z) - 2) / z, z, mpf(2) / 3), mpf(0), mpf('0.02945'), 6)),
    ('SIN', '(sin(r) - r) / r^3, z = r^2, for |r| <= pi / 4',
     fit(lambda z: near(lambda z: (sin(sqrt(z)) - sqrt(z)) / sqrt(z)**3, z, -mpf(1) / 6), mpf(0), mpf('0.6169'), 5)),
    ('COS', '(cos(r) - 1 + z / 2) / z^2',
     fit(lambda z: near(lambda z: (mcos(sqrt(z)) - 1 + z / 2) / z**2, z, mpf(1) / 24), mpf(0), mpf('0.6169'), 5)),
    ('ATAN', '(atan(t) - t) / t^3, z = t^2, for |t| <= 7 / 16',
     fit(lambda z: near(lambda z: (atan(sqrt(z)) - sqrt(z)) / sqrt(z)**3, z, -mpf(1) / 3), mpf(0), mpf('0.19141'), 10)),
    ('ASIN', '(asin(x) - x) / x^3, z = x^2, for |x| <= 1/2',
     fit(lambda z: near(lambda z: (asin(sqrt(z)) - sqrt(z)) / sqrt(z)**3, z, mpf(1) / 6), mpf(0), mpf('0.25'), 12)),
    ('TANH', '(tanh(x) - x) / x^3, z = x^2, for |x| <= 0.7',
     fit(lambda z: near(lambda z: (tanh(sqrt(z)) - sqrt(z)) / sqrt(z)**3, z, -mpf(1) / 3), mpf(0), mpf('0.4901'), 12)),
    ('LN2', '1 / ln(2), then ln(2) in two parts, the first of 32 bits, then as a double',
     [1 / ln2] + parts(ln2, 32) + [ln2]),
    ('LOG2E', '1 / ln(2) in two parts, the first of 26 bits', parts(1 / ln2, 26)),
    ('LOG10E', '1 / ln(10) likewise, then log10(2) in two parts, the first of 32 bits',
     parts(1 / log(10), 26) + parts(log(2) / log(10), 32)),
    ('HALF_PI', '2 / pi, then pi / 2 in four parts, three of them of 33 bits', [2 / pi] + parts(pi / 2, 33, 33, 33)),
    ('ANGLES', 'atan of 0, 1/2, 1, 3/2 and infinity: the tangent, the angle as a double, what that leaves',
     [v for t, a in [(0, mpf(0)), (0.5, atan(mpf(1) / 2)), (1, pi / 4), (1.5, atan(mpf(3) / 2)), (0, pi / 2)]
      for v in (t, float(a), a - mpf(float(a)))]),
]
singles = [
    ('EXP_SINGLE', 'EXP for floats', fit(
        lambda r: near(lambda r: (expm1(r) - r) / r**2, r, mpf(1) / 2), -mpf('0.3467'), mpf('0.3467'), 4)),
    ('LOG_SINGLE', 'LOG for floats', fit(
        lambda z: near(lambda z: (2 * atanh(sqrt(z)) / sqrt(z) - 2) / z, z, mpf(2) / 3), mpf(0), mpf('0.02945'), 2)),
    ('SIN_SINGLE', 'SIN for floats', fit(
        lambda z: near(lambda z: (sin(sqrt(z)) - sqrt(z)) / sqrt(z)**3, z, -mpf(1) / 6), mpf(0), mpf('0.6169'), 2)),
    ('COS_SINGLE', 'COS for floats', fit(
        lambda z: near(lambda z: (mcos(sqrt(z)) - 1 + z / 2) / z**2, z, mpf(1) / 24), mpf(0), mpf('0.6169'), 2)),
    ('TANH_SINGLE', 'TANH for floats', fit(
        lambda z: near(lambda z: (tanh(sqrt(z)) - sqrt(z)) / sqrt(z)**3, z, -mpf(1) / 3), mpf(0), mpf('0.4901'), 5)),
    ('LN2_SINGLE', '1 / ln(2), then ln(2) in two parts, the first of 15 bits', [1 / ln2] + parts(ln2, 15)),
]

print('// Coefficients and constants of the elementary functions: made by scripts/minimax.py, which see. They lie in memory')
print('// because V8 builds a vector constant in code by four instructions, and loads one by one.')
for name, what, values in tables + singles:
    print(f'\n/** {what} */')
    print(f"export const {name} = memory.data<{'f32' if 'SINGLE' in name else 'f64'}>([")
    for v in values:
        print(f'  {float(v)!r},')
    print(']);')
