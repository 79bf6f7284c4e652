"""Makes test/fixtures/conformance/cases.json.gz: one table of calls that every backend must answer as NumPy does.

Run by hand: python3 test/conformance/oracle.py (NumPy 2)

A case is a function's name in numloom, its arguments and its options. Arguments: {"x": name} is an input, {"xs": names} a
list of inputs, all else stands for itself. The function `@at` is the method of that name. Float inputs are float32 values;
what is expected is NumPy's result for the same values in float64.
"""
import base64, gzip, json, os, re, warnings
import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")
rng = np.random.default_rng(20)


def floats(low, high, *shape):
    return rng.uniform(low, high, shape).astype("f4")


def quarters(*shape):
    return (rng.integers(-20, 20, shape) / 4 + 0.25).astype("f4")


INPUTS = {
    "x": floats(-3, 3, 4, 5),
    "y": floats(-3, 3, 4, 5),
    "unit": floats(-0.97, 0.97, 4, 5),
    "plus": floats(0.1, 6, 4, 5),
    "more": floats(1.05, 9, 4, 5),
    "third": quarters(4, 5),
    "fourth": np.abs(quarters(4, 5)) + np.float32(0.5),
    "row": floats(-2, 2, 5),
    "column": floats(-2, 2, 4, 1),
    "cube": floats(-2, 2, 3, 4, 5),
    "square": floats(-2, 2, 4, 4),
    "wide": floats(-1, 1, 5, 7),
    "tall": floats(-1, 1, 7, 3),
    "batch": floats(-1, 1, 2, 4, 5),
    "stack": floats(-1, 1, 2, 5, 3),
    "vector": floats(-1, 1, 7),
    "long": floats(-1, 1, 1000),
    "near": floats(0.9, 1.1, 3, 4, 5),
    "ties": np.array([3, 1, 3, 1, 2, -1, -1, 3], "f4"),
    "scalar": np.array(1.5, "f4"),
    "special": np.array([np.nan, np.inf, -np.inf, 0.0, -0.0, 1.0, -2.5], "f4"),
    "empty": np.zeros((0, 3), "f4"),
    "i": rng.integers(-40, 40, (4, 5)).astype("i4"),
    "j": rng.integers(1, 12, (4, 5)).astype("i4"),
    "k": rng.integers(0, 5, (4, 5)).astype("i4"),
    "b": rng.random((4, 5)) < 0.5,
    "c": rng.random((4, 5)) < 0.5,
    "mask": rng.random((4, 1)) < 0.5,
}
WIDE = {name: a.astype("f8") if a.dtype.kind == "f" else a for name, a in INPUTS.items()}

cases = []
camel = lambda name: re.sub("_([a-z])", lambda m: m[1].upper(), name)


def encode(a):
    a = np.asarray(a)
    if a.dtype.kind == "f":
        a = a.astype("f8")
    elif a.dtype.kind in "iu":
        a = a.astype("i8")
    return {"char": a.dtype.char.replace("l", "q"), "shape": list(a.shape), "data": base64.b64encode(a.tobytes()).decode()}


def literal(a):
    if isinstance(a, str) and a in WIDE:
        return {"x": a}
    if isinstance(a, list) and a and all(isinstance(one, str) for one in a):
        return {"xs": a}
    return a


def value(a):
    if isinstance(a, str) and a in WIDE:
        return WIDE[a]
    if isinstance(a, list) and a and all(isinstance(one, str) for one in a):
        return [WIDE[one] for one in a]
    return a


def case(name, *args, host=False, fn=None, numpy=None, **options):
    run = numpy or getattr(np, name)
    result = run(*map(value, args), **options)
    parts = result if isinstance(result, tuple) else (result,)
    label = ", ".join([*map(str, args), *(f"{k}={v}" for k, v in options.items())])
    entry = {
        "name": f"{name}({label})",
        "fn": fn or camel(name),
        "args": [literal(a) for a in args],
        "expected": [encode(one) for one in parts],
    }
    if options:
        entry["options"] = {camel(k): list(v) if isinstance(v, tuple) else v for k, v in options.items()}
    if host:
        entry["host"] = True
    if all(one["name"] != entry["name"] for one in cases):
        cases.append(entry)


ANY = """negative positive absolute fabs rint sign conjugate exp exp2 expm1 square cbrt sin cos tan arctan sinh cosh tanh arcsinh
degrees radians deg2rad rad2deg logical_not isfinite isinf isnan signbit floor ceil trunc modf reciprocal""".split()
for name in ANY:
    case(name, "x")
for name in "sqrt log log2 log10 log1p".split():
    case(name, "plus")
for name in "arcsin arccos arctanh log1p expm1".split():
    case(name, "unit")
case("arccosh", "more")
for name in "frexp spacing".split():
    case(name, "x", host=True)
for name in "negative absolute sign square logical_not invert bitwise_count floor isnan".split():
    case(name, "i")
for name in "logical_not invert".split():
    case(name, "b")
