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
            case('cond', [a], np.asarray(np.real(nl.cond(a, p))), {'p': p}, tol=t * 10)
    for s in [(2, 3, 3), (2, 2, 4, 4), (0, 3, 3), (3, 0, 0)]:
        a = rand(*s, seed=5, dtype=d) + (4 * np.eye(s[-1])).astype(d)
        case('inv', [a], nl.inv(a), tol=t)
        case('det', [a], nl.det(a), tol=t * 10)
        case('solve', [a, rand(*s[:-1], 2, seed=2, dtype=d)], nl.solve(a, rand(*s[:-1], 2, seed=2, dtype=d)), tol=t)
        if 0 not in s:
            case('solve', [a, rand(s[-1], 2, seed=2, dtype=d)], nl.solve(a, np.broadcast_to(rand(s[-1], 2, seed=2, dtype=d), s[:-1] + (2,))), tol=t)
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
            case('solveBanded', [[l, u], ab, b], nl.solve(full, b), tol=t)
            case('solveBanded', [[l, u], ab, b[:, 0]], nl.solve(full, b[:, 0]), tol=t)

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


# Matrix functions -----------------------------------------------------------------------------------------------------------
group('functions')
for d in ALL:
    t = {'float64': 1e-11, 'complex128': 1e-11, 'float32': 1e-3, 'complex64': 1e-3}[d]
    for n in [1, 2, 3, 5]:
        a = rand(n, n, seed=3, dtype=d)
        wide = np.array(a, 'complex128' if np.dtype(d).kind == 'c' else 'float64')
        for scale in [1e-3, 0.1, 0.5, 1.5, 12]:
            case('expm', [a * np.float32(scale)], sl.expm(np.asarray(a * np.float32(scale), wide.dtype)).astype(d), tol=t)
        for fn, f in [('cosm', sl.cosm), ('sinm', sl.sinm), ('tanm', sl.tanm), ('coshm', sl.coshm), ('sinhm', sl.sinhm), ('tanhm', sl.tanhm)]:
            case(fn, [a], f(wide).astype(d), tol=t * 10)
        p = spd(n, seed=2, dtype=d) + rand(n, n, seed=5, dtype=d)
        pw = np.asarray(p, wide.dtype)
        def real(x):
            return (x.real if np.dtype(d).kind != 'c' and np.abs(x.imag).max() < 1e-10 else x).astype(d)
        case('sqrtm', [p], real(sl.sqrtm(pw)), tol=t)
        case('logm', [p], real(sl.logm(pw)), tol=t * 10)
        case('fractionalMatrixPower', [p], real(sl.fractional_matrix_power(pw, 0.3)), tol=t * 10) if False else None
        current.append(['fractionalMatrixPower', [encode(p), 0.3], {}, encode(real(sl.fractional_matrix_power(pw, 0.3))), t * 10])
        current.append(['fractionalMatrixPower', [encode(p), -1.5], {}, encode(real(sl.fractional_matrix_power(pw, -1.5))), t * 10])
        if d in ('float64', 'complex128'):
            case('signm', [a], real(np.asarray(sl.signm(wide), 'complex128')), tol=1e-9)
            e = rand(n, n, seed=8, dtype=d)
            case('expmFrechet', [a, e], list(sl.expm_frechet(a, e)), tol=t * 10)
            if n < 4:
                case('expmCond', [a], float(sl.expm_cond(a)), tol=1e-9)
case('expm', [rand(2, 3, 3)], np.stack([sl.expm(x) for x in rand(2, 3, 3)]), tol=1e-12)
case('expm', [np.triu(rand(5, 5)) * 30], sl.expm(np.triu(rand(5, 5)) * 30), tol=1e-10)
case('expm', [np.array([[0., 1], [0, 0]])], np.array([[1., 1], [0, 1]]))
case('expm', [np.diag([1., 2, 3])], np.diag(np.exp([1., 2, 3])))
case('expm', [np.zeros((0, 0))], np.zeros((0, 0)))
for m in [[[-1., 2], [0, -4]], [[-1., 0], [0, 4]], [[0., -1], [1, 0]]]:
    case('sqrtm', [np.array(m)], (lambda x: x.real if np.abs(x.imag).max() < 1e-14 else x)(np.asarray(sl.sqrtm(m), 'complex128')))
    case('logm', [np.array(m)], (lambda x: x.real if np.abs(x.imag).max() < 1e-14 else x)(np.asarray(sl.logm(m), 'complex128')))
case('logm', [np.array([[1., 1e4, 0], [0, 1, 2], [0, 0, 1 + 1e-9]])], sl.logm(np.array([[1., 1e4, 0], [0, 1, 2], [0, 0, 1 + 1e-9]])), tol=1e-9)
case('signm', [np.diag([2., -3, 0.5])], np.diag([1., -1, 1]))

