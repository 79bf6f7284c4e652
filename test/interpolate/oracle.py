"""Writes test/fixtures/interpolate/*.json.gz with SciPy's answers. Run: OPENBLAS_NUM_THREADS=1 python3 test/interpolate/oracle.py

Every file has `data` (arrays that the tests start from) and `results` (by the names of the tests' cases).
"""
import gzip
import json
import os
import sys
import warnings

import numpy as np
import scipy
from scipy import interpolate as si

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'fixtures', 'interpolate')
warnings.simplefilter('ignore')


def number(v):
    v = float(v)
    return None if v != v else 'inf' if v == np.inf else '-inf' if v == -np.inf else v


def stored(a):
    a = np.asarray(a)
    out = {'s': list(a.shape)}
    if a.dtype.kind == 'c':
        out['c'] = 1
        a = np.ascontiguousarray(a).reshape(-1).view(float)
    out['v'] = [number(v) for v in np.asarray(a, float).reshape(-1)]
    return out


def flat(values):
    return np.concatenate([np.asarray(v, float).reshape(-1) for v in values])


def write(name, data, results):
    text = json.dumps({'data': {k: stored(v) for k, v in data.items()}, 'results': {k: stored(v) for k, v in results.items()}},
                      separators=(',', ':'))
    with open(os.path.join(OUT, name + '.json.gz'), 'wb') as f:
        f.write(gzip.compress(text.encode(), 9, mtime=0))


