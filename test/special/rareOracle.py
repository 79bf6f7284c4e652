"""Values for rare.test.ts: SciPy's for Mathieu, spheroidal and ellipsoidal functions and tables, mpmath's for Wright's function.

    OPENBLAS_NUM_THREADS=1 python3 test/special/rareOracle.py     (from the repository root; needs SciPy and mpmath)
"""
import json
import os

import numpy as np
import scipy.special as sc
from mpmath import mp, mpf, nsum, inf, rgamma, factorial, besselk, pcfd

mp.dps = 30
out = {}


def put(name, points, f):
    rows = []
    for p in points:
        v = f(*p)
        v = [v] if np.isscalar(v) or np.ndim(v) == 0 else list(v)
        flat = [float(x) for part in v for x in np.atleast_1d(part)]
        rows.append([list(p), flat])
    out[name] = rows


ms = [0, 1, 2, 3, 5, 8]
put('mathieuA', [(m, q) for m in ms for q in (-20, -3, 0, 0.5, 5, 25, 100)], sc.mathieu_a)
put('mathieuB', [(m, q) for m in ms[1:] for q in (-20, -3, 0, 0.5, 5, 25, 100)], sc.mathieu_b)
put('mathieuCem', [(m, q, x) for m in ms for q in (-3, 0.5, 5, 25) for x in (0, 20, 70, 200, -50)], sc.mathieu_cem)
put('mathieuSem', [(m, q, x) for m in ms for q in (-3, 0.5, 5, 25) for x in (0, 20, 70, 200, -50)], sc.mathieu_sem)
for kind in ('modcem1', 'modcem2', 'modsem1', 'modsem2'):
    put('mathieu' + kind.capitalize(), [(m, q, x) for m in ms[kind.startswith('modsem'):] for q in (0.5, 5, 25) for x in (0.2, 1, 2)],
        getattr(sc, 'mathieu_' + kind))
put('mathieuEvenCoef', [(2, 5), (3, 0.5), (0, 20)], sc.mathieu_even_coef)
put('mathieuOddCoef', [(2, 5), (3, 0.5), (1, 20)], sc.mathieu_odd_coef)
mn = [(0, 0), (0, 1), (0, 3), (1, 1), (1, 4), (2, 2), (2, 5), (3, 6)]
for k in ('pro', 'obl'):
    put(k + 'Cv', [(m, n, c) for m, n in mn for c in (0.1, 1, 4, 10)], getattr(sc, k + '_cv'))
    put(k + 'CvSeq', [(1, 5, 2.0)], getattr(sc, k + '_cv_seq'))
    put(k + 'Ang1', [(m, n, c, x) for m, n in mn for c in (0.1, 1, 4) for x in (-0.7, 0, 0.2, 0.9)], getattr(sc, k + '_ang1'))
    xs = (1.05, 1.5, 3) if k == 'pro' else (0.1, 1, 3)
    put(k + 'Rad1', [(m, n, c, x) for m, n in mn for c in (1, 4) for x in xs], getattr(sc, k + '_rad1'))
    # Nearer to the singular points SciPy's are not accurate; there the Wronskian is tested.
    put(k + 'Rad2', [(m, n, c, 3) for m, n in mn for c in (1, 4)], getattr(sc, k + '_rad2'))
degrees = [(n, p) for n in (0, 1, 2, 3, 4) for p in range(1, 2 * n + 2)]
put('ellipHarm', [(5, 8, n, p, s) for n, p in degrees for s in (0.4, 2.5, 3.5)], sc.ellip_harm)
put('ellipHarm2', [(5, 8, n, p, s) for n, p in degrees for s in (3.0, 10)], sc.ellip_harm_2)
put('ellipNormal', [(5, 8, n, p) for n, p in degrees], sc.ellip_normal)
put('riccatiJn', [(4, 0.3), (6, 12.5), (3, -2.0)], sc.riccati_jn)
put('riccatiYn', [(4, 0.3), (6, 12.5)], sc.riccati_yn)
put('lmbda', [(3, 2.5), (4.5, 0.2), (2, 20.0)], sc.lmbda)
put('wrightBessel', [(a, b, x) for a in (0, 0.3, 1, 2.5) for b in (0.5, 1, 4) for x in (0, 0.7, 10, 60)],
    lambda a, b, x: float(nsum(lambda k: mpf(x) ** k / factorial(k) * rgamma(mpf(a) * k + b), [0, inf], method='direct') if x > 0 else rgamma(b)))


def cylinder(n, re, im):
    z = mp.mpc(re, im)
    sign = 1 if n >= 0 else -1
    got = [pcfd(sign * k, z) for k in range(abs(n) + 1)]
    slopes = [z / 2 * pcfd(sign * k, z) - pcfd(sign * k + 1, z) for k in range(abs(n) + 1)]
    return [x for w in got + slopes for x in (float(w.real), float(w.imag))]


put('pbdnSeq', [(5, 1.0, 2.0), (-6, 1.5, 0.7), (-4, 0.2, -0.3), (-5, -1.0, 1.0), (-30, 4.0, 1.0)], cylinder)
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'fixtures', 'special', 'rare.json')
with open(path, 'w') as f:
    json.dump(out, f, separators=(',', ':'))
print(os.path.getsize(path))
