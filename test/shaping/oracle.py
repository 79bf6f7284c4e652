"""Evaluates the NumPy expressions that the test files of this folder quote as py`...` and writes what they give to
test/fixtures/shaping/<file>.json. Run by hand: NPY_PROMOTION_STATE=weak python3 test/shaping/oracle.py"""
import json
import pathlib
import re
import warnings

import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")
nan, inf = np.nan, np.inf
i4, i8, f4, f8 = "int32", "int64", "float32", "float64"

OPERANDS = dict(
    a=lambda: np.arange(6.0).reshape(2, 3),
    b=lambda: np.arange(24, dtype=i4).reshape(2, 3, 4),
    f=lambda: np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    t=lambda: np.arange(24, dtype=i4).reshape(2, 3, 4).transpose(2, 0, 1),
    s=lambda: np.arange(24, dtype=i4).reshape(2, 3, 4)[:, ::2, ::-1],
    e=lambda: np.zeros((0, 3)),
    z=lambda: np.array(5.0),
    v=lambda: np.array([3, 1, 2, 1, nan, -0.0, inf, 1, -2]),
    k=lambda: np.array([5, 3, 3, 9, 1, 5, 5], i4),
    u=lambda: np.array([200, 3, 255, 0, 3], "uint8"),
    q=lambda: np.array([3, -1, 2**62, 3, 0], i8),
    h=lambda: np.array([1.5, -2, nan, 0.25, 1.5], "float16"),
    c=lambda: np.array([1 + 2j, 1 - 1j, 5j, 1 - 1j, complex(nan, 0)]),
    g=lambda: np.array([True, False, True, True, False]),
    m=lambda: np.arange(6.0).reshape(2, 3) > 2,
    w=lambda: np.array([[2, 1, 2], [1, 3, 1], [2, 1, 2], [0, 5, 5]], i4),
)


def changed(x, function, *args, **kwargs):
    """A copy of x after an in-place function."""
    x = x.copy()
    function(x, *args, **kwargs)
    return x


def number(x):
    if isinstance(x, (bool, np.bool_)):
        return bool(x)
    if isinstance(x, (complex, np.complexfloating)):
        return [number(x.real), number(x.imag)]
    if isinstance(x, (int, np.integer)):
        return int(x) if abs(int(x)) < 2**53 else str(int(x))
    x = float(x)
    if x != x:
        return "nan"
    if x in (inf, -inf):
        return "inf" if x > 0 else "-inf"
    return int(x) if x == int(x) and abs(x) < 2**53 else x


def encode(x):
    if isinstance(x, np.ndarray):
        return {"d": str(x.dtype), "s": list(x.shape), "v": [number(y) for y in x.ravel().tolist()]}
    if isinstance(x, (tuple, list)):
        return [encode(y) for y in x]
    if isinstance(x, (str, type(None))):
        return x
    if isinstance(x, (bytes, bytearray)):
        return list(x)
    if isinstance(x, np.dtype):
        return str(x)
    return number(x)


here = pathlib.Path(__file__).parent
target = here.parent / "fixtures" / "shaping"
for path in sorted(here.glob("*.test.ts")):
    found = {}
    for text in re.findall(r"py`([^`]*)`", path.read_text()):
        scope = dict(np=np, nan=nan, inf=inf, i4=i4, i8=i8, f4=f4, f8=f8, changed=changed)
        scope.update({name: make() for name, make in OPERANDS.items()})
        try:
            found[text] = encode(eval(text, scope))
        except Exception as error:
            found[text] = {"error": type(error).__name__, "text": str(error)[:100]}
    if found:
        lines = ",\n".join(json.dumps(k) + ":" + json.dumps(v, separators=(",", ":")) for k, v in found.items())
        (target / path.name.replace(".test.ts", ".json")).write_text("{\n" + lines + "\n}\n")
