"""Makes ../fixtures/printing/*.json with NumPy 2.2 or later. Run by hand: python3 oracle.py

One change is made to NumPy: numloom's default integer is int32, so repr leaves out int32, not int64.
A case is [function, dtype, shape, bytes in hex, options, text].
"""

import json
import os

import numpy as np
import numpy._core.arrayprint as arrayprint

assert np.lib.NumpyVersion(np.__version__) >= "2.2.0"
np.seterr(all="ignore")
arrayprint.dtype_is_implied = lambda dt: np.dtype(dt).name in ("bool", "int32", "float64", "complex128")

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures", "printing")
FLOATS = ["float16", "float32", "float64"]
nan, inf = np.nan, np.inf


def camel(options):
    def name(key):
        head, *rest = key.split("_")
        return head + "".join(word.capitalize() for word in rest)

    return {name(key): value for key, value in options.items()}


FUNCTIONS = {
    "str": lambda a: str(a),
    "repr": lambda a: repr(a),
    "arrayStr": np.array_str,
    "arrayRepr": np.array_repr,
    "array2string": np.array2string,
    "formatFloatPositional": lambda a, **o: np.format_float_positional(a[()], **o),
    "formatFloatScientific": lambda a, **o: np.format_float_scientific(a[()], **o),
}


def case(function, a, **options):
    a = np.asarray(a)
    return [function, a.dtype.name, list(a.shape), a.tobytes().hex(), camel(options), FUNCTIONS[function](a, **options)]


def save(name, cases):
    with open(os.path.join(FIXTURES, name), "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")


# Patterns of values, each printed as str and repr in all dtypes of its kind.

FLOAT_PATTERNS = [
    [],
    [0.0],
    [-0.0],
    [1, 2, 3],
    [0.1, 0.25, 1.5],
    [1 / 3, 2 / 3, 100],
    [-1, 1],
    [-1.5, 22.25, 0],
    [nan],
    [inf, -inf, nan],
    [1, nan],
    [1.25, inf],
    [-1.25, -inf, 3],
    [1e-4, 1],
    [0.999e-4, 1],
    [1, 1000],
    [1, 1001],
    [1e-3, 1.0001],
    [999, 5],
    [1e3, 5],
    [99999, 100],
    [999999, 1000],
    [1e6, 1e4],
    [99999999, 1e6],
    [1e8, 1e6],
    [1e8],
    [1e-5],
    [1e-7, nan, -inf],
    [123456.789, 0.001],
    [1e300, 1e-300],
    [1.5, 2.5, 3.123456789123],
    [9.999999999, 1],
    [0.999999999],
    [12345.678],
    [np.pi * 10.0**k for k in range(-3, 3)],
    [2.0**k for k in range(12)],
    [0.1 * k for k in range(25)],
    [-0.5 * k for k in range(40)],
    [[1, 2], [3, 4]],
    [[1.5, -2], [nan, 40]],
    [[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12.5]]],
    [[[[1.0]], [[2.0]]]],
    [[], []],
    5,
    0.1,
    -0.0,
    nan,
    -inf,
    1e-4,
    0.99e-4,
    999,
    1000,
    999999,
    1e6,
    1e15,
    9.999e15,
    1e16,
    1.2345678901234567,
    np.ones((2, 3, 4)),
    np.ones((1, 1, 1, 1, 2)),
    np.zeros((0, 3)),
    np.zeros((2, 0, 3)),
    np.arange(60).reshape(2, 30),
    np.arange(2000),
    np.arange(2000).reshape(40, 50),
    np.arange(1001) / 7,
    np.arange(80) / 7,
    np.arange(2000).reshape(2, 500, 2),
    np.arange(1500).reshape(1, 10, 3, 50),
]
COMPLEX_PATTERNS = [
    [1j],
    [1 + 2j, 3.5 - 4.25j],
    [-1 - 1j, 100 + 0.5j],
    [complex(nan, 1), complex(1, inf), complex(-inf, nan)],
    [complex(0.0, -0.0), complex(-0.0, 0.0)],
    [1e10 + 1j, 1 + 1e-10j],
    [1 / 3 + 2j / 3],
    1 + 2j,
    2j,
    complex(-0.0, 2),
    complex(nan, nan),
    complex(0, inf),
    complex(1, -inf),
    1e7 + 1e-5j,
    1e16 + 1.5j,
    0.1 + 0.2j,
    np.arange(30) * (1 + 0.5j),
    (np.arange(2000) * 1j).reshape(2, 1000),
    np.zeros((0, 2), complex),
]
INT_PATTERNS = [
    [],
    [0],
    [1, 10, 100],
    [[1, 2], [3, 4]],
    7,
    np.arange(100),
    np.arange(50).reshape(5, 10),
    np.arange(24).reshape(2, 3, 4),
    np.zeros((0, 3)),
    np.zeros((11, 100)),
]


