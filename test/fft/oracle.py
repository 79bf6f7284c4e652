"""Writes test/fixtures/fft/*.json.gz with the answers of SciPy (made with 1.17: 1.10 scales the wrong end of an orthogonal DST).
Run: python3 test/fft/oracle.py

An operand is [shape, dtype, seed, view]; its values follow from the seed (see `operand` here and in operands.ts). An answer is
[type character, shape, base64 of the bytes].
"""
import base64
import gzip
import json
import os

import numpy as np
import scipy.fft as sf

OUT = os.path.join(os.path.dirname(__file__), '..', 'fixtures', 'fft')


def numbers(n, seed):
    """Numbers in [-1, 1) from a generator of remainders."""
    state, values = seed + 1, []
    for _ in range(n):
        state = (state * 48271) % 2147483647
        values.append(state / 1073741824 - 1)
    return np.array(values)


def operand(shape, dtype, seed, view=''):
    n = int(np.prod(shape, dtype=int))
    kind = np.dtype(dtype).kind
    if kind == 'c':
        v = numbers(2 * n, seed)
        a = (v[::2] + 1j * v[1::2]).astype(dtype)
    elif kind == 'f':
        a = numbers(n, seed).astype(dtype)
    elif kind == 'b':
        a = numbers(n, seed) < 0
    else:
        a = np.floor(numbers(n, seed) * 50 + 60).astype(dtype)
    a = a.reshape(shape)
    if view == 'T':
        a = np.asfortranarray(a)
    elif view == '-':
        a = np.ascontiguousarray(a[::-1])[::-1]
    elif view == '2':
        b = np.zeros(tuple(shape[:-1]) + (2 * shape[-1],), dtype)
        b[..., ::2] = a
        a = b[..., ::2]
    return a


def encode(r):
    a = np.ascontiguousarray(np.asarray(r))
    return [a.dtype.char, list(np.shape(r)), base64.b64encode(a.tobytes()).decode()]


def write(name, cases):
    with gzip.GzipFile(os.path.join(OUT, name + '.json.gz'), 'wb', mtime=0) as f:
        f.write(json.dumps(cases).encode())


def case(cases, fn, spec, **options):
    r = getattr(sf, fn)(operand(*spec), **options)
    cases.append([fn, spec, options, encode(r)])


LENGTHS = list(range(1, 18)) + [19, 20, 21, 23, 24, 25, 27, 29, 31, 32, 35, 36, 37, 49, 53, 60, 61, 64, 67, 77, 91, 97, 101,
                                127, 128, 143, 211, 243, 256, 257]
COMPLEX = ['fft', 'ifft']
REAL_IN = ['rfft', 'ihfft']
REAL_OUT = ['irfft', 'hfft']
TRIG = ['dct', 'idct', 'dst', 'idst']

