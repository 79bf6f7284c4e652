"""Makes test/fixtures/reductions/cases.json from NumPy.

    NPY_PROMOTION_STATE=weak python3 test/reductions/oracle.py

A case is a function, its arguments ("$name" stands for an input), its options and NumPy's result. Results that index or
count are int32 in numloom where NumPy has int64.
"""
import json
import os
import warnings

import numpy as np

warnings.simplefilter('ignore')
np.seterr(all='ignore')
HERE = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(7)
f = np.round(rng.normal(size=(3, 4, 5)), 3)
INPUTS = {
    'f': f,
    'f32': f.astype('f4'),
    'f16': f[0].astype('f2'),
    'nan': np.where(rng.random((3, 4, 5)) < 0.2, np.nan, f),
    'hole': np.array([[1.0, np.nan, 3, 2], [np.nan] * 4, [4, 5, 6, 7]]),
    'i': rng.integers(-50, 50, (4, 6)).astype('i4'),
    'i8': rng.integers(-50, 50, (4, 6)).astype('i1'),
    'u8': rng.integers(0, 255, (5, 3)).astype('u1'),
    'i64': rng.integers(-(2**60), 2**60, (2, 3)) // 2**50 * 2**50,
    'u64': np.array([2**63, 5, 2**62], 'u8'),
    'b': rng.random((3, 4)) < 0.6,
    'c': np.round(rng.normal(size=(3, 4)) + 1j * rng.normal(size=(3, 4)), 3),
    'c64': np.round(rng.normal(size=6) + 1j * rng.normal(size=6), 2).astype('c8'),
    'v': np.round(rng.normal(size=11), 3),
    'w': np.round(rng.random(11), 3),
    'long': np.round(rng.normal(size=300), 2),
    'skew': np.round(rng.gamma(2, size=200), 3),
    'counts': rng.integers(0, 12, 40).astype('i4'),
    'e': np.zeros((0,)),
    'e2': np.zeros((0, 3)),
    's': np.float64(2.5),
    'ties': np.array([3.0, 1, 3, 1, 2]),
    'inf': np.array([np.inf, -np.inf, np.nan, 1, -0.0]),
    'big': np.array([1e308, 1.0, -1e308, 1e-300]),
    'phase': np.round(np.cumsum(rng.normal(size=(2, 15)) * 2, axis=1) % (2 * np.pi), 3),
}


def encode(value):
    if isinstance(value, (tuple, list)):
        return {'t': [encode(v) for v in value]}
    a = np.asarray(value)

    def one(x):
        if a.dtype.kind == 'c':
            return [number(x.real), number(x.imag)]
        return number(x)

    def number(x):
        if isinstance(x, (bool, np.bool_)):
            return int(x)
        if isinstance(x, (int, np.integer)):
            return int(x) if abs(int(x)) < 2**53 else str(int(x))
        x = float(x)
        if np.isnan(x):
            return 'nan'
        if np.isinf(x):
            return 'inf' if x > 0 else '-inf'
        if x == int(x) and abs(x) < 1e15 and not (x == 0 and np.signbit(x)):
            return int(x)
        if abs(x) > 1e38:
            return x
        return float(f'{x:.15g}') if a.dtype.itemsize >= 8 else float(f'{x:.9g}')

    return {'d': a.dtype.name, 's': list(a.shape), 'v': [one(x) for x in a.ravel()]}


CASES = []


def camel(name):
    head, *rest = name.split('_')
    return head + ''.join(part.capitalize() for part in rest)


def add(fn, *args, ref=None, index=False, tol=None, positional=0, **kw):
    """`positional` of the keyword arguments go by position in numloom."""
    def value(x):
        return INPUTS[x[1:]] if isinstance(x, str) and x.startswith('$') else x

    result = (ref or getattr(np, fn))(*[value(x) for x in args], **{k: value(v) for k, v in kw.items()})
    out = encode(result)
    for one in out['t'] if 't' in out else [out]:
        if index and one['d'] == 'int64':
            one['d'] = 'int32'

    def plain(x):
        if isinstance(x, np.ndarray):
            return encode(x)
        return [plain(one) for one in x] if isinstance(x, (tuple, list)) else x

    options = {camel(k): plain(v) for k, v in kw.items()}
    CASES.append([camel(fn), [plain(x) for x in args], options, out] + ([tol] if tol else []))


