"""Exact values for accuracy.test.ts: some points of every row of scripts/specialAccuracy/tables/{bessel,hypergeometric,polynomials}.py.

    python3 test/special/accuracyOracle.py     (from the repository root; needs mpmath)
"""
import gzip
import importlib.util
import json
import os
import sys

BASE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
sys.path.insert(0, os.path.join(BASE, 'scripts', 'specialAccuracy'))

from mpmath import mp, mpf, mpc, isfinite
import rows as table

POINTS = 14


def camel(name):
    head, *rest = name.split('_')
    return head + ''.join(part[:1].upper() + part[1:] for part in rest)


def plain(value):
    if isinstance(value, (complex, mpc)):
        return [float(value.real), float(value.imag)]
    return float(value)


out = []
for family in ('bessel', 'hypergeometric', 'polynomials'):
    spec = importlib.util.spec_from_file_location(family, os.path.join(BASE, 'scripts', 'specialAccuracy', 'tables', family + '.py'))
    start = len(table.ROWS)
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
    for row in table.ROWS[start:]:
        row.count = POINTS
        args, values = [], []
        for point in table.points(row):
            with mp.workdps(row.dps):
                try:
                    exact = row.exact(*[mpc(p) if isinstance(p, complex) else mpf(p) for p in point])
                except Exception:
                    continue
                exact = [exact] if row.parts == 1 else list(exact)
                exact = [mpc(e) if row.complex else mpf(mp.re(e)) for e in exact]
                if any(not isfinite(e) or abs(e) > mpf('1e305') or abs(e) < mpf('1e-290') for e in exact):
                    continue
                args.append([plain(p) for p in point])
                values.append([plain(e) for e in exact])
        out.append({'name': row.ours or camel(row.name), 'region': row.region, 'args': args, 'values': values})
path = os.path.join(BASE, 'test', 'fixtures', 'special', 'accuracy.json.gz')
os.makedirs(os.path.dirname(path), exist_ok=True)
with gzip.GzipFile(path, 'wb', mtime=0) as file:
    file.write(json.dumps(out).encode())
print(len(out), 'rows', os.path.getsize(path), 'bytes')
