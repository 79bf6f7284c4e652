"""Makes test/fixtures/gpu/cases.json.gz from NumPy.

    NPY_PROMOTION_STATE=weak python3 test/gpu/oracle.py

Inputs are of the dtypes that a device holds. Results of float functions are computed in float64 from those inputs and
rounded to float32 once; integer results come as int32 where NumPy has int64. A case is a function under numloom's name, its
operands ("$name" stands for an input), its options, and the result.
"""
import base64
import gzip
import json
import os
import warnings

import numpy as np

warnings.simplefilter('ignore')
np.seterr(all='ignore')
HERE = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(20)

edge = [-3.7, -2.5, -1.5, -1, -0.75, -0.5, -0.1, -1e-3, -0.0, 0, 1e-4, 0.1, 0.25, 0.5, 0.7, 1, 1.5, 2.5, 3.3, 10, 20.25,
        85, -85, 100.5, 1000, -1000, 12345.6, 1e-30, 99999.5, np.nan, np.inf, -np.inf]
u = np.array(edge + list(rng.normal(size=40) * 3) + list(rng.uniform(-1, 1, 28)), 'f4')
pairs = np.array([-np.inf, -7.5, -2, -1, -0.5, 0.0, 0.3, 1, 2, 3.5, np.inf, np.nan], 'f4')
x, y = (v.ravel().astype('f4') for v in np.meshgrid(pairs, pairs))
INPUTS = {
    'u': u,
    'x': x,
    'y': y,
    'p': np.abs(rng.normal(size=50)).astype('f4') * 4,
    'q': rng.normal(size=50).astype('f4') * 3,
    'f': rng.normal(size=(3, 4, 5)).astype('f4'),
    'g': rng.normal(size=(4, 1)).astype('f4'),
    'row': rng.normal(size=5).astype('f4'),
    'm': rng.normal(size=(7, 9)).astype('f4'),
    'n': rng.normal(size=(9, 8)).astype('f4'),
    'w': rng.normal(size=9).astype('f4'),
    'batch': rng.normal(size=(2, 1, 4, 6)).astype('f4'),
    'batch2': rng.normal(size=(3, 6, 5)).astype('f4'),
    'long': (rng.normal(size=9001) + 0.5).astype('f4'),
    'tall': (rng.normal(size=(300, 7)) * 2).astype('f4'),
    'ties': np.array([3.0, 1, 3, 1, 2], 'f4'),
    'hole': np.array([[1, np.nan, 3], [4, 5, np.nan]], 'f4'),
    'i': rng.integers(-50, 50, (4, 6)).astype('i4'),
    'k': rng.integers(1, 9, (4, 6)).astype('i4'),
    'i8': rng.integers(-5, 6, (4, 6)).astype('i1'),
    'u8': rng.integers(0, 10, (4, 6)).astype('u1'),
    'b': rng.random((4, 6)) < 0.6,
    'c': rng.random((4, 6)) < 0.4,
    'it': rng.integers(-9, 9, (6, 3)).astype('i4'),
    'big': rng.normal(size=(70, 130)).astype('f4'),
    'big2': rng.normal(size=(130, 64)).astype('f4'),
}

DEVICE = {'d': 'f', 'e': 'f', 'q': 'i', 'l': 'i', 'Q': 'i', 'L': 'i', 'I': 'i'}
cases = []


def encode(value):
    a = np.asarray(value)
    a = a.astype(DEVICE.get(a.dtype.char, a.dtype.char))
    return {'c': a.dtype.char, 's': list(a.shape), 'd': base64.b64encode(np.ascontiguousarray(a).tobytes()).decode()}


def wide(v):
    """Floats are computed in float64."""
    return v.astype('f8') if isinstance(v, np.ndarray) and v.dtype.kind == 'f' else v


def operand(a):
    return INPUTS[a[1:]] if isinstance(a, str) and a[0] == '$' else a


def case(fn, args, expected, options=None, tol=2):
    cases.append({'fn': fn, 'args': args, 'o': options or {}, 'tol': tol, 'r': encode(expected)})


def auto(fn, numpy_fn, args, options=None, numpy_options=None, tol=2, wider=True):
    values = [operand(a) for a in args]
    if wider:
        values = [wide(v) for v in values]
    case(fn, args, numpy_fn(*values, **(numpy_options if numpy_options is not None else options or {})), options, tol)


