"""Writes test/fixtures/optimize/mgh.json: what SciPy's methods find on the test problems of More, Garbow and Hillstrom (ACM
TOMS 7, 1981). Run: python3 test/optimize/mgh.py
"""
import json
import os
import warnings

import numpy as np
from numpy import exp, sqrt, pi, arctan2, cos, sin, arange
from scipy.optimize import minimize, least_squares, root
from scipy.optimize._numdiff import approx_derivative

warnings.simplefilter('ignore')
np.seterr(all='ignore')
OUT = os.path.join(os.path.dirname(__file__), '..', 'fixtures', 'optimize', 'mgh.json')


def helical(x):
    t = arctan2(x[1], x[0]) / (2 * pi)
    if t < -0.25:
        t += 1
    return [10 * (x[2] - 10 * t), 10 * (sqrt(x[0] ** 2 + x[1] ** 2) - 1), x[2]]


BARD = np.array([.14, .18, .22, .25, .29, .32, .35, .39, .37, .58, .73, .96, 1.34, 2.10, 4.39])
GAUSS = np.array([.0009, .0044, .0175, .0540, .1295, .2420, .3521, .3989, .3521, .2420, .1295, .0540, .0175, .0044, .0009])
KOW_Y = np.array([.1957, .1947, .1735, .1600, .0844, .0627, .0456, .0342, .0323, .0235, .0246])
KOW_U = np.array([4, 2, 1, .5, .25, .167, .125, .1, .0833, .0714, .0625])
OSB = np.array([.844, .908, .932, .936, .925, .908, .881, .850, .818, .784, .751, .718, .685, .658, .628, .603, .580, .558, .538, .522,
                .506, .490, .478, .467, .457, .448, .438, .431, .424, .420, .414, .411, .406])


def bard(x):
    u = arange(1, 16)
    v = 16 - u
    w = np.minimum(u, v)
    return BARD - (x[0] + u / (v * x[1] + w * x[2]))


def watson(x):
    n = len(x)
    t = arange(1, 30) / 29
    a = sum((j * x[j] * t ** (j - 1) for j in range(1, n)), 0 * t)
    b = sum((x[j] * t ** j for j in range(n)), 0 * t)
    return np.concatenate([a - b ** 2 - 1, [x[0], x[1] - x[0] ** 2 - 1]])


def brown_dennis(x):
    t = arange(1, 21) / 5
    return (x[0] + t * x[1] - exp(t)) ** 2 + (x[2] + x[3] * sin(t) - cos(t)) ** 2


def biggs(x):
    t = arange(1, 14) * .1
    y = exp(-t) - 5 * exp(-10 * t) + 3 * exp(-4 * t)
    return x[2] * exp(-t * x[0]) - x[3] * exp(-t * x[1]) + x[5] * exp(-t * x[4]) - y


def ext_rosenbrock(x):
    return np.ravel(np.column_stack([10 * (x[1::2] - x[::2] ** 2), 1 - x[::2]]))


def ext_powell(x):
    a, b, c, d = x[::4], x[1::4], x[2::4], x[3::4]
    return np.ravel(np.column_stack([a + 10 * b, sqrt(5) * (c - d), (b - 2 * c) ** 2, sqrt(10) * (a - d) ** 2]))


def penalty1(x):
    return np.append(sqrt(1e-5) * (x - 1), np.sum(x ** 2) - .25)


def variably(x):
    j = arange(1, len(x) + 1)
    s = np.sum(j * (x - 1))
    return np.concatenate([x - 1, [s, s ** 2]])


def trig(x):
    n = len(x)
    return n - np.sum(cos(x)) + arange(1, n + 1) * (1 - cos(x)) - sin(x)


def brown_almost(x):
    n = len(x)
    r = x + np.sum(x) - (n + 1)
    r[-1] = np.prod(x) - 1
    return r


def dbv(x):
    n = len(x)
    h = 1 / (n + 1)
    t = arange(1, n + 1) * h
    p = np.concatenate([[0], x, [0]])
    return 2 * x - p[:-2] - p[2:] + h * h * (x + t + 1) ** 3 / 2


def integral(x):
    n = len(x)
    h = 1 / (n + 1)
    t = arange(1, n + 1) * h
    c = (x + t + 1) ** 3
    return np.array([x[i] + h * ((1 - t[i]) * np.sum(t[:i + 1] * c[:i + 1]) + t[i] * np.sum((1 - t[i + 1:]) * c[i + 1:])) / 2 for i in range(n)])


def tridiagonal(x):
    p = np.concatenate([[0], x, [0]])
    return (3 - 2 * x) * x - p[:-2] - 2 * p[2:] + 1


def banded(x):
    n = len(x)
    r = x * (2 + 5 * x ** 2) + 1
    for i in range(n):
        for j in range(max(0, i - 5), min(n, i + 2)):
            if j != i:
                r[i] -= x[j] * (1 + x[j])
    return r


def linear_full(x):
    n, m = len(x), 15
    s = np.sum(x)
    return np.concatenate([x - 2 / m * s - 1, np.full(m - n, -2 / m * s - 1)])


def grid(n):
    t = arange(1, n + 1) / (n + 1)
    return list(t * (t - 1))


