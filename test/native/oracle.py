"""Writes test/fixtures/native/elementary.json: elementary functions at many places, rounded from 60 digits (mpmath)."""
import json
import math
import pathlib
import random

import mpmath
from mpmath import mp, mpf

mp.dps = 60
random.seed(20)
two = mpf(2)


def places(*ranges):
    """Places spread over ranges, evenly and by powers of two."""
    xs = []
    for low, high in ranges:
        for _ in range(50):
            xs.append(random.uniform(low, high))
        for _ in range(25):
            x = 2.0 ** random.uniform(-30, math.log2(max(abs(low), abs(high))))
            xs.append(x if random.random() < 0.5 or low >= 0 else -x)
    return [x for x in xs if any(low <= x <= high for low, high in ranges)]


FUNCTIONS = {
    "exp": (mp.exp, places((-745, 709), (-1, 1))),
    "exp2": (lambda x: two**x, places((-1073, 1023), (-1, 1))),
    "expm1": (mp.expm1, places((-40, 709), (-1, 1))),
    "log": (mp.log, places((0, 2), (0, 1e300))),
    "log2": (lambda x: mp.log(x, 2), places((0, 2), (0, 1e300)) + [2.0**k for k in range(-1074, 1024, 61)]),
    "log10": (mp.log10, places((0, 2), (0, 1e300))),
    "log1p": (mp.log1p, places((-0.999, 1), (-0.4, 1e10))),
    "sin": (mp.sin, places((-7, 7), (-1e6, 1e6))),
    "cos": (mp.cos, places((-7, 7), (-1e6, 1e6))),
    "tan": (mp.tan, places((-7, 7), (-1e6, 1e6))),
    "arcsin": (mp.asin, places((-1, 1), (-1, 1))),
    "arccos": (mp.acos, places((-1, 1), (-1, 1))),
    "arctan": (mp.atan, places((-3, 3), (-1e5, 1e5))),
    "sinh": (mp.sinh, places((-2, 2), (-710, 710))),
    "cosh": (mp.cosh, places((-2, 2), (-710, 710))),
    "tanh": (mp.tanh, places((-2, 2), (-30, 30))),
    "arcsinh": (mp.asinh, places((-2, 2), (-1e10, 1e10))),
    "arccosh": (mp.acosh, places((1, 3), (1, 1e10))),
    "arctanh": (mp.atanh, places((-1, 1), (-0.5, 0.5))),
    "cbrt": (lambda x: mp.sign(x) * mp.cbrt(abs(x)), places((-10, 10), (-1e300, 1e300))),
}


def rounded(value):
    return float(mpmath.nstr(value, 40))


result = {}
for name, (f, xs) in FUNCTIONS.items():
    xs = sorted(x for x in xs if x != 0)
    result[name] = {"x": xs, "y": [rounded(f(mpf(x))) for x in xs]}

pairs = [(10 ** random.uniform(-5, 5), random.uniform(-40, 40)) for _ in range(150)]
pairs += [(random.uniform(0.5, 2), random.uniform(-600, 600)) for _ in range(150)]
result["power"] = {"x": [p[0] for p in pairs], "y2": [p[1] for p in pairs], "y": [rounded(mpf(a) ** mpf(b)) for a, b in pairs]}
pairs = [(random.uniform(-5, 5) * 2.0 ** random.randint(-20, 20), random.uniform(-5, 5)) for _ in range(200)]
result["arctan2"] = {"x": [p[0] for p in pairs], "y2": [p[1] for p in pairs], "y": [rounded(mp.atan2(mpf(a), mpf(b))) for a, b in pairs]}
result["hypot"] = {"x": [p[0] for p in pairs], "y2": [p[1] for p in pairs], "y": [rounded(mp.hypot(mpf(a), mpf(b))) for a, b in pairs]}

target = pathlib.Path(__file__).parent.parent / "fixtures" / "native" / "elementary.json"
target.write_text(json.dumps(result))