AXES = [{}, {'axis': 0}, {'axis': -1}, {'axis': (0, 2)}, {'axis': 1, 'keepdims': True}, {'keepdims': True}]
for fn in ['sum', 'prod', 'max', 'min', 'ptp', 'mean', 'var', 'std', 'median', 'all', 'any', 'nansum', 'nanprod', 'nanmax', 'nanmin',
           'nanmean', 'nanvar', 'nanstd', 'nanmedian']:
    for axes in AXES:
        add(fn, '$nan' if fn.startswith('nan') else '$f', **axes)
    inputs = ['f32', 'f16', 'i', 'i8', 'u8', 'b', 'c', 'c64', 'nan', 'hole', 's', 'ties']
    for name in inputs:
        if fn == 'ptp' and name == 'b' or 'median' in fn and name in ('c64', 'b'):
            continue
        # float16 results are compared with float32 arithmetic's tolerance.
        add(fn, '$' + name, **({} if name == 's' else {'axis': 0}), tol=2e-3 if name == 'f16' else None)
        if name not in ('s', 'f16', 'f32', 'c64'):
            add(fn, '$' + name)
for fn in ['sum', 'prod', 'mean', 'var', 'std', 'nansum', 'nanprod', 'nanmean', 'median', 'all', 'any']:
    add(fn, '$e')
    add(fn, '$e2', axis=0)
for fn in ['argmax', 'argmin']:
    for name, axes in [('f', {}), ('f', {'axis': 0}), ('f', {'axis': 1, 'keepdims': True}), ('f', {'keepdims': True}), ('f32', {'axis': -1}), ('f16', {}),
                       ('i', {'axis': 0}), ('i64', {}), ('u64', {'axis': 0}), ('b', {'axis': 0}), ('c', {'axis': 1}), ('c', {}), ('nan', {}), ('nan', {'axis': 1}),
                       ('hole', {'axis': 0}), ('ties', {}), ('s', {})]:
        add(fn, '$' + name, index=True, **axes)
        if name in ('f', 'i', 'ties', 'nan'):
            add('nan' + fn, '$' + name, index=True, **axes)
for axes in [{}, {'axis': 0}, {'axis': (0, 1), 'keepdims': True}]:
    add('count_nonzero', '$i', index=True, **axes)
    add('count_nonzero', '$b', index=True, **axes)
for fn in ['cumsum', 'cumprod', 'nancumsum', 'nancumprod']:
    for name, axes in [('nan', {}), ('nan', {'axis': 1}), ('i8', {'axis': 0}), ('u8', {}), ('b', {}), ('c', {'axis': 1}), ('f32', {'axis': 2}), ('e', {}), ('s', {})]:
        add(fn, '$' + name, tol=1e-5 if name == 'f32' else None, **axes)
for ddof in [1, 2, 20]:
    for fn in ['var', 'std', 'nanvar', 'nanstd']:
        add(fn, '$nan', axis=1, ddof=ddof)
        add(fn, '$v', ddof=ddof)
MASK = np.arange(60).reshape(3, 4, 5) % 3 > 0
for fn in ['sum', 'prod', 'mean', 'var', 'std', 'all', 'any', 'nansum', 'nanmean', 'nanvar']:
    add(fn, '$f', where=MASK)
    add(fn, '$f', where=MASK, axis=(0, 1))
    add(fn, '$nan', where=MASK[0], axis=2)
for fn, start in [('sum', 3), ('prod', 2), ('max', 0.5), ('min', -0.5), ('nanmax', 0.5)]:
    add(fn, '$f', initial=start, axis=1)
    add(fn, '$f', initial=start, where=MASK, axis=0)
for fn in ['sum', 'mean', 'std', 'prod', 'cumsum']:
    add(fn, '$i8', dtype='float32', axis=0)
    add(fn, '$f', dtype='float32', tol=2e-6)