# Element by element. Tolerances in units in the last place of float32.
for fn, name, tol in [
    ('negative', 'negative', 0), ('positive', 'positive', 0), ('absolute', 'absolute', 0), ('fabs', 'fabs', 0),
    ('sign', 'sign', 0), ('square', 'square', 1), ('reciprocal', 'reciprocal', 1), ('sqrt', 'sqrt', 1),
    ('cbrt', 'cbrt', 2), ('exp', 'exp', 3), ('exp2', 'exp2', 3), ('expm1', 'expm1', 4), ('log', 'log', 3),
    ('log2', 'log2', 4), ('log10', 'log10', 4), ('log1p', 'log1p', 4), ('sin', 'sin', 3), ('cos', 'cos', 3),
    ('tan', 'tan', 5), ('arcsin', 'arcsin', 4), ('arccos', 'arccos', 4), ('arctan', 'arctan', 3), ('sinh', 'sinh', 5),
    ('cosh', 'cosh', 4), ('tanh', 'tanh', 4), ('arcsinh', 'arcsinh', 5), ('arccosh', 'arccosh', 5),
    ('arctanh', 'arctanh', 5), ('degrees', 'degrees', 1), ('radians', 'radians', 1), ('rint', 'rint', 0),
    ('floor', 'floor', 0), ('ceil', 'ceil', 0), ('trunc', 'trunc', 0), ('isnan', 'isnan', 0), ('isinf', 'isinf', 0),
    ('isfinite', 'isfinite', 0), ('logicalNot', 'logical_not', 0),
]:
    auto(fn, getattr(np, name), ['$u'], tol=tol)
case('signbit', ['$x'], np.signbit(INPUTS['x']) & ~np.isnan(INPUTS['x']))
for fn, name, tol in [
    ('add', 'add', 1), ('subtract', 'subtract', 1), ('multiply', 'multiply', 1), ('divide', 'divide', 1),
    ('maximum', 'maximum', 0), ('minimum', 'minimum', 0), ('fmax', 'fmax', 0), ('fmin', 'fmin', 0),
    ('floorDivide', 'floor_divide', 0), ('remainder', 'remainder', 1), ('fmod', 'fmod', 1), ('power', 'power', 8),
    ('arctan2', 'arctan2', 3), ('hypot', 'hypot', 2), ('logaddexp', 'logaddexp', 4), ('logaddexp2', 'logaddexp2', 8),
    ('heaviside', 'heaviside', 0), ('equal', 'equal', 0), ('notEqual', 'not_equal', 0), ('less', 'less', 0),
    ('lessEqual', 'less_equal', 0), ('greater', 'greater', 0), ('greaterEqual', 'greater_equal', 0),
    ('logicalAnd', 'logical_and', 0), ('logicalOr', 'logical_or', 0), ('logicalXor', 'logical_xor', 0),
]:
    auto(fn, getattr(np, name), ['$x', '$y'], tol=tol)
keep = ~np.isnan(INPUTS['y'])
INPUTS['xs'], INPUTS['ys'] = INPUTS['x'][keep], INPUTS['y'][keep]
auto('copysign', np.copysign, ['$xs', '$ys'], tol=0)
auto('power', np.power, ['$p', '$q'], tol=8)
auto('floatPower', np.float_power, ['$p', 2.5], tol=8)
for fn, name in [('add', 'add'), ('subtract', 'subtract'), ('multiply', 'multiply'), ('floorDivide', 'floor_divide'),
                 ('remainder', 'remainder'), ('fmod', 'fmod'), ('gcd', 'gcd'), ('lcm', 'lcm'), ('maximum', 'maximum'),
                 ('bitwiseAnd', 'bitwise_and'), ('bitwiseOr', 'bitwise_or'), ('bitwiseXor', 'bitwise_xor'),
                 ('less', 'less'), ('divide', 'divide'), ('leftShift', 'left_shift'), ('rightShift', 'right_shift')]:
    auto(fn, getattr(np, name), ['$i', '$k'])
case('power', ['$i8', 3], (INPUTS['i8'].astype('i4') ** 3).astype('i1'))
auto('add', np.add, ['$u8', '$u8'])
auto('multiply', np.multiply, ['$i8', '$u8'])
auto('add', np.add, ['$i', 0.5])
auto('invert', np.invert, ['$i'])
auto('invert', np.invert, ['$u8'])
auto('invert', np.invert, ['$b'])
auto('bitwiseCount', np.bitwise_count if hasattr(np, 'bitwise_count') else
     (lambda a: np.array([bin(abs(int(v))).count('1') for v in a.ravel()], 'u1').reshape(a.shape)), ['$i'])
for fn, name in [('add', 'add'), ('multiply', 'multiply'), ('bitwiseXor', 'bitwise_xor'), ('logicalAnd', 'logical_and'),
                 ('maximum', 'maximum'), ('equal', 'equal')]:
    auto(fn, getattr(np, name), ['$b', '$c'])
auto('multiply', np.multiply, ['$b', '$i'])
auto('sqrt', np.sqrt, ['$k'], tol=1)
# Broadcasting and plain numbers.
auto('add', np.add, ['$f', '$g'], tol=1)
auto('multiply', np.multiply, ['$f', '$row'], tol=1)
auto('subtract', np.subtract, [2.5, '$f'], tol=1)
auto('greater', np.greater, ['$f', 0])
case('where', ['$b', '$i', '$k'], np.where(INPUTS['b'], INPUTS['i'], INPUTS['k']))
case('where', ['$b', '$i', -1.5], np.where(INPUTS['b'], INPUTS['i'], -1.5))
case('clip', ['$f', -0.5, 0.75], np.clip(INPUTS['f'], np.float32(-0.5), np.float32(0.75)))
case('clip', ['$i', None, 7], np.minimum(INPUTS['i'], 7))

