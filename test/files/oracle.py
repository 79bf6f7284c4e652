"""Makes test/fixtures/files/* from NumPy 2. Run by hand from the repository root:

    python3 test/files/oracle.py

npy.json: the bytes of .npy files (base64) by a label. text.json: what loadtxt, genfromtxt, savetxt and % formats give.
pair.npz, packed.npz: archives that NumPy wrote.
"""

import base64
import io
import json
import pathlib
import re
import warnings

import numpy as np

OUT = pathlib.Path(__file__).parent.parent / 'fixtures' / 'files'
OUT.mkdir(exist_ok=True)
warnings.simplefilter('ignore')


def b64(b):
    return base64.b64encode(b).decode()


def npy(a, version=None):
    f = io.BytesIO()
    np.lib.format.write_array(f, a, version)
    return b64(f.getvalue())


def sample(char, shape):
    a = np.arange(int(np.prod(shape, dtype=int)))
    if char == '?':
        return (a % 2 == 1).reshape(shape)
    if char in 'FD':
        return (a - 0.5j * a).astype(char).reshape(shape)
    return (a * 3 - (7 if char in 'bhiqefd' else 0)).astype(char).reshape(shape)


files = {}
for char in '?bBhHiIqQefdFD':
    files[f'{char} C'] = npy(sample(char, [2, 3]))
    files[f'{char} F'] = npy(np.asfortranarray(sample(char, [2, 3])))
    big = sample(char, [2, 3])
    if big.itemsize > 1:
        files[f'{char} big'] = npy(big.astype(big.dtype.newbyteorder('>')))
        files[f'{char} bigF'] = npy(np.asfortranarray(big.astype(big.dtype.newbyteorder('>'))))
files['0-d'] = npy(np.array(2.5))
files['1-d'] = npy(np.arange(5.0))
files['empty'] = npy(np.zeros([0, 3]))
files['empty 1-d'] = npy(np.zeros(0, np.int32))
files['3-d'] = npy(sample('h', [2, 3, 4]))
files['3-d F'] = npy(np.asfortranarray(sample('h', [2, 3, 4])))
files['strided'] = npy(sample('d', [4, 6])[::2, ::-3])
files['version 2'] = npy(sample('i', [3]), (2, 0))
files['version 3'] = npy(sample('i', [3]), (3, 0))
refused = {
    'structured': npy(np.zeros(2, [('a', 'i4'), ('b', 'f8')])),
    'text': npy(np.array(['ab'])),
    'bytes': npy(np.array([b'ab'])),
    'dates': npy(np.array(['2020-01-01'], 'M8[D]')),
    'long double': npy(np.zeros(1, np.longdouble)),
    'raw': npy(np.zeros(2, 'V4')),
}
f = io.BytesIO()
np.save(f, np.array([{}], dtype=object))
refused['objects'] = b64(f.getvalue())
(OUT / 'npy.json').write_text(json.dumps({'files': files, 'refused': refused}, separators=(',', ':')) + '\n')
np.savez(OUT / 'pair.npz', x=np.arange(6.0).reshape(2, 3), y=np.asfortranarray(sample('i', [3, 2])))
np.savez_compressed(OUT / 'packed.npz', np.zeros(1000), np.array([1 + 2j]))


def camel(name):
    return re.sub(r'_([a-z])', lambda m: m[1].upper(), name)


def number(x):
    if isinstance(x, (complex, np.complexfloating)):
        return {'re': number(x.real), 'im': number(x.imag)}
    if isinstance(x, (bool, np.bool_)):
        return bool(x)
    if isinstance(x, (int, np.integer)):
        return int(x)
    x = float(x)
    return x if np.isfinite(x) else str(x)


def plain(a):
    if isinstance(a, list):
        return {'list': [plain(x) for x in a]}
    if a.dtype.names:
        return {'columns': {n: plain(np.atleast_1d(a[n])) for n in a.dtype.names}}
    if a.dtype.kind in 'US':
        return {'text': [str(x) for x in a.ravel()], 'shape': list(a.shape)}
    return {'char': a.dtype.char, 'shape': list(a.shape), 'values': [number(x) for x in a.ravel()]}


def outcome(call):
    try:
        return plain(call())
    except Exception as e:
        return {'error': str(e)}