def patterns():
    cases = []
    for dtypes, values in [
        (FLOATS, FLOAT_PATTERNS),
        (["complex64", "complex128"], COMPLEX_PATTERNS),
        (["int8", "int32", "int64", "uint64"], INT_PATTERNS),
        (["bool"], [True, False, [], [True], [True, False], [[True, True], [False, True]], np.arange(50) % 3 == 0, np.zeros((2, 0))]),
    ]:
        for dtype in dtypes:
            for value in values:
                a = np.asarray(value).astype(dtype)
                if a.size > 100 and dtype in ("float32", "complex64", "int16", "uint8", "uint16", "uint32", "uint64"):
                    continue
                cases += [case("str", a), case("repr", a)]
    for dtype in ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"]:
        info = np.iinfo(dtype)
        cases += [case(f, np.array([info.min, info.max, 5], dtype)) for f in ("str", "repr")]
        cases += [case(f, np.array(info.max, dtype)) for f in ("str", "repr")]
    return cases


def large_as_recipe(cases):
    """Large arrays are not stored: their bytes are replaced by `arange` and a divisor where that makes them."""
    for c in cases:
        if len(c[3]) <= 200:
            continue
        a = np.frombuffer(bytes.fromhex(c[3]), c[1])
        for recipe, made in {
            "arange": np.arange(a.size).astype(c[1]),
            "arange/7": (np.arange(a.size) / 7).astype(c[1]),
            "arange*1j": (np.arange(a.size) * (1j if a.dtype.kind == "c" else 0)).astype(c[1]),
            "zeros": np.zeros(a.size, c[1]),
        }.items():
            if made.tobytes() == a.tobytes():
                c[3] = recipe
                break
        else:
            assert len(c[3]) < 3000, c[:3]
    return cases


def option_grid():
    cases = []
    samples = [
        np.array([0.1, 1.25, -2.123456789, 100]),
        np.array([1e-5, 1.5, 12345.678]),
        np.array([1e10, nan, -inf, 2.5]),
        np.array([0.1, 1.25, 33.3], "float32"),
        np.array([1, 2.5], "float16"),
        np.array([0.5 + 1j, -1.123456789 + 1e-6j]),
    ]
    for a in samples:
        for floatmode in ["fixed", "unique", "maxprec", "maxprec_equal"]:
            for precision in [0, 3, 20] if floatmode == "fixed" else [3]:
                cases.append(case("array2string", a, floatmode=floatmode, precision=precision))
            cases.append(case("array2string", a, floatmode=floatmode, suppress_small=True, sign="+"))
        for sign in "+- ":
            cases.append(case("array2string", a, sign=sign))
            cases.append(case("array2string", np.abs(a), sign=sign))
        for precision in [0, 2, 10]:
            cases.append(case("arrayStr", a, precision=precision, suppress_small=True))
            cases.append(case("arrayRepr", a, precision=precision, max_line_width=20))
    ints = np.arange(-3, 21)
    for a in [ints.astype("int32"), ints.astype("int64"), ints.reshape(4, 6) / 4, ints.reshape(2, 3, 4).astype("int16")]:
        for sign in "+- ":
            cases.append(case("array2string", a, sign=sign))
        for width in [1, 21, 22, 23, 40]:
            cases.append(case("array2string", a, max_line_width=width))
            cases.append(case("arrayRepr", a, max_line_width=width))
        for separator in [", ", "", ",\n"]:
            cases.append(case("array2string", a, separator=separator))
        for threshold in [0, 23, 24]:
            for edgeitems in [1, 2, 3] if threshold < 24 else [3]:
                cases.append(case("array2string", a, threshold=threshold, edgeitems=edgeitems))
        cases.append(case("array2string", a, prefix="data = ", suffix=";", max_line_width=30))
        cases.append(case("array2string", a, prefix="", suffix=")" * 20, max_line_width=50))
    return cases


