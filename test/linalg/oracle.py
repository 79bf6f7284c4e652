"""Writes test/fixtures/linalg/*.json with NumPy's and SciPy's answers. Run: python3 test/linalg/oracle.py

A case is [function, arguments, options, answer, tolerance]. Arrays are {"a": flat values, "s": shape, "t": dtype}, complex values
neighbouring pairs. Only results that are unique are here; laws.test.ts covers the others. Options are numloom's.
"""
import json
import math
import os
import warnings

import numpy as np
import scipy.linalg as sl

OUT = os.path.join(os.path.dirname(__file__), '..', 'fixtures', 'linalg')
os.makedirs(OUT, exist_ok=True)
warnings.simplefilter('ignore')
nl = np.linalg


def rand(*shape, seed=0, dtype='float64'):
    r = np.random.default_rng(seed + 17 * sum(shape))
    x = np.round(r.standard_normal(shape), 2)
    if np.dtype(dtype).kind == 'c':
        x = x + 1j * np.round(r.standard_normal(shape), 2)
    return x.astype(dtype)


def spd(n, seed=0, dtype='float64'):
    x = rand(n, n, seed=seed, dtype=dtype)
    y = np.tril((x @ x.conj().T + n * np.eye(n)).round(2))
    return (y + np.tril(y, -1).conj().T).astype(dtype)


def sym(n, seed=0, dtype='float64'):
    x = rand(n, n, seed=seed, dtype=dtype)
    return (x + x.conj().T).astype(dtype)


def number(x):
    x = float(x)
    return x if math.isfinite(x) else str(x)


def encode(x):
    if isinstance(x, dict):
        return {k: encode(v) for k, v in x.items()}
    if isinstance(x, (list, tuple)):
        return [encode(v) for v in x]
    if isinstance(x, (str, bool)) or x is None:
        return x
    if isinstance(x, np.bool_):
        return bool(x)
    a = np.asarray(x)
    if isinstance(x, (int, float, np.integer, np.floating)):
        return number(x)
    flat = a.ravel()
    if a.dtype.kind == 'c':
        flat = np.stack([flat.real, flat.imag], 1).ravel()
    values = [number(v) for v in flat]
    return {'a': values, 's': list(a.shape), 't': 'int32' if a.dtype == np.int64 else a.dtype.name}


groups = {}
current = None


def group(name):
    global current
    current = groups.setdefault(name, [])


def case(fn, args, answer, options=None, tol=1e-12):
    current.append([fn, [encode(a) for a in args], options or {}, encode(answer), tol])


REAL = ['float64', 'float32']
ALL = ['float64', 'float32', 'complex128', 'complex64']
TOL = {'float64': 1e-12, 'complex128': 1e-12, 'float32': 2e-4, 'complex64': 2e-4}

