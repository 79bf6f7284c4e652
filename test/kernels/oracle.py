"""Makes the fixtures of test/kernels with NumPy and mpmath: python3 test/kernels/oracle.py (run by hand)."""

import base64
import hashlib
import json
import pathlib
import warnings

import mpmath as mp
import numpy as np

warnings.simplefilter('ignore')
OUT = pathlib.Path(__file__).resolve().parent.parent / 'fixtures' / 'kernels'
rng = np.random.default_rng(20240607)
mp.mp.prec = 400


def pack(x):
    return base64.b64encode(np.ascontiguousarray(x).tobytes()).decode()


def save(name, value):
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / name).write_text(json.dumps(value, separators=(',', ':')) + '\n')


def digest(x):
    """SHA-256 of float32 values, NaN in one form."""
    x = np.asarray(x, 'f4').copy()
    x[np.isnan(x)] = np.nan
    return hashlib.sha256(x.tobytes()).hexdigest()


def float16():
    half = np.arange(65536, dtype='u2').view('f2')
    middle = (half[:31743].astype('f8') + half[1:31744].astype('f8')) / 2
    picked = rng.choice(middle, 500, replace=False)
    x = np.concatenate([picked, np.nextafter(picked, 0), np.nextafter(picked, 1e9), -picked[:100]])
    x = np.concatenate([x, rng.normal(size=300) * 10.0 ** rng.uniform(-9, 6, 300)])
    x = np.concatenate([x, [65504, 65519.999999999, 65520, 1e300, 2.0**-24, 2.0**-25, np.nextafter(2.0**-25, 1), 0, -0.0, np.inf, -np.inf, 5e-324]])
    save('float16.json', {
        'decoded': digest(half.astype('f4')),
        'spacing': digest(np.spacing(half)),
        'up': digest(np.nextafter(half, np.float16(np.inf))),
        'down': digest(np.nextafter(half, np.float16(-np.inf))),
        'numbers': pack(x),
        'bits': pack(x.astype('f2').view('u2')),
    })


SPECIAL = [0.0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, -7.25, 10, 5e-324, -5e-324, 1e300, 2.0**52 + 1, -(2.0**51) - 0.5,
           1.7976931348623157e308, -1.7976931348623157e308, np.inf, -np.inf, np.nan]


def intrinsics():
    x = np.array(SPECIAL)
    a, b = (g.ravel() for g in np.meshgrid(x, x))
    one = {
        'rint': np.rint(x), 'spacing64': np.spacing(x), 'frexpMantissa': np.frexp(x)[0],
        'frexpExponent': np.frexp(x)[1].astype('f8'), 'modfFraction': np.modf(x)[0], 'modfInteger': np.modf(x)[1],
        'exp2': np.exp2(x), 'log2': np.log2(x), 'cbrt': np.cbrt(x), 'degrees': np.degrees(x), 'radians': np.radians(x),
    }
    two = {
        'copysign': np.copysign(a, b), 'nextafter64': np.nextafter(a, b), 'fmodFloat': np.fmod(a, b),
        'pyRemainder': np.remainder(a, b), 'floorDivide': np.floor_divide(a, b), 'hypot': np.hypot(a, b),
        'pow': np.power(a, b), 'logaddexp': np.logaddexp(a, b), 'logaddexp2': np.logaddexp2(a, b),
        'heaviside': np.heaviside(a, b),
    }
    s = x.astype('f4')
    p, q = (g.ravel() for g in np.meshgrid(s, s))
    single = {'spacing32': np.spacing(s).astype('f8')}
    pair = {'nextafter32': np.nextafter(p, q).astype('f8')}
    e = np.array([-2100, -1100, -1074, -1030, -60, -1, 0, 1, 60, 1023, 1030, 2000, 2200])
    u, v = (g.ravel() for g in np.meshgrid(np.append(x, 1 + 2.0**-52), e))
    save('intrinsics.json', {
        'x': pack(x), 'a': pack(a), 'b': pack(b), 's': pack(s.astype('f8')), 'p': pack(p.astype('f8')), 'q': pack(q.astype('f8')),
        'ldexp': [pack(u), pack(v.astype('f8')), pack(np.ldexp(u, v))],
        'one': {k: pack(v) for k, v in one.items()}, 'two': {k: pack(v) for k, v in two.items()},
        'single': {k: pack(v) for k, v in single.items()}, 'pair': {k: pack(v) for k, v in pair.items()},
    })


