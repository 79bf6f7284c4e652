"""Makes test/fixtures/random/*.json from NumPy. Run by hand from the repository root:

    python3 test/random/oracle.py

A fixture is a list of programs. A program has a seed and steps, run one after the other on one Generator(PCG64(seed)),
so that every program also tests interleaving. A step is [call, arguments, result]; results are the little-endian bytes
of the array in base64, or a state. Integers beyond 2**53 are strings.
"""

import base64
import json
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).parent.parent / 'fixtures' / 'random'
SEEDS = [0, 1, 42, 12345, 2**64 + 3, [1, 2, 3]]
INTEGERS = 'bool int8 uint8 int16 uint16 int32 uint32 int64 uint64'.split()


def plain(x):
    if isinstance(x, (list, tuple)):
        return [plain(v) for v in x]
    if isinstance(x, int) and not isinstance(x, bool) and abs(x) >= 2**53:
        return str(x)
    return x


def packed(a):
    a = np.ascontiguousarray(a)
    return base64.b64encode(a.astype(a.dtype.newbyteorder('<')).tobytes()).decode()


def state_of(bits):
    s = bits.state
    return [str(s['state']['state']), str(s['state']['inc']), s['has_uint32'], s['uinteger']]


class Program:
    def __init__(self, seed, bits=None):
        self.seed = seed
        self.bits = np.random.PCG64(seed) if bits is None else bits
        self.g = np.random.Generator(self.bits)
        self.steps = []

    def step(self, call, *args):
        g = self.g
        if call == 'random':
            n, dtype = args
            r = g.random(n, dtype=dtype)
        elif call == 'standardNormal':
            n, dtype = args
            r = g.standard_normal(n, dtype=dtype)
        elif call == 'standardExponential':
            n, dtype, method = args
            r = g.standard_exponential(n, dtype=dtype, method=method)
        elif call == 'skipNormal':  # many draws, of which only the state counts
            n, dtype = args
            g.standard_normal(n, dtype=dtype)
            r = state_of(self.bits)
        elif call == 'skipExponential':
            n, dtype = args
            g.standard_exponential(n, dtype=dtype)
            r = state_of(self.bits)
        elif call == 'integers':
            dtype, low, high, n, endpoint = args
            r = g.integers(low, high, n, dtype=dtype, endpoint=endpoint)
        elif call == 'integersBetween':
            dtype, low, high, endpoint = args
            wide = np.array(high, dtype=object)
            r = g.integers(np.array(low, dtype=object), wide, dtype=dtype, endpoint=endpoint)
        elif call == 'uniform':
            low, high, n = args
            r = g.uniform(low, high, n)
        elif call == 'normal':
            loc, scale, n = args
            r = g.normal(loc, scale, n)
        elif call == 'exponential':
            scale, n = args
            r = g.exponential(scale, n)
        elif call == 'bytes':
            r = np.frombuffer(g.bytes(*args), dtype=np.uint8)
        elif call == 'shuffle':
            r = np.arange(args[0], dtype=np.int32)
            g.shuffle(r)
        elif call == 'permutation':
            r = g.permutation(args[0]).astype(np.int32)
        elif call == 'choice':
            population, n, shuffle = args
            r = g.choice(population, n, replace=False, shuffle=shuffle)
            r = r.astype(np.int32 if population <= 2**31 else np.int64)
        elif call == 'choiceTail':  # the last ten of a large sample
            population, n, shuffle = args
            r = g.choice(population, n, replace=False, shuffle=shuffle).astype(np.int32)[-10:]
        elif call == 'choiceP':
            p, n, replace = args
            r = g.choice(len(p), n, p=p, replace=replace).astype(np.int32)
        elif call == 'raw':
            r = self.bits.random_raw(args[0])
        elif call == 'advance':
            self.bits.advance(args[0])
            r = state_of(self.bits)
        elif call == 'jumped':
            r = state_of(self.bits.jumped(args[0]))
        elif call == 'state':
            r = state_of(self.bits)
        else:
            raise ValueError(call)
        self.steps.append([call, plain(args), r if isinstance(r, list) else packed(r)])

    def plain(self):
        return {'seed': plain(self.seed), 'steps': self.steps}


def write(name, value):
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f'{name}.json').write_text(json.dumps(value, separators=(',', ':')) + '\n')


def streams():
    """Each sampler's first values, from a fresh generator for each."""
    programs = []
    calls = [
        ('raw', 20),
        ('random', 50, 'float64'),
        ('random', 51, 'float32'),
        ('standardNormal', 50, 'float64'),
        ('standardNormal', 51, 'float32'),
        ('standardExponential', 50, 'float64', 'zig'),
        ('standardExponential', 51, 'float32', 'zig'),
        ('standardExponential', 20, 'float64', 'inv'),
        ('standardExponential', 21, 'float32', 'inv'),
        ('shuffle', 50),
        ('permutation', 51),
        ('bytes', 51),
        ('integers', 'int64', 0, 1000, 50, False),
        ('integers', 'int64', -(2**40), 2**62 + 12345, 50, False),
    ]
    for seed in SEEDS:
        for call in calls:
            p = Program(seed)
            p.step(*call)
            programs.append(p.plain())
    write('streams', programs)