# numpy.linalg ------------------------------------------------------------------------------------------------------
group('numpy')
for d in ALL:
    t = TOL[d]
    for n in [1, 2, 5]:
        a = rand(n, n, seed=3, dtype=d) + (n * np.eye(n)).astype(d)
        case('inv', [a], nl.inv(a), tol=t)
        case('det', [a], np.asarray(nl.det(a)), tol=t)
        s, l = nl.slogdet(a)
        case('slogdet', [a], {'sign': np.asarray(s), 'logabsdet': np.asarray(l)}, tol=t)
        b = rand(n, seed=1, dtype=d)
        case('solve', [a, b], nl.solve(a, b), tol=t)
        b2 = rand(n, 3, seed=1, dtype=d)
        case('solve', [a, b2], nl.solve(a, b2), tol=t)
        case('cholesky', [spd(n, dtype=d)], nl.cholesky(spd(n, dtype=d)), tol=t)
        case('cholesky', [spd(n, dtype=d)], nl.cholesky(spd(n, dtype=d)).conj().T, {'upper': True}, tol=t)
        case('eigvalsh', [sym(n, dtype=d)], nl.eigvalsh(sym(n, dtype=d)), tol=t * 10)
        case('eigvalsh', [sym(n, dtype=d)], nl.eigvalsh(sym(n, dtype=d), 'U'), {'UPLO': 'U'}, tol=t * 10)
        case('matrixPower', [a, 3], nl.matrix_power(a, 3), tol=t * 10)
        case('matrixPower', [a, -2], nl.matrix_power(a, -2), tol=t * 10)
        case('cond', [a], np.asarray(nl.cond(a)), tol=t * 10)
        for p in [1, -1, -2, 'fro']:
            case('cond', [a], np.asarray(nl.cond(a, p)), {'p': p}, tol=t * 10)
    for s in [(2, 3, 3), (2, 2, 4, 4), (0, 3, 3), (3, 0, 0)]:
        a = rand(*s, seed=5, dtype=d) + (4 * np.eye(s[-1])).astype(d)
        case('inv', [a], nl.inv(a), tol=t)
        case('det', [a], nl.det(a), tol=t * 10)
        case('solve', [a, rand(*s[:-1], 2, seed=2, dtype=d)], nl.solve(a, rand(*s[:-1], 2, seed=2, dtype=d)), tol=t)
        if 0 not in s:
            case('solve', [a, rand(s[-1], 2, seed=2, dtype=d)], nl.solve(a, rand(s[-1], 2, seed=2, dtype=d)), tol=t)
            case('svdvals', [a], nl.svd(a, compute_uv=False), tol=t * 10)
            case('pinv', [a], nl.pinv(a), tol=t * 10)
            case('cond', [a], nl.cond(a), tol=t * 10)
    for m, n in [(3, 2), (2, 3), (5, 5), (1, 4), (4, 1)]:
        a = rand(m, n, seed=4, dtype=d)
        case('svdvals', [a], sl.svdvals(a), tol=t * 10)
        case('pinv', [a], nl.pinv(a, rcond=1e-6), {'rcond': 1e-6}, tol=t * 100)
        case('matrixRank', [a], int(nl.matrix_rank(a)))
        for k in [None, 2]:
            b = rand(m, *([k] if k else []), seed=6, dtype=d)
            x, r, rank, sv = nl.lstsq(a, b, rcond=None)
            case('lstsq', [a, b], {'x': x, 'residuals': r, 'rank': int(rank), 's': sv}, tol=t * 100)
            x, r, rank, sv = sl.lstsq(a, b, lapack_driver='gelsy')
            case('lstsq', [a, b], {'x': x, 'rank': int(rank), 's': None}, {'lapackDriver': 'gelsy'}, tol=t * 100)
        for o in [None, 'fro', 'nuc', 1, -1, 2, -2]:
            case('norm', [a], np.asarray(nl.norm(a, o)), {} if o is None else {'ord': o}, tol=t * 10)
        case('matrixNorm', [a], np.asarray(nl.norm(a, 'fro')), tol=t)
        for o in [1, 2, 3, 0.5, -1, 0]:
            case('norm', [a], nl.norm(a, o, axis=1), {'ord': o, 'axis': 1}, tol=t * 10)
            case('vectorNorm', [a], nl.norm(a, o, axis=0, keepdims=True), {'ord': o, 'axis': 0, 'keepdims': True}, tol=t * 10)
x = rand(2, 3, 4, seed=7)
for axes in [(0, 1), (2, 0), (-1, -2)]:
    for o in ['fro', 'nuc', 1, -1, 2, -2]:
        for keep in [False, True]:
            case('norm', [x], nl.norm(x, o, axis=axes, keepdims=keep), {'ord': o, 'axis': list(axes), 'keepdims': keep})
case('norm', [x], np.asarray(nl.norm(x)))
case('matrixRank', [np.stack([np.eye(3), np.ones((3, 3)), np.zeros((3, 3))])], np.array([3, 1, 0]))
case('matrixRank', [sym(4)], 4, {'hermitian': True})
case('matrixRank', [np.array([0., 0.])], 0)
case('matrixRank', [np.diag([1, 1e-3, 1e-6])], 2, {'tol': 1e-4})
case('det', [np.array([[1, 2], [3, 4]], 'int32')], np.asarray(-2.))
case('cond', [np.array([[1., 2], [2, 4]])], np.asarray(nl.cond(np.array([[1., 2], [2, 4]]), 1)), {'p': 1})
case('cond', [np.array([[1., np.nan], [2, 4]])], np.asarray(np.nan))
a = rand(2, 3, 6, seed=1)
case('tensorsolve', [rand(2, 3, 6, seed=1), rand(2, 3)], nl.tensorsolve(a, rand(2, 3)), tol=1e-11)
a = rand(2, 6, 3, seed=1)
case('tensorsolve', [a, rand(2, 3)], nl.tensorsolve(np.moveaxis(a, 1, 2), rand(2, 3)), {'axes': [1]}, tol=1e-11)
case('tensorinv', [rand(6, 2, 3)], nl.tensorinv(rand(6, 2, 3), ind=1), {'ind': 1}, tol=1e-11)
case('tensorinv', [rand(2, 2, 4)], nl.tensorinv(rand(2, 2, 4)), tol=1e-11)
case('matrixPower', [np.array([[1, 1], [1, 0]], 'int32'), 10], nl.matrix_power(np.array([[1, 1], [1, 0]]), 10))
case('matrixPower', [rand(2, 3, 3), 0], nl.matrix_power(rand(2, 3, 3), 0))

