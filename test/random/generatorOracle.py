"""Makes test/fixtures/random/generator.json from NumPy. Run by hand from the repository root:

    python3 test/random/generatorOracle.py

A program is a seed and steps that run one after the other on one default_rng(seed). A step is
[method, positional arguments, options, result]. An argument {"a": [dtype char, shape, layout]} stands for an array of
0, 1, 2, ... in that layout; {"v": [dtype char, values]} for an array of those values. A result is
[dtype char, shape, base64 of the little-endian bytes in C order], or a plain value; `shuffle` gives what x has become.
"""

import base64
import json
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).parent.parent / 'fixtures' / 'random' / 'generator.json'


def layout(char, shape, kind):
    a = np.arange(int(np.prod(shape))).astype(np.dtype(char)).reshape(shape)
    if kind == 'C':
        return a
    if kind == 'F':
        return np.asfortranarray(a)
    wide = np.zeros([2 * n for n in shape], a.dtype)  # every second element, the last axis backwards
    v = wide[tuple(slice(None, None, 2) for _ in shape[:-1]) + (slice(None, None, -2),)]
    v[...] = a
    return v


def argument(x):
    if isinstance(x, dict):
        return layout(*x['a']) if 'a' in x else np.array(x['v'][1], np.dtype(x['v'][0]))
    return list(x) if isinstance(x, list) else x


def result(r):
    if isinstance(r, (np.ndarray, np.generic)):
        a = np.ascontiguousarray(r)
        little = a.astype(a.dtype.newbyteorder('<'))
        return [a.dtype.char.replace('l', 'q').replace('L', 'Q'), list(np.shape(r)), base64.b64encode(little.tobytes()).decode()]
    if isinstance(r, bytes):
        return ['B', [len(r)], base64.b64encode(r).decode()]
    return r


def plain(x):
    return x if isinstance(x, (bool, float, dict, str)) or x is None else [plain(v) for v in x] if isinstance(x, (list, tuple)) else x if abs(x) < 2**53 else {'big': str(x)}


NAMES = {'standardNormal': 'standard_normal', 'standardExponential': 'standard_exponential'}


def program(seed, calls):
    g = np.random.default_rng(seed)
    steps = []
    for method, args, *options in calls:
        options = options[0] if options else {}
        recorded = [plain(x) for x in args]
        given = [argument(x) for x in args]
        named = {k: argument(v) for k, v in options.items()}
        r = getattr(g, NAMES.get(method, method))(*given, **named)
        if method == 'shuffle':
            r = given[0]
        steps.append([method, recorded, {k: plain(v) for k, v in options.items()}, result(r)])
    return {'seed': plain(seed), 'steps': steps}


def arr(char, shape, kind='C'):
    return {'a': [char, list(shape), kind]}


def val(char, values):
    return {'v': [char, values]}


floats = [
    ('random', []), ('random', [3]), ('random', [[2, 3]]), ('random', [[]]), ('random', [0]), ('random', [[0, 2]]),
    ('random', [[3]], {'dtype': 'float32'}), ('random', [], {'dtype': 'float32'}), ('random', [41]),
    ('standardNormal', []), ('standardNormal', [[2, 2]]), ('standardNormal', [5], {'dtype': 'float32'}),
    ('standardExponential', []), ('standardExponential', [3], {'method': 'inv'}),
    ('standardExponential', [4], {'dtype': 'float32'}), ('standardExponential', [[1, 3]]),
    ('uniform', []), ('uniform', [-1, 2]), ('uniform', [-1, 2, [2, 2]]),
    ('uniform', [val('d', [0, 1, 2]), 5]), ('uniform', [0, val('d', [[1.], [2.]]), [2, 3]]),
    ('normal', []), ('normal', [1, 2, 4]), ('normal', [val('i', [0, 100]), val('d', [[1], [0.5]])]),
    ('normal', [val('f', [0.5, 1.5]), 1, [3, 2]]), ('normal', [0, 0, 2]),
    ('exponential', []), ('exponential', [2, 3]), ('exponential', [val('d', [1, 10, 100])]),
    ('bytes', [7]), ('bytes', [0]), ('bytes', [4]), ('random', []),
]
integers = [
    ('integers', [10]), ('integers', [10, None, 4]), ('integers', [-5, 5, [2, 3]]), ('integers', [0, 1, 2]),
    ('integers', [1, 6, 5], {'endpoint': True}), ('integers', [-2**31, 2**31, 3]), ('integers', [-2**31, 2**31 - 1, 3], {'endpoint': True}),
    ('integers', [0, 2**32, 2]), ('integers', [0, 2**40, 3]), ('integers', [0, 2**40]), ('integers', [2**60, 2**62, 3]),
    ('integers', [0, val('q', [10, 100, 1000])]), ('integers', [val('i', [[1], [5]]), val('i', [10, 20, 30])]),
    ('integers', [val('i', [1, 2]), 50, [3, 2]]), ('integers', [val('q', [5, 7])]),
    *[('integers', [0, 2, 9], {'dtype': d}) for d in 'bool int8 uint8 int16 uint16 int32 uint32 int64 uint64'.split()],
    *[('integers', [0, 100, 7], {'dtype': d}) for d in 'int8 uint8 int16 uint16 int32 uint32 int64 uint64'.split()],
    ('integers', [5, 9], {'dtype': 'int8'}), ('integers', [0, 2], {'dtype': 'bool'}), ('integers', [0, 2**64 - 1, 2], {'dtype': 'uint64', 'endpoint': True}),
    ('integers', [val('i', [0, 50]), 100], {'dtype': 'uint8'}), ('integers', [0, 5, [2, 0]]), ('integers', [7]),
]
order = []
for kind in 'CFS':
    for char in 'dqifDe?':
        order.append(('shuffle', [arr(char, [7], kind)]))
    order += [('shuffle', [arr('d', [5, 3], kind)]), ('shuffle', [arr('d', [3, 5], kind)], {'axis': 1}),
              ('shuffle', [arr('h', [2, 3, 4], kind)], {'axis': -1}), ('shuffle', [arr('D', [4, 2], kind)]),
              ('permutation', [arr('d', [6], kind)]), ('permutation', [arr('f', [5, 2], kind)]),
              ('permutation', [arr('q', [2, 5], kind)], {'axis': 1}), ('permutation', [arr('D', [2, 3, 4], kind)], {'axis': -2}),
              ('permuted', [arr('d', [6], kind)]), ('permuted', [arr('d', [3, 4], kind)]),
              ('permuted', [arr('d', [3, 4], kind)], {'axis': 0}), ('permuted', [arr('d', [3, 4], kind)], {'axis': 1}),
              ('permuted', [arr('D', [2, 3, 4], kind)], {'axis': 1}), ('permuted', [arr('B', [2, 3, 4], kind)])]