def single_floats():
    cases = []
    values = [0, -0.0, 1, -1.5, 0.1, 1e22, 1e23, 1.5e-7, 0.05, 2.5, 0.9996, 9.995, 12345.6, nan, -inf]
    for x in values:
        a = np.array(x, "float64")
        for trim in "k.0-":
            cases.append(case("formatFloatPositional", a, trim=trim))
            cases.append(case("formatFloatScientific", a, trim=trim, precision=3))
            cases.append(case("formatFloatPositional", a, trim=trim, precision=2, unique=False, pad_left=4, pad_right=4))
            cases.append(case("formatFloatScientific", a, trim=trim, precision=2, unique=False, exp_digits=3))
        for precision in [1, 3, 20]:
            cases.append(case("formatFloatPositional", a, precision=precision, fractional=False))
            cases.append(case("formatFloatPositional", a, precision=precision, unique=False, fractional=False, sign=True))
            cases.append(case("formatFloatPositional", a, precision=precision))
            cases.append(case("formatFloatScientific", a, precision=precision, unique=False))
        cases.append(case("formatFloatPositional", a, min_digits=18))
        cases.append(case("formatFloatPositional", a, min_digits=5, precision=6, fractional=False))
        cases.append(case("formatFloatScientific", a, min_digits=18, pad_left=3))
    return cases


# Random arrays and options.

rng = np.random.default_rng(20)


def random_float(dtype):
    bits = {"float16": 2, "float32": 4, "float64": 8}[dtype]
    kind = rng.integers(0, 10)
    if kind == 0:
        return np.frombuffer(rng.bytes(bits), dtype)[0]
    x = [
        lambda: rng.integers(-20, 20),
        lambda: rng.normal(),
        lambda: rng.integers(-(10**4), 10**4) / 10.0 ** rng.integers(0, 7),
        lambda: 10.0 ** rng.integers(-6, 10),
        lambda: rng.normal() * 10.0 ** rng.integers(-8, 12),
        lambda: 2.0 ** rng.integers(-30, 30),
        lambda: rng.choice([0.0, -0.0, nan, inf, -inf]),
        lambda: rng.integers(-2000, 2000) / 2.0 ** rng.integers(0, 8),
        lambda: rng.choice([9.5, 9.95, 99.995, 0.9999999999, 0.5, 2.5, 0.05, 0.0001, 999.9999999, 1e8, 1e6, 1e3]),
    ][kind - 1]()
    return np.float64(x).astype(dtype)


def random_array():
    shape = [(int(rng.integers(0, 12)),), (), tuple(rng.integers(1, 5, 2).tolist()), tuple(rng.integers(0, 4, 3).tolist())][rng.integers(0, 4)]
    n = int(np.prod(shape))
    dtype = FLOATS[rng.integers(0, 3)]
    kind = rng.integers(0, 5)
    if kind == 0:
        part = dtype = ["float32", "float64"][rng.integers(0, 2)]
        values = np.array([random_float(part) for _ in range(2 * n)], part)
        return values.view({"float32": "complex64", "float64": "complex128"}[part]).reshape(shape)
    if kind == 1:
        return (rng.normal(size=n) * 10.0 ** rng.integers(-4, 5)).astype(dtype).reshape(shape)
    if kind == 2:
        return (rng.integers(-500, 500, n) / 10.0 ** rng.integers(0, 4)).astype(dtype).reshape(shape)
    return np.array([random_float(dtype) for _ in range(n)], dtype).reshape(shape)