def pieces():
    rng = np.random.RandomState(1)
    d = {}
    d['x'] = x = np.sort(rng.rand(9)) * 4
    d['y'] = y = rng.randn(9)
    d['y2'] = y2 = rng.randn(2, 9, 3)
    d['z'] = z = rng.randn(9, 2) + 1j * rng.randn(9, 2)
    d['dy'] = dy = rng.randn(9)
    d['q'] = q = np.linspace(-0.5, 4.5, 23)
    d['q2'] = q2 = np.array([[0.5, np.nan], [1.5, x[3]], [x[0], x[-1]]])
    d['c'] = c = rng.randn(4, 8)
    d['c3'] = c3 = rng.randn(3, 8, 2)
    yp = y.copy()
    yp[-1] = yp[0]
    d['yp'] = yp
    d['ypp'] = ypp = np.stack([yp, 2 * yp + 1], 1)
    r = {}
    for bc in ['not-a-knot', 'natural', 'clamped']:
        s = si.CubicSpline(x, y, bc_type=bc)
        r['cubic ' + bc] = s(q)
        r['cubic c ' + bc] = s.c
        r['cubic 2-d ' + bc] = si.CubicSpline(x, y2, axis=1, bc_type=bc)(q2)
        r['cubic complex ' + bc] = si.CubicSpline(x, z, bc_type=bc)(q)
        for n in (2, 3, 4):
            r[f'cubic {bc} n={n}'] = si.CubicSpline(x[:n], y[:n], bc_type=bc)(q)
    s = si.CubicSpline(x, y, bc_type=((1, 0.7), (2, -1.5)))
    r['cubic given'] = s(q)
    r['cubic mixed'] = si.CubicSpline(x, y, bc_type=('clamped', 'not-a-knot'))(q)
    r['cubic mixed 2'] = si.CubicSpline(x[:2], y[:2], bc_type=('natural', 'not-a-knot'))(q)
    r['cubic given vector'] = si.CubicSpline(x, z, bc_type=((2, np.array([1, 2j])), (1, np.array([0.5, 1]))))(q)
    s = si.CubicSpline(x, yp, bc_type='periodic')
    r['cubic periodic'] = s(np.linspace(-9, 9, 41))
    r['cubic periodic c'] = s.c
    r['cubic periodic integral'] = [s.integrate(a, b) for a, b in [(0, 1), (1, 9), (-5, 20), (3, -2), (1, 1)]]
    r['cubic periodic 2-d'] = si.CubicSpline(x, ypp, bc_type='periodic')(q)
    for n in (2, 3, 4, 5):
        w = yp[:n].copy()
        w[-1] = w[0]
        r[f'cubic periodic n={n}'] = si.CubicSpline(x[:n], w, bc_type='periodic')(q)
    s = si.CubicSpline(x, y)
    for nu in (1, 2, 3, 4):
        r[f'cubic nu={nu}'] = s(q, nu)
    r['cubic no extrapolation'] = s(q, extrapolate=False)
    r['cubic periodic extrapolation'] = s(q, extrapolate='periodic')
    r['cubic antiderivative'] = s.antiderivative()(q)
    r['cubic antiderivative 3'] = s.antiderivative(3)(q)
    r['cubic derivative c'] = s.derivative(2).c
    r['cubic integrals'] = [s.integrate(a, b) for a, b in [(0.5, 3), (3, 0.5), (-1, 5), (x[2], x[3])]]
    r['cubic integral outside'] = [s.integrate(-1, 3, extrapolate=False)]
    r['cubic roots'] = s.roots(extrapolate=False)
    r['cubic solve'] = s.solve(0.3, extrapolate=False)
    r['cubic roots outside'] = s.roots()
    r['hermite'] = si.CubicHermiteSpline(x, y, dy)(q)
    r['hermite c'] = si.CubicHermiteSpline(x, y, dy).c
    r['hermite 2-d'] = si.CubicHermiteSpline(x, y2, y2[::-1], axis=1)(q2)
    step = np.array([0, 0, 0, 1, 1, 3, 2, 2, 5.0])
    d['step'] = step
    for name, v in [('y', y), ('step', step)]:
        r['pchip ' + name] = si.PchipInterpolator(x, v)(q)
        r['pchip nu ' + name] = si.pchip_interpolate(x, v, q, der=1)
        r['akima ' + name] = si.Akima1DInterpolator(x, v)(q)
    r['pchip 2-d'] = si.PchipInterpolator(x, y2, axis=1, extrapolate=False)(q2)
    r['pchip n=2'] = si.PchipInterpolator(x[:2], y[:2])(q)
    r['pchip n=3'] = si.PchipInterpolator(x[:3], y[:3])(q)
    r['pchip roots'] = si.PchipInterpolator(x, y).roots(extrapolate=False)
    r['akima 2-d'] = si.Akima1DInterpolator(x, np.moveaxis(y2, 1, 0))(q)
    p = si.PPoly(c, x)
    r['ppoly'] = p(q)
    r['ppoly nu'] = p(q, 1)
    r['ppoly roots'] = p.roots(extrapolate=False)
    r['ppoly roots continuous'] = p.roots(discontinuity=False, extrapolate=False)
    r['ppoly decreasing'] = si.PPoly(c, x[::-1])(q)
    r['ppoly decreasing integral'] = [si.PPoly(c, x[::-1]).integrate(0.5, 3), si.PPoly(c, x[::-1]).integrate(3, 0.5)]
    r['ppoly decreasing no extrapolation'] = si.PPoly(c, x[::-1], extrapolate=False)(q)
    r['ppoly axis'] = si.PPoly(np.moveaxis(c3, 2, 0), x, axis=1)(q)
    e = si.PPoly(c[:, :4], x[:5])
    e.extend(c3[:, 4:, 0], x[5:])
    r['ppoly extend'] = e(q)
    e = si.PPoly(c3[:, 4:, 0], x[4:])
    e.extend(c[1:, :4], x[:4])
    r['ppoly extend left'] = e(q)
    b = si.BPoly(c3, x)
    r['bpoly'] = b(q)
    for nu in (1, 2, 3):
        r[f'bpoly nu={nu}'] = b(q, nu)
    r['bpoly antiderivative'] = b.antiderivative()(q)
    r['bpoly antiderivative 2'] = b.antiderivative(2)(q)
    r['bpoly integral'] = b.integrate(0.7, 3.1)
    r['bpoly power'] = si.PPoly.from_bernstein_basis(b).c
    r['bpoly from power'] = si.BPoly.from_power_basis(p).c
    b = si.BPoly(c[:, :4], x[:5])
    b.extend(c3[:, 4:, 0], x[5:])
    r['bpoly extend'] = b(q)
    ders = [[1, 2], [0.5], [3, -1, 2], [1, 1, 1, 0.5]]
    r['bpoly derivatives'] = si.BPoly.from_derivatives(x[:4], ders)(q)
    r['bpoly derivatives 3'] = si.BPoly.from_derivatives(x[:4], [[1, 2], [0.5, 1], [3, -1, 2], [1, 1, 1, 0.5]], orders=3)(q)
    t = np.array([0, 0, 0, 0, 1, 1.5, 1.5, 3, 4, 4, 4, 4.0])
    d['t'] = t
    d['cs'] = cs = rng.randn(8)
    d['cs2'] = cs2 = rng.randn(2, 8)
    d['csz'] = csz = rng.randn(8) + 1j * rng.randn(8)
    r['spline to ppoly'] = si.PPoly.from_spline((t, cs, 3))(q)
    for k in range(0, 6):
        tk = np.concatenate([[0] * k, [0, 1, 1.5, 3, 4], [4] * k])
        s = si.BSpline(tk, cs2[:, :len(tk) - k - 1] if k < 5 else np.hstack([cs2, cs2])[:, :len(tk) - k - 1], k, axis=1)
        r[f'bspline k={k}'] = s(q)
        for nu in range(1, k + 1):
            r[f'bspline k={k} nu={nu}'] = s(q, nu)
        r[f'bspline k={k} integral'] = s.integrate(-1, 3.5)
        r[f'bspline k={k} antiderivative'] = s.antiderivative()(q)
    s = si.BSpline(t, cs, 3)
    r['bspline'] = s(q2)
    r['bspline none'] = si.BSpline(t, cs, 3, extrapolate=False)(q)
    r['bspline periodic'] = si.BSpline(t, cs, 3, extrapolate='periodic')(q)
    r['bspline complex'] = si.BSpline(t, csz, 3)(q)
    r['bspline derivative c'] = s.derivative().c
    r['bspline antiderivative c'] = s.antiderivative(2).c
    r['bspline antiderivative t'] = s.antiderivative(2).t
    r['bspline integrals'] = [s.integrate(a, b, extrapolate=e) for a, b in [(0.5, 3), (3, 0.5), (-1, 5), (-3, 11)] for e in (True, False, 'periodic')]
    r['bspline element'] = si.BSpline.basis_element([0, 1, 2, 4, 5])(q)
    r['bspline element none'] = si.BSpline.basis_element([0, 1, 2, 2], extrapolate=False)(q)
    r['bspline design'] = si.BSpline.design_matrix(q[4:18], t, 3).toarray()
    for bc in ['not-a-knot', 'natural', 'clamped', 'periodic']:
        s = si.BSpline.from_power_basis(si.CubicSpline(x, yp, bc_type=bc), bc_type=bc)
        r['bspline power ' + bc] = s(q)
        r['bspline power c ' + bc] = s.c
        r['bspline power t ' + bc] = s.t
    for k in range(0, 8):
        if k % 2 == 1 or k in (0, 2):
            s = si.make_interp_spline(x, y, k=k)
            r[f'interp k={k}'] = s(q)
            r[f'interp k={k} t'] = s.t
            r[f'interp k={k} c'] = s.c
    for k in range(1, 7):
        s = si.make_interp_spline(x, yp, k=k, bc_type='periodic')
        r[f'interp periodic k={k}'] = s(q)
        r[f'interp periodic k={k} t'] = s.t
        r[f'interp periodic k={k} c'] = s.c
    r['interp natural'] = si.make_interp_spline(x, y, bc_type='natural')(q)
    r['interp clamped 2-d'] = si.make_interp_spline(x, y2, axis=1, bc_type='clamped')(q)
    r['interp given'] = si.make_interp_spline(x, y, k=5, bc_type=([(1, 0.5), (2, 1)], [(1, 0), (3, 2)]))(q)
    r['interp one end'] = si.make_interp_spline(x, y, k=3, bc_type=(None, [(1, 0), (2, 2)]))(q)
    r['interp complex'] = si.make_interp_spline(x, z)(q)
    xs = np.sort(rng.rand(40)) * 4
    d['xs'] = xs
    d['ys'] = ys = np.sin(2 * xs) + 0.1 * rng.randn(40)
    d['ws'] = ws = rng.rand(40) + 0.5
    d['tl'] = tl = np.concatenate([[0] * 4, [1, 2, 3], [4] * 4])
    r['lsq'] = si.make_lsq_spline(xs, ys, tl)(q)
    r['lsq w'] = si.make_lsq_spline(xs, ys, tl, w=ws)(q)
    r['lsq k=2'] = si.make_lsq_spline(xs, np.stack([ys, ys ** 2], 1), tl[1:-1], k=2)(q)
    r['smoothing lam'] = si.make_smoothing_spline(xs, ys, lam=0.1)(q)
    r['smoothing lam c'] = si.make_smoothing_spline(xs, ys, lam=0.1).c
    r['smoothing lam w'] = si.make_smoothing_spline(xs, ys, w=ws, lam=0.01)(q)
    r['smoothing lam=0'] = si.make_smoothing_spline(xs, ys, lam=0)(q[3:18])
    r['smoothing gcv'] = si.make_smoothing_spline(xs, ys)(q)
    r['smoothing gcv w'] = si.make_smoothing_spline(xs, ys, w=ws)(q)
    write('pieces', d, r)