def loads(lines, **options):
    return {'lines': lines, 'options': {camel(k): v for k, v in options.items()}, 'result': outcome(lambda: np.loadtxt(lines, **options))}


load = [
    loads(['1 2 3', '4 5']), loads(['1 2 3', '4 x 6']), loads(['1,2', '  ', '3,4'], delimiter=','), loads(['1,2', '', '3,4'], delimiter=','),
    loads(['1, 2', '3 ,4 '], delimiter=','), loads(['1,2,', '3,4,'], delimiter=','), loads(['1,2', '3,'], delimiter=','),
    loads([]), loads(['# a']), loads(['1']), loads(['1 2']), loads(['1', '2']), loads(['1', '2'], ndmin=2), loads(['1 2'], ndmin=2),
    loads(['1'], ndmin=1), loads(['1'], ndmin=2), loads(['1 2'], ndmin=1), loads([], ndmin=2), loads(['1 2', '3 4'], unpack=True),
    loads(['1 2 # c', '3 4']), loads(['1 2 // c', '3 4 % u'], comments=['//', '%']), loads(['1 2', '3 4'], usecols=1),
    loads(['1 2', '3 4'], usecols=[-1, 0]), loads(['1 2', '3 4 5'], usecols=[0, 1]), loads(['1 2', '3 4 5'], usecols=5),
    loads(['1 2', '3 4 5'], usecols=[-1]), loads(['1 2', '3 4', '5 6', '7 8'], skiprows=1, max_rows=2),
    loads(['1 2', '', '# c', '3 4', '5 6', '7 8'], max_rows=2), loads(['# c', '1 2', '3 4'], skiprows=1),
    loads(['1 2', '3 4'], dtype='int32'), loads(['1.5 2', '3 4'], dtype='int32'), loads(['1 300', '3 4'], dtype='int8'),
    loads(['-1'], dtype='uint8'), loads(['+7 -0'], dtype='int16'), loads(['9007199254740993'], dtype='int64'),
    loads(['18446744073709551615'], dtype='uint64'), loads(['18446744073709551616'], dtype='uint64'),
    loads(['1+2j 3', '4j (5-1j)'], dtype='complex128'), loads(['1e2-1.5e-1j (-3j)'], dtype='complex128'), loads(['1+xj'], dtype='complex128'),
    loads(['1 0', '2 0'], dtype='bool'), loads(['nan inf', '-inf 1e3']), loads(['Infinity -INF NaN']), loads(['0x10 1']), loads(['1_000 1']),
    loads(['.5 5. -.5e-3']), loads(['1e']), loads(['1e400 1e-400']), loads(['0.1 2.5'], dtype='float32'), loads(['0.1 70000'], dtype='float16'),
    loads(['"1",2'], delimiter=',', quotechar='"'), loads(['"1"2,3'], delimiter=',', quotechar='"'), loads(['"1" "2"'], quotechar='"'),
    loads(['1 2', '3 4'], max_rows=0), loads(['1\t2'], delimiter='\t'), loads(['1  2'], delimiter=' '), loads([' 1 2 '], delimiter=' '),
    loads(['1;2'], delimiter=';'), loads(['1 2', '3'], usecols=1), loads(['1 # 2'], comments=None), loads(['  1\t 2  ', '3   4']),
    loads(['a', 'b']), loads(['1::2'], delimiter='::'), loads(['1\n', '2\r\n']),
]


def gens(lines, **options):
    call = lambda: np.genfromtxt(lines, **options)
    named = {camel(k): v for k, v in options.items()}
    for key in ('missingValues', 'fillingValues'):
        if isinstance(named.get(key), dict):
            named[key] = {str(k): v for k, v in named[key].items()}
    if 'dtype' in named and named['dtype'] is None:
        named['dtype'] = 'guess'
    return {'lines': lines, 'options': named, 'result': outcome(call)}


