"""What SciPy 1.10 lacks, by SciPy 1.17: writes test/fixtures/interpolate/smoothing.json.gz."""
import gzip
import json
import os
import warnings

import numpy as np
import scipy.interpolate as si

warnings.simplefilter('ignore')
x = np.linspace(0, 10, 60)
y = np.sin(x) + 0.1 * np.cos(17 * x)
q = np.linspace(-0.1, 10.1, 23)
curve = [np.cos(x), np.sin(x) + 0.01 * x]
out = {'splrep': [], 'aaa': {}}
for s, k in [(0, 3), (0, 2), (0, 5), (0.001, 3), (0.05, 3), (0.3, 3), (0.3, 2), (0.3, 5), (2, 3), (2, 5), (50, 3)]:
    knots = list(si.generate_knots(x, y, s=s, k=k))
    f = si.make_splrep(x, y, s=s, k=k)
    out['splrep'].append({'s': s, 'k': k, 'steps': [len(t) for t in knots], 't': knots[-1], 'v': f(q)})
w = 1 + 0.5 * np.sin(x)
out['weighted'] = si.make_splrep(x, y, s=0.1, w=w, xb=-1.0, xe=11.0)(q)
out['on knots'] = si.make_splrep(x, y, s=9.0, t=np.array([0, 0, 0, 0, 2, 4, 6, 8, 10, 10, 10, 10.0]))(q)
for s in [0, 0.01]:
    f, u = si.make_splprep(curve, s=s)
    out['splprep %g' % s] = {'u': u, 'v': f(np.linspace(0, 1, 11))}


def pairs(z):
    return [[c.real, c.imag] for c in np.atleast_1d(z)]


def put(name, r, at):
    near = np.abs(r.poles()) < 4
    out['aaa'][name] = {
        'support': pairs(r.support_points), 'errors': r.errors, 'v': pairs(r(at)),
        'poles': pairs(r.poles()[near]), 'residues': pairs(r.residues()[near]), 'roots': pairs(r.roots()[np.abs(r.roots()) < 4]),
    }


z = np.linspace(-1, 1, 60)
at = np.linspace(-0.97, 0.95, 11)
put('tan', si.AAA(z, np.tan(2 * z)), at)
put('exp', si.AAA(z, np.exp(z)), at)
put('abs', si.AAA(z, np.abs(z)), at)
circle = np.exp(2j * np.pi * np.arange(80) / 80)
put('circle', si.AAA(circle, np.tan(1.4 * circle)), at * (0.5 + 0.5j))
put('rough', si.AAA(z, np.exp(z), rtol=1e-3), at)
put('few terms', si.AAA(z, np.abs(z), max_terms=5), at)

path = os.path.join(os.path.dirname(__file__), '../fixtures/interpolate/smoothing.json.gz')
text = json.dumps(out, default=lambda a: a.tolist(), separators=(',', ':'))
with open(path, 'wb') as file:
    file.write(gzip.compress(text.encode(), mtime=0))