def fitpack():
    rng = np.random.RandomState(2)
    d, r = {}, {}
    d['x'] = x = np.sort(rng.rand(50)) * 6
    d['y'] = y = np.sin(x) + 0.1 * rng.randn(50)
    d['w'] = w = 0.5 + 10 * rng.rand(50)
    d['q'] = q = np.linspace(-0.5, 6.5, 15)
    d['uneven'] = uneven = np.exp(-((x - 3) * 4) ** 2) + 0.01 * rng.randn(50)
    for k in range(1, 6):
        for s in (0, 0.02, 0.2, 0.45, 2, 50):
            (t, c, _), fp, ier, msg = si.splrep(x, y, k=k, s=s, full_output=1)
            r[f'splrep k={k} s={s}'] = flat([t, c, [fp, ier]])
        (t, c, _), fp, ier, msg = si.splrep(x, uneven, k=k, s=0.004, full_output=1)
        r[f'splrep uneven k={k}'] = flat([t, c, [fp, ier]])
        for s in (0, 0.05, 0.5, 2, 100):
            (t, c, _), fp, ier, msg = si.splrep(x, y, k=k, s=s, per=1, full_output=1)
            r[f'splrep periodic k={k} s={s}'] = flat([t, c, [fp, ier]])
            r[f'splrep periodic values k={k} s={s}'] = flat([t, si.splev(q, (t, c, k)), [ier]])
    r['splrep w'] = flat(si.splrep(x, y, w=w)[:2])
    r['splrep bounds'] = flat(si.splrep(x, y, xb=-1, xe=7, s=0.4)[:2])
    r['splrep task -1'] = flat(si.splrep(x, y, t=[1, 2, 4], w=w, task=-1)[:2])
    r['splrep task -1 periodic'] = si.splev(q, si.splrep(x, y, t=[1, 2, 4], per=1, task=-1))
    xr = np.repeat(np.arange(12.0), 2)
    d['xr'] = xr
    d['yr'] = yr = np.cos(xr) + 0.1 * rng.randn(24)
    r['splrep repeated'] = flat(si.splrep(xr, yr, s=0.3)[:2])
    th = np.linspace(0, 2 * np.pi, 40)
    d['curve'] = curve = np.array([np.cos(th), np.sin(2 * th), th / 3]) + 0.02 * rng.randn(3, 40)
    for s in (0, 0.01, 0.05, 1, None):
        (tck, u), fp, ier, msg = si.splprep(curve, s=s, full_output=1)
        r[f'splprep s={s}'] = flat([tck[0], *tck[1], u, [fp, ier]])
    for s in (0, 0.02, 0.05, 1, 1000):
        (tck, u), fp, ier, msg = si.splprep(curve[:2].copy(), s=s, per=1, full_output=1)
        r[f'splprep closed s={s}'] = flat([tck[0], *si.splev(q / 6, tck), u, [ier]])
    r['splprep k=2 u w'] = flat([si.splprep(curve, s=0.5, k=2, u=th, w=w[:40])[0][0], *si.splprep(curve, s=0.5, k=2, u=th, w=w[:40])[0][1]])
    tck = si.splrep(x, y, s=0.4)
    for ext in (0, 1, 3):
        r[f'splev ext={ext}'] = si.splev(q, tck, ext=ext)
        r[f'splev der ext={ext}'] = si.splev(q, tck, der=2, ext=ext)
    r['splint'] = [si.splint(a, b, tck) for a, b in [(0.5, 4), (-3, 2), (1, 9), (4, 1), (-9, 9)]]
    r['splint wrk'] = si.splint(0.5, 4, tck, full_output=1)[1][:len(tck[0]) - 4]
    r['sproot'] = si.sproot(tck)
    r['spalde'] = si.spalde(2.2, tck)
    r['splder'] = flat(si.splder(tck, 2)[:2])
    r['splantider'] = flat(si.splantider(tck, 2)[:2])
    r['insert'] = flat(si.insert(2.3, tck, m=2)[:2])
    r['insert periodic'] = si.splev(q, si.insert(0.3, si.splrep(x, y, s=0.4, per=1), per=1))
    r['insert periodic t'] = si.insert(0.3, si.splrep(x, y, s=0.4, per=1), per=1)[0]
    for k in (1, 2, 3, 4, 5):
        u = si.UnivariateSpline(x, y, k=k, s=0.3)
        r[f'univariate k={k}'] = flat([u(q), u.get_knots(), u.get_coeffs(), [u.get_residual()]])
        u = si.InterpolatedUnivariateSpline(x, y, k=k)
        r[f'interpolated k={k}'] = u(q[2:-2])
        u = si.LSQUnivariateSpline(x, y, [1, 2, 4], k=k, w=w)
        r[f'lsq k={k}'] = flat([u(q), u.get_knots(), u.get_coeffs(), [u.get_residual()]])
    u = si.UnivariateSpline(x, y, w=w)
    r['univariate default'] = u(q)
    u = si.UnivariateSpline(x, y, s=0.01)
    r['univariate small s'] = flat([u.get_knots(), u(q)])
    u.set_smoothing_factor(0.3)
    r['univariate changed'] = flat([u.get_knots(), u(q)])
    u.set_smoothing_factor(0.1)
    r['univariate changed again'] = flat([u.get_knots(), u(q)])
    u = si.UnivariateSpline(x, y, s=0.4, bbox=[-1, 7])
    r['univariate bbox'] = u(q)
    r['univariate derivatives'] = u.derivatives(1.5)
    r['univariate roots'] = u.roots()
    r['univariate integral'] = [u.integral(0.5, 3), u.integral(-5, 5)]
    r['univariate derivative'] = u.derivative(2)(q)
    r['univariate antiderivative'] = u.antiderivative(2)(q)
    u = si.UnivariateSpline(x, y, s=0.4, ext='const')
    r['univariate const'] = flat([u(q), u.derivative()(q), u(q, ext='zeros')])
    write('fitpack', d, r)


