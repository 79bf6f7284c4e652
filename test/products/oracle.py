"""Writes test/fixtures/products/*.json with NumPy's answers. Run: NPY_PROMOTION_STATE=weak python3 test/products/oracle.py

An operand is [shape, dtype, seed, view]; its values follow from the seed (see `operand` here and in operands.ts).
"""
import json
import os
import random
import warnings

import numpy as np

OUT = os.path.join(os.path.dirname(__file__), '..', 'fixtures', 'products')
warnings.simplefilter('ignore')


def operand(shape, dtype, seed, view=''):
    """Small numbers from a seed; `view` lays the same shape out otherwise: T (Fortran), - (reversed), 2 (every second)."""
    big = np.dtype(dtype).kind in 'iu' and seed >= 100
    n = int(np.prod(shape, dtype=int)) if len(shape) else 1
    lift = 0 if np.dtype(dtype).kind in 'ub' else 5
    v = [((i * 7 + seed * 3) * (i + seed + 1)) % 11 - lift for i in range(n)]
    if big:
        v = [x * 2 ** (8 * np.dtype(dtype).itemsize - 6) for x in v]
        a = np.array([x % 2 ** 64 for x in v], 'uint64').astype(dtype)
    elif np.dtype(dtype).kind == 'c':
        a = np.array([complex(x, (x * 3) % 5 - 2) for x in v], dtype)
    elif dtype == 'bool':
        a = np.array([x % 3 == 0 for x in v], dtype)
    elif np.dtype(dtype).kind == 'f':
        a = np.array([x * 0.5 for x in v], dtype)
    else:
        a = np.array(v, 'int64').astype(dtype)
    a = a.reshape(shape)
    if view == 'T' and shape:
        a = np.asfortranarray(a)
    elif view == '-':
        a = np.ascontiguousarray(a[::-1])[::-1]
    elif view == '2':
        b = np.zeros(tuple(shape[:-1]) + (2 * shape[-1],), dtype)
        b[..., ::2] = a
        a = b[..., ::2]
    return a


def encode(r):
    a = np.asarray(r)
    flat = a.ravel()
    if a.dtype.kind == 'c':
        v = [x for z in flat for x in (z.real, z.imag)]
        v = [round(float(x), 6) for x in v]
    elif a.dtype.kind == 'f':
        v = [float(x) for x in flat]
    elif a.dtype in ('int64', 'uint64'):
        v = [str(int(x)) for x in flat]
    else:
        v = [int(x) for x in flat]
    return [a.dtype.name, list(a.shape), v]


def vecdot(a, b):
    return np.einsum('...i,...i->...', np.conj(a), b)


def matvec(a, b):
    return np.einsum('...ij,...j->...i', a, b)


def vecmat(a, b):
    return np.einsum('...i,...ij->...j', np.conj(a), b)


OWN = {'vecdot': vecdot, 'matvec': matvec, 'vecmat': vecmat}
cases = []


def case(fn, *specs, **options):
    f = OWN.get(fn) or getattr(np, fn)
    arrays = [operand(*s) if isinstance(s, list) else s for s in specs]
    cases.append([fn, specs, options, encode(f(*arrays, **options))])


DTYPES = 'bool int8 uint8 int16 uint16 int32 uint32 int64 uint64 float16 float32 float64 complex64 complex128'.split()
for d in DTYPES:
    case('matmul', [[2, 3], d, 1], [[3, 2], d, 2, 'T'])
    case('dot', [[5], d, 1], [[5], d, 2, '-'])
    if d[-1].isdigit() and 'int' in d:
        case('matmul', [[3, 4], d, 101], [[4, 3], d, 102])
        case('dot', [[9], d, 103], [[9], d, 104])
case('matmul', [[20, 20], 'int64', 101], [[20, 2], 'int64', 3])
case('matmul', [[20, 20], 'uint64', 1], [[20, 2], 'uint64', 3])
for i, (x, y) in enumerate([('int8', 'float32'), ('int32', 'float32'), ('uint8', 'int8'), ('int64', 'uint64'),
                            ('float32', 'complex64'), ('bool', 'int16'), ('float16', 'int8')]):
    case('matmul', [[2, 3], x, i], [[3], y, i + 1])
    case('dot', [[3], x, i], [[3, 2], y, i + 1])
SHAPES = [([4], [4]), ([3, 4], [4]), ([4], [4, 2]), ([2, 3, 4], [4, 2]), ([3, 4], [2, 4, 2]), ([2, 1, 3, 4], [5, 4, 2]),
          ([2, 3, 4], [2, 4, 3]), ([4], [3, 4, 2]), ([3, 2, 4], [4]), ([1, 3, 4], [2, 4, 1]), ([2, 0, 4], [4, 3]), ([2, 0], [0, 3]),
          ([0], [0]), ([6, 17], [17, 9])]
for k, (x, y) in enumerate(SHAPES):
    for view in ['', 'T', '-', '2']:
        case('matmul', [x, 'float64', k, view], [y, 'float64', k + 1, view])
    case('matmul', [x, 'complex128', k, '2'], [y, 'complex128', k + 1, 'T'])