gen = [
    gens(['1 2', '3 4']), gens(['1,2', '3,'], delimiter=','), gens(['1,x', '3,4'], delimiter=','), gens(['1 2 # c', '', '3 4']),
    gens(['1 2', '3', '4 5 6', '7 8']), gens(['1 2', '3', '4 5'], invalid_raise=False), gens(['h', '1 2', '3', '4 5'], skip_header=1),
    gens(['1 2', '3 4', 'total'], skip_footer=1), gens(['1 2', '3 4', '5 6', '7'], skip_footer=2), gens(['h', '1 2', '3 4'], skip_header=1),
    gens(['1 2', '3 4', '5 6'], max_rows=2), gens(['1 2', '3 4'], max_rows=0), gens(['1 2', '3 4'], unpack=True), gens(['1']), gens(['1 2']),
    gens(['1', '2']), gens(['1'], ndmin=1), gens(['1 2'], ndmin=2), gens(['1', '2'], ndmin=2), gens([]),
    gens(['12345', '67890'], delimiter=2), gens(['  1  2  3', '  4  5 67', '890123  4'], delimiter=3), gens(['123456789', '   4  7 9', '   4567 9'], delimiter=[4, 3, 2]),
    gens(['1,2,3', '4,5,6'], delimiter=',', usecols=[0, -1]), gens(['1,2,3', '4,5,6'], delimiter=',', usecols=1),
    gens(['a,b,c', '1,2,3', '4,5,6'], delimiter=',', names=True), gens(['a,b,c', '1,2,3', '4,5,6'], delimiter=',', names=True, usecols=['a', 'c']),
    gens(['a,b,c', '1,2,3'], delimiter=',', names=True, usecols='b, c'), gens(['# a b', '1 2', '3 4'], names=True), gens(['#a b', '1 2'], names=True),
    gens(['1 2', '3 4'], names='x, y'), gens(['1 2', '3 4'], names=['x y', 'x-y!']), gens(['1 2 3', '4 5 6'], names=['a', 'a', '']),
    gens(['1 2', '3 4'], names=['print', 'b']), gens(['1 2'], names='aB,c', case_sensitive='lower'), gens(['1 2'], names='aB,c', case_sensitive=False),
    gens(['1 2', '3 4'], names='x,y', unpack=True), gens(['1 2 3', '4 5 6'], names='a,b,c', usecols=[0, 2]),
    gens(['1,N/A,3', '4,???,6'], delimiter=',', missing_values='N/A', filling_values=-9), gens(['1,,3', '4,5,'], delimiter=',', filling_values=[7, 8, 9]),
    gens(['1,,3', '4,5,'], delimiter=',', filling_values={1: 8, 2: 9}), gens(['N/A, 2, 3', '4, ,???'], delimiter=',', names='a,b,c', missing_values={0: 'N/A', 'b': ' ', 2: '???'}, filling_values={0: 0, 'b': 0, 2: -999}, dtype='int64'),
    gens(['1,x', '3,4'], delimiter=',', loose=False), gens(['1,', '3,4'], delimiter=',', loose=False),
    gens(['1 2', '3 4'], dtype='int64'), gens(['1 2.5', '3 x'], dtype='int64'), gens(['True 0', 'false x'], dtype='bool'), gens(['1+2j x'], dtype='complex128'),
    gens(['1 2', '3 4'], dtype=None), gens(['1 2.5', '3 4'], dtype=None), gens(['1 2.5', '3.5 4'], dtype=None), gens(['True 1', 'False 2'], dtype=None),
    gens(['1 a 2.5', '3 b 4'], dtype=None), gens(['1 a', '3 b'], dtype=None, names='n,s'), gens(['1 5000000000'], dtype=None), gens(['1 1j', '2 3'], dtype=None),
    gens(['1,', '3,'], delimiter=',', dtype=None), gens(['1,', '3,4'], delimiter=',', dtype=None), gens(['a', 'b'], dtype=None), gens([' 1 , 2 '], delimiter=',', autostrip=True),
    gens([' a , b '], delimiter=',', autostrip=True, dtype=None), gens(['1_0 2']), gens(['1;2', '3;4'], delimiter=';'), gens(['1 2 % x'], comments='%'),
    gens(['1 2'], names='a'), gens(['n1 n2', '1 2', '3 4'], names=True, skip_header=0, dtype='int64'),
]


def saves(value, dtype, **options):
    a = np.array(value, dtype)
    f = io.StringIO()
    try:
        np.savetxt(f, a, **options)
        result = {'text': f.getvalue()}
    except Exception as e:
        result = {'error': str(e)}
    shape = list(a.shape)
    return {'array': [a.dtype.char, shape, b64(a.tobytes())], 'options': options, 'result': result}


