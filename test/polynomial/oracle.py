"""Writes test/fixtures/polynomial/*.json with NumPy's answers. Run: python3 test/polynomial/oracle.py

Arguments are JSON: numbers, lists, {"c": [[re, im], ...]} for complex arrays, {"p": [...]} for poly1d.
"""
import json
import os
import warnings

import numpy as np
import numpy.polynomial as npp

OUT = os.path.join(os.path.dirname(__file__), '..', 'fixtures', 'polynomial')
warnings.simplefilter('ignore')


def arg(a):
    if isinstance(a, dict) and 'c' in a:
        return np.array([complex(*z) for z in a['c']])
    if isinstance(a, dict) and 'p' in a:
        return np.poly1d(arg(a['p']))
    if isinstance(a, list):
        return np.array(a, dtype=float)
    return a


def number(x):
    x = complex(x)
    return [x.real, x.imag]


def digits(x):
    return float('%.15g' % x)


def encode(r, ordered=True):
    if isinstance(r, (tuple, list)):
        return {'list': [encode(x) for x in r]}
    if isinstance(r, np.poly1d):
        return {'poly1d': encode(r.coeffs)}
    if isinstance(r, npp._polybase.ABCPolyBase):
        return {'series': [encode(r.coef), [float(x) for x in r.domain], [float(x) for x in r.window]]}
    if isinstance(r, str):
        return r
    a = np.asarray(r)
    flat = a.ravel()
    if a.dtype.kind == 'c':
        return {'s': list(a.shape), 'c': [[digits(z.real), digits(z.imag)] for z in flat]}
    if a.ndim == 0 and a.dtype.kind != 'c':
        return digits(a) if np.isfinite(a) else str(float(a))
    return {'s': list(a.shape), 'v': [digits(x) for x in flat]}


def write(name, cases):
    with open(os.path.join(OUT, name), 'w') as f:
        f.write('[\n' + ',\n'.join(json.dumps(c, separators=(',', ':')) for c in cases) + '\n]\n')


# The functions on coefficients from the highest power down.
cases = []


def case(fn, *args, **options):
    cases.append([fn, args, options, encode(getattr(np, fn)(*[arg(a) for a in args], **{k: arg(v) for k, v in options.items()}))])


Z = {'c': [[1, 2], [0, -1], [3, 0]]}
for a, b in [([1, 2], [9, 5, 4]), ([1, 2, 3], [1, 2, 3]), ([], [1, 2]), ([0, 0, 1], [5]), (Z, [1, 2]), ({'p': [1, 2]}, [1, 0, -1]), ([3], {'p': [1, 2]})]:
    for fn in ['polyadd', 'polysub', 'polymul']:
        if fn == 'polymul' and a == []:
            continue
        case(fn, a, b)
for a, b in [([3, 5, 2], [2, 1]), ([1, 2, 3, 4, 5], [1, 2, 1]), ([1, 2], [1, 2, 3]), ([2, 4], [2]), (Z, [1, 2]), ([1, 0, 0, -1], [1, -1]), ({'p': [1, 5, 6]}, [1, 2])]:
    case('polydiv', a, b)
for p in [[1, 1, 1, 1], [5], Z, {'p': [1, 2, 3]}, [2.5, 0, -1, 4, 1]]:
    for m in [0, 1, 2, 3]:
        case('polyder', p, m=m)
        case('polyint', p, m=m)
case('polyint', [3, 2, 1], m=2, k=[1, 2])
case('polyint', [3, 2, 1], m=3, k=6)
for p in [[3, 0, 1], [1], Z, {'p': [1, -2, 0.5]}]:
    for x in [5, 0.25, [1, 2, 3], [[1, 2], [3, 4]], {'c': [[1, 1], [0, 2]]}, {'p': [1, -1]}]:
        case('polyval', p, x)
for z in [[2, 3], [0, 0, 0], [-1.5, 0, 2, 7], {'c': [[0, 1], [0, -1], [2, 0]]}, {'c': [[0, 1], [2, 0]]}, [], [[0, 1 / 3], [-1 / 2, 0]], [[2, 1], [1, 3]]]:
    case('poly', z)
ROOTS = [[1, -5, 6], [1, 0, 1], [3.2, 2, 1], [1, 2, 3, 4, 5, 6], [0, 0, 1, -1], [1, -1, 0, 0], [5], [], [0, 0], [1, 0, 0, 0, -1], Z, {'c': [[1, 1], [2, -3], [0, 1], [4, 4], [1, 0]]},
         list(np.poly(range(1, 9))), [1e-8, 1, -1e4, 3], [1, -4, 6, -4, 1], [1, 3, 1e5]]
for p in ROOTS:
    case('roots', p)