for name in """add subtract multiply divide maximum minimum fmax fmin arctan2 hypot logaddexp logaddexp2 copysign heaviside greater
greater_equal less less_equal not_equal equal logical_and logical_or logical_xor""".split():
    case(name, "x", "y")
    case(name, "cube", "row")
for name in "floor_divide remainder fmod divmod".split():
    case(name, "third", "fourth")
    case(name, "i", "j")
for name in "power float_power".split():
    case(name, "plus", "y")
case("power", "i", "k")
case("nextafter", "x", "y", host=True)
case("ldexp", "x", "k")
for name in """add subtract multiply bitwise_and bitwise_or bitwise_xor maximum minimum gcd lcm less equal logical_and""".split():
    case(name, "i", "j")
for name in "left_shift right_shift".split():
    case(name, "i", "k")
for name in "bitwise_and bitwise_or bitwise_xor logical_and logical_or logical_xor equal".split():
    case(name, "b", "c")
for name in "isnan isinf isfinite signbit absolute exp sqrt negative".split():
    case(name, "special", host=name == "signbit")
for name in "maximum minimum add multiply less".split():
    case(name, "special", "vector")

# Broadcasting, scalars and 0-d arrays.
for pair in [("column", "row"), ("cube", "column"), ("row", "scalar"), ("x", 2.5), (2.5, "x"), ("empty", 1.5), ("scalar", "scalar")]:
    case("add", *pair)
    case("subtract", *pair)
    case("less", *pair)
case("where", "b", "x", "y")
case("where", "mask", "x", "row")
case("where", "b", "x", 0.5)
case("clip", "x", -1, 1.5)

# Reductions over every kind of axes.
AXES = [None, 0, 1, 2, -1, (0, 1), (0, 2), (1, 2), (0, 1, 2)]
for axis in AXES:
    for keepdims in (False, True):
        for name in "sum prod max min mean any all std var".split():
            if keepdims and name in "prod min any std".split() and axis not in (None, 1, (0, 2)):
                continue
            case(name, "near" if name == "prod" else "cube", axis=axis, keepdims=keepdims)
for axis in (None, 0, 1, 2):
    for name in "argmax argmin".split():
        case(name, "cube", axis=axis)
for name in "sum max min argmax argmin mean".split():
    case(name, "ties")
    case(name, "i", axis=1)
case("prod", "k", axis=0)
for name in "any all".split():
    case(name, "b", axis=0)
for name in "sum mean std var max min".split():
    case(name, "long")
case("std", "cube", axis=1, ddof=1)
case("var", "cube", axis=(0, 2), ddof=1)
case("sum", "empty", axis=0)
case("sum", "empty", axis=1)
case("prod", "empty")
case("cumsum", "long")
case("cumsum", "cube", axis=1)
case("cumsum", "cube", axis=2)
case("cumsum", "i", axis=0)
case("cumprod", "near", axis=0)
case("cumprod", "near", axis=2)
for name in "add multiply maximum minimum logaddexp".split():
    case("accumulate", "cube", fn=f"{name}.accumulate", numpy=getattr(np, name).accumulate, host=True, axis=1)
    case("reduce", "cube", fn=f"{name}.reduce", numpy=getattr(np, name).reduce, host=True, axis=1)

# Products.
for pair in [("wide", "tall"), ("wide", "vector"), ("vector", "tall"), ("vector", "vector"), ("batch", "stack"), ("x", "stack"), ("square", "x")]:
    case("matmul", *pair)
for pair in [("wide", "tall"), ("wide", "vector"), ("vector", "tall"), ("vector", "vector"), ("square", "x")]:
    case("dot", *pair)
case("matmul", "i", "i", fn="matmulTransposed", numpy=lambda a, b: a @ b.T)
case("matmul", "wide", "wide", fn="matmulTransposed", numpy=lambda a, b: a @ b.T)
case("dot", "x", 2.5, host=True)
case("inner", "wide", "vector", host=True)
case("outer", "row", "vector", host=True)

# Order, on the host.
for name in "sort argsort".split():
    case(name, "long", host=True)
    for axis in (0, 1, -1):
        case(name, "cube", host=True, axis=axis)
    case(name, "ties", host=True, **({"kind": "stable"} if name == "argsort" else {}))
    case(name, "special", host=True)
case("sort", "i", host=True, axis=0)
case("partition", "long", 500, host=True, fn="partitionedAt", numpy=lambda a, k: np.sort(a)[k])
case("searchsorted", "ties", "vector", host=True, fn="searchsortedSorted", numpy=lambda a, v: np.searchsorted(np.sort(a), v))

# Shapes and slices.
case("reshape", "cube", [5, 12])
case("reshape", "cube", [-1])
case("ravel", "cube")
case("transpose", "cube")
case("transpose", "cube", [1, 2, 0])
case("swapaxes", "cube", 0, 2)
case("squeeze", "column")
case("expand_dims", "row", 0, numpy=np.expand_dims)
case("broadcast_to", "row", [3, 5])
for axis in (0, 1):
    case("concatenate", ["x", "y"], axis=axis)
    case("stack", ["x", "y"], axis=axis)