def random_options():
    options = {}
    if rng.random() < 0.5:
        options["precision"] = int(rng.choice([0, 1, 2, 3, 5, 8, 12, 17, 20]))
    if rng.random() < 0.3:
        options["suppress_small"] = bool(rng.integers(0, 2))
    if rng.random() < 0.5:
        options["floatmode"] = str(rng.choice(["fixed", "unique", "maxprec", "maxprec_equal"]))
    if rng.random() < 0.4:
        options["sign"] = str(rng.choice(["+", "-", " "]))
    if rng.random() < 0.3:
        options["threshold"] = int(rng.choice([0, 5, 20]))
        options["edgeitems"] = int(rng.integers(1, 4))
    if rng.random() < 0.3:
        options["max_line_width"] = int(rng.integers(5, 120))
    return options


def random_cases():
    cases = []
    for _ in range(80):
        a = random_array()
        cases += [case("str", a), case("repr", a), case("array2string", a, **random_options())]
    for _ in range(80):
        a = np.array(random_float(FLOATS[rng.integers(0, 3)]))
        precision = int(rng.integers(1, 25))
        unique = bool(rng.integers(0, 2))
        trim = str(rng.choice(list("k.0-")))
        cases.append(case("formatFloatPositional", a, precision=precision, unique=unique, trim=trim, fractional=bool(rng.integers(0, 2))))
        cases.append(case("formatFloatScientific", a, precision=precision, unique=unique, trim=trim, min_digits=int(rng.integers(0, precision + 1))))
    return cases


def digest(texts):
    import hashlib

    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def shortest():
    """Digests of the shortest digits of every float16 and of float32 and float64 where they are hard, with which bits those are."""
    halves = np.arange(65536, dtype=np.uint16).view(np.float16)
    edges = [e * 2**23 + d for e in range(1, 255) for d in (-2, -1, 0, 1, 2)]
    spread = [i * 2654435761 % 0x7F800000 for i in range(20000)]
    singles = np.array(list(range(2000)) + edges + spread, np.uint32).view(np.float32)
    doubles = [2.0**e * (1 + d * 2.0**-52) for e in range(-1022, 1024) for d in (0, 1, 2)]
    doubles += [2.0**49 + k / 8 for k in range(2000)]
    return {name: digest([np.format_float_scientific(x) for x in values]) for name, values in [("float16", halves), ("float32", singles), ("float64", np.array(doubles))]}


def radix():
    numbers = [0, 1, -1, 2, -2, 3, -3, 5, -8, 255, -128, 2**31, -(2**31)]
    binary = []
    for n in numbers:
        binary.append([n, None, np.binary_repr(n)])
        for width in [1, 4, 8, 40]:
            try:
                binary.append([n, width, np.binary_repr(n, width)])
            except ValueError as error:
                binary.append([n, width, {"error": str(error)}])
    base = [[n, b, p, np.base_repr(n, b, p)] for n in numbers for b in (2, 3, 10, 16, 36) for p in (0, 2)]
    return {"binary": binary, "base": base}


def limits():
    names = "bits eps epsneg max min tiny smallest_normal smallest_subnormal resolution precision nexp nmant machep negep maxexp minexp iexp".split()

    def number(x):
        return x if isinstance(x, int) else float(x)

    return {
        "finfo": {d: camel({k: number(getattr(np.finfo(d), k)) for k in names}) for d in FLOATS},
        "finfoText": {d: repr(np.finfo(d)) for d in FLOATS},
        "iinfo": {d: [str(np.iinfo(d).min), str(np.iinfo(d).max), np.iinfo(d).bits, np.iinfo(d).kind, repr(np.iinfo(d))] for d in ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"]},
    }


if __name__ == "__main__":
    os.makedirs(FIXTURES, exist_ok=True)
    save("arrays.json", large_as_recipe(patterns()))
    save("options.json", large_as_recipe(option_grid()))
    save("floats.json", single_floats())
    save("random.json", random_cases())
    with open(os.path.join(FIXTURES, "numbers.json"), "w") as file:
        json.dump({"shortest": shortest(), "radix": radix(), "limits": limits()}, file, separators=(",", ":"))