def integers():
    i = np.array([0, 1, -1, 2, -3, 7, 12, -18, 1000003, 2**31 - 1, -(2**31)], 'i4')
    a, b = (g.ravel() for g in np.meshgrid(i, i))
    w = np.array([0, 1, -1, 2, -3, 7, 12, -18, 10**15 + 37, 2**63 - 1, -(2**63)], 'i8')
    c, d = (g.ravel() for g in np.meshgrid(w, w))
    e = np.array([0, 1, 2, 3, 17, 64, 1000], 'i8')
    f, g = (h.ravel() for h in np.meshgrid(w, e))
    names = {'floorDivide': np.floor_divide, 'remainder': np.remainder, 'fmod': np.fmod, 'gcd': np.gcd, 'lcm': np.lcm}
    save('integers.json', {
        'a': a.tolist(), 'b': b.tolist(), 'c': list(map(str, c)), 'd': list(map(str, d)),
        'f': list(map(str, f)), 'g': list(map(str, g)), 'power64': list(map(str, f**g)),
        'power32': (f.astype('i4') ** g.astype('i4')).tolist(), 'f32': f.astype('i4').tolist(), 'g32': g.tolist(),
        'int32': {k: h(a, b).tolist() for k, h in names.items()},
        'int64': {k: list(map(str, h(c, d))) for k, h in names.items()},
    })


def elementary():
    """Correctly rounded values of elementary functions at random arguments."""
    n = 60
    u = lambda lo, hi: rng.uniform(lo, hi, n)
    w = lambda lo, hi: 10.0 ** u(lo, hi) * rng.choice([-1, 1], n)
    wide = np.concatenate([u(-10, 10), w(-20, 15)])
    positive = np.abs(np.concatenate([w(-300, 300), u(0.5, 2)]))
    unit = np.concatenate([u(-1, 1), w(-20, -0.001)])
    exponent = np.concatenate([u(-745, 709), u(-2, 2)])
    args = {
        'sin': wide, 'cos': wide, 'tan': wide, 'exp': exponent, 'expm1': exponent, 'exp2': np.concatenate([u(-1074, 1023), u(-2, 2)]),
        'log': positive, 'log2': positive, 'log10': positive, 'log1p': np.concatenate([u(-0.999, 3), w(-20, -1)]),
        'sinh': np.concatenate([u(-709, 709), u(-3, 3)]), 'cosh': np.concatenate([u(-709, 709), u(-3, 3)]),
        'tanh': np.concatenate([u(-20, 20), u(-2, 2)]), 'asinh': wide, 'acosh': 1 + np.abs(wide), 'atanh': unit,
        'asin': unit, 'acos': unit, 'atan': wide, 'cbrt': w(-300, 300),
    }
    own = {
        'exp2': lambda t: mp.power(2, t), 'log2': lambda t: mp.log(t, 2), 'cbrt': lambda t: mp.sign(t) * mp.cbrt(abs(t)),
    }
    value = {}
    for k, x in args.items():
        f = own.get(k) or getattr(mp, k)
        value[k] = [pack(x), pack(np.array([float(f(mp.mpf(float(t)))) for t in x]))]
    x, y = np.concatenate([np.abs(w(-5, 5)), u(0.5, 2)]), np.concatenate([u(-50, 50), u(-900, 900)])
    value['pow'] = [pack(x), pack(y), pack(np.array([float(mp.power(mp.mpf(float(s)), mp.mpf(float(t)))) for s, t in zip(x, y)]))]
    x, y = np.concatenate([w(-310, 300), u(-9, 9)]), np.concatenate([w(-310, 300), u(-9, 9)])
    value['hypot'] = [pack(x), pack(y), pack(np.array([float(mp.sqrt(mp.mpf(float(s)) ** 2 + mp.mpf(float(t)) ** 2)) for s, t in zip(x, y)]))]
    save('elementary.json', value)


def complexes():
    v = [0.0, -0.0, 1.0, -1.0, 0.5, -2.0, 1e-10, -1e300, 720.0, np.inf, -np.inf, np.nan]
    z = np.array([complex(a, b) for a in v for b in v])
    z = np.concatenate([z, rng.normal(size=30) * 3 + 3j * rng.normal(size=30), (1 + rng.normal(size=15) * 1e-7) * np.exp(1j * rng.uniform(-4, 4, 15)),
                        10.0 ** rng.uniform(-9, 9, 15) * np.exp(1j * rng.uniform(-4, 4, 15))])
    functions = {'csqrt': np.sqrt, 'cexp': np.exp, 'clog': np.log, 'csin': np.sin, 'ccos': np.cos, 'ctan': np.tan,
                 'csinh': np.sinh, 'ccosh': np.cosh, 'ctanh': np.tanh, 'casin': np.arcsin, 'cacos': np.arccos,
                 'catan': np.arctan, 'casinh': np.arcsinh, 'cacosh': np.arccosh, 'catanh': np.arctanh,
                 'clog10': np.log10, 'cexp2': np.exp2, 'creciprocal': np.reciprocal}
    w = np.array([0, 1, 2, 3, -1, -5, 0.5, 1j, 2 - 2.5j, 101, complex(np.inf, 1)])
    # Zero to a complex power is 0 in later versions of NumPy: left out.
    few = np.concatenate([z[:144:4], z[144:164]])
    few = few[few != 0]
    a, b = np.repeat(few, len(w)), np.tile(w, len(few))
    save('complex.json', {
        'z': pack(z), 'one': {k: pack(f(z)) for k, f in functions.items()},
        'a': pack(few), 'b': pack(w), 'two': {'cpow': pack(a**b), 'cdivide': pack(a / b)},
    })


for make in (float16, intrinsics, integers, elementary, complexes):
    make()
