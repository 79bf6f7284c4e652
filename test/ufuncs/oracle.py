"""Makes test/fixtures/ufuncs/ufuncs.json.gz: every ufunc over every dtype (and every pair of dtypes) with NumPy's results.

Run by hand: python3 test/ufuncs/oracle.py (NumPy 2)
"""
import base64, gzip, json, os, warnings
import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")
CHARS = "?bBhHiIqQefdFD"
nan, inf = np.nan, np.inf

ints = [0, 1, 2, 3, 5, 7, 100, 127, -1, -2, -7, -128]
floats = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.7, 1e-3, 20.25, -7.0, inf, -inf, nan, 1e4, 0.9, -0.3]
cplx = [0, 1, 1j, 1 + 1j, -2 + 0.5j, 3 - 4j, -1 - 1j, 0.5 + 2j, 0.1 - 0.2j, 2.5, -3.5j, 1e2 + 1e1j]


def pool(c):
    dt = np.dtype(c)
    if c == "?":
        return np.array([0, 1, 1, 0, 1, 0, 0, 1], bool)
    if dt.kind == "i":
        lim = np.iinfo(dt)
        return np.array([v for v in ints] + [lim.max, lim.min, lim.max // 3], dt)
    if dt.kind == "u":
        lim = np.iinfo(dt)
        return np.array([abs(v) for v in ints] + [lim.max, lim.max - 1, lim.max // 3], dt)
    if dt.kind == "f":
        return np.array(floats, dt)
    return np.array(cplx, dt)


def b64(a):
    return base64.b64encode(np.ascontiguousarray(a).tobytes()).decode()


def enc(a):
    a = np.asarray(a)
    return [a.dtype.char.replace("l", "q").replace("L", "Q"), b64(a)]


UNARY = """negative positive absolute fabs rint sign conjugate exp exp2 log log2 log10 expm1 log1p sqrt square cbrt reciprocal
sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh degrees radians deg2rad rad2deg invert bitwise_count logical_not
isfinite isinf isnan signbit floor ceil trunc spacing frexp modf""".split()
BINARY = """add subtract multiply divide logaddexp logaddexp2 floor_divide power float_power remainder fmod divmod gcd lcm heaviside
bitwise_and bitwise_or bitwise_xor left_shift right_shift greater greater_equal less less_equal not_equal equal
logical_and logical_or logical_xor maximum minimum fmax fmin copysign nextafter ldexp hypot arctan2""".split()
WEAK = "add multiply divide power floor_divide remainder maximum less arctan2 copysign left_shift".split()

data = {"pools": {c: b64(pool(c)) for c in CHARS}, "unary": {}, "binary": {}, "weak": {}}


def run(f, *args):
    try:
        r = f(*args)
    except (TypeError, ValueError, OverflowError) as e:
        return type(e).__name__
    return [enc(x) for x in r] if isinstance(r, tuple) else enc(r)


for name in UNARY:
    data["unary"][name] = {c: run(getattr(np, name), pool(c)) for c in CHARS}
for name in BINARY:
    table = {}
    for a in CHARS:
        for b in CHARS:
            x, y = pool(a), pool(b)
            if name in ("power", "float_power") and np.dtype(b).kind == "i":
                y = np.abs(y) % 6 if name == "power" else y
            # All offsets of one pool against the other on the diagonal, one offset elsewhere.
            n = min(len(x), len(y)) if a != b else len(x)
            shifts = [0, 1, 5] if a == b else [2]
            xs = np.concatenate([x[:n] for _ in shifts]) if a == b else x[:6]
            ys = np.concatenate([np.roll(y[:n], s) for s in shifts]) if a == b else np.roll(y, 2)[:6]
            n = min(len(xs), len(ys))
            table[a + b] = run(getattr(np, name), xs[:n], ys[:n])
    data["binary"][name] = table
for name in WEAK:
    table = {}
    for c in CHARS:
        for v, key in ((2, "2"), (2.5, "2.5"), (True, "true"), (1j, "1j")):
            table[c + key] = run(getattr(np, name), pool(c)[:6], v)
            table[key + c] = run(getattr(np, name), v, np.abs(pool(c)[:6]) if name == "power" else pool(c)[:6])
    data["weak"][name] = table
out = os.path.join(os.path.dirname(__file__), "../fixtures/ufuncs/ufuncs.json.gz")
with open(out, "wb") as f:
    f.write(gzip.compress(json.dumps(data, separators=(",", ":")).encode(), 9, mtime=0))
print(os.path.getsize(out))