# Reductions.
for fn in ['sum', 'prod', 'max', 'min', 'mean', 'std', 'var']:
    for axis in [None, 0, 1, -1, [0, 2], [1, 2]]:
        o = {} if axis is None else {'axis': axis}
        no = {} if axis is None else {'axis': tuple(axis) if isinstance(axis, list) else axis}
        auto(fn, getattr(np, fn), ['$f'], o, no, tol=-1 if fn in ('sum', 'mean') else 16)
    auto(fn, getattr(np, fn), ['$f'], {'axis': 1, 'keepdims': True}, tol=-1 if fn in ('sum', 'mean') else 8)
auto('std', np.std, ['$tall'], {'axis': 0, 'ddof': 1}, tol=4)
auto('sum', np.sum, ['$long'], tol=2)
auto('mean', np.mean, ['$long'], tol=2)
auto('max', np.max, ['$long'], tol=0)
auto('sum', np.sum, ['$tall'], {'axis': 0}, tol=-1)
auto('sum', np.sum, ['$tall'], {'axis': 1}, tol=-1)
auto('max', np.max, ['$hole'], {'axis': 1})
auto('min', np.min, ['$hole'], {'axis': 0})
for a in ['$i', '$i8', '$u8', '$b']:
    auto('sum', np.sum, [a], {'axis': 0})
    auto('max', np.max, [a], {'axis': 1})
    auto('mean', np.mean, [a], {'axis': 0}, tol=1)
auto('prod', np.prod, ['$k'], {'axis': 1})
for fn in ['any', 'all']:
    auto(fn, getattr(np, fn), ['$b'], {'axis': 0})
    auto(fn, getattr(np, fn), ['$b'])
    auto(fn, getattr(np, fn), ['$f'], {'axis': 1, 'keepdims': True})
for fn in ['argmax', 'argmin']:
    for a, o in [('$f', {'axis': 1}), ('$f', {}), ('$ties', {}), ('$hole', {'axis': 1}), ('$i', {'axis': 0}), ('$long', {}),
                 ('$f', {'axis': 0, 'keepdims': True})]:
        auto(fn, getattr(np, fn), [a], o, wider=False)
for a, o in [('$f', {'axis': 1}), ('$row', {}), ('$tall', {'axis': 0}), ('$f', {})]:
    values = wide(operand(a))
    case('cumsum', [a], np.cumsum(values, **o), o, tol=-1)
auto('cumprod', np.cumprod, ['$row'], tol=8)
auto('cumsum', np.cumsum, ['$i'], {'axis': 1})

# Products. Sums that may cancel are judged against the largest result (tolerance -1): see the test.
for fn, args in [('matmul', ['$m', '$n']), ('matmul', ['$m', '$w']), ('matmul', ['$batch', '$batch2']), ('dot', ['$m', '$n']),
                 ('dot', ['$w', '$w']), ('dot', ['$f', '$row']), ('inner', ['$m', '$m']), ('outer', ['$row', '$w']),
                 ('vdot', ['$m', '$m']), ('matmul', ['$big', '$big2']), ('matmul', ['$w', '$n'])]:
    auto(fn, getattr(np, fn), args, tol=-1)
case('matmul', ['$i', '$it'], INPUTS['i'] @ INPUTS['it'], tol=0)

# Shapes.
def shape_case(fn, args, expected, options=None):
    case(fn, args, expected, options, tol=0)


shape_case('reshape', ['$f', [5, -1]], INPUTS['f'].reshape(5, -1))
shape_case('transpose', ['$f'], INPUTS['f'].T)
shape_case('transpose', ['$f', [1, 2, 0]], INPUTS['f'].transpose(1, 2, 0))
shape_case('ravel', ['$f'], INPUTS['f'].ravel())
shape_case('swapaxes', ['$f', 0, 2], INPUTS['f'].swapaxes(0, 2))
shape_case('expandDims', ['$row', 0], INPUTS['row'][None])
shape_case('squeeze', ['$g'], INPUTS['g'].squeeze())
shape_case('broadcastTo', ['$g', [2, 4, 3]], np.broadcast_to(INPUTS['g'], (2, 4, 3)))

text = json.dumps({'inputs': {k: encode(v) for k, v in INPUTS.items()}, 'cases': cases}, separators=(',', ':'))
with open(os.path.join(HERE, '..', 'fixtures', 'gpu', 'cases.json.gz'), 'wb') as out:
    out.write(gzip.compress(text.encode(), mtime=0))
print(len(cases), 'cases')