# Equations -------------------------------------------------------------------------------------------------------------------
group('equations')
for d in ALL:
    t = {'float64': 1e-9, 'complex128': 1e-9, 'float32': 2e-2, 'complex64': 2e-2}[d]
    for m, n in [(1, 1), (3, 2), (4, 5)]:
        a, b, q = rand(m, m, seed=1, dtype=d), rand(n, n, seed=2, dtype=d) + (6 * np.eye(n)).astype(d), rand(m, n, seed=3, dtype=d)
        case('solveSylvester', [a, b, q], sl.solve_sylvester(a, b, q), tol=t)
        h = sym(m, seed=4, dtype=d)
        s = (a - 5 * np.eye(m)).astype(d)
        case('solveContinuousLyapunov', [s, h], sl.solve_continuous_lyapunov(s, h), tol=t)
        case('solveLyapunov', [s, h], sl.solve_continuous_lyapunov(s, h), tol=t)
        small = (a / 10).astype(d)
        for method in [None, 'direct', 'bilinear']:
            case('solveDiscreteLyapunov', [small, h], sl.solve_discrete_lyapunov(small, h).astype(d), {'method': method} if method else {}, tol=t)
        if d in ('float64', 'complex128'):
            bb = rand(m, n, seed=6, dtype=d)
            qq, rr = spd(m, seed=7, dtype=d), spd(n, seed=8, dtype=d)
            case('solveContinuousAre', [a, bb, qq, rr], sl.solve_continuous_are(a, bb, qq, rr), tol=1e-8)
            case('solveContinuousAre', [a * 100, bb, qq, rr], sl.solve_continuous_are(a * 100, bb, qq, rr), {'balanced': False}, tol=1e-8)
            case('solveDiscreteAre', [a, bb, qq, rr], sl.solve_discrete_are(a, bb, qq, rr), tol=1e-8)
            case('solveDiscreteAre', [a, bb, qq, rr], sl.solve_discrete_are(a, bb, qq, rr, balanced=False), {'balanced': False}, tol=1e-8)
    for n in [1, 2, 5, 9]:
        c, r = rand(n, seed=1, dtype=d), rand(n, seed=2, dtype=d)
        c[0] = r[0] = 2 * n
        b = rand(n, 2, seed=3, dtype=d)
        wide = 'complex128' if np.dtype(d).kind == 'c' else 'float64'
        case('solveToeplitz', [[c, r], b], nl.solve(sl.toeplitz(c, r).astype(wide), b.astype(wide)).astype(d), tol=TOL[d] * 10)
        case('solveToeplitz', [c, b[:, 0]], nl.solve(sl.toeplitz(c).astype(wide), b[:, 0].astype(wide)).astype(d), tol=TOL[d] * 10)
        case('matmulToeplitz', [[c, r], b], (sl.toeplitz(c, r).astype(wide) @ b).astype(d), tol=TOL[d] * 10)
        case('matmulToeplitz', [[c, rand(3, seed=5, dtype=d)], rand(3, seed=6, dtype=d)], (sl.toeplitz(c, rand(3, seed=5, dtype=d)) @ rand(3, seed=6, dtype=d)).astype(d), tol=TOL[d] * 10)
        case('solveCirculant', [c, b], nl.solve(sl.circulant(c).astype(wide), b.astype(wide)).astype(d), tol=TOL[d] * 10)
        case('solveCirculant', [c, b.T], nl.solve(sl.circulant(c).astype(wide), b.astype(wide)).T.astype(d), {'baxis': -1, 'outaxis': -1}, tol=TOL[d] * 10)
case('solveCirculant', [np.array([1., 1, 0, 0]), np.array([1., 2, 3, 4])], sl.solve_circulant([1., 1, 0, 0], [1., 2, 3, 4], singular='lstsq'), {'singular': 'lstsq'})

# Special matrices -------------------------------------------------------------------------------------------------------------
group('special')
for d in ['float64', 'int32', 'complex128', 'float32']:
    c, r = np.array([1, 2, 3], d), np.array([9, 4, 5, 6], d)
    if d == 'complex128':
        c = c + 1j
    case('toeplitz', [c, r], sl.toeplitz(c, r))
    case('toeplitz', [c], sl.toeplitz(c))
    case('hankel', [c, r], sl.hankel(c, r))
    case('hankel', [c], sl.hankel(c))
    case('circulant', [c], sl.circulant(c))
    case('companion', [c], sl.companion(c).astype('float64' if d == 'int32' else d))
    case('fiedler', [r], sl.fiedler(r) if d != 'complex128' else np.abs(r[:, None] - r).astype('float64'))
    case('leslie', [r, c], sl.leslie(r, c))
    for mode in ['full', 'valid', 'same']:
        for n in [1, 2, 3, 5]:
            current.append(['convolutionMatrix', [encode(r), n], {'mode': mode}, encode(sl.convolution_matrix(r, n, mode)), 0])
    case('blockDiag', [np.array([[1, 2]], d), np.array([[3], [4]], d), np.array([5, 6, 7], d)], sl.block_diag(np.array([[1, 2]], d), np.array([[3], [4]], d), np.array([5, 6, 7], d)))
    case('khatriRao', [sl.toeplitz(c), sl.toeplitz(c, r)[:, :3]], sl.khatri_rao(sl.toeplitz(c), sl.toeplitz(c, r)[:, :3]))
