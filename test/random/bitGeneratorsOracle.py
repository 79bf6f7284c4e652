"""Makes test/fixtures/random/bitGenerators.json from NumPy. Run by hand from the repository root, with NumPy 2.4:

    python3 test/random/bitGeneratorsOracle.py
"""

import hashlib
import json
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).parent.parent / 'fixtures' / 'random' / 'bitGenerators.json'


def words(bits, n):
    return [str(w) for w in bits.random_raw(n)]


def digest(x):
    return hashlib.sha256(np.ascontiguousarray(x, x.dtype.newbyteorder('<')).tobytes()).hexdigest()[:16]


def state(bits):
    s = bits.state
    inner = s['state']
    if s['bit_generator'] == 'MT19937':
        return [digest(inner['key']), inner['pos']]
    flat = []
    for value in inner.values():
        flat += [str(v) for v in value] if isinstance(value, np.ndarray) else [str(value)]
    if 'buffer' in s:
        flat += [str(v) for v in s['buffer']] + [s['buffer_pos']]
    return flat + [s['has_uint32'], s['uinteger']]


def one(name, seed):
    kind = getattr(np.random, name)
    row = {'name': name, 'seed': seed, 'first': words(kind(seed), 10), 'initial': state(kind(seed))}
    bits = kind(seed)
    g = np.random.Generator(bits)
    steps = []
    for method, args, options in [
        ('random', [1000], {}), ('random', [1001], {'dtype': 'float32'}), ('standard_normal', [20000], {}), ('integers', [0, 1000, 501], {}),
        ('standard_normal', [20001], {'dtype': 'float32'}), ('standard_exponential', [20000], {}), ('integers', [0, 2**40, 301], {}),
        ('poisson', [20, 1000], {}), ('permutation', [1000], {}), ('random', [3], {}),
    ]:
        x = getattr(g, method)(*args, **options)
        steps.append([method, args, options, digest(x), state(bits)])
    row['steps'] = steps
    row['spawned'] = [words(b, 2) for b in kind(seed).spawn(2)]
    if hasattr(kind, 'jumped'):
        bits = kind(seed)
        bits.random_raw(3)
        row['jumped'] = [[k, state(bits.jumped(k)), words(bits.jumped(k), 3)] for k in (1, 3)]
    if hasattr(kind, 'advance'):
        bits = kind(seed)
        bits.random_raw(3)
        row['advanced'] = []
        for delta in (1, 12345, 2**70):
            bits.advance(delta)
            row['advanced'].append([str(delta), state(bits), words(bits, 3)])
    return row


def legacy(seed):
    bits = np.random.MT19937()
    bits._legacy_seeding(seed)
    return [seed, state(bits), words(bits, 3)]


data = {
    'streams': [one(name, seed) for name in ('MT19937', 'Philox', 'SFC64', 'PCG64DXSM', 'PCG64') for seed in (42, [1, 2, 3])],
    'legacy': [legacy(seed) for seed in (0, 42, 2**32 - 1, [1, 2, 3], list(range(1000)))],
    'philox': [
        [key, counter, words(np.random.Philox(key=key, counter=counter), 9)]
        for key, counter in ((123, 5), ([1, 2], [1, 2, 3, 4]), (2**31, 2**32 - 1), (0, [2**32 - 1, 0, 0, 0]))
    ],
}
OUT.write_text(json.dumps(data, separators=(',', ':')) + '\n')
print(OUT.stat().st_size)