for k, (x, y) in enumerate([([4], [4]), ([3, 4], [4]), ([4], [4, 2]), ([2, 3, 4], [4, 2]), ([3, 4], [2, 4, 2]), ([2, 3, 4], [3, 2, 4, 2]),
                            ([4], [3, 4, 2]), ([], [2, 3]), ([3], []), ([], []), ([0], [0]), ([2, 0], [0, 3])]):
    for view in ['', 'T', '-', '2']:
        if view and not (x and y):
            continue
        case('dot', [x, 'float64', k, view], [y, 'float64', k + 1, view])
for k, (x, y) in enumerate([([4], [4]), ([3, 4], [4]), ([2, 3, 4], [5, 4]), ([4], [2, 4]), ([], [3]), ([2, 3, 4], [2, 1, 4])]):
    case('inner', [x, 'float64', k, 'T'], [y, 'float64', k + 1])
    case('inner', [x, 'complex128', k], [y, 'float32', k + 1])
for d in ['int32', 'float64', 'complex128', 'bool']:
    case('vdot', [[2, 3], d, 1, 'T'], [[2, 3], d, 2])
    case('outer', [[2, 2], d, 1, 'T'], [[3], d, 2])
    case('kron', [[2, 3], d, 1, 'T'], [[2, 2], d, 2])
case('kron', [[3], 'float64', 1], [[2, 2], 'float64', 2])
case('kron', [[2, 1, 2], 'float64', 1], [[3], 'int32', 2])
case('kron', [[], 'float64', 1], [[3], 'int32', 2])
case('outer', [[], 'float64', 1], [[3], 'int32', 2])
for axes in [0, 1, 2]:
    case('tensordot', [[2, 3, 4], 'float64', 1], [[[3, 4, 2], [4, 3], [3, 4, 2]][axes], 'float64', 2] if axes else [[2], 'float64', 2], axes=axes)
case('tensordot', [[3, 4, 5], 'float64', 1], [[4, 3, 2], 'float64', 2], axes=[[1, 0], [0, 1]])
case('tensordot', [[3, 4, 5], 'int64', 1, 'T'], [[5, 3, 2], 'int32', 2, '-'], axes=[[-1, 0], [0, 1]])
case('tensordot', [[3, 4], 'float64', 1], [[3, 4], 'float64', 2, 'T'], axes=[[0, 1], [0, 1]])
case('tensordot', [[3, 0], 'float64', 1], [[0, 2], 'float64', 2], axes=1)
for x, y, o in [([3], [3], {}), ([2], [2], {}), ([2], [3], {}), ([3], [2], {}), ([4, 3], [3], {}), ([4, 2], [4, 3], {}), ([4, 3], [5, 1, 2], {}),
                ([3, 4], [3, 4], {'axis': 0}), ([3, 4], [4, 3], {'axisa': 0, 'axisc': 0}), ([2, 4], [4, 2], {'axisa': 0}), ([5, 3, 2], [3], {'axisa': 1, 'axisc': 1})]:
    case('cross', [x, 'float64', 1], [y, 'float64', 2], **o)
case('cross', [[3], 'int8', 101], [[3], 'int16', 2])
case('cross', [[2, 3], 'complex64', 1], [[3], 'float64', 2])
for d in ['bool', 'int8', 'uint8', 'int32', 'int64', 'uint64', 'float16', 'float32', 'float64', 'complex64']:
    case('trace', [[3, 4], d, 1])
for s, o in [([3, 3], {'offset': 1}), ([3, 4], {'offset': -2}), ([3, 4], {'offset': 7}), ([2, 3, 4], {}), ([2, 3, 4], {'axis1': -1, 'axis2': 1, 'offset': 1}),
             ([2, 3, 3], {'axis1': 1, 'axis2': 2, 'dtype': 'float32'}), ([0, 3], {})]:
    case('trace', [s, 'float64', 2, 'T'], **o)
for x, y in [([4], [4]), ([2, 4], [4]), ([3, 1, 4], [2, 4])]:
    for d in ['int32', 'complex128', 'float32']:
        case('vecdot', [x, d, 1, '2'], [y, d, 2])
for x, y in [([3, 4], [4]), ([2, 3, 4], [2, 4]), ([2, 1, 3, 4], [5, 4])]:
    for d in ['int16', 'complex64']:
        case('matvec', [x, d, 1, 'T'], [y, d, 2])
for x, y in [([4], [4, 3]), ([2, 4], [2, 4, 3]), ([5, 4], [2, 1, 4, 3])]:
    for d in ['int16', 'complex64']:
        case('vecmat', [x, d, 1], [y, d, 2, 'T'])
with open(os.path.join(OUT, 'products.json'), 'w') as f:
    f.write('[\n' + ',\n'.join(json.dumps(c, separators=(',', ':')) for c in cases) + '\n]\n')

# Einstein sums: hand-picked subscripts and a random family.
cases = []


def einsum(sub, *specs, **options):
    arrays = [operand(*s) for s in specs]
    r = np.einsum(sub, *arrays, **options)
    cases.append([sub, specs, options, encode(r)])


