"""Writes test/fixtures/optimize/*.json: what SciPy finds. Run: python3 test/optimize/oracle.py"""
import json
import os
import random
import warnings

import numpy as np
import scipy.optimize as o
from scipy.optimize import rosen, rosen_der, rosen_hess

warnings.simplefilter('ignore')
np.seterr(all='ignore')
OUT = os.path.join(os.path.dirname(__file__), '..', 'fixtures', 'optimize')


def write(name, value):
    def plain(v):
        if isinstance(v, np.ndarray):
            return plain(v.tolist())
        if isinstance(v, (list, tuple)):
            return [plain(x) for x in v]
        if isinstance(v, dict):
            return {k: plain(x) for k, x in v.items()}
        if isinstance(v, np.generic):
            return plain(v.item())
        if isinstance(v, float) and not np.isfinite(v):
            return str(v)
        return v
    with open(os.path.join(OUT, name + '.json'), 'w') as f:
        json.dump(plain(value), f, separators=(',', ':'))


def brief(r):
    return {k: r[k] for k in ('x', 'fun', 'nit', 'nfev', 'njev', 'nhev', 'status', 'success', 'message') if k in r and not (k == 'message' and isinstance(r[k], bytes))}


# minimize on Rosenbrock's function: paths, counters and messages.
cases = []
for x0 in ([-1.2, 1.0], [1.3, 0.7, 0.8, 1.9, 1.2]):
    for m in ['Nelder-Mead', 'Powell', 'CG', 'BFGS', 'L-BFGS-B', 'SLSQP']:
        cases.append(dict(method=m, x0=x0, jac=False, result=brief(o.minimize(rosen, x0, method=m))))
    for m in ['CG', 'BFGS', 'L-BFGS-B', 'SLSQP', 'Newton-CG', 'trust-ncg', 'trust-exact', 'dogleg']:
        cases.append(dict(method=m, x0=x0, jac=True, result=brief(o.minimize(rosen, x0, method=m, jac=rosen_der, hess=rosen_hess))))
    b = [(-2, 0.8), (-2, 2)] if len(x0) == 2 else [(-2, 1.4), (-2, 2), (0, 0.9), (-1, 2), (0.5, 2)]
    for m in ['Nelder-Mead', 'L-BFGS-B', 'SLSQP', 'Powell']:
        cases.append(dict(method=m, x0=x0, jac=False, bounds=b, result=brief(o.minimize(rosen, x0, method=m, bounds=b))))
    for m, opt in [('Nelder-Mead', dict(maxiter=10)), ('Nelder-Mead', dict(maxfev=30)), ('BFGS', dict(maxiter=3)), ('CG', dict(maxiter=3)),
                   ('L-BFGS-B', dict(maxiter=3)), ('SLSQP', dict(maxiter=3)), ('Powell', dict(maxiter=1)), ('BFGS', dict(gtol=1e-2)), ('Nelder-Mead', dict(adaptive=True))]:
        cases.append(dict(method=m, x0=x0, jac=False, options=opt, result=brief(o.minimize(rosen, x0, method=m, options=opt))))
write('minimize', cases)

# Scalar roots and minima.
FUNCTIONS = {
    'cubic': (lambda x: x ** 3 - 2 * x - 5, [0, 3]),
    'cosine': (lambda x: np.cos(x) - x * np.exp(x), [0, 1]),
    'steep': (lambda x: np.exp(5 * x) - 2, [-1, 2]),
    'flat': (lambda x: (x - 1.25) ** 5, [-1, 3]),
}
roots = []
for name, (f, ab) in FUNCTIONS.items():
    for m in ['bisect', 'brentq', 'brenth', 'ridder', 'toms748']:
        if name == 'flat' and m.startswith('brent'):
            continue  # not to the tolerance within 100 iterations
        r = o.root_scalar(f, method=m, bracket=ab)
        roots.append(dict(f=name, method=m, bracket=ab, root=r.root, iterations=r.iterations, calls=r.function_calls))
f = FUNCTIONS['cubic'][0]
for m in ['newton', 'secant', 'halley']:
    r = o.root_scalar(f, method=m, x0=2, x1=3, fprime=lambda x: 3 * x * x - 2, fprime2=lambda x: 6 * x)
    roots.append(dict(f='cubic', method=m, root=r.root, iterations=r.iterations, calls=r.function_calls))
minima = []
QUARTIC = lambda x: (x - 2) * x * (x + 2) ** 2
for m, kw in [('brent', {}), ('brent', dict(bracket=(-3, -2))), ('brent', dict(bracket=(0, 1, 2))), ('golden', {}), ('bounded', dict(bounds=(-3, -1))), ('bounded', dict(bounds=(0, 5)))]:
    r = o.minimize_scalar(QUARTIC, method=m, **kw)
    minima.append(dict(method=m, options=kw, x=r.x, fun=r.fun, nit=r.nit, nfev=r.nfev))
write('scalar', dict(roots=roots, minima=minima, bracket=o.bracket(lambda x: 10 * x ** 2 + 3 * x + 5, 0.1, 1)))