# Structured solves ----------------------------------------------------------------------------------------------------
group('solve')
for d in ALL:
    t = TOL[d] * 10
    for n in [1, 2, 6, 60]:
        if n == 60 and d != 'complex128':
            continue
        b = rand(n, 2, seed=8, dtype=d)
        g = rand(n, n, seed=9, dtype=d) + (2 * n * np.eye(n)).astype(d)
        h = sym(n, seed=2, dtype=d) - (n * np.eye(n)).astype(d)
        band = np.triu(np.tril(g, 2), -1)
        cases = [('gen', g), ('pos', spd(n, dtype=d)), ('her', h), ('sym', (h + h.T).astype(d)), ('upper triangular', np.triu(g)),
                 ('lower triangular', np.tril(g)), ('diagonal', np.diag(np.diag(g))), ('tridiagonal', np.triu(np.tril(g, 1), -1)), ('banded', band)]
        for kind, a in cases:
            a = a.astype(d)
            for tr in [False, True]:
                x = nl.solve(a.T if tr else a, b)
                if n < 60:
                    case('solve', [a, b], x, {'transposed': True} if tr else {}, tol=t)
                    case('solve', [a, b], x, {'assumeA': kind, **({'transposed': True} if tr else {})}, tol=t)
                    if kind in ('pos', 'her', 'sym'):
                        case('solve', [a, b], x, {'assumeA': kind, 'lower': True, **({'transposed': True} if tr else {})}, tol=t)
        if n == 60:
            case('solve', [band, b], nl.solve(band, b), tol=t)
            continue
        for trans in [0, 1, 2]:
            for lower in [False, True]:
                for unit in [False, True]:
                    a = g / (2 * n)
                    case('solveTriangular', [a.astype(d), b], sl.solve_triangular(a.astype(d), b, trans=trans, lower=lower, unit_diagonal=unit),
                         {'trans': trans, 'lower': lower, 'unitDiagonal': unit}, tol=t)
        c = sl.cho_factor(spd(n, dtype=d))
        case('choSolve', [[c[0], False], b], sl.cho_solve(c, b), tol=t)
        case('luSolve', [list(sl.lu_factor(g)), b], sl.lu_solve(sl.lu_factor(g), b), tol=t)
        case('luSolve', [list(sl.lu_factor(g)), b[:, 0]], sl.lu_solve(sl.lu_factor(g), b[:, 0], trans=2), {'trans': 2}, tol=t)
        p = spd(n, dtype=d)
        for u in [0, 1, 2]:
            if u >= n:
                continue
            pb = np.triu(np.tril(p, u), -u) + 5 * n * np.eye(n)
            ab = np.zeros((u + 1, n), d)
            lo = np.zeros((u + 1, n), d)
            for k in range(u + 1):
                ab[u - k, k:] = np.diag(pb, k)
                lo[k, :n - k] = np.diag(pb, -k)
            case('solvehBanded', [ab, b], sl.solveh_banded(ab, b), tol=t)
            case('solvehBanded', [lo, b[:, 0]], sl.solveh_banded(lo, b[:, 0], lower=True), {'lower': True}, tol=t)
            case('choleskyBanded', [ab], sl.cholesky_banded(ab), tol=t)
            case('choleskyBanded', [lo], sl.cholesky_banded(lo, lower=True), {'lower': True}, tol=t)
            case('choSolveBanded', [[sl.cholesky_banded(ab), False], b], sl.solveh_banded(ab, b), tol=t)
        for l, u in [(0, 0), (1, 1), (2, 1), (0, 2)]:
            if max(l, u) >= n:
                continue
            ab = np.zeros((l + u + 1, n), d)
            full = np.triu(np.tril(g, u), -l)
            for k in range(-l, u + 1):
                ab[u - k, max(k, 0):n + min(k, 0)] = np.diag(full, k)
            case('solveBanded', [[l, u], ab, b], sl.solve_banded((l, u), ab, b), tol=t)
            case('solveBanded', [[l, u], ab, b[:, 0]], sl.solve_banded((l, u), ab, b[:, 0]), tol=t)