save = [
    saves([[1, 2.5], [-3, 1e-20]], 'd'), saves([1.5, 2], 'd'), saves([[1, 2], [3, 4]], 'i', fmt='%d'), saves([[1, 2], [3, 4]], 'd', fmt='%d'),
    saves([[1.005, 2.675]], 'd', fmt='%5.2f', delimiter=','), saves([[1, 2.5]], 'd', fmt=['%d', '%.3e'], delimiter=';'), saves([[1, 2.5]], 'd', fmt='%d -> %.1f'),
    saves([[1, 2]], 'd', header='a b\nc', footer='end'), saves([[1, 2]], 'd', header='h', comments='% ', newline='\r\n', fmt='%g'),
    saves([[1 + 2j, 3 - 4j]], 'D'), saves([[1 + 2j, -3 - 4j]], 'D', fmt='%.2f'), saves([[1 + 2j, -3 - 4j]], 'D', fmt='%.1f %+.1fj %.1f %+.1fj'),
    saves([[1, 2.5]], 'd', fmt='%s'), saves([[0.1, 1e20]], 'f', fmt='%s'), saves([True, False], '?', fmt='%s'), saves([True, False], '?', fmt='%d'),
    saves([2**63 - 1, -1], 'q', fmt='%d'), saves([255, 16], 'i', fmt='%x'), saves([1.5], 'd', fmt='%x'), saves([[1, 2]], 'd', fmt='%d %d %d'),
    saves([[1, 2]], 'd', fmt=['%d']), saves(1.0, 'd'), saves(np.zeros([1, 1, 1]), 'd'), saves([], 'd'), saves(np.zeros([0, 3]), 'd'),
    saves([[np.nan, np.inf, -np.inf]], 'd', fmt='%8.3f'), saves([[0.1]], 'f'), saves([[0.1]], 'e', fmt='%.3f'), saves([[1, 2]], 'd', fmt='%z'),
    saves([[1, 50]], 'd', fmt='%d%%, %d%%'),
]

rng = np.random.default_rng(0)
values = [0.0, -0.0, 0.5, 1.5, 2.5, -2.5, 0.125, 0.375, 1.005, 2.675, 1e21, 1.2345e22, 123456789.0, 1e100, 9.5, 95.0, 950.0, 5e-324, 1.7976931348623157e308,
          0.00012345, 99999.5, 999999.5, 1e5, 1e6, 123456.5, 0.1, 1 / 3, 2 / 3, float('inf'), float('-inf'), float('nan'), 12, 255.0, 1e23, 8.5e15, 25.0, 35.0,
          *(rng.standard_normal(6) * 10.0 ** rng.integers(-12, 25, 6)).tolist()]
specs = ['%d', '%5d', '%05d', '%-6d|', '%+d', '% d', '%.3d', '%08.3d', '%i', '%f', '%.0f', '%#.0f', '%.1f', '%.2f', '%10.3f', '%-10.2f|', '%010.2f', '%+.1f', '% .1f',
         '%e', '%.0e', '%.1e', '%.18e', '%#.0e', '%12.4E', '%g', '%.0g', '%.3g', '%#.3g', '%G', '%.17g', '%s', '%10s', '%-10s|', '%.2s', '%.120f', '%.40e', '%d%%']


def formatted(spec, v):
    try:
        return spec % v
    except Exception:
        return None


formats = [[spec, [formatted(spec, float(v)) for v in values]] for spec in specs]
integers = [0, 1, -1, 255, -255, 2**40]
integer_formats = [[spec, [spec % v for v in integers]] for spec in ['%x', '%X', '%#x', '%o', '%#o', '%08x', '%d', '%+5d', '%e', '%s']]
data = {
    'load': load, 'gen': gen, 'save': save,
    'formats': {'values': [repr(float(v)) for v in values], 'cases': formats, 'integers': integers, 'integerCases': integer_formats},
}
(OUT / 'text.json').write_text(json.dumps(data, separators=(',', ':')) + '\n')
for p in OUT.iterdir():
    print(p.name, p.stat().st_size)