T10 = arange(1, 11) * .1
PROBLEMS = {
    'rosenbrock': (lambda x: [10 * (x[1] - x[0] ** 2), 1 - x[0]], [-1.2, 1]),
    'freudensteinRoth': (lambda x: [-13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]], [.5, -2]),
    'powellBadlyScaled': (lambda x: [1e4 * x[0] * x[1] - 1, exp(-x[0]) + exp(-x[1]) - 1.0001], [0, 1]),
    'brownBadlyScaled': (lambda x: [x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2], [1, 1]),
    'beale': (lambda x: [1.5 - x[0] * (1 - x[1]), 2.25 - x[0] * (1 - x[1] ** 2), 2.625 - x[0] * (1 - x[1] ** 3)], [1, 1]),
    'jennrichSampson': (lambda x: 2 + 2 * arange(1, 11) - (exp(arange(1, 11) * x[0]) + exp(arange(1, 11) * x[1])), [.3, .4]),
    'helicalValley': (helical, [-1, 0, 0]),
    'bard': (bard, [1, 1, 1]),
    'gaussian': (lambda x: x[0] * exp(-x[1] * ((8 - arange(1, 16)) / 2 - x[2]) ** 2 / 2) - GAUSS, [.4, 1, 0]),
    'box': (lambda x: exp(-T10 * x[0]) - exp(-T10 * x[1]) - x[2] * (exp(-T10) - exp(-10 * T10)), [0, 10, 20]),
    'powellSingular': (ext_powell, [3, -1, 0, 1]),
    'wood': (lambda x: [10 * (x[1] - x[0] ** 2), 1 - x[0], sqrt(90) * (x[3] - x[2] ** 2), 1 - x[2], sqrt(10) * (x[1] + x[3] - 2), (x[1] - x[3]) / sqrt(10)], [-3, -1, -3, -1]),
    'kowalikOsborne': (lambda x: KOW_Y - x[0] * (KOW_U ** 2 + KOW_U * x[1]) / (KOW_U ** 2 + KOW_U * x[2] + x[3]), [.25, .39, .415, .39]),
    'brownDennis': (brown_dennis, [25, 5, -5, -1]),
    'osborne1': (lambda x: OSB - (x[0] + x[1] * exp(-10 * arange(33) * x[3]) + x[2] * exp(-10 * arange(33) * x[4])), [.5, 1.5, -1, .01, .02]),
    'biggs': (biggs, [1, 2, 1, 1, 1, 1]),
    'watson6': (watson, [0] * 6),
    'extendedRosenbrock10': (ext_rosenbrock, [-1.2, 1] * 5),
    'extendedPowell8': (ext_powell, [3, -1, 0, 1] * 2),
    'penalty4': (penalty1, [1, 2, 3, 4]),
    'variablyDimensioned8': (variably, [1 - j / 8 for j in range(1, 9)]),
    'trigonometric6': (trig, [1 / 6] * 6),
    'brownAlmostLinear6': (brown_almost, [.5] * 6),
    'discreteBoundary8': (dbv, grid(8)),
    'discreteIntegral8': (integral, grid(8)),
    'broydenTridiagonal8': (tridiagonal, [-1] * 8),
    'broydenBanded8': (banded, [-1] * 8),
    'linearFullRank': (linear_full, [1] * 6),
}
METHODS = ['Nelder-Mead', 'Powell', 'CG', 'BFGS', 'L-BFGS-B', 'TNC', 'SLSQP', 'COBYLA', 'trust-constr']
SECOND = ['Newton-CG', 'dogleg', 'trust-ncg', 'trust-exact', 'trust-krylov']

result = {}
for name, (r, x0) in PROBLEMS.items():
    x0 = np.array(x0, float)
    fun = lambda x: float(np.sum(np.asarray(r(np.array(x, float))) ** 2))
    jac = lambda x: approx_derivative(r, x, method='3-point')
    grad = lambda x: 2 * jac(x).T @ np.asarray(r(x))
    hess = lambda x: approx_derivative(grad, x, method='3-point')
    sym = lambda x: (lambda h: (h + h.T) / 2)(np.atleast_2d(hess(x)))
    found = {}
    for m in METHODS + SECOND:
        try:
            if m in SECOND:
                s = minimize(fun, x0, method=m, jac=grad, hess=sym)
            else:
                s = minimize(fun, x0, method=m, options={'maxiter': 2000} if m == 'COBYLA' else {})
            found[m] = float(fun(s.x))
        except Exception as e:
            found[m] = None
    for m in ['trf', 'dogbox', 'lm']:
        try:
            found[m] = float(2 * least_squares(r, x0, method=m).cost)
        except Exception:
            found[m] = None
    if len(r(x0)) == len(x0):
        for m in ['hybr', 'lm', 'df-sane', 'krylov', 'broyden1', 'broyden2', 'anderson', 'diagbroyden']:
            try:
                s = root(lambda x: np.asarray(r(x)), x0, method=m)
                found['root ' + m] = float(np.max(np.abs(r(s.x)))) if s.success else None
            except Exception:
                found['root ' + m] = None
    best = min(v for k, v in found.items() if v is not None and not k.startswith('root') and np.isfinite(v))
    result[name] = {'f0': fun(x0), 'best': best, 'found': {k: (v if v is None or np.isfinite(v) else None) for k, v in found.items()}}
    print(name, best)
with open(OUT, 'w') as f:
    json.dump(result, f, separators=(',', ':'))