lines = []
for n in LENGTHS:
    for fn in COMPLEX:
        case(lines, fn, [[n], 'complex128', n])
        case(lines, fn, [[n], 'float64', n + 1])
    for fn in REAL_IN:
        case(lines, fn, [[n], 'float64', n])
    for fn in REAL_OUT:
        if n > 1:
            case(lines, fn, [[n], 'complex128', n])
        case(lines, fn, [[n // 2 + 1], 'complex128', n], n=n)
for fn in COMPLEX + REAL_IN + REAL_OUT:
    real = fn in REAL_IN
    for norm in ['backward', 'ortho', 'forward']:
        case(lines, fn, [[12], 'float64' if real else 'complex128', 3], norm=norm)
        case(lines, fn, [[2, 9], 'float64' if real else 'complex128', 4], norm=norm, axis=0)
    for n in [1, 2, 5, 8, 11, 20, 33]:
        case(lines, fn, [[3, 9], 'float64' if real else 'complex128', n], n=n)
        case(lines, fn, [[9, 3], 'float64' if real else 'complex128', n], n=n, axis=0)
    for dtype in ['bool', 'int8', 'uint16', 'int32', 'int64', 'uint64', 'float16', 'float32', 'float64', 'complex64']:
        if dtype == 'complex64' and real:
            continue
        for n in [8, 15]:
            case(lines, fn, [[n], dtype, 5])
            case(lines, fn, [[n, 6], dtype, 5], axis=0, norm='ortho')
    for axis in [0, 1, 2, -1, -2]:
        for view in ['', 'T', '-', '2']:
            case(lines, fn, [[6, 10, 7], 'float64' if real else 'complex128', 6, view], axis=axis)
            case(lines, fn, [[5, 4, 9], 'float32' if real else 'complex64', 6, view], axis=axis)
write('lines', lines)

many = []
for fn in ['fft', 'ifft', 'rfft', 'irfft', 'hfft', 'ihfft']:
    inputs = ['float64'] if fn in REAL_IN else ['float64', 'complex128']
    for dtype in inputs + ['float32']:
        for view in ['', 'T', '2']:
            case(many, fn + '2', [[6, 5], dtype, 7, view])
            case(many, fn + 'n', [[4, 3, 6], dtype, 8, view])
        case(many, fn + '2', [[3, 6, 5], dtype, 9])
        case(many, fn + '2', [[6, 4, 5], dtype, 9], axes=[0, 2], norm='ortho')
        case(many, fn + '2', [[6, 4, 5], dtype, 9], axes=[2, 0], norm='forward')
        case(many, fn + '2', [[6, 5], dtype, 9], s=[8, 7])
        case(many, fn + '2', [[6, 5], dtype, 9], s=[3, 4])
        case(many, fn + 'n', [[6, 5], dtype, 9], s=[3, 9], axes=[1, 0])
        case(many, fn + 'n', [[4, 5, 6], dtype, 9], s=[5, 4])
        case(many, fn + 'n', [[4, 5, 6], dtype, 9], axes=[1], norm='ortho')
        case(many, fn + 'n', [[4, 5, 6], dtype, 9], axes=[-1, 0])
        case(many, fn + 'n', [[4, 5, 6], dtype, 9], axes=[0, 1, 2], s=[-1, 3, 8])
        case(many, fn + 'n', [[2, 3, 2, 5], dtype, 10], norm='forward')
        case(many, fn + 'n', [[7], dtype, 10])
    case(many, fn + '2', [[4, 6], 'int32', 11])
write('many', many)

trig = []
for fn in TRIG:
    for type in [1, 2, 3, 4]:
        for n in [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 31, 32, 33, 50, 64, 67, 101, 128]:
            if type == 1 and n == 1 and fn.endswith('dct'):
                continue
            case(trig, fn, [[n], 'float64', n], type=type)
        for norm in ['backward', 'ortho', 'forward']:
            for orthogonalize in [None, True, False]:
                case(trig, fn, [[9], 'float64', 3], type=type, norm=norm, orthogonalize=orthogonalize)
                case(trig, fn, [[4, 8], 'float64', 3], type=type, norm=norm, orthogonalize=orthogonalize, axis=0)
        for view in ['', 'T', '-', '2']:
            for axis in [0, 1, -1]:
                case(trig, fn, [[5, 6, 7], 'float64', 4, view], type=type, axis=axis)
                case(trig, fn, [[5, 6, 7], 'float32', 4, view], type=type, axis=axis, norm='ortho')
        case(trig, fn, [[5, 6], 'float64', 5], type=type, n=9)
        case(trig, fn, [[5, 6], 'float64', 5], type=type, n=3, axis=0)
        for dtype in ['bool', 'int16', 'int64', 'float16', 'complex64', 'complex128']:
            case(trig, fn, [[10], dtype, 6], type=type)
        case(trig, fn, [[4, 6], 'complex128', 6], type=type, norm='ortho', axis=0)
        for norm in ['backward', 'ortho', 'forward']:
            case(trig, fn + 'n', [[4, 5, 6], 'float64', 7], type=type, norm=norm)
        case(trig, fn + 'n', [[4, 5, 6], 'float32', 7], type=type, axes=[0, 2], norm='ortho')
        case(trig, fn + 'n', [[4, 5, 6], 'float64', 7], type=type, axes=[1, 0], s=[3, 7])
        case(trig, fn + 'n', [[4, 5], 'complex128', 7], type=type, norm='ortho')
    case(trig, fn, [[10], 'float64', 8])
write('trigonometric', trig)

rest = []
for n in range(1, 12):
    for d in [1, 0.1, 3]:
        rest.append(['fftfreq', [n, d], {}, encode(sf.fftfreq(n, d))])
        rest.append(['rfftfreq', [n, d], {}, encode(sf.rfftfreq(n, d))])
lengths = {'next': [], 'nextReal': [], 'prev': [], 'prevReal': []}
prev = getattr(sf, 'prev_fast_len', None)


def previous(n, primes):
    while True:
        m = n
        for p in primes:
            while m % p == 0:
                m //= p
        if m == 1:
            return n
        n -= 1


for n in list(range(1, 400)) + [997, 1021, 4097, 10007, 65537, 100003, 1000003, 16777259]:
    lengths['next'].append([n, sf.next_fast_len(n)])
    lengths['nextReal'].append([n, sf.next_fast_len(n, True)])
    lengths['prev'].append([n, prev(n) if prev else previous(n, [2, 3, 5, 7, 11])])
    lengths['prevReal'].append([n, prev(n, True) if prev else previous(n, [2, 3, 5])])
hankel = []
for n in [1, 2, 7, 16, 33]:
    for mu in [0.0, 0.5, 1.5, 2.0]:
        for offset, bias in [(0, 0), (0.1, 0), (0, 0.3), (0.2, -0.4)]:
            a = numbers(n, n)
            for fn in ['fht', 'ifht']:
                r = getattr(sf, fn)(a, 0.05, mu, offset=offset, bias=bias)
                hankel.append([fn, [n], 0.05, mu, {'offset': offset, 'bias': bias}, encode(r)])
a = operand([3, 8], 'float64', 5)
for fn in ['fht', 'ifht']:
    hankel.append([fn, [3, 8], 0.1, 0.25, {}, encode(getattr(sf, fn)(a, 0.1, 0.25))])
offsets = []
for dln in [0.01, 0.05, 0.3]:
    for mu in [0.0, 0.5, 1.0, 3.0]:
        for initial, bias in [(0, 0), (0.7, 0), (-1.3, 0.2), (0.1, -0.5)]:
            offsets.append([dln, mu, {'initial': initial, 'bias': bias}, float(sf.fhtoffset(dln, mu, initial, bias))])
accuracy = []
for n, every in [(8, 1), (243, 1), (1000, 3), (1024, 3), (2310, 7), (4099, 13), (16384, 61), (20011, 61), (65536, 257), (100003, 997)]:
    a = operand([n], 'complex128', 3)
    wide = np.fft.fft(a.astype(np.clongdouble))[::every]
    accuracy.append(['fft', [[n], 'complex128', 3], every, encode(wide.astype('complex128'))])
    a = operand([n], 'float64', 3)
    wide = np.fft.rfft(a.astype(np.longdouble))[::every]
    accuracy.append(['rfft', [[n], 'float64', 3], every, encode(wide.astype('complex128'))])
write('accuracy', accuracy)
write('rest', {'frequencies': rest, 'lengths': lengths, 'hankel': hankel, 'offsets': offsets})
