"""Writes test/fixtures/nist/nonlinear.json: the 27 non-linear problems of NIST's StRD in compact form, and how many digits of
the certified parameters SciPy's lm finds. Run: python3 test/optimize/nist.py DIRECTORY-OF-NIST'S-.dat-FILES
"""
import glob
import json
import os
import re
import sys
import warnings

import numpy as np
from numpy import arctan, cos, exp, log, pi, sin
from scipy.optimize import least_squares

warnings.simplefilter('ignore')
OUT = os.path.join(os.path.dirname(__file__), '..', 'fixtures', 'nist', 'nonlinear.json')

MODELS = {
    'Misra1a': lambda b, x: b[0] * (1 - exp(-b[1] * x)),
    'Chwirut1': lambda b, x: exp(-b[0] * x) / (b[1] + b[2] * x),
    'Chwirut2': lambda b, x: exp(-b[0] * x) / (b[1] + b[2] * x),
    'Lanczos1': lambda b, x: b[0] * exp(-b[1] * x) + b[2] * exp(-b[3] * x) + b[4] * exp(-b[5] * x),
    'Gauss1': lambda b, x: b[0] * exp(-b[1] * x) + b[2] * exp(-(x - b[3]) ** 2 / b[4] ** 2)
    + b[5] * exp(-(x - b[6]) ** 2 / b[7] ** 2),
    'DanWood': lambda b, x: b[0] * x ** b[1],
    'Misra1b': lambda b, x: b[0] * (1 - (1 + b[1] * x / 2) ** -2),
    'Kirby2': lambda b, x: (b[0] + b[1] * x + b[2] * x ** 2) / (1 + b[3] * x + b[4] * x ** 2),
    'Hahn1': lambda b, x: (b[0] + b[1] * x + b[2] * x ** 2 + b[3] * x ** 3) / (1 + b[4] * x + b[5] * x ** 2 + b[6] * x ** 3),
    'Nelson': lambda b, x: b[0] - b[1] * x[0] * exp(-b[2] * x[1]),
    'MGH17': lambda b, x: b[0] + b[1] * exp(-x * b[3]) + b[2] * exp(-x * b[4]),
    'Misra1c': lambda b, x: b[0] * (1 - (1 + 2 * b[1] * x) ** -0.5),
    'Misra1d': lambda b, x: b[0] * b[1] * x * (1 + b[1] * x) ** -1,
    'Roszman1': lambda b, x: b[0] - b[1] * x - arctan(b[2] / (x - b[3])) / pi,
    'ENSO': lambda b, x: b[0] + b[1] * cos(2 * pi * x / 12) + b[2] * sin(2 * pi * x / 12)
    + b[4] * cos(2 * pi * x / b[3]) + b[5] * sin(2 * pi * x / b[3])
    + b[7] * cos(2 * pi * x / b[6]) + b[8] * sin(2 * pi * x / b[6]),
    'MGH09': lambda b, x: b[0] * (x ** 2 + x * b[1]) / (x ** 2 + x * b[2] + b[3]),
    'BoxBOD': lambda b, x: b[0] * (1 - exp(-b[1] * x)),
    'Rat42': lambda b, x: b[0] / (1 + exp(b[1] - b[2] * x)),
    'MGH10': lambda b, x: b[0] * exp(b[1] / (x + b[2])),
    'Eckerle4': lambda b, x: b[0] / b[1] * exp(-0.5 * ((x - b[2]) / b[1]) ** 2),
    'Rat43': lambda b, x: b[0] / (1 + exp(b[1] - b[2] * x)) ** (1 / b[3]),
    'Bennett5': lambda b, x: b[0] * (b[1] + x) ** (-1 / b[2]),
}
for copy, of in [('Lanczos2', 'Lanczos1'), ('Lanczos3', 'Lanczos1'), ('Gauss2', 'Gauss1'), ('Gauss3', 'Gauss1'), ('Thurber', 'Hahn1')]:
    MODELS[copy] = MODELS[of]

problems = {}
for path in sorted(glob.glob(os.path.join(sys.argv[1], '*.dat'))):
    name = os.path.basename(path)[:-4]
    lines = open(path).read().splitlines()
    starts, certified, deviations = [[], []], [], []
    for line in lines[:60]:
        m = re.match(r'\s*b\d+ =\s+(.*)', line)
        if m:
            a, b, c, d = map(float, m.group(1).split()[:4])
            starts[0].append(a)
            starts[1].append(b)
            certified.append(c)
            deviations.append(d)
    rss = next(float(l.split(':')[1].split()[0]) for l in lines if 'Sum of Squares' in l and ':' in l)
    rows = [list(map(float, l.split())) for l in lines[60:] if re.match(r'\s*[-\d.]', l)]
    data = np.array(rows)
    y, x = data[:, 0], data[:, 1:].T
    if x.shape[0] == 1:
        x = x[0]
    if name == 'Nelson':
        y = log(y)
    digits = []
    for start in starts:
        r = least_squares(lambda b: MODELS[name](b, x) - y, start, method='lm', x_scale='jac', ftol=1e-15, xtol=1e-15, gtol=1e-15, max_nfev=20000)
        with np.errstate(all='ignore'):
            error = np.max(np.abs(r.x - certified) / np.abs(certified))
        digits.append(float(np.clip(-np.log10(max(error, 1e-16)), 0, 11)) if np.isfinite(error) else 0)
    print(name, len(rows), [round(d, 1) for d in digits])
    problems[name] = {'starts': starts, 'certified': certified, 'deviations': deviations, 'rss': rss, 'scipyDigits': digits, 'data': rows}
assert len(problems) == 27
with open(OUT, 'w') as f:
    json.dump(problems, f, separators=(',', ':'))
