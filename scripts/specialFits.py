"""Makes the polynomial fits of src/special/**/fits/*.ts: Chebyshev interpolation with mpmath at 60 digits, turned into
polynomials about a chosen point and cut where the rest no longer matters to a double.

    python3 scripts/specialFits.py bessel01     # writes src/special/bessel/fits/
"""
import sys
from mpmath import mp, mpf

mp.dps = 60
PI = mp.pi


def chebyshev(f, a, b, n):
    """Coefficients of f's Chebyshev interpolant of degree n on [a, b]."""
    a, b = mpf(a), mpf(b)
    values = [f((a + b) / 2 + (b - a) / 2 * mp.cos(PI * (2 * k + 1) / (2 * n + 2))) for k in range(n + 1)]
    result = []
    for j in range(n + 1):
        s = mp.fsum(values[k] * mp.cos(PI * j * (2 * k + 1) / (2 * n + 2)) for k in range(n + 1))
        result.append(s * (1 if j == 0 else 2) / (n + 1))
    return result


def monomials(c, a, b, centre):
    """The same polynomial in powers of (x - centre)."""
    a, b = mpf(a), mpf(b)
    # t = (2 x - a - b) / (b - a) = s (x - centre) + o
    s, o = 2 / (b - a), (2 * mpf(centre) - a - b) / (b - a)

    def times_t(p):
        q = [mpf(0)] * (len(p) + 1)
        for i, v in enumerate(p):
            q[i] += v * o
            q[i + 1] += v * s
        return q

    before, now = [mpf(1)], times_t([mpf(1)])
    total = [mpf(0)] * len(c)
    total[0] = c[0]
    for j in range(1, len(c)):
        for i, v in enumerate(now):
            total[i] += c[j] * v
        after = [2 * v for v in times_t(now)]
        for i, v in enumerate(before):
            after[i] -= v
        before, now = now, after
    return total


def fit(f, a, b, centre=0, accuracy=mpf(2) ** -56, degree=40):
    """Polynomial about `centre` for f on [a, b]; `accuracy` is against the smallest |f| wanted (f of order 1)."""
    c = chebyshev(f, a, b, degree)
    n = len(c)
    while n > 1 and mp.fsum(abs(v) for v in c[n - 1:]) < accuracy:
        n -= 1
    c = chebyshev(f, a, b, n - 1)
    sys.stderr.write(f'degree {n - 1} on [{mp.nstr(mpf(a), 4)}, {mp.nstr(mpf(b), 4)}]\n')
    return monomials(c, a, b, centre)


def number(v):
    return repr(float(v))


def horner(c, u):
    text = number(c[-1])
    for v in reversed(c[:-1]):
        text = f'{number(v)} + {u} * ({text})'
    return text


def function(name, comment, c):
    """A TypeScript function that evaluates the polynomial, even and odd powers side by side."""
    lines = [f'/** {comment} */', f'export function {name}(t: number): number {{']
    if len(c) < 5:
        lines.append(f'  return {horner(c, "t")};')
    else:
        lines += ['  const u = t * t;', f'  return {horner(c[0::2], "u")} + t * ({horner(c[1::2], "u")});']
    return '\n'.join(lines + ['}', ''])


def write(path, header, parts):
    with open(path, 'w') as out:
        out.write(f'/** {header}\n * Made by scripts/specialFits.py: do not edit. */\n')
        for p in parts:
            out.write('\n' + p)


def split(z):
    """A point as the sum of two doubles."""
    hi = float(z)
    return hi, float(mpf(z) - mpf(hi))


def about(name, f, z, a, b, comment):
    """f = ((x - z) - low) g(x): full relative accuracy beside f's zero z."""
    g = lambda x: f(x) / (x - z)
    hi, low = split(z)
    c = fit(g, a, b, hi)
    body = [f'/** {comment} */', f'export function {name}(x: number): number {{', f'  const t = x - {hi!r};', '  const u = t * t;',
            f'  return (t - {low!r}) * ({horner(c[0::2], "u")} + t * ({horner(c[1::2], "u")}));', '}', '']
    return '\n'.join(body).replace('- -', '+ ')


def modulus(order):
    """P and Q of Hankel's expansion: J = sqrt(2 / (pi x)) (P cos(chi) - Q sin(chi))."""
    def pq(x):
        chi = x - (mpf(order) / 2 + mpf(1) / 4) * PI
        j, y = mp.besselj(order, x), mp.bessely(order, x)
        r = mp.sqrt(PI * x / 2)
        return r * (j * mp.cos(chi) + y * mp.sin(chi)), r * (y * mp.cos(chi) - j * mp.sin(chi))
    return pq