x = [0, 1, 2, 3, 4, 5, 6, 7]
y = [0.1, 0.9, 0.2, -0.7, -1.1, 0.3, 0.8, 1.5]
y2 = [[v, i * i * 0.5] for i, v in enumerate(y)]
w = [1, 2, 1, 0.5, 1, 3, 1, 1]
for deg in [0, 1, 3, 5]:
    case('polyfit', x, y, deg)
    case('polyfit', x, y2, deg, w=w)
    case('polyfit', x, y, deg, full=True)
    case('polyfit', x, y, deg, cov=True)
    case('polyfit', x, y2, deg, cov='unscaled', w=w)
case('polyfit', x, y2, 2, cov=True)
case('polyfit', [1, 1, 1], [1, 2, 4], 2, full=True)
case('polyfit', [1, 2], [3, 5], 3)
case('polyfit', x, {'c': [[v, i % 3] for i, v in enumerate(y)]}, 2)
case('polyfit', {'c': [[v, i % 3] for i, v in enumerate(y)]}, y, 2, full=True)
case('polyfit', list(range(1900, 1920)), [i ** 2 % 17 for i in range(20)], 3)
write('powers.json', cases)

texts = []
for c in [[1, 2, 3], [0], [1], [1, 0], [-1, 0, -2.5], [0.000123456, -1234567.89, 0, 1], [1e-5, 1e20, 3.14159], [0, 0, 5, -1], list(range(1, 16)), [-12345.678] * 12]:
    texts.append([c, {}, str(np.poly1d(c))])
texts.append([[1, 2, 3], {'variable': 'z'}, str(np.poly1d([1, 2, 3], variable='z'))])
texts.append([Z, {}, str(np.poly1d(arg(Z)))])
texts.append([[1, 2, 3], {'r': True}, str(np.poly1d([1, 2, 3], r=True))])
texts.append([{'c': [[0, 1], [1, 2], [0, -1]]}, {}, str(np.poly1d([1j, 1 + 2j, -1j]))])
write('poly1d.json', texts)

# The six families: every function of each module, [module, function, arguments, options, answer].
cases = []
MODULES = {'polynomial': ('poly', npp.polynomial), 'chebyshev': ('cheb', npp.chebyshev), 'legendre': ('leg', npp.legendre),
           'laguerre': ('lag', npp.laguerre), 'hermite': ('herm', npp.hermite), 'hermiteE': ('herme', npp.hermite_e)}
A = [1, -2, 0.5, 3]
B = [2, 1, -1]
C2 = [[1, 2, 0.5], [0.25, -1, 3]]
C3 = [[[1, 2], [0.5, -1]], [[2, 0], [1, 0.25]]]
X = [-0.5, 0.25, 2]
for name, (prefix, module) in MODULES.items():
    def case(fn, *args, **options):
        f = getattr(module, prefix + fn, None) or getattr(module, fn)
        answer = encode(f(*[arg(a) for a in args], **{k: arg(v) if k != 'deg' else v for k, v in options.items()}))
        label = fn if not hasattr(module, prefix + fn) else prefix + fn
        cases.append([name, label, args, options, answer])
    for fn in ['add', 'sub', 'mul', 'div']:
        for a, b in [(A, B), (B, A), (A, [2]), (Z, B), (A, [1, -2, 0.5, -3]) if fn == 'add' else (A, A)]:
            case(fn, a, b)
    for c in [A, [0], [3], Z]:
        case('mulx', c)
    for n in [0, 1, 3]:
        case('pow', B, n)
    for c in [A, [3], Z, C2]:
        for x in [0.25, X, [[0.5, -1], [2, 0]], {'c': [[1, 1], [0, -0.5]]}]:
            case('val', x, c)
    case('val', [1, 2, 3], C2, tensor=False)
    case('val2d', X, X, C2)
    case('val3d', X, X, X, C3)
    case('grid2d', X, [1, 2], C2)
    case('grid3d', X, [1, 2], [0.5], C3)
    for c in [A, [1, 2, 3, 4, 5, 6, 7], Z, C2, [5]]:
        for m in [0, 1, 2]:
            case('der', c, m=m)
            case('int', c, m=m)
    case('der', C2, axis=1, scl=2)
    case('int', C2, axis=1, scl=2, lbnd=-1)
    case('int', A, m=3, k=[1, 2], lbnd=0.5, scl=-0.5)
    case('line', 3, 2)
    case('line', 3, 0)
    for r in [[], [1], [-1, 2, 0.5], {'c': [[0, 1], [0, -1]]}, [1, 2, 3, 4, 5]]:
        case('fromroots', r)
    for c in [[1, 2], A, [1, 0, 0, 2, 0, 1], Z, [4], [1, 2, 0, 0]]:
        case('roots', c)
    for c in [[1, 2], A, [1, 2, 3, 4, 5], Z]:
        case('companion', c)
    case('vander', X, 4)
    case('vander', 0.5, 2)
    case('vander', [[0.5, 1], [2, 3]], 3)
    case('vander', {'c': [[1, 1], [0, 2]]}, 3)
    case('vander2d', X, X, [1, 2])
    case('vander3d', X, X, X, [1, 2, 1])
    ys = [1, 0.5, -1, 2, 0.25, 0.75]
    xs = [-1, -0.4, 0.1, 0.3, 0.8, 1]
    case('fit', xs, ys, 3)
    case('fit', xs, ys, 2, full=True)
    case('fit', xs, [[v, v * v] for v in ys], 2, w=[1, 2, 1, 1, 3, 1])
    case('fit', xs, ys, 4, rcond=0.2)
    cases.append([name, prefix + 'fit', [xs, ys, [0, 1, 3]], {}, encode(getattr(module, prefix + 'fit')(xs, ys, [0, 1, 3]))])
    case('trim', [1, 0.1, 1e-3, 0])
    case('trim', [1, 0.1, 1e-3, 0], tol=0.05)
    for c in ['domain', 'zero', 'one', 'x']:
        cases.append([name, prefix + c, None, {}, encode(getattr(module, prefix + c))])
    if prefix != 'poly':
        case('poly2' + prefix, A)
        case('poly2' + prefix, [3])
        case(prefix + '2poly', A)
        case(prefix + '2poly', [1, 2, 3, 4, 5, 6])
        case('weight', [0.1, 0.5])
        for n in [1, 2, 5, 20]:
            case('gauss', n)
    else:
        case('valfromroots', 2.5, [1, 2, 3])
        case('valfromroots', X, [[1, 2], [3, 4]])
        case('valfromroots', [2, 5], [[1, 2], [3, 4]], tensor=False)
    if prefix == 'cheb':
        for n in [1, 2, 5]:
            case('pts1', n)
            case('pts2', n + 1)