METHODS = ['inverted_cdf', 'averaged_inverted_cdf', 'closest_observation', 'interpolated_inverted_cdf', 'hazen', 'weibull', 'linear',
           'median_unbiased', 'normal_unbiased', 'lower', 'higher', 'midpoint', 'nearest']
QS = [0, 3, 12.5, 25, 33.3, 50, 62.5, 75, 99, 100]
for method in METHODS:
    # NumPy 2 rounds the ties of this method the other way; 11 values have none at these percentages.
    qs = [q for q in QS if method != 'closest_observation' or (11 * q / 100) % 1 != 0.5]
    add('percentile', '$v', qs, method=method)
    if method != 'closest_observation':
        add('percentile', '$i', [0, 20, 50, 80, 100], method=method, axis=1)
        add('nanpercentile', '$nan', [10, 50, 90], method=method, axis=(0, 1))
for fn in ['quantile', 'nanquantile', 'percentile', 'nanpercentile']:
    scale = 100 if 'percent' in fn else 1
    for q in [0.3 * scale, [0.1 * scale, 0.5 * scale], [[0.2 * scale, 0.9 * scale]], []]:
        if fn.startswith('nan') and np.ndim(q) > 1:  # NumPy 1 puts the axes of q elsewhere
            continue
        for axes in [{}, {'axis': 1}, {'axis': (0, 2), 'keepdims': True}]:
            add(fn, '$f', q, **axes)
    add(fn, '$hole', 0.5 * scale, axis=1)
    add(fn, '$hole', 0.5 * scale, axis=1, method='lower')
    # NumPy 2 keeps float32 beside a Python float.
    add(fn, '$f32', 0.25 * scale, axis=0, ref=lambda *a, fn=fn, **kw: getattr(np, fn)(*a, **kw).astype('f4'))
    add(fn, '$u64', 0.5 * scale, method='higher')

add('average', '$f')
add('average', '$v', weights='$w')
add('average', '$f', weights=np.array([1, 2, 3, 4]), axis=1)
add('average', '$f', axis=(0, 1), keepdims=True)
add('average', '$v', weights='$w', returned=True)
add('average', '$f', axis=0, returned=True)
add('average', '$i', axis=0, weights=np.array([1, 0, 2, 5]), keepdims=True)
add('average', '$c', axis=0)

for bins in [10, 1, 7, 'auto', 'fd', 'doane', 'scott', 'stone', 'rice', 'sturges', 'sqrt']:
    for name in ['long', 'skew', 'counts']:
        if name == 'counts' and isinstance(bins, str):
            continue
        add('histogram', '$' + name, bins=bins, index=True)
    add('histogram_bin_edges', '$skew', bins=bins, range=[0.5, 4.0])
add('histogram', '$skew', bins=np.array([0, 0.5, 1, 2, 4, 4.5]), index=True)
add('histogram', '$skew', bins=np.array([0, 0.5, 1, 2, 4, 4.5]), density=True)
add('histogram', '$v', weights='$w', bins=4)
add('histogram', '$v', range=[-1.0, 1.0], bins=5, index=True)
add('histogram', '$e', index=True)
add('histogram', '$counts', density=True, bins=6)
add('histogram', '$v', weights=np.arange(11) * (1 + 2j), bins=3)
add('histogram2d', '$v', '$w', bins=4)
add('histogram2d', '$v', '$w', bins=[np.array([-1, 0, 0.5, 2]), 3], density=True)
add('histogram2d', '$v', '$w', bins=3, range=[[-1.0, 1.0], [0.0, 0.5]], weights='$w')
SAMPLE = np.round(rng.normal(size=(25, 3)), 2)
add('histogramdd', SAMPLE, bins=[2, 3, 2], ref=lambda s, **kw: (lambda r: (r[0], *r[1]))(np.histogramdd(s, **kw)))
add('histogramdd', SAMPLE, bins=2, density=True, ref=lambda s, **kw: (lambda r: (r[0], *r[1]))(np.histogramdd(s, **kw)))
add('bincount', '$counts', index=True)
add('bincount', '$counts', minlength=20, index=True)
add('bincount', '$counts', weights=np.arange(40) / 4)
for right in [False, True]:
    for edges in [[-1, 0, 0.5, 1], [1, 0.5, 0, -1]]:
        add('digitize', np.array([-2, -1, 0, 0.25, 0.5, 1, 3, np.nan]), edges, right=right, index=True)
    add('digitize', '$f', [-0.5, 0.5], right=right, index=True)