def polynomials():
    rng = np.random.RandomState(3)
    d, r = {}, {}
    d['x'] = x = np.array([2.0, 0.5, 1.5, 3.5, 3.0, 0.0])
    d['y'] = y = rng.randn(6)
    d['y2'] = y2 = rng.randn(2, 6, 3)
    d['z'] = z = rng.randn(6) + 1j * rng.randn(6)
    d['q'] = q = np.linspace(-0.5, 4, 10)
    d['q2'] = q2 = np.array([[0.1, 0.5, 1.25], [2.0, 3.5, 3.4]])
    for kind in ['linear', 'nearest', 'nearest-up', 'zero', 'slinear', 'quadratic', 'cubic', 'previous', 'next', 0, 1, 2, 3, 5]:
        r[f'interp1d {kind}'] = si.interp1d(x, y, kind=kind)(q2)
        r[f'interp1d fill {kind}'] = si.interp1d(x, y, kind=kind, bounds_error=False, fill_value=(-1, 9))(q)
        r[f'interp1d extrapolate {kind}'] = si.interp1d(x, y, kind=kind, fill_value='extrapolate')(q)
        r[f'interp1d axis {kind}'] = si.interp1d(x, y2, kind=kind, axis=1, bounds_error=False, fill_value=np.arange(6.0).reshape(2, 3))(q2 + 1)
        r[f'interp1d complex {kind}'] = si.interp1d(x, z, kind=kind, bounds_error=False)(q)
    h = np.arange(5.0)
    d['h'] = h
    for kind in ['nearest', 'nearest-up', 'previous', 'next', 'zero']:
        r[f'interp1d ties {kind}'] = si.interp1d(h, h, kind=kind)([0, 0.5, 1, 1.5, 2.5, 3.5, 4])
    xr = np.array([0, 0, 0, 1, 2, 2.0])
    k = si.KroghInterpolator(xr, y)
    r['krogh'] = k(q)
    r['krogh derivative'] = k.derivative(q, 2)
    r['krogh derivatives'] = k.derivatives(q)
    r['krogh axis'] = si.KroghInterpolator(x, y2, axis=1)(q2)
    r['krogh axis derivatives'] = si.KroghInterpolator(x, y2, axis=1).derivatives(q, 3)
    r['krogh complex'] = si.KroghInterpolator(x, z)(q)
    r['krogh interpolate'] = si.krogh_interpolate(x, y, q, der=[0, 3])
    b = si.BarycentricInterpolator(x, y2, axis=1)
    r['barycentric'] = b(q2)
    r['barycentric complex'] = si.barycentric_interpolate(x, z, q)
    r['lagrange'] = si.lagrange(x, y).coef
    an = [1, 1, 1 / 2, 1 / 6, 1 / 24, 1 / 120]
    for m in (0, 1, 2, 3):
        r[f'pade {m}'] = flat([p.coef for p in si.pade(an, m)])
    r['pade n'] = flat([p.coef for p in si.pade(an, 2, 1)])
    r['taylor'] = si.approximate_taylor_polynomial(np.sin, 0.5, 4, 1, order=6).coef
    c = rng.randn(3, 2, 4, 3, 2)
    d['c'] = c
    d['gx'] = gx = np.array([0, 1, 1.5, 2, 4])
    d['gy'] = gy = np.array([-1, 0, 1, 3.0])
    p = si.NdPPoly(c, (gx, gy))
    d['pts'] = pts = rng.rand(7, 2) * 5 - 0.5
    r['ndppoly'] = p(pts)
    r['ndppoly nu'] = p(pts, nu=(1, 1))
    r['ndppoly none'] = p(pts, extrapolate=False)
    r['ndppoly antiderivative'] = p.antiderivative((1, 2))(pts)
    r['ndppoly integral'] = p.integrate([(0.5, 3), (2, -0.5)])
    r['ndppoly integral 1d'] = p.integrate_1d(0.5, 3, 0)(pts[:, 1:])
    write('polynomials', d, r)