def bessel01():
    base = 'src/special/bessel/fits/'
    for order in (0, 1):
        J, Y = (lambda x: mp.besselj(order, x)), (lambda x: mp.bessely(order, x))
        zero = lambda k: mp.besseljzero(order, k if order == 0 else k)
        yzero = lambda k: mp.besselyzero(order, k)
        parts = []
        if order == 0:
            small = lambda t: J(mp.sqrt(t))
            rest = lambda t: Y(mp.sqrt(t)) - J(mp.sqrt(t)) * mp.log(t) / PI
            parts.append(function('j0Small', 'J0(sqrt(t)), 0 <= t <= 4.', fit(small, mpf(10) ** -20, 4)))
            parts.append(function('y0Small', 'Y0(sqrt(t)) - ln(t) J0(sqrt(t)) / pi, 0 <= t <= 4.', fit(rest, mpf(10) ** -20, 4)))
            parts.append(about('j0First', J, zero(1), 2, 4, 'J0(x), 2 <= x <= 4, about its zero.'))
            parts.append(about('j0Second', J, zero(2), 4, '6.3', 'J0(x), 4 <= x <= 6.3, about its zero.'))
            parts.append(function('j0Third', 'J0(7 + t), 6.3 <= 7 + t <= 8.', fit(J, '6.3', 8, 7)))
            parts.append(function('y0First', 'Y0(2.5 + t), 2 <= 2.5 + t <= 3.', fit(Y, 2, 3, '2.5')))
            parts.append(about('y0Second', Y, yzero(2), 3, 5, 'Y0(x), 3 <= x <= 5, about its zero.'))
            parts.append(function('y0Third', 'Y0(5.75 + t), 5 <= 5.75 + t <= 6.5.', fit(Y, 5, '6.5', '5.75')))
            parts.append(about('y0Fourth', Y, yzero(3), '6.5', 8, 'Y0(x), 6.5 <= x <= 8, about its zero.'))
        else:
            small = lambda t: J(mp.sqrt(t)) / mp.sqrt(t)
            rest = lambda t: (Y(mp.sqrt(t)) - J(mp.sqrt(t)) * mp.log(t) / PI + 2 / PI / mp.sqrt(t)) / mp.sqrt(t)
            parts.append(function('j1Small', 'J1(sqrt(t)) / sqrt(t), 0 <= t <= 4.', fit(small, mpf(10) ** -20, 4)))
            parts.append(function('y1Small', 'What Y1(sqrt(t)) / sqrt(t) has beside ln(t) J1 / pi and -2 / (pi t), 0 <= t <= 4.', fit(rest, mpf(10) ** -20, 4)))
            parts.append(about('j1First', J, zero(1), '3', '5.3', 'J1(x), 3 <= x <= 5.3, about its zero.'))
            parts.append(function('j1Zeroth', 'J1(2.5 + t), 2 <= 2.5 + t <= 3.', fit(J, 2, 3, '2.5')))
            parts.append(about('j1Second', J, zero(2), '5.3', 8, 'J1(x), 5.3 <= x <= 8, about its zero.'))
            parts.append(about('y1First', Y, yzero(1), 2, 3, 'Y1(x), 2 <= x <= 3, about its zero.'))
            parts.append(function('y1Second', 'Y1(3.75 + t), 3 <= 3.75 + t <= 4.5.', fit(Y, 3, '4.5', '3.75')))
            parts.append(about('y1Third', Y, yzero(2), '4.5', '6.5', 'Y1(x), 4.5 <= x <= 6.5, about its zero.'))
            parts.append(function('y1Fourth', 'Y1(7.25 + t), 6.5 <= 7.25 + t <= 8.', fit(Y, '6.5', 8, '7.25')))
        pq = modulus(order)
        tiny = mpf(10) ** -12
        p = lambda t: pq(1 / mp.sqrt(t))[0]
        q = lambda t: pq(1 / mp.sqrt(t))[1] / mp.sqrt(t)
        parts.append(function(f'p{order}Middle', 'P(1 / sqrt(t)), 8 <= x <= 16.', fit(p, mpf(1) / 256, mpf(1) / 64)))
        parts.append(function(f'q{order}Middle', 'x Q(x), t = 1 / x^2, 8 <= x <= 16.', fit(q, mpf(1) / 256, mpf(1) / 64)))
        parts.append(function(f'p{order}Far', 'P(1 / sqrt(t)), x >= 16.', fit(p, tiny, mpf(1) / 256)))
        parts.append(function(f'q{order}Far', 'x Q(x), t = 1 / x^2, x >= 16.', fit(q, tiny, mpf(1) / 256)))
        write(base + f'order{order}.ts', f'Fits of J{order} and Y{order}, and of the amplitudes P and Q of their waves.', parts)
    for order in (0, 1):
        I, K = (lambda x: mp.besseli(order, x)), (lambda x: mp.besselk(order, x))
        parts = []
        if order == 0:
            parts.append(function('i0Small', 'I0(sqrt(t)), 0 <= t <= 16.', fit(lambda t: I(mp.sqrt(t)), mpf(10) ** -20, 16)))
            parts.append(function('k0Small', 'K0(sqrt(t)) + ln(t) I0(sqrt(t)) / 2, 0 <= t <= 1.',
                                  fit(lambda t: K(mp.sqrt(t)) + mp.log(t) / 2 * I(mp.sqrt(t)), mpf(10) ** -20, 1)))
        else:
            parts.append(function('i1Small', 'I1(sqrt(t)) / sqrt(t), 0 <= t <= 16.', fit(lambda t: I(mp.sqrt(t)) / mp.sqrt(t), mpf(10) ** -20, 16)))
            parts.append(function('k1Small', 'K1(x) / x less 1 / t and ln(t) I1(x) / (2 x), t = x^2, 0 <= t <= 1.',
                                  fit(lambda t: (K(mp.sqrt(t)) - 1 / mp.sqrt(t) - mp.log(t) / 2 * I(mp.sqrt(t))) / mp.sqrt(t), mpf(10) ** -20, 1)))
        for name, a, b in (('Near', 4, 8), ('Middle', 8, 24), ('Far', 24, mpf(10) ** 6)):
            lo, hi = mpf(1) / b, mpf(1) / a
            centre = mpf(float((lo + hi) / 2)) if name != 'Far' else mpf(0)
            parts.append(function(f'i{order}{name}', f'sqrt(x) exp(-x) I{order}(x), t = 1 / x - {float(centre)!r}, x from {a} to {b if b < 1000 else "infinity"}.',
                                  fit(lambda t: mp.exp(-1 / t) * I(1 / t) / mp.sqrt(t), lo, hi, centre)))
        for name, a, b in (('First', 1, 2), ('Near', 2, 4), ('Middle', 4, 12), ('Far', 12, mpf(10) ** 6)):
            lo, hi = mpf(1) / b, mpf(1) / a
            centre = mpf(float((lo + hi) / 2)) if name != 'Far' else mpf(0)
            parts.append(function(f'k{order}{name}', f'sqrt(x) exp(x) K{order}(x), t = 1 / x - {float(centre)!r}, x from {a} to {b if b < 1000 else "infinity"}.',
                                  fit(lambda t: mp.exp(1 / t) * K(1 / t) / mp.sqrt(t), lo, hi, centre)))
        if order == 0:
            # I0 is needed by windows too, below numloom/special.
            write('src/backends/single/fits/modified.ts', 'Fits of the modified function I0.', [p for p in parts if 'function i0' in p])
            write(base + 'modified0.ts', 'Fits of the modified function K0.', [p for p in parts if 'function k0' in p])
        else:
            write(base + 'modified1.ts', 'Fits of the modified functions I1 and K1.', parts)
    half = PI / 4 * mpf('1.001')
    write(base + 'circle.ts', 'Sine and cosine within an eighth of a turn.', [
        function('sineRest', 'sin(r) / r, t = r^2.', fit(lambda t: mp.sin(mp.sqrt(t)) / mp.sqrt(t), mpf(10) ** -30, half ** 2, 0, mpf(2) ** -58)),
        function('cosineRest', '(cos(r) - 1 + t / 2) / t^2, t = r^2.',
                 fit(lambda t: (mp.cos(mp.sqrt(t)) - 1 + t / 2) / t ** 2, mpf(10) ** -9, half ** 2, 0, mpf(2) ** -58)),
    ])