write('families.json', cases)

# The classes: the same program on each.
cases = []
for name in ['Polynomial', 'Chebyshev', 'Legendre', 'Laguerre', 'Hermite', 'HermiteE']:
    S = getattr(npp, name)
    p = S([1, 2, 3], domain=[0, 2])
    q = S([1, -1, 0.5, 2], domain=[0, 2])
    u = S([1, -1, 0.5, 2])
    out = {
        'p(0.5)': p(0.5), 'q([0,1.5])': q(np.array([0, 1.5])), 'p+q': p + q, 'p-q': p - q, 'p*q': p * q, 'q//p': q // p, 'q%p': q % p, 'p**3': p ** 3, '-p': -p,
        'p/2': p / 2, 'p+[1]': p + [1], 'deriv': q.deriv(2), 'integ': q.integ(2, k=[1, 2], lbnd=0.5), 'integ1': q.integ(), 'roots': q.roots(), 'linspace': list(p.linspace(3)),
        'trim': S([1, 2, 1e-3]).trim(0.01), 'truncate': q.truncate(2), 'cutdeg': q.cutdeg(2), 'convert': q.convert(domain=[-1, 1]), 'to Polynomial': q.convert(kind=npp.Polynomial),
        'to Chebyshev': u.convert(kind=npp.Chebyshev, domain=[0, 3]), 'mapparms': list(p.mapparms()), 'degree': q.degree(), 'fromroots': S.fromroots([1, 2, 3]),
        'fromroots none': S.fromroots([1, 2, 3], domain=None), 'identity': S.identity(domain=[0, 4]), 'basis': S.basis(3), 'cast': S.cast(npp.Legendre([1, 2, 3])),
        'fit': S.fit([0, 1, 2, 3, 4], [1, 3, 2, 5, 4], 2), 'fit full': list(S.fit([0, 1, 2, 3, 4], [1, 3, 2, 5, 4], 1, full=True))[1][1:3], 'p(q)': u(S([1, 2])),
        'complex': S([1, 1j])(2.0), 'fit list': S.fit([0, 1, 2, 3, 4], [1, 3, 2, 5, 4], [0, 2], domain=[]),
    }
    cases.append([name, {k: encode(v) for k, v in out.items()}])
write('classes.json', cases)
cases = []
for name in ['Polynomial', 'Chebyshev', 'HermiteE']:
    S = getattr(npp, name)
    for c in [[1, 2, 3], [0], [1.5, -2, 2.5e-8], [-1, 0, -0.1], [1 / 3, 1e8, 123456789.5, 1e-4, 9.9e-5], list(range(14)), [1e20, float('inf')], [1, -float('inf')]]:
        cases.append([name, [x if np.isfinite(x) else str(x) for x in c], format(S(c), 'unicode'), format(S(c), 'ascii')])
write('texts.json', cases)
