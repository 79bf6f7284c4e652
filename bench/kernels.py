"""NumPy's side of kernels.mjs: the same operations, microseconds a call."""
import json
import math
import sys
import time
import warnings

import numpy as np

warnings.simplefilter('ignore')
np.seterr(all='ignore')
ONLY = [name for name in (sys.argv[1] if len(sys.argv) > 1 else '').split(',') if name]
REAL = ['float64', 'float32']
INTEGER = ['int8', 'int16', 'int32', 'int64']
COMPLEX = ['complex128', 'complex64']
ALL = REAL + INTEGER + COMPLEX
BINARY = {
    'add': ALL, 'multiply': ALL, 'subtract': REAL + INTEGER, 'divide': REAL + COMPLEX + ['int32'],
    'maximum': REAL + ['int32', 'int64'], 'less': REAL + INTEGER, 'equal': REAL + INTEGER + ['complex128'],
    'logicalAnd': ['bool', 'float64'], 'bitwiseAnd': ['int32', 'int64', 'bool'], 'power': REAL + ['int32'],
    'arctan2': REAL, 'hypot': REAL, 'floorDivide': REAL + ['int32', 'int64'], 'remainder': REAL + ['int32', 'int64'],
}
UNARY = {
    'negative': REAL + ['int32', 'int64'], 'absolute': ALL, 'square': REAL + ['complex128'],
    'sqrt': REAL + ['complex128'], 'exp': REAL + ['complex128'], 'log': REAL + ['complex128'],
    **{name: REAL for name in 'sin cos tan tanh sinh arcsin arctan expm1 log1p log10 cbrt floor rint isfinite'.split()},
    'isnan': REAL + ['complex128'], 'sign': REAL + ['int32'], 'logicalNot': ['bool', 'float64'],
}
NAMES = {'logicalAnd': 'logical_and', 'bitwiseAnd': 'bitwise_and', 'floorDivide': 'floor_divide', 'logicalNot': 'logical_not'}


def time_of(run, samples=5):
    begin = time.perf_counter()
    count = 0
    while count < 3 or time.perf_counter() - begin < 0.006:
        run()
        count += 1
    begin = time.perf_counter()
    run()
    repeats = max(1, int(0.001 / max(time.perf_counter() - begin, 5e-7)))
    times = []
    for _ in range(samples):
        begin = time.perf_counter()
        for _ in range(repeats):
            run()
        times.append((time.perf_counter() - begin) / repeats)
    return 1e6 * sorted(times)[samples // 2]


def make(x, dtype):
    if dtype == 'bool':
        return x > 0.5
    return ((x * 100 + 1) if dtype.startswith('int') else x + 0.01).astype(dtype)


def main():
    rng = np.random.default_rng(0)
    times = {}
    for n in (10**4, 10**6):

        def clock(name, dtype, run):
            if not ONLY or any(name.startswith(one) for one in ONLY):
                times[f'{name} {dtype}, 1e{len(str(n)) - 1}'] = time_of(run)

        base, other = rng.random(n), rng.random(n)
        data = {dtype: (make(base, dtype), make(other, dtype)) for dtype in ALL + ['bool']}
        for name, dtypes in BINARY.items():
            f = getattr(np, NAMES.get(name, name))
            for dtype in dtypes:
                a, b = data[dtype]
                out = f(a, b)
                clock(name, dtype, lambda: f(a, b, out=out))
        for name, dtypes in UNARY.items():
            f = getattr(np, NAMES.get(name, name))
            for dtype in dtypes:
                a = data[dtype][0]
                out = f(a)
                clock(name, dtype, lambda: f(a, out=out))
        f, g = data['float64']
        mask = data['bool'][0]
        order = np.argsort(g)
        for dtype in ('float64', 'float32', 'int32', 'int64', 'int8', 'complex128'):
            a, b = data[dtype]
            out = np.empty(n, dtype)
            clock('clip', dtype, lambda: a if dtype == 'complex128' else np.clip(a, 0.2, 0.7))
            clock('sum', dtype, lambda: np.sum(a))
            clock('prod', dtype, lambda: np.prod(a))
            clock('cumsum', dtype, lambda: np.cumsum(a))
            clock('mean', dtype, lambda: np.mean(a))
            clock('max', dtype, lambda: np.max(a))
            clock('argmax', dtype, lambda: np.argmax(a))
            clock('any', dtype, lambda: np.all(a))
            clock('countNonzero', dtype, lambda: np.count_nonzero(a))
            clock('nonzero', dtype, lambda: np.nonzero(a))
            clock('take', dtype, lambda: np.take(a, order, out=out))
            clock('a[mask]', dtype, lambda: a[mask])
            clock('where', dtype, lambda: np.where(mask, a, b))
            clock('dot', dtype, lambda: np.dot(a, b))
            clock('sum where', dtype, lambda: np.sum(a, where=mask))
            clock('flip', dtype, lambda: np.flip(a).copy())
        for dtype in ('float64', 'float32', 'int32', 'int64', 'int16'):
            a = data[dtype][0]
            clock('sort', dtype, lambda: np.sort(a))
            clock('argsort', dtype, lambda: np.argsort(a))
        for source, to in (
            ('float64', 'float32'), ('float32', 'float64'), ('float64', 'int32'), ('int32', 'float64'),
            ('int64', 'float64'), ('float64', 'int64'), ('int32', 'int64'), ('bool', 'float64'),
            ('float64', 'bool'), ('int8', 'int32'), ('float64', 'complex128'),
        ):
            a = data[source][0]
            clock(f'astype {source}', to, lambda: a.astype(to))
        clock('countNonzero', 'bool', lambda: np.count_nonzero(mask))
        clock('nonzero', 'bool', lambda: np.nonzero(mask))
        clock('std', 'float64', lambda: np.std(f))
        clock('round', 'float64', lambda: np.round(f, decimals=2))
        clock('add scalar', 'float64', lambda: np.add(f, 2, out=g))
        clock('random', 'float64', lambda: rng.random(n))
        clock('standardNormal', 'float64', lambda: rng.standard_normal(n))
        clock('normal', 'float64', lambda: rng.normal(1, 2, n))
        clock('exponential', 'float64', lambda: rng.exponential(1, n))
        clock('integers', 'int64', lambda: rng.integers(0, 100, n))
        clock('permutation', 'int64', lambda: rng.permutation(n))
        width = math.isqrt(n)
        square = f[: width * width].reshape(-1, width)
        clock('sum axis 0', 'float64', lambda: np.sum(square, axis=0))
        clock('sum axis 1', 'float64', lambda: np.sum(square, axis=1))
        clock('max axis 0', 'float64', lambda: np.max(square, axis=0))
        clock('a.T copy', 'float64', lambda: square.T.copy())
        clock('a + row', 'float64', lambda: np.add(square, square[0]))
    print(json.dumps(times))


main()