# curve_fit, least_squares with losses, bounds and sparsity.
rng = np.random.RandomState(5)
x = np.linspace(0, 4, 50)
y = 2.5 * np.exp(-1.3 * x) + 0.5 + 0.05 * rng.normal(size=50)
y[[10, 30]] += 2
model = lambda x, a, b, c: a * np.exp(-b * x) + c
sigma = 0.05 + 0.02 * x
fits = dict(x=x, y=y, deviations=sigma)
for key, kw in dict(plain={}, sigma=dict(sigma=sigma), absolute=dict(sigma=sigma, absolute_sigma=True), bounds=dict(bounds=(0, [3., 1., 0.5])),
                    covariance=dict(sigma=np.diag(sigma ** 2) + 1e-4, absolute_sigma=True), dogbox=dict(method='dogbox'), trf=dict(method='trf')).items():
    fits[key] = o.curve_fit(model, x, y, **kw)
for loss in ['linear', 'huber', 'soft_l1', 'cauchy', 'arctan']:
    for method in ['trf', 'dogbox']:
        r = o.least_squares(lambda p: model(x, *p) - y, [1, 1, 0], loss=loss, f_scale=0.1, method=method)
        fits[loss + ' ' + method] = dict(x=r.x, cost=r.cost, optimality=r.optimality)
for method in ['trf', 'dogbox']:
    r = o.least_squares(lambda p: [10 * (p[1] - p[0] ** 2), 1 - p[0]], [-2, 1.6], bounds=([-np.inf, 1.5], np.inf), method=method)
    fits['bounded ' + method] = dict(x=r.x, cost=r.cost, mask=r.active_mask, nfev=r.nfev, njev=r.njev, status=r.status)
r = o.leastsq(lambda p: model(x, *p) - y, [1, 1, 0], full_output=True)
fits['leastsq'] = dict(x=r[0], cov=r[1], nfev=r[2]['nfev'], ier=r[4], message=r[3])
write('fits', fits)

# Linear least squares with bounds, nnls.
lsq = []
for k in range(12):
    m, n = rng.randint(2, 12), rng.randint(1, 8)
    A = rng.normal(size=(m, n))
    b = rng.normal(size=m)
    lb = -rng.uniform(0, 0.5, n)
    ub = rng.uniform(0, 0.5, n)
    z, norm = o.nnls(A, b)
    one = dict(A=A, b=b, lb=lb, ub=ub, nnls=z, norm=norm)
    for method in ['trf', 'bvls']:
        r = o.lsq_linear(A, b, (lb, ub), method=method, max_iter=1000)
        one[method] = dict(x=r.x, cost=r.cost)
    lsq.append(one)
write('linearLeastSquares', lsq)

# Linear programmes and assignment.
programmes = []
for k in range(25):
    n, mu, me = rng.randint(1, 8), rng.randint(0, 7), rng.randint(0, 3)
    c = rng.randint(-5, 6, n)
    Au, Ae = rng.randint(-4, 5, (mu, n)), rng.randint(-3, 4, (me, n))
    xf = rng.randint(0, 4, n)
    bu, be = Au @ xf + rng.randint(-1, 4, mu), Ae @ xf
    bounds = [(int(rng.randint(-3, 1)), None if rng.rand() < 0.3 else int(rng.randint(1, 6))) for _ in range(n)]
    whole = rng.randint(0, 2, n)
    kw = dict(A_ub=Au if mu else None, b_ub=bu if mu else None, A_eq=Ae if me else None, b_eq=be if me else None, bounds=bounds)
    r = o.linprog(c, **kw)
    i = o.linprog(c, integrality=whole, **kw)
    programmes.append(dict(c=c, AUb=Au, bUb=bu, AEq=Ae, bEq=be, bounds=bounds, integrality=whole, status=r.status, fun=r.fun, statusInteger=i.status, funInteger=i.fun,
                           marginals=r.ineqlin.marginals if r.status == 0 and mu else None))
assignments = []
for k in range(20):
    shape = (rng.randint(1, 9), rng.randint(1, 9))
    C = rng.randint(0, 30, shape).astype(float)
    rows, cols = o.linear_sum_assignment(C, maximize=bool(k % 2))
    assignments.append(dict(C=C, maximize=bool(k % 2), total=C[rows, cols].sum()))
write('programmes', dict(linear=programmes, assignments=assignments))

# Systems.
powell = lambda x: [x[0] + 0.5 * (x[0] - x[1]) ** 3 - 1, 0.5 * (x[1] - x[0]) ** 3 + x[1]]
systems = {}
for m in ['hybr', 'lm', 'broyden1', 'broyden2', 'anderson', 'diagbroyden', 'df-sane']:
    r = o.root(powell, [0, 0], method=m)
    systems[m] = dict(x=r.x, success=r.success, nfev=r.get('nfev'), nit=r.get('nit'))
s = o.fsolve(lambda x: [x[0] * np.cos(x[1]) - 4, x[1] * x[0] - x[1] - 5], [1, 1], full_output=True)
systems['fsolve'] = dict(x=s[0], nfev=s[1]['nfev'], ier=s[2], mesg=s[3])
write('systems', systems)