def integers():
    programs = []
    for seed in (42, [1, 2, 3]):
        p = Program(seed)
        for dtype in INTEGERS:
            least, most = (0, 1) if dtype == 'bool' else (int(np.iinfo(dtype).min), int(np.iinfo(dtype).max))
            p.step('integers', dtype, least, most, 9, True)
            p.step('integers', dtype, least, most + 1, 9, False)
            p.step('integers', dtype, 0, 1, 5, False)
            p.step('integers', dtype, 0, 1, 41, True)
            if dtype != 'bool':
                p.step('integers', dtype, least, most, 9, False)
                p.step('integers', dtype, 3, 100, 23, False)
                p.step('integers', dtype, least, least + 2 * ((most - least) // 3) + 1, 23, True)
                p.step('integersBetween', dtype, [0, 5, 7, least, 9] * 4, [1, 120, 8, most, 77] * 4, True)
                p.step('integersBetween', dtype, [0, 5, 7, least, 9] * 4, [1, 120, 8, most + 1, 77] * 4, False)
            else:
                p.step('integersBetween', dtype, [0, 0, 1, 0] * 10, [1, 0, 1, 1] * 10, True)
        for dtype in ('int64', 'uint64'):
            for range_ in (2**32 - 2, 2**32 - 1, 2**32, 2**33 + 1, 2**53, 2**63 - 1, 2**63 - 2):
                p.step('integers', dtype, 0, range_, 6, True)
            p.step('integersBetween', dtype, [0] * 6, [2**32 - 2, 2**32 - 1, 2**32, 2**62 + 1, 2**63 - 1, 5], True)
        p.step('integers', 'uint64', 0, 2**63 + 1, 30, True)
        p.step('integers', 'uint64', 5, 3 * 2**62, 30, True)
        p.step('integers', 'int64', -(2**63), 2**63 - 2, 6, True)
        p.step('state')
        programs.append(p.plain())
    write('integers', programs)


def interleaved():
    programs = []
    p1 = [0.05, 0.0, 0.2, 0.3, 0.05, 0.0, 0.1, 0.3]
    p2 = [1 / 40] * 40
    for seed in (1, 12345, 2**64 + 3):
        p = Program(seed)
        p.step('random', 3, 'float32')
        p.step('state')
        p.step('random', 3, 'float64')
        p.step('standardNormal', 2, 'float32')
        p.step('random', 1, 'float32')
        p.step('integers', 'int32', 0, 10, 3, False)
        p.step('standardNormal', 30, 'float64')
        p.step('integers', 'uint8', 0, 99, 5, False)
        p.step('random', 100, 'float64')
        p.step('state')
        p.step('bytes', 0)
        p.step('bytes', 5)
        p.step('uniform', -3.5, 12.25, 20)
        p.step('uniform', [0.0, 1.0, 5.0], [1.0, 4.0, 5.0], 3)
        p.step('normal', 3.0, 2.5, 20)
        p.step('normal', [0.0, 1.0, 100.0], [1.0, 0.0, 3.0], 3)
        p.step('exponential', 2.5, 20)
        p.step('exponential', [1.0, 0.0, 30.0], 3)
        p.step('shuffle', 300)
        p.step('state')
        p.step('permutation', 1)
        p.step('permutation', 20)
        p.step('choice', 100, 30, True)
        p.step('choice', 100, 30, False)
        p.step('choice', 10, 10, True)
        p.step('choice', 10, 0, True)
        p.step('choice', 10001, 201, True)
        p.step('choice', 100000, 40, True)
        p.step('choice', 100000, 40, False)
        p.step('choiceTail', 20000, 401, True)
        p.step('choiceTail', 20000, 400, True)
        p.step('choiceTail', 20000, 1001, False)
        p.step('choiceTail', 20000, 20000, True)
        p.step('choice', 2**32, 4, True)
        p.step('choice', 2**45, 6, True)
        p.step('choiceP', p1, 20, True)
        p.step('choiceP', p1, 6, False)
        p.step('choiceP', p2, 30, False)
        p.step('random', 5000, 'float64') if seed == 1 else p.step('random', 50, 'float64')
        p.step('raw', 3)
        p.step('advance', 1)
        p.step('random', 1, 'float32')
        p.step('advance', 12345678901234567890123)
        p.step('advance', -7)
        p.step('random', 2, 'float64')
        p.step('jumped', 1)
        p.step('jumped', 5)
        p.step('skipNormal', 200000, 'float64')
        p.step('skipNormal', 200001, 'float32')
        p.step('skipExponential', 200000, 'float64')
        p.step('skipExponential', 200001, 'float32')
        p.step('random', 3, 'float32')
        p.step('standardNormal', 3, 'float64')
        p.step('state')
        programs.append(p.plain())
    # keep the file small: of the 5000 doubles only the last matter
    programs[0]['steps'] = [
        [s[0], s[1], packed(np.frombuffer(base64.b64decode(s[2]), '<f8')[-5:])] if s[1][:1] == [5000] else s
        for s in programs[0]['steps']
    ]
    write('interleaved', programs)


def seeds():
    rows = []
    for entropy in SEEDS + [2**32, 2**128 - 1, 2**200 + 17, [0], [], [2**40, 5], list(range(10))]:
        for key, pool in (((), 4), ((3,), 4), ((0, 2**33), 4), ((), 8), ((1,), 6)):
            s = np.random.SeedSequence(entropy, spawn_key=key, pool_size=pool)
            rows.append([plain(entropy), plain(key), pool, [int(v) for v in s.generate_state(6)],
                         [str(v) for v in s.generate_state(3, np.uint64)]])
    tree = []
    root = np.random.SeedSequence(12345)
    first = root.spawn(3)
    second = root.spawn(2)
    grand = first[1].spawn(2)
    for s in first + second + grand:
        tree.append([list(s.spawn_key), packed(np.random.default_rng(s).random(2))])
    write('seeds', {'states': rows, 'tree': tree})


streams()
integers()
interleaved()
seeds()
