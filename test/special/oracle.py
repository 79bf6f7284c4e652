#!/usr/bin/env python3
"""Makes test/fixtures/special/: values.json.gz, exact values by mpmath at a few points of every row of the accuracy tables
(scripts/specialAccuracy), with the error that may be met there; edges.json.gz, what SciPy gives at the ends of domains.

    python3 test/special/oracle.py

Needs mpmath and SciPy. Run it from the repository root, after scripts/specialAccuracy/run.py.
"""
import gzip
import json
import math
import os
import sys
import time
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, '..', '..')
sys.path.insert(0, os.path.join(ROOT, 'scripts', 'specialAccuracy'))
warnings.simplefilter('ignore')

import numpy as np
import scipy.special as sc
from mpmath import mpf

import run
import rows as table

POINTS = 6
FIXTURES = os.path.join(ROOT, 'test', 'fixtures', 'special')
with open(os.path.join(ROOT, 'scripts', 'specialAccuracy', 'accuracy.json')) as given:
    measured = {(r['name'], r['region']): r['ours'] for r in json.load(given)}

values = []
for one in table.ROWS:
    error = measured.get((one.name, one.region))
    if error is None or not error < 1e-6:
        continue
    kept = []
    started = time.process_time()
    for point in table.points(one):
        point = tuple(complex(p) if isinstance(p, complex) else (p if isinstance(p, int) else float(p)) for p in point)
        run.signal.alarm(3)
        try:
            exact = run.exact_values(one, point)
        except Exception:
            continue
        finally:
            run.signal.alarm(0)
        if not all(run.mpmath.isfinite(v) and mpf('1e-300') < abs(v) < mpf('1e300') for v in exact):
            continue
        kept.append({'args': [run.plain(p) for p in point], 'values': [run.plain(complex(v) if one.complex else float(v)) for v in exact]})
        if len(kept) == POINTS or time.process_time() - started > 3:
            break
    if kept:
        values.append({'name': one.ours or run.camel(one.name), 'region': one.region, 'parts': one.parts,
                       'bound': float('%.1e' % max(4 * error, 2e-15)), 'points': kept})

special = [0.0, 0.5, 1.0, 2.0, -0.5, -1.0, -2.0, math.inf, -math.inf, math.nan]
edges = []
one_argument = '''gamma gammaln rgamma gammasgn psi erf erfc erfcx erfi erfinv erfcinv dawsn ndtr ndtri log_ndtr ndtri_exp ellipk ellipkm1
ellipe exp1 expi spence expit logit log_expit exprel entr exp10 cosm1 zetac kolmogorov kolmogi wrightomega'''.split()
two_arguments = '''beta betaln gammainc gammaincc gammaincinv gammainccinv xlogy xlog1py rel_entr kl_div huber pseudo_huber binom poch
ellipkinc ellipeinc elliprc agm boxcox boxcox1p inv_boxcox inv_boxcox1p chdtr chdtrc chdtri stdtr pdtr pdtrc owens_t expn'''.split()
three_arguments = 'elliprf elliprd elliprg'.split()
few = [0.0, 0.5, 1.0, 3.0, -1.0, math.inf, math.nan]
for names, grid in ((one_argument, [(x,) for x in special]), (two_arguments, [(x, y) for x in special for y in special]),
                    (three_arguments, [(x, y, w) for x in few for y in few for w in few])):
    for name in names:
        got = [run.plain(getattr(sc, name)(*point)) for point in grid]
        edges.append({'name': run.camel(name), 'values': got})

os.makedirs(FIXTURES, exist_ok=True)
for name, content in (('values', values), ('edges', {'special': [run.plain(x) for x in special], 'few': [run.plain(x) for x in few], 'functions': edges})):
    with open(os.path.join(FIXTURES, f'{name}.json.gz'), 'wb') as raw, gzip.GzipFile(fileobj=raw, mode='wb', mtime=0, filename='') as out:
        out.write(json.dumps(content, separators=(',', ':')).encode())