def temme():
    """Temme's two functions of 1 / Gamma(1 +- m), |m| <= 1/2."""
    r = lambda t: mp.rgamma(1 + mp.sqrt(t))
    l = lambda t: mp.rgamma(1 - mp.sqrt(t))
    write('src/special/bessel/fits/temme.ts', "Temme's auxiliary functions (J. Comput. Phys. 19, 1975), t = m^2, |m| <= 1/2.", [
        function('gammaOne', '(1 / Gamma(1 - m) - 1 / Gamma(1 + m)) / (2 m).',
                 fit(lambda t: (l(t) - r(t)) / (2 * mp.sqrt(t)), mpf(10) ** -30, mpf('0.2501'), 0, mpf(2) ** -58)),
        function('gammaTwo', '(1 / Gamma(1 - m) + 1 / Gamma(1 + m)) / 2.',
                 fit(lambda t: (l(t) + r(t)) / 2, mpf(10) ** -30, mpf('0.2501'), 0, mpf(2) ** -58)),
    ])


def airy():
    """Ai, Ai', Bi, Bi' and the integrals of Ai and Bi from 0 at the points -16, -15.5, ..., 16."""
    rows = []
    for k in range(-32, 33):
        x = mpf(k) / 2
        rows.append([mp.airyai(x), mp.airyai(x, derivative=1), mp.airybi(x), mp.airybi(x, derivative=1),
                     mp.airyai(x, derivative=-1), mp.airybi(x, derivative=-1)])
    text = ',\n'.join('  ' + ', '.join(number(v) for v in row) for row in rows)
    write('src/special/fits/airy.ts', 'Airy functions at the points from which Taylor series start.', [
        "/** For x = -16, -15.5, ..., 16: Ai, Ai', Bi, Bi' and the integrals of Ai and Bi from 0 to x. */\n"
        f'export const AIRY = Float64Array.of(\n{text},\n);\n'])


if __name__ == '__main__':
    for what in sys.argv[1:]:
        globals()[what]()