A, B, C = [2, 3], [3, 4], [4, 2]
for sub, shapes in [('ij,jk', [A, B]), ('ij,jk->ki', [A, B]), ('ij,jk,kl', [A, B, C]), ('ij,jk,ki->', [A, B, C]), ('ii', [[3, 3]]), ('ii->i', [[3, 3]]),
                    ('ij->ji', [A]), ('ba', [A]), ('ij->', [A]), ('ij->j', [A]), ('i,i', [[4], [4]]), ('i,i->i', [[4], [4]]), ('i,j', [[4], [3]]), ('ij,ij->i', [A, A]),
                    ('...ij,...jk', [[2, 2, 3], [3, 4]]), ('...i->i...', [[2, 3, 4]]), ('...ii->...i', [[2, 3, 3]]), ('i...,...i', [[3, 2], [2, 3]]),
                    ('i...->...', [A]), ('...,...', [A, []]), ('', [[]]), (',', [[], []]), ('iij->ij', [[2, 2, 3]]), ('iij,jk->k', [[2, 2, 3], B]),
                    ('ijk,ikl->ijl', [[2, 3, 4], [2, 4, 3]]), ('bij,bj->bi', [[2, 3, 4], [2, 4]]), ('ab,cd->acbd', [A, B]), ('ijk,jil->kl', [[2, 3, 4], [3, 2, 5]]),
                    ('ij,jk->ik', [[2, 1], [3, 4]]), ('ij,kj->ik', [[2, 3], [4, 1]]), ('bij,bjk->bik', [[1, 2, 3], [4, 3, 2]]), ('ij,j,i->', [A, [3], [2]]),
                    ('i,i,i->', [[4], [4], [4]]), ('i,i,i->i', [[4], [4], [1]]), ('a,b,c->cab', [[2], [3], [2]]), ('ij,ij,ij->j', [A, A, A]),
                    ('ea,fb,abcd,gc,hd->efgh', [[2, 3], [2, 3], [3, 3, 2, 2], [2, 2], [3, 2]]), (' i j , j k -> i k ', [A, B]), ('zA,Ab', [A, B]),
                    ('ij,jk->', [[2, 0], [0, 3]]), ('ij,jk->ik', [[2, 0], [0, 3]]), ('...a,...a->...', [[4, 3], [2, 1, 3]])]:
    for d in (['float64', 'complex128', 'int32'] if len(shapes) > 1 else ['float64', 'int16', 'bool']):
        einsum(sub, *[[s, d, 3 * k + 1, '' if not s else 'T-2 '[(k + len(sub)) % 4].strip()] for k, s in enumerate(shapes)])
for d in ['bool', 'int8', 'uint8', 'int64', 'uint64', 'float16', 'float32', 'complex64']:
    einsum('ij,jk->ik', [A, d, 1], [B, d, 2])
    einsum('ij,jk', [A, d, 1], [B, 'float32', 2])
einsum('ij,jk->ik', [A, 'int32', 1], [B, 'int16', 2], dtype='float64')
rng = random.Random(5)
dims = {'a': 2, 'b': 3, 'c': 4, 'd': 1, 'e': 2}
for n in range(120):
    terms, specs = [], []
    for k in range(rng.choice([1, 2, 2, 3, 3, 4])):
        labels = [rng.choice('abcde') for _ in range(rng.randint(0, 3))]
        terms.append(''.join(labels))
        sizes = [1 if rng.random() < 0.1 and labels.count(l) == 1 else dims[l] for l in labels]
        specs.append([sizes, 'float64', k + n % 7, rng.choice(['', 'T', '-', '2']) if sizes else ''])
    used = sorted(set(''.join(terms)))
    sub = ','.join(terms)
    if rng.random() < 0.8:
        sub += '->' + ''.join(rng.sample(used, rng.randint(0, min(4, len(used)))))
    einsum(sub, *specs, **({'optimize': rng.choice([True, 'greedy', 'optimal'])} if n % 3 == 0 else {}))
paths = []
for n in range(60):
    terms = [''.join(rng.sample('abcdefg', rng.randint(1, 3))) for _ in range(rng.randint(1, 5))]
    sizes = {l: rng.choice([2, 3, 5, 7]) for l in 'abcdefg'}
    used = sorted(set(''.join(terms)))
    sub = ','.join(terms) + '->' + ''.join(rng.sample(used, rng.randint(0, 3 if len(used) > 3 else len(used))))
    shapes = [[sizes[l] for l in t] for t in terms]
    for opt in ['greedy', 'optimal'] + ([False, ['greedy', 30]] if n % 4 == 0 else []):
        p, text = np.einsum_path(sub, *[np.ones(s) for s in shapes], optimize=tuple(opt) if isinstance(opt, list) else opt)
        paths.append([sub, shapes, opt, [list(s) if i else s for i, s in enumerate(p)], text if n < 12 else ''])
with open(os.path.join(OUT, 'einsum.json'), 'w') as f:
    f.write('{"sums":[\n' + ',\n'.join(json.dumps(c, separators=(',', ':')) for c in cases) + '\n],"paths":[\n' +
            ',\n'.join(json.dumps(c, separators=(',', ':')) for c in paths) + '\n]}\n')