X = np.round(rng.normal(size=(3, 8)), 3)
INPUTS['X'] = X
for kw in [{}, {'rowvar': False}, {'bias': True}, {'ddof': 2}, {'y': '$X'}, {'fweights': np.array([1, 2, 1, 3, 1, 1, 2, 1])},
           {'aweights': np.arange(1, 9) / 4}, {'fweights': np.array([1, 2, 1, 3, 1, 1, 2, 1]), 'aweights': np.arange(1, 9) / 4}]:
    add('cov', '$X', **kw)
    if all(k in ('rowvar', 'y') for k in kw):
        add('corrcoef', '$X', **kw)
add('cov', '$v')
add('cov', '$c')
add('corrcoef', '$c')
add('corrcoef', '$v', y='$w')
add('cov', '$X', dtype='float32', tol=1e-6)
for mode in ['full', 'same', 'valid']:
    for fn in ['convolve', 'correlate']:
        for a, v in [([1.0, 2, 3], [0, 1, 0.5]), ('$v', [0.5, -1]), ([0.5, -1], '$v'), ([1.0, 2, 3], '$v'), ('$v', [1.0, 2, 3, 4]), ([1.0, 2, 3, 4], '$v'),
                     ('$c64', '$v'), ('$v', '$c64'), (np.arange(4).astype('i4'), np.array([1, 2, 3], 'i4')), ('$counts', np.arange(3).astype('u1')),
                     (np.arange(3), np.array([2, -1])), ('$c64', np.array([1j, 2, 3 - 1j])), (np.array([True, False]), np.array([True, True, False]))]:
            add(fn, a, v, mode=mode, tol=1e-5 if '$c64' in (str(a), str(v)) else None)

XP = np.array([-1.0, -0.5, 0.25, 0.25, 2])
add('interp', '$v', XP, XP**2)
add('interp', '$f', XP, np.array([1, 2, 3, 4, 5]), left=-9, right=9)
add('interp', 0.1, XP, XP**3)
add('interp', '$inf', XP, XP * 3)
add('interp', '$v', XP, XP * (1 + 2j))
add('interp', np.array([-180, -170, -185, 185, -10, -5, 0, 365]), np.array([190, -190, 350, -350]), np.array([5, 10, 3, 4]), period=360)
add('interp', np.array([1.5, 2]), np.array([2.0]), np.array([7.0]))

for kw in [{}, {'n': 2}, {'axis': 0}, {'prepend': 0}, {'append': np.zeros((3, 4, 1)), 'n': 2}, {'n': 9}, {'n': 0}]:
    add('diff', '$f', **kw)
for name in ['b', 'u8', 'i64', 'c', 'f16', 'e']:
    add('diff', '$' + name, tol=1e-3 if name == 'f16' else None)
add('ediff1d', '$i', to_begin=np.array([-9], 'i4'), to_end=np.array([7, 8], 'i4'))
add('ediff1d', '$v')
add('ediff1d', '$e')
for kw in [{}, {'edge_order': 2}]:
    add('gradient', '$v', **kw)
    add('gradient', '$v', 0.5, **kw)
    add('gradient', '$v', np.array([0, 1, 1.5, 3, 4, 6, 7, 7.5, 8, 9, 11]), **kw)
    add('gradient', '$f', 1, 2.0, np.array([0, 1, 3, 4, 4.5]), **kw)
    add('gradient', '$f', 2.0, axis=-1, **kw)
    add('gradient', '$f32', axis=(2, 0), tol=1e-5, **kw)
    add('gradient', '$i', axis=0, **kw)