def grids():
    rng = np.random.RandomState(6)
    d, r = {}, {}
    d['gx'] = gx = np.sort(rng.rand(6)) * 3
    d['gy'] = gy = np.linspace(-1, 1, 7)
    d['gz'] = gz = np.array([0, 1, 2, 4, 5, 7.0])
    d['v1'] = v1 = rng.randn(6)
    d['v2'] = v2 = rng.randn(6, 7)
    d['v3'] = v3 = rng.randn(6, 7, 6)
    d['v2w'] = v2w = rng.randn(6, 7, 2)
    d['v2z'] = v2z = rng.randn(6, 7) + 1j * rng.randn(6, 7)
    low, high = np.array([gx[0], -1, 0]), np.array([gx[-1], 1, 7])
    d['p3'] = p3 = low + (high - low) * rng.rand(12, 3)
    p3[0], p3[1], p3[2] = [gx[0], -1, 0], [gx[-1], 1, 7], [gx[2], gy[3], gz[1]]
    out = low + (high - low) * (1.4 * rng.rand(12, 3) - 0.2)
    out[3, 1] = np.nan
    d['out'] = out
    for m in ['linear', 'nearest', 'slinear', 'cubic', 'quintic', 'pchip']:
        G = si.RegularGridInterpolator
        r[f'{m} 1'] = G((gx,), v1, method=m)(p3[:, :1])
        r[f'{m} 2'] = G((gx, gy), v2, method=m)(p3[:, :2])
        r[f'{m} 3'] = G((gx, gy, gz), v3, method=m)(p3.reshape(3, 4, 3))
        r[f'{m} vector'] = G((gx, gy), v2w, method=m)(p3[:, :2])
        ok = np.delete(out, 3, 0)
        r[f'{m} fill'] = G((gx, gy), v2, method=m, bounds_error=False)(ok[:, :2])
        r[f'{m} fill 7'] = G((gx, gy), v2, method=m, bounds_error=False, fill_value=7)(ok[:, :2])
        r[f'{m} extrapolate'] = G((gx, gy, gz), v3, method=m, bounds_error=False, fill_value=None)(ok)
        r[f'{m} descending'] = G((gx, gy[::-1]), v2, method=m)(p3[:, :2])
        if m != 'pchip':
            r[f'{m} complex'] = G((gx, gy), v2z, method=m)(p3[:, :2])
    r['linear nan'] = si.RegularGridInterpolator((gx, gy), v2, bounds_error=False)(out[:, :2])
    a, b = np.meshgrid(np.linspace(gx[0], gx[-1], 3), np.linspace(-1, 1, 4), indexing='ij')
    r['interpn'] = si.interpn((gx, gy), v2, (a, b))
    r['interpn splinef2d'] = si.interpn((gx, gy), v2, p3[:, :2], method='splinef2d')
    write('grids', d, r)