# Constrained problems (W. Hock and K. Schittkowski, Test Examples for Nonlinear Programming Codes, 1981).
HS = {
    'hs21': (lambda x: 0.01 * x[0] ** 2 + x[1] ** 2 - 100, [2, 2], [(2, 50), (-50, 50)], [('ineq', lambda x: 10 * x[0] - x[1] - 10)]),
    'hs24': (lambda x: ((x[0] - 3) ** 2 - 9) * x[1] ** 3 / (27 * np.sqrt(3)), [1, .5], [(0, None), (0, None)],
             [('ineq', lambda x: [x[0] / np.sqrt(3) - x[1], x[0] + np.sqrt(3) * x[1], 6 - x[0] - np.sqrt(3) * x[1]])]),
    'hs28': (lambda x: (x[0] + x[1]) ** 2 + (x[1] + x[2]) ** 2, [-4, 1, 1], None, [('eq', lambda x: x[0] + 2 * x[1] + 3 * x[2] - 1)]),
    'hs35': (lambda x: 9 - 8 * x[0] - 6 * x[1] - 4 * x[2] + 2 * x[0] ** 2 + 2 * x[1] ** 2 + x[2] ** 2 + 2 * x[0] * x[1] + 2 * x[0] * x[2], [.5, .5, .5],
             [(0, None)] * 3, [('ineq', lambda x: 3 - x[0] - x[1] - 2 * x[2])]),
    'hs39': (lambda x: -x[0], [2, 2, 2, 2], None, [('eq', lambda x: [x[1] - x[0] ** 3 - x[2] ** 2, x[0] ** 2 - x[1] - x[3] ** 2])]),
    'hs43': (lambda x: x[0] ** 2 + x[1] ** 2 + 2 * x[2] ** 2 + x[3] ** 2 - 5 * x[0] - 5 * x[1] - 21 * x[2] + 7 * x[3], [0, 0, 0, 0], None,
             [('ineq', lambda x: [8 - x[0] ** 2 - x[1] ** 2 - x[2] ** 2 - x[3] ** 2 - x[0] + x[1] - x[2] + x[3],
                                  10 - x[0] ** 2 - 2 * x[1] ** 2 - x[2] ** 2 - 2 * x[3] ** 2 + x[0] + x[3],
                                  5 - 2 * x[0] ** 2 - x[1] ** 2 - x[2] ** 2 - 2 * x[0] + x[1] + x[3]])]),
    'hs48': (lambda x: (x[0] - 1) ** 2 + (x[1] - x[2]) ** 2 + (x[3] - x[4]) ** 2, [3, 5, -3, 2, -2], None,
             [('eq', lambda x: [sum(x) - 5, x[2] - 2 * (x[3] + x[4]) + 3])]),
    'hs65': (lambda x: (x[0] - x[1]) ** 2 + (x[0] + x[1] - 10) ** 2 / 9 + (x[2] - 5) ** 2, [-4.5, 4.5, 4], [(-4.5, 4.5), (-4.5, 4.5), (-5, 5)],
             [('ineq', lambda x: 48 - x[0] ** 2 - x[1] ** 2 - x[2] ** 2)]),
    'hs71': (lambda x: x[0] * x[3] * (x[0] + x[1] + x[2]) + x[2], [1, 5, 5, 1], [(1, 5)] * 4,
             [('ineq', lambda x: x[0] * x[1] * x[2] * x[3] - 25), ('eq', lambda x: sum(t * t for t in x) - 40)]),
    'hs76': (lambda x: x[0] ** 2 + .5 * x[1] ** 2 + x[2] ** 2 + .5 * x[3] ** 2 - x[0] * x[2] + x[2] * x[3] - x[0] - 3 * x[1] + x[2] - x[3], [.5] * 4,
             [(0, None)] * 4, [('ineq', lambda x: [5 - x[0] - 2 * x[1] - x[2] - x[3], 4 - 3 * x[0] - x[1] - 2 * x[2] + x[3], x[1] + 4 * x[2] - 1.5])]),
    'hs77': (lambda x: (x[0] - 1) ** 2 + (x[0] - x[1]) ** 2 + (x[2] - 1) ** 2 + (x[3] - 1) ** 4 + (x[4] - 1) ** 6, [2] * 5, None,
             [('eq', lambda x: [x[0] ** 2 * x[3] + np.sin(x[3] - x[4]) - 2 * np.sqrt(2), x[1] + x[2] ** 4 * x[3] ** 2 - 8 - np.sqrt(2)])]),
}
hs = {}
for name, (fun, x0, bounds, cons) in HS.items():
    hs[name] = {}
    for m in ['SLSQP', 'trust-constr', 'COBYLA']:
        if m == 'COBYLA' and (bounds is not None or any(t == 'eq' for t, _ in cons)):
            continue
        r = o.minimize(fun, x0, method=m, bounds=bounds, constraints=[dict(type=t, fun=c) for t, c in cons],
                       **(dict(options=dict(maxiter=3000)) if m != 'SLSQP' else {}))
        hs[name][m] = dict(fun=r.fun, success=bool(r.success), nfev=r.nfev)
write('constrained', hs)