add('trapezoid', '$v', ref=np.trapz)
add('trapezoid', '$v', x='$w', ref=np.trapz)
add('trapezoid', '$f', dx=0.5, axis=0, ref=np.trapz)
add('trapezoid', '$f', x='$f32', axis=1, ref=np.trapz)
add('trapezoid', '$i', ref=np.trapz)
for kw in [{}, {'axis': 0}, {'discont': 4}, {'period': 5}]:
    add('unwrap', '$phase', **kw)
add('unwrap', '$counts', period=4)
add('unwrap', '$counts', period=5)

for name in ['f', 'f32', 'f16', 'i', 'u8', 'nan', 'i64']:
    add('clip', '$' + name, -1 if name not in ('u8',) else 3, 2 if name not in ('u8',) else 200)
add('clip', '$f', np.linspace(-1, 0, 5), 0.5)
add('clip', '$f', 0, None)
add('clip', '$f', None, 0)
add('clip', '$i', -10.5, 20.5)
add('clip', '$f', 1, -1)
for decimals in [0, 1, 2, -1, -2]:
    for name in ['f', 'i', 'u8', 'c', 'inf', 'long']:
        add('round', '$' + name, decimals=decimals)
add('around', np.array([0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 12345.678]), decimals=2)
add('round', '$f16', decimals=1, tol=1e-3)
add('fix', '$long')
add('nan_to_num', '$inf')
add('nan_to_num', '$inf', nan=7, posinf=1, neginf=-1)
add('nan_to_num', INPUTS['inf'].astype('f4'))
add('nan_to_num', INPUTS['inf'].astype('f2'))
add('nan_to_num', INPUTS['inf'] * 1j)
CLOSE = np.array([1, 1 + 1e-9, 1 + 1e-4, np.nan, np.inf, -np.inf, 0, 1e-9])
for kw in [{}, {'rtol': 1e-3}, {'atol': 1e-3, 'rtol': 0}, {'equal_nan': True}]:
    add('isclose', CLOSE, CLOSE[:, None], **kw)
    add('allclose', CLOSE, CLOSE, **kw)
    add('isclose', '$c', INPUTS['c'] * (1 + 1e-7j), **kw)
add('isclose', '$i', INPUTS['i'] + 1e-9)
add('array_equal', '$f', '$f')
add('array_equal', '$nan', '$nan')
add('array_equal', '$nan', '$nan', equal_nan=True)
add('array_equal', '$f', '$v')
add('array_equiv', [1, 2], [[1, 2], [1, 2]])
add('array_equiv', [1, 2], [1, 2, 3])
for fn in ['isposinf', 'isneginf', 'isreal', 'iscomplex', 'sinc', 'real', 'imag', 'angle', 'i0']:
    for name in ['inf', 'f', 'i', 'c', 'f32']:
        if name == 'c' and fn in ('isposinf', 'isneginf', 'i0') or fn == 'i0' and name == 'inf':
            continue
        # NumPy 2 keeps float32 here.
        add(fn, '$' + name, tol=1e-5 if name == 'f32' else 1e-14, ref=(lambda x: np.sinc(x).astype('f4')) if (fn, name) == ('sinc', 'f32') else None)
add('angle', '$c', deg=True)
add('i0', np.array([0, 0.1, 1, 5, 7.9, 8.1, 15, 19.9, 20.1, 50, 300, 700]), tol=2e-14)
add('sinc', '$c')
for fn in ['bartlett', 'blackman', 'hamming', 'hanning']:
    for m in [0, 1, 2, 7, 12]:
        add(fn, m, tol=1e-14)
for m, beta in [(1, 3), (6, 0), (9, 8.6), (12, 14)]:
    add('kaiser', m, beta, tol=1e-13)

with open(os.path.join(HERE, '../fixtures/reductions/cases.json'), 'w') as file:
    inputs = json.dumps({k: encode(v) for k, v in INPUTS.items()}, separators=(',', ':'))
    lines = ',\n'.join(json.dumps(case, separators=(',', ':')) for case in CASES)
    file.write('{"inputs":' + inputs + ',\n"cases":[\n' + lines + '\n]}\n')
print(len(CASES), 'cases')