def scattered():
    from scipy.spatial import Delaunay, KDTree
    rng = np.random.RandomState(8)
    d, r = {}, {}
    d['p2'] = p2 = rng.rand(40, 2)
    d['p3'] = p3 = rng.rand(25, 3)
    d['p4'] = p4 = rng.rand(15, 4)
    d['f2'] = f2 = np.sin(4 * p2[:, 0]) + p2[:, 1] ** 2
    d['f3'] = f3 = rng.randn(25, 2)
    d['f4'] = f4 = rng.randn(15)
    d['z2'] = z2 = f2 + 1j * p2[:, 0]
    d['q2'] = q2 = rng.rand(4, 5, 2) * 1.2 - 0.1
    d['q3'] = q3 = rng.rand(12, 3)
    d['q4'] = q4 = 0.25 + rng.rand(8, 4) / 2
    for name, p in [('2', p2), ('3', p3), ('4', p4)]:
        t = np.sort(Delaunay(p).simplices, 1)
        r['delaunay ' + name] = t[np.lexsort(t.T[::-1])]
        h = np.sort(Delaunay(p).convex_hull, 1)
        r['hull ' + name] = h[np.lexsort(h.T[::-1])]
    r['linear 2'] = si.LinearNDInterpolator(p2, f2)(q2)
    r['linear 3'] = si.LinearNDInterpolator(p3, f3, fill_value=-1)(q3)
    r['linear 4'] = si.LinearNDInterpolator(p4, f4)(q4)
    r['linear complex'] = si.LinearNDInterpolator(p2, z2)(q2)
    r['linear rescale'] = si.LinearNDInterpolator(p2 * [1, 100], f2, rescale=True)(q2 * [1, 100])
    r['nearest 2'] = si.NearestNDInterpolator(p2, f2)(q2)
    r['nearest 3'] = si.NearestNDInterpolator(p3, f3)(q3)
    r['clough'] = si.CloughTocher2DInterpolator(p2, f2, tol=1e-13, maxiter=4000)(q2)
    r['clough default'] = si.CloughTocher2DInterpolator(p2, f2)(q2)
    r['clough complex'] = si.CloughTocher2DInterpolator(p2, z2, tol=1e-13, maxiter=4000)(q2)
    for m in ('nearest', 'linear', 'cubic'):
        r[f'griddata {m}'] = si.griddata(p2, f2, (q2[..., 0], q2[..., 1]), method=m)
        r[f'griddata 1 {m}'] = si.griddata(p2[:, 0], f2, q2[0, :, 0], method=m)
    tree = KDTree(p3)
    for p in (1, 2, 3, np.inf):
        dd, i = tree.query(q3, k=4, p=p)
        r[f'query p={p}'] = flat([dd, i])
    dd, i = tree.query(q3, k=[1, 3], distance_upper_bound=0.3)
    r['query bound'] = flat([dd, i])
    r['ball'] = flat([np.array(sorted(v)) for v in tree.query_ball_point(q3, 0.4)])
    r['ball length'] = tree.query_ball_point(q3, 0.4, p=1, return_length=True)
    r['pairs'] = np.array(sorted(tree.query_pairs(0.3)))
    r['count'] = KDTree(q3).count_neighbors(tree, [0.1, 0.4, 1])
    for k in ['linear', 'thin_plate_spline', 'cubic', 'quintic', 'multiquadric', 'inverse_multiquadric', 'inverse_quadratic', 'gaussian']:
        r[f'rbf {k}'] = si.RBFInterpolator(p2, f2, kernel=k, epsilon=3)(q2.reshape(-1, 2))
        r[f'rbf smooth {k}'] = si.RBFInterpolator(p3, f3, kernel=k, epsilon=2, smoothing=0.1)(q3)
        r[f'rbf neighbors {k}'] = si.RBFInterpolator(p2, f2, kernel=k, epsilon=3, neighbors=10)(q2.reshape(-1, 2))
    r['rbf degree'] = si.RBFInterpolator(p2, f2, degree=3, smoothing=np.linspace(0, 1, 40))(q2.reshape(-1, 2))
    r['rbf no degree'] = si.RBFInterpolator(p2, f2, kernel='gaussian', epsilon=3, degree=-1)(q2.reshape(-1, 2))
    r['rbf complex'] = si.RBFInterpolator(p2, z2)(q2.reshape(-1, 2))
    for f in ['multiquadric', 'inverse', 'gaussian', 'linear', 'cubic', 'quintic', 'thin_plate']:
        r[f'Rbf {f}'] = si.Rbf(p2[:, 0], p2[:, 1], f2, function=f, smooth=0.01)(q2[..., 0], q2[..., 1])
    r['Rbf N-D'] = si.Rbf(p3[:, 0], p3[:, 1], p3[:, 2], f3, mode='N-D', norm='cityblock')(q3[:, 0], q3[:, 1], q3[:, 2])
    write('scattered', d, r)