# Structure, factorisations that are unique --------------------------------------------------------------------------------
group('factors')
for m, n in [(3, 3), (4, 2), (2, 4), (1, 1)]:
    for d in ALL:
        a = rand(m, n, seed=3, dtype=d)
        p, l, u = sl.lu(a)
        case('lu', [a], {'P': p.astype(d), 'L': l, 'U': u}, tol=TOL[d])
        pl, u = sl.lu(a, permute_l=True)
        case('lu', [a], {'PL': pl, 'U': u}, {'permuteL': True}, tol=TOL[d])
        f, piv = sl.lu_factor(a)
        case('luFactor', [a], [f, piv], tol=TOL[d])
        case('bandwidth', [a], [float(m - 1), float(n - 1)])
case('bandwidth', [np.triu(np.tril(rand(6, 6), 2), -1)], [1., 2.])
case('bandwidth', [np.zeros((4, 4))], [0., 0.])
case('bandwidth', [np.triu(np.tril(rand(7, 3), 0), -4)], [4., 0.])
case('issymmetric', [sym(4)], True)
case('issymmetric', [rand(4, 4)], False)
case('issymmetric', [sym(4, dtype='complex128')], False)
case('ishermitian', [sym(4, dtype='complex128')], True)
case('issymmetric', [sym(4) + 1e-9 * rand(4, 4)], True, {'atol': 1e-6})
case('diagsvd', [np.array([3., 2.]), 2, 3], sl.diagsvd([3., 2.], 2, 3))
case('subspaceAngles', [rand(5, 2), rand(5, 3, seed=2)], sl.subspace_angles(rand(5, 2), rand(5, 3, seed=2)))
case('subspaceAngles', [rand(5, 3), rand(5, 2, seed=2)], sl.subspace_angles(rand(5, 3), rand(5, 2, seed=2)))
r, s = sl.orthogonal_procrustes(rand(5, 3), rand(5, 3, seed=4))
case('orthogonalProcrustes', [rand(5, 3), rand(5, 3, seed=4)], [r, float(s)])
for side in ['right', 'left']:
    for m, n in [(3, 3), (4, 2), (2, 4)]:
        for d in ['float64', 'complex128']:
            u, p = sl.polar(rand(m, n, seed=1, dtype=d), side=side)
            case('polar', [rand(m, n, seed=1, dtype=d)], [u, p], {'side': side}, tol=1e-11)
case('pinvh', [sym(4)], sl.pinvh(sym(4)), tol=1e-11)
case('pinv', [rand(3, 5)], [sl.pinv(rand(3, 5)), 3.], {'returnRank': True, 'rtol': None}, tol=1e-11)
w = sl.eigh(sym(5), spd(5), eigvals_only=True)
case('eigvalsh', [sym(5), spd(5)], w, tol=1e-11)
for ty in [1, 2, 3]:
    case('eigvalsh', [sym(5), spd(5)], sl.eigh(sym(5), spd(5), eigvals_only=True, type=ty), {'type': ty}, tol=1e-11)
    case('eigvalsh', [sym(5, dtype='complex128'), spd(5, dtype='complex128')],
         sl.eigh(sym(5, dtype='complex128'), spd(5, dtype='complex128'), eigvals_only=True, type=ty, lower=False), {'type': ty, 'lower': False}, tol=1e-11)
case('eigvalsh', [sym(5)], nl.eigvalsh(sym(5))[1:3], {'subsetByIndex': [1, 2]}, tol=1e-11)
case('eigvalsh', [sym(5)], sl.eigh(sym(5), eigvals_only=True, subset_by_value=[-1, 2]), {'subsetByValue': [-1, 2]}, tol=1e-11)


for name, cases in groups.items():
    with open(os.path.join(OUT, name + '.json'), 'w') as f:
        f.write('[\n' + ',\n'.join(json.dumps(c, separators=(',', ':')) for c in cases) + '\n]\n')