def parse(index):
    if not isinstance(index, str):
        return index
    if index == "...":
        return Ellipsis
    return slice(*[int(part) if part else None for part in index.split(":")])


for indices in [[1], [-1], ["1:3"], ["::2", "1:"], ["::-1"], [0, "...", 2], ["...", "::-2"], [1, 2, 3], [":", 1], ["2:2"]]:
    case("at", "cube", *indices, fn="@at", numpy=lambda a, *ix: a[tuple(map(parse, ix))])
    case("sum of at", "cube", *indices, fn="sumOfAt", numpy=lambda a, *ix: np.sum(np.exp(a[tuple(map(parse, ix))])))

# Many elements, made by a formula: what is expected is a sum and a few elements.
N = 300_000
many = ((np.arange(N, dtype="i8") * 7919) % 10007 - 5000) / 1024
MANY = {"many": many, "table": many.reshape(600, 500), "rows": many.reshape(3, 100_000), "whole": (many * 1024).astype("i4"), "sizes": np.abs(many)}
large = []


def summary(a):
    a = np.asarray(a)
    flat = a.ravel()
    places = sorted({0, 1, flat.size // 3, flat.size // 2, flat.size - 1} & set(range(flat.size)))
    picks = flat[places]
    if a.dtype.kind == "f":
        total = float(np.sum(flat))
        scale = float(np.sum(np.abs(flat)))
    else:
        total = scale = int(np.sum(flat, dtype="i8"))
    return {"shape": list(a.shape), "places": places, "picks": [float(v) for v in picks], "total": total, "scale": abs(scale)}


def big(name, *args, fn=None, numpy=None, **options):
    run = numpy or getattr(np, name)
    result = run(*[MANY.get(a, a) if isinstance(a, str) else a for a in args], **options)
    label = ", ".join([*map(str, args), *(f"{k}={v}" for k, v in options.items())])
    entry = {"name": f"{name}({label})", "fn": fn or camel(name), "args": [{"x": a} if isinstance(a, str) else a for a in args], **summary(result)}
    if options:
        entry["options"] = {camel(k): list(v) if isinstance(v, tuple) else v for k, v in options.items()}
    large.append(entry)


for name in "exp sin tanh negative isnan floor".split():
    big(name, "many")
for name in "sqrt log1p".split():
    big(name, "sizes")
for name in "add multiply maximum less hypot".split():
    big(name, "many", "many")
    big(name, "table", 1.5)
big("add", "whole", "whole")
big("remainder", "whole", 7)
for name in "sum prod max min mean std var argmax argmin any all".split():
    if name != "prod":
        big(name, "many")
    for axis in (0, 1):
        big(name, "table" if name != "prod" else "rows", **{"axis": 0 if name == "prod" else axis})
    big(name, "rows", axis=0)
big("sum", "whole")
big("cumsum", "many")
big("cumsum", "table", axis=0)
big("cumsum", "table", axis=1)
big("cumsum", "whole")
big("sort", "many")
big("sort", "table", axis=0)
big("sort", "whole")
big("argsort", "many", kind="stable")
big("argsort", "table", axis=1, kind="stable")
big("matmul", "rows", "table", fn="tableTimesTransposed", numpy=lambda a, b: b @ b.T)
big("dot", "many", "many")
big("transpose", "table", fn="copyOfTransposed", numpy=lambda a: a.T.copy())
big("at", "many", fn="everyThirdBackwards", numpy=lambda a: np.exp(a[::-3]))

# Random numbers: those of NumPy's default_rng, however they are shared out.
streams = []


def stream(method, *args, size, seed=12345):
    values = getattr(np.random.default_rng(seed), method)(*args, size=size)
    streams.append({"method": camel(method), "args": list(args), "seed": seed, "size": size, **summary(values)})


for size in (1, 7, 1000, 200_001):
    stream("random", size=size)
    stream("standard_normal", size=size)
    stream("integers", 0, 1000, size=size)
stream("uniform", -2, 3, size=50_000)
stream("normal", 1, 0.5, size=50_000)
stream("exponential", 2, size=50_000)

here = os.path.dirname(os.path.abspath(__file__))
data = {
    "inputs": {
        name: {"char": a.dtype.char, "shape": list(a.shape), "data": base64.b64encode(a.tobytes()).decode()}
        for name, a in INPUTS.items()
    },
    "cases": cases,
    "large": large,
    "streams": streams,
}
out = os.path.join(here, "../fixtures/conformance/cases.json.gz")
os.makedirs(os.path.dirname(out), exist_ok=True)
with open(out, "wb") as f:
    f.write(gzip.compress(json.dumps(data, separators=(",", ":"), allow_nan=False).encode(), 9, mtime=0))
print(len(cases), len(large), len(streams), os.path.getsize(out))