def surfaces():
    rng = np.random.RandomState(9)
    d, r = {}, {}
    d['x'] = x = np.sort(rng.rand(12)) * 3
    d['y'] = y = np.sort(rng.rand(10)) * 2
    d['z'] = z = np.sin(x)[:, None] * np.cos(2 * y) + 0.05 * rng.randn(12, 10)
    d['qx'] = qx = np.linspace(-0.2, 3.2, 7)
    d['qy'] = qy = np.linspace(-0.2, 2.2, 6)
    for kx, ky in [(1, 1), (2, 3), (3, 3), (5, 4)]:
        f = si.RectBivariateSpline(x, y, z, kx=kx, ky=ky)
        r[f'rect {kx} {ky}'] = f(qx, qy)
        r[f'rect d {kx} {ky}'] = f(qx, qy, dx=1, dy=1) if kx > 1 else f(qx, qy)
        for s in (0.02, 0.2, 1, 20, 200):
            f = si.RectBivariateSpline(x, y, z, kx=kx, ky=ky, s=s)
            r[f'rect {kx} {ky} s={s}'] = flat([*f.get_knots(), f.get_coeffs(), [f.get_residual()]])
    f = si.RectBivariateSpline(x, y, z, bbox=[-1, 4, -1, 3])
    r['rect bbox'] = f(qx, qy)
    r['rect integral'] = [f.integral(0, 1, 0.5, 1.5), f.integral(-3, 9, -3, 9), f.integral(1, 0, 0, 1)]
    r['rect ev'] = f.ev(qx[:6], qy, dx=1)
    f = si.RectBivariateSpline(x, y, z)
    r['rect partial'] = f.partial_derivative(1, 2)(qx, qy)
    m = 120
    d['px'] = px = rng.rand(m) * 3
    d['py'] = py = rng.rand(m) * 2
    d['pz'] = pz = np.sin(px) * np.cos(2 * py) + 0.05 * rng.randn(m)
    d['pw'] = pw = 0.5 + rng.rand(m)
    for kx, ky in [(1, 1), (2, 3), (3, 3)]:
        for s in (0.25, 0.4, 2, 50):
            f = si.SmoothBivariateSpline(px, py, pz, kx=kx, ky=ky, s=s)
            r[f'smooth {kx} {ky} s={s}'] = flat([*f.get_knots(), f.get_coeffs(), [f.get_residual()]])
            r[f'smooth values {kx} {ky} s={s}'] = f(qx, qy)
        f = si.LSQBivariateSpline(px, py, pz, [1, 2], [1], kx=kx, ky=ky, w=pw, bbox=[0, 3, 0, 2])
        r[f'lsq {kx} {ky}'] = f(qx, qy)
    f = si.LSQBivariateSpline(px, py, pz, [1, 1.01, 1.02, 2], [1], bbox=[0, 3, 0, 2])
    r['lsq deficient'] = f(qx, qy)
    tck, fp, ier, msg = si.bisplrep(px, py, pz, s=0.3, full_output=1)
    r['bisplrep'] = flat([tck[0], tck[1], tck[2], [fp, ier]])
    r['bisplev'] = si.bisplev(qx, qy, tck)
    r['bisplev d'] = si.bisplev(qx, 0.5, tck, dx=1)
    tck = si.bisplrep(px, py, pz, task=-1, tx=[0, 0, 0, 0, 1.5, 3, 3, 3, 3], ty=[0, 0, 0, 0, 1, 2, 2, 2, 2], xb=0, xe=3, yb=0, ye=2)
    r['bisplrep task -1'] = si.bisplev(qx, qy, tck)
    write('surfaces', d, r)


