#!/usr/bin/env python3
"""Measures the special functions against mpmath and writes docs/special-accuracy.md.

    python3 scripts/specialAccuracy/run.py [NAME...]      all rows, or those of the named functions (or families)
    ... --points N      fewer or more points a row
    ... --worst         also prints where each worst error is

Rows are in the files tables/*.py; figures of rows that are not measured now are kept (accuracy.json). Needs mpmath and SciPy
(their versions are noted in the page), Node and tsx. Run it from the repository root.
"""
import glob
import importlib.util
import json
import math
import os
import signal
import subprocess
import sys
import tempfile
import time
import warnings

os.environ.setdefault('OPENBLAS_NUM_THREADS', '1')
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
# Time that a row's exact values may take.
SECONDS = float(os.environ.get("ROW_SECONDS", "3"))
warnings.simplefilter('ignore')

import mpmath
import numpy as np
import scipy
import scipy.special as sc
from mpmath import mp, mpf, mpc

import rows as table

for path in sorted(glob.glob(os.path.join(HERE, 'tables', '*.py'))):
    family = os.path.basename(path)[:-3]
    before = len(table.ROWS)
    spec = importlib.util.spec_from_file_location(f'table_{family}', path)
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
    for one in table.ROWS[before:]:
        one.family = family


class TooSlow(Exception):
    pass


def give_up(*_):
    raise TooSlow()


signal.signal(signal.SIGALRM, give_up)


def camel(name):
    head, *rest = name.split('_')
    return head + ''.join(part[:1].upper() + part[1:] for part in rest)


def plain(value):
    """A number as JSON has it."""
    if isinstance(value, (complex, np.complexfloating)):
        return {'re': plain(value.real), 'im': plain(value.imag)}
    value = float(value)
    return value if math.isfinite(value) else repr(value)


def number(value):
    if isinstance(value, dict):
        return complex(number(value['re']), number(value['im']))
    return float(value) if value is not None else math.nan


def exact_values(one, args):
    with mp.workdps(one.dps):
        values = one.exact(*[mpc(a) if isinstance(a, complex) else mpf(a) for a in args])
        if one.parts == 1:
            values = (values,)
        return [mpc(v) if one.complex else mpf(mp.re(v)) for v in values]


def error(value, exact):
    """Relative error; absolute where the exact value is 0."""
    if isinstance(value, complex):
        if math.isnan(value.real) or math.isnan(value.imag) or math.isinf(abs(value)):
            return math.inf
        gap = abs(mpc(value) - exact)
    else:
        if math.isnan(value):
            return math.inf
        if math.isinf(value):
            return 0.0 if abs(exact) > mpf('1.7e308') else math.inf
        gap = abs(mpf(value) - exact)
    size = abs(exact)
    if size == 0:
        return float(gap)
    # Below the smallest normal number no figures can be asked for.
    return float(max(gap - mpf(2) ** -1074, 0) / size)


def measure(chosen, count):
    work = []
    for one in chosen:
        if count:
            one.count = min(one.count, count) if count < one.count else count
        args, exact = [], []
        started = time.process_time()
        for point in table.points(one):
            # mpmath is slow for some: fewer points then.
            if time.process_time() - started > SECONDS:
                break
            point = tuple(complex(p) if isinstance(p, complex) else (p if isinstance(p, int) else float(p)) for p in point)
            signal.alarm(3)
            try:
                value = exact_values(one, point)
                signal.alarm(0)
            except (TooSlow, ValueError, ZeroDivisionError, mpmath.libmp.NoConvergence) as fault:
                continue
            if not all(mpmath.isfinite(v) for v in value) or all(abs(v) < mpf('1e-300') for v in value):
                continue
            if any(abs(v) > mpf('1e305') for v in value):
                continue
            args.append(point)
            exact.append(value)
        work.append((one, args, exact))
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = os.path.join(folder, 'asked.json'), os.path.join(folder, 'answered.json')
        with open(asked, 'w') as out:
            json.dump([{'name': one.ours or camel(one.name), 'parts': one.parts, 'args': [[plain(a) for a in p] for p in args]}
                       for one, args, _ in work], out)
        subprocess.run(['npx', 'tsx', os.path.join(HERE, 'ours.ts'), asked, answered], check=True)
        with open(answered) as given:
            ours = json.load(given)
    results = []
    for (one, args, exact), values in zip(work, ours):
        theirs = one.scipy or getattr(sc, one.name, None)
        worst = [0.0, 0.0]
        where = [None, None]
        for point, want, got in zip(args, exact, values):
            pair = [None, None]
            if got is not None:
                pair[0] = max(error(number(v), w) for v, w in zip(got, want))
            else:
                pair[0] = math.inf
            if theirs:
                try:
                    given = theirs(*point)
                    given = list(given)[:one.parts] if one.parts > 1 else [given]
                    pair[1] = max(error(complex(v) if one.complex else float(np.real(v)), w) for v, w in zip(given, want))
                except Exception:
                    pair[1] = math.inf
            for k in (0, 1):
                if pair[k] is not None and pair[k] >= worst[k]:
                    worst[k], where[k] = pair[k], point
        results.append({'name': one.name, 'region': one.region, 'family': one.family, 'points': len(args),
                        'ours': worst[0], 'scipy': worst[1] if theirs else None, 'where': [repr(w) for w in where]})
    return results


def text(value):
    if value is None:
        return '-'
    if value == math.inf or value == 'inf':
        return 'fails'
    return f'{value:.1e}'


def main():
    arguments = sys.argv[1:]
    count = int(arguments[arguments.index('--points') + 1]) if '--points' in arguments else 0
    names = [a for k, a in enumerate(arguments) if not a.startswith('--') and (k == 0 or arguments[k - 1] != '--points')]
    chosen = [one for one in table.ROWS if not names or one.name in names or one.family in names]
    kept_path = os.path.join(HERE, 'accuracy.json')
    kept = {}
    if os.path.exists(kept_path):
        with open(kept_path) as given:
            kept = {(r['name'], r['region']): r for r in json.load(given)}
    for result in measure(chosen, count):
        line = f"{result['name']}: {text(result['ours'])} (SciPy {text(result['scipy'])}), {result['points']} points"
        bad = result['scipy'] is not None and result['ours'] > 10 * max(result['scipy'], 2.3e-16)
        print(line + ('   <-- more than ten times' if bad else '') + (f"  {result['where']}" if '--worst' in arguments or bad else ''))
        result.pop('where')
        kept[(result['name'], result['region'])] = result
    order = {(one.name, one.region): k for k, one in enumerate(table.ROWS)}
    kept = [kept[key] for key in sorted((key for key in kept if key in order), key=lambda key: order[key])]
    with open(kept_path, 'w') as out:
        out.write('[\n' + ',\n'.join(json.dumps(r) for r in kept) + '\n]\n')
    lines = ['# Accuracy of the special functions', '',
             f'Made by `python3 scripts/specialAccuracy/run.py`: worst relative error (absolute where the value is 0) at points spread over '
             f'the region, against mpmath {mpmath.__version__} in at least 30 digits; SciPy {scipy.__version__} at the same points. '
             'Unit roundoff is 1.1e-16. "fails": NaN or infinity where the function is finite.', '',
             '| function | region | points | numloom | SciPy |', '| --- | --- | --- | --- | --- |']
    for r in kept:
        lines.append(f"| `{camel(r['name'])}` | {r['region']} | {r['points']} | {text(r['ours'])} | {text(r['scipy'])} |")
    with open('docs/special-accuracy.md', 'w') as out:
        out.write('\n'.join(lines) + '\n')


if __name__ == '__main__':
    main()
