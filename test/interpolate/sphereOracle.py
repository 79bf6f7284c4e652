"""Surfaces over the sphere by SciPy 1.10: writes test/fixtures/interpolate/sphere.json.gz."""
import gzip
import json
import os
import warnings

import numpy as np
import scipy.interpolate as si

warnings.simplefilter('ignore')
rng = np.random.default_rng(3)
m = 300
theta = np.arccos(rng.uniform(-1, 1, m))
phi = rng.uniform(0, 2 * np.pi, m)


def surface(t, p):
    return 2 + np.sin(t) ** 2 * np.cos(2 * p) + 0.5 * np.cos(t) + 0.3 * np.sin(t) * np.sin(p)


r = surface(theta, phi) + 0.05 * rng.standard_normal(m)
w = np.linspace(1, 2, m)
u = np.linspace(0.2, 2.9, 9)
v = np.linspace(0, 2 * np.pi, 13)[:-1]
grid = surface(u[:, None], v)
out = {'theta': theta, 'phi': phi, 'r': r, 'w': w, 'u': u, 'v': v, 'grid': grid, 'cases': {}}


def put(name, f, low=0):
    tt = np.linspace(0, np.pi, 7)
    tp = low + np.linspace(0, 6.28, 9)
    tx, ty = f.tck[:2]
    out['cases'][name] = {'tx': tx, 'ty': ty, 'v': f(tt, tp), 'dtheta': f(tt, tp, dtheta=1), 'fp': f.get_residual()}


tt, tp = np.array([0.6, 1.2, 1.8, 2.5]), np.array([1, 2, 3, 4, 5.0])
put('lsq', si.LSQSphereBivariateSpline(theta, phi, r, tt, tp))
put('lsq weighted', si.LSQSphereBivariateSpline(theta, phi, r, tt[:1], tp[:3], w=w))
put('lsq no tt', si.LSQSphereBivariateSpline(theta, phi, r, tt[:0], tp[:2]))
for s in [1000, 20, 5, 1.5, 1]:
    put('smooth %g' % s, si.SmoothSphereBivariateSpline(theta, phi, r, s=s))
values = (2.4, 1.6)
POLES = {
    'plain': {},
    'smooth': {'pole_continuity': True},
    'one smooth': {'pole_continuity': (True, False)},
    'values': {'pole_values': values},
    'smooth values': {'pole_values': values, 'pole_continuity': True},
    'exact': {'pole_values': values, 'pole_continuity': True, 'pole_exact': True},
    'flat': {'pole_values': values, 'pole_continuity': True, 'pole_exact': True, 'pole_flat': True},
}
for name, options in POLES.items():
    put('rect ' + name, si.RectSphereBivariateSpline(u, v, grid, **options))
put('rect turned', si.RectSphereBivariateSpline(u, v - 2, grid), -2)
for s in [1000, 5, 0.5, 0.05]:
    for name in ['plain', 'values', 'flat', 'smooth']:
        if name != 'smooth' or s < 1000:
            put('rect %s %g' % (name, s), si.RectSphereBivariateSpline(u, v, grid, s=s, **POLES[name]))

path = os.path.join(os.path.dirname(__file__), '../fixtures/interpolate/sphere.json.gz')
text = json.dumps(out, default=lambda a: a.tolist(), separators=(',', ':'))
with open(path, 'wb') as file:
    file.write(gzip.compress(text.encode(), mtime=0))
