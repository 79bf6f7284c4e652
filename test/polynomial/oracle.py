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