def newer():
    """What SciPy 1.10 does not have; needs 1.15 or later."""
    rng = np.random.RandomState(4)
    d, r = {}, {}
    d['x'] = x = np.sort(rng.rand(9)) * 4
    d['y'] = y = rng.randn(9)
    d['q'] = q = np.linspace(-0.2, 4.2, 9)
    for dd in (0, 1, 3, 8):
        r[f'floater {dd}'] = si.FloaterHormannInterpolator(x, y, d=dd)(q)
    r['makima'] = si.Akima1DInterpolator(x, y, method='makima', extrapolate=True)(q)
    step = np.array([0, 0, 0, 1, 1, 3, 2, 2, 5.0])
    d['step'] = step
    r['makima step'] = si.Akima1DInterpolator(x, step, method='makima')(q)
    r['akima n=2'] = si.Akima1DInterpolator(x[:2], y[:2], extrapolate=True)(q)
    b = si.BarycentricInterpolator(x, y)
    r['barycentric derivatives'] = b.derivatives(q, 3)
    r['barycentric derivative'] = b.derivative(q, 2)
    r['barycentric added'] = b(q)  # add_xi itself is wrong in SciPy up to 1.17
    g = [np.sort(rng.rand(6)), np.sort(rng.rand(7))]
    d['g0'], d['g1'] = g
    d['v'] = v = rng.randn(6, 7)
    d['pts'] = pts = rng.rand(9, 2)
    from scipy.interpolate._ndbspline import make_ndbspl
    from scipy.sparse.linalg import spsolve
    for k in (1, 2, 3, 5):
        r[f'ndbspline k={k}'] = make_ndbspl(g, v, k=k, solver=spsolve)(pts)
    r['ndbspline nu'] = make_ndbspl(g, v, solver=spsolve)(pts, nu=(1, 2))
    s = si.make_interp_spline(x, y, k=4)
    r['interp k=4'] = s(q)
    s = si.make_interp_spline(x, y)
    r['insert knot'] = s.insert_knot(1.7, m=2).c
    write('newer', d, r)


if __name__ == '__main__':
    for part in sys.argv[1:] or ['pieces', 'fitpack', 'polynomials', 'grids', 'scattered', 'surfaces', 'newer']:
        globals()[part]()