order += [('permutation', [10]), ('permutation', [0]), ('permutation', [1]), ('permutation', [300]), ('shuffle', [arr('d', [0])]),
          ('shuffle', [arr('d', [0, 3])]), ('permutation', [arr('d', [0, 3])]), ('permuted', [arr('d', [2, 0])], {'axis': 1}),
          ('shuffle', [[1, 2, 3, 4, 5, 6]])]
p4 = [0.1, 0.2, 0.3, 0.4]
choice = [
    ('choice', [10]), ('choice', [10, 5]), ('choice', [10, [2, 3]]), ('choice', [10, []]), ('choice', [1, 2]),
    ('choice', [10, 4], {'replace': False}), ('choice', [10, [2, 2]], {'replace': False}), ('choice', [10, 4], {'replace': False, 'shuffle': False}),
    ('choice', [20000, 5], {'replace': False}), ('choice', [12000, 800], {'replace': False}), ('choice', [10, 10], {'replace': False}),
    ('choice', [4], {'p': p4}), ('choice', [4, 5], {'p': p4}), ('choice', [4, [2, 2]], {'p': p4}), ('choice', [4, 3], {'p': p4, 'replace': False}),
    ('choice', [4, 3], {'p': val('f', p4)}),
    ('choice', [arr('d', [5])]), ('choice', [arr('d', [5]), 3]), ('choice', [arr('h', [5], 'S'), [2, 2]]), ('choice', [arr('D', [5]), 3], {'replace': False}),
    ('choice', [arr('d', [5]), []]),
    ('choice', [arr('d', [4, 3])]), ('choice', [arr('d', [4, 3]), 2]), ('choice', [arr('d', [4, 3], 'F'), [2, 2]], {'axis': 1}),
    ('choice', [arr('i', [2, 4, 3], 'S'), 3], {'axis': -2, 'replace': False}), ('choice', [arr('d', [4, 3]), 2], {'p': p4}),
    ('choice', [arr('d', [3, 4]), 4], {'p': p4, 'axis': 1, 'replace': False}), ('choice', [arr('d', [4, 3])], {'axis': 1}),
    ('choice', [arr('d', [4, 3]), []]), ('choice', [10, 0]), ('choice', [0, 0]), ('choice', [10]),
]


def spawned(seed):
    s = np.random.SeedSequence(seed)
    out = []
    for count in (2, 1):  # a second call goes on
        for child in s.spawn(count):
            g = np.random.Generator(np.random.PCG64(child))
            out.append(g.random(2).tolist())
            out.append(np.random.Generator(np.random.PCG64(child.spawn(1)[0])).random(2).tolist())
    return out


data = {
    'programs': [program(seed, calls) for seed in (0, 12345, [2**40, 7]) for calls in (floats, integers, order, choice)][:8]
    + [program([2**40, 7], floats)],
    'spawn': spawned(7),
}
OUT.write_text(json.dumps(data, separators=(',', ':')) + '\n')
print(OUT.stat().st_size)