for k in range(1, 8):
    case('fiedlerCompanion', [rand(k + 1, seed=k) + 2], np.atleast_2d(sl.fiedler_companion(rand(k + 1, seed=k) + 2)))
for n in [1, 2, 4, 8]:
    case('hilbert', [n], sl.hilbert(n))
    case('invhilbert', [n], sl.invhilbert(n))
    case('hadamard', [n], sl.hadamard(n))
    case('hadamard', [n], sl.hadamard(n, dtype='float32'), {'dtype': 'float32'})
    case('helmert', [n], sl.helmert(n), tol=1e-15)
    case('helmert', [n], sl.helmert(n, full=True), {'full': True}, tol=1e-15)
    for kind in ['symmetric', 'lower', 'upper']:
        case('pascal', [n], sl.pascal(n, kind=kind, exact=False), {'kind': kind, 'exact': False})
        case('invpascal', [n], sl.invpascal(n, kind=kind, exact=False), {'kind': kind, 'exact': False})
    for scale in [None, 'sqrtn', 'n']:
        case('dft', [n], sl.dft(n, scale), {'scale': scale}, tol=1e-14)

# Decompositions that are unique but for signs are in laws.test.ts; these are unique.
group('schur')
for d in ALL:
    h = sym(5, seed=3, dtype=d)
    band = np.triu(np.tril(h, 2), -2)
    up, lo = np.zeros((3, 5), d), np.zeros((3, 5), d)
    for k in range(3):
        up[2 - k, k:] = np.diag(band, k)
        lo[k, :5 - k] = np.diag(band, -k)
    w = nl.eigvalsh(band)
    t = TOL[d] * 10
    case('eigvalsBanded', [up], w, tol=t)
    case('eigvalsBanded', [lo], w, {'lower': True}, tol=t)
    case('eigvalsBanded', [lo], w[1:3], {'lower': True, 'select': 'i', 'selectRange': [1, 2]}, tol=t)
    case('eigvalsBanded', [lo], w[(w > -1) & (w <= 2)], {'lower': True, 'select': 'v', 'selectRange': [-1, 2]}, tol=t)
    if d in REAL:
        dd, e = rand(6, seed=1, dtype=d), rand(5, seed=2, dtype=d)
        w = sl.eigvalsh_tridiagonal(dd, e)
        case('eigvalshTridiagonal', [dd, e], w, tol=t)
        case('eigvalshTridiagonal', [dd, e], w[2:5], {'select': 'i', 'selectRange': [2, 4]}, tol=t)
    for lower in [True, False]:
        for herm in [True, False]:
            m = h if herm else (rand(5, 5, seed=4, dtype=d) + rand(5, 5, seed=4, dtype=d).T).astype(d)
            lu, dd, perm = sl.ldl(m, lower=lower, hermitian=herm)
            case('ldl', [m], [lu, dd, perm], {'lower': lower, 'hermitian': herm}, tol=t * 10)
    a = rand(5, 5, seed=6, dtype=d) * 10. ** np.arange(-4, 6, 2)
    a[1, :1] = a[3, :3] = 0
    a = a.astype(d)
    for o in [{}, {'permute': False}, {'scale': False}]:
        b, (s, p) = sl.matrix_balance(a, separate=True, **o)
        s = s.astype('float32' if d in ('float32', 'complex64') else 'float64')
        case('matrixBalance', [a], [b, [s, p]], {**o, 'separate': True}, tol=t)
        b, tr = sl.matrix_balance(a, **o)
        case('matrixBalance', [a], [b, tr.astype('float32' if d in ('float32', 'complex64') else 'float64')], o, tol=t)
x = rand(4, 4, seed=2)
w, v = sl.eig(x)
case('cdf2rdf', [w, v], list(sl.cdf2rdf(w, v)))
x = sl.block_diag([[1, 2], [-2, 1]], [[3.]], [[0, 1], [-4, 0]])
w, v = sl.eig(x)
case('cdf2rdf', [w, v], list(sl.cdf2rdf(w, v)))

for name, cases in groups.items():
    with open(os.path.join(OUT, name + '.json'), 'w') as f:
        f.write('[\n' + ',\n'.join(json.dumps(c, separators=(',', ':')) for c in cases) + '\n]\n')
