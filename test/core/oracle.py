"""Makes test/fixtures/core/*.json.gz: promotion and casting tables, conversions, and random indexing with NumPy's results.

Run by hand: python3 test/core/oracle.py (NumPy 2)
"""
import base64, gzip, json, os, random, warnings
import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")
CHARS = "?bBhHiIqQefdFD"
HERE = os.path.join(os.path.dirname(__file__), "../fixtures/core")


def ch(dt):
    return np.dtype(dt).char.replace("l", "q").replace("L", "Q")


def save(name, data):
    with open(os.path.join(HERE, name), "wb") as f:
        f.write(gzip.compress(json.dumps(data, separators=(",", ":")).encode(), 9, mtime=0))
    print(name, os.path.getsize(os.path.join(HERE, name)))


promotion = {a + b: ch(np.promote_types(a, b)) for a in CHARS for b in CHARS}
cast = {rule: {a + b: bool(np.can_cast(a, b, rule)) for a in CHARS for b in CHARS} for rule in ("no", "equiv", "safe", "same_kind", "unsafe")}
values = {
    "?": [0, 1, 1, 0], "b": [0, 1, -1, 127, -128, 77], "B": [0, 1, 255, 200, 77], "h": [0, -1, 300, 32767, -32768],
    "H": [0, 65535, 300, 40000], "i": [0, -1, 70000, 2**31 - 1, -(2**31)], "I": [0, 2**32 - 1, 70000, 3000000000],
    "q": [0, -1, 2**40 + 3, 2**63 - 1, -(2**63), 2**53 + 1], "Q": [0, 2**64 - 1, 2**40 + 3, 2**53 + 1],
    "e": [0, -0.0, 1.5, -2.75, 100.25, 0.1], "f": [0, -0.0, 1.5, -2.75, 100.25, 0.1, 120.9],
    "d": [0, -0.0, 1.5, -2.75, 100.25, 0.1, 1e-7, 120.9], "F": [0, 1.5 - 2j, 100.25 + 3j], "D": [0, 1.5 - 2j, 0.1 + 3j],
}
astype = {}
for a in CHARS:
    x = np.array(values[a], a)
    for b in CHARS:
        if np.dtype(a).kind in "fc" and np.dtype(b).kind in "u" :
            x2 = np.abs(x.real).astype(a)
        else:
            x2 = x
        r = x2.astype(b)
        astype[a + b] = [base64.b64encode(x2.tobytes()).decode(), base64.b64encode(r.tobytes()).decode()]
save("casting.json.gz", {"promotion": promotion, "cast": cast, "astype": astype})

rng = random.Random(7)
cases = []
while len(cases) < 900:
    nd = rng.choice([1, 2, 3, 3, 4])
    shape = [rng.choice([1, 2, 3, 4, 5]) for _ in range(nd)]
    layout = rng.choice(["C", "T", "rev", "step"])
    base = np.arange(int(np.prod(shape)) * 2**nd, dtype=float)
    if layout == "C":
        a = np.arange(int(np.prod(shape)), dtype=float).reshape(shape)
    elif layout == "T":
        a = np.arange(int(np.prod(shape)), dtype=float).reshape(shape[::-1]).T
    elif layout == "rev":
        a = np.arange(int(np.prod(shape)), dtype=float).reshape(shape)[tuple(slice(None, None, -1) for _ in shape)]
    else:
        a = base.reshape([2 * s for s in shape])[tuple(slice(None, None, 2) for _ in shape)]
    parts, enc, used = [], [], 0
    ashape = [rng.choice([1, 2, 3]) for _ in range(rng.choice([1, 1, 2]))]
    ell = False
    for _ in range(rng.randint(1, nd + 1)):
        k = rng.choice(["int", "slice", "slice", "new", "ell", "arr", "arr", "mask", "mask2"])
        if k == "new":
            parts.append(None); enc.append(None); continue
        if k == "ell":
            if ell: continue
            ell = True; parts.append(Ellipsis); enc.append("..."); continue
        if used >= nd: continue
        n = shape[used]
        if ell: n = min(shape)
        if k == "int":
            v = rng.randrange(-n, n); parts.append(v); enc.append(v); used += 1
        elif k == "slice":
            f = lambda: rng.choice([None, rng.randrange(-n - 1, n + 2)])
            st = rng.choice([None, 1, 2, -1, -2]); s = slice(f(), f(), st)
            parts.append(s); enc.append(f"{'' if s.start is None else s.start}:{'' if s.stop is None else s.stop}" + ("" if st is None else f":{st}")); used += 1
        elif k == "arr":
            sh = rng.choice([ashape, ashape, ashape[-1:], [1]])
            v = np.array([rng.randrange(-n, n) for _ in range(int(np.prod(sh)))]).reshape(sh)
            parts.append(v); enc.append({"a": v.tolist()}); used += 1
        elif k == "mask" and not ell:
            m = np.array([rng.random() < 0.6 for _ in range(n)]); parts.append(m); enc.append({"m": m.tolist()}); used += 1
        elif k == "mask2" and used + 1 < nd and not ell:
            m = np.array([rng.random() < 0.5 for _ in range(n * shape[used + 1])]).reshape(n, shape[used + 1])
            parts.append(m); enc.append({"m": m.tolist()}); used += 2
    if not parts: continue
    try:
        r = a[tuple(parts)]
    except IndexError as e:
        if rng.random() < 0.15: cases.append([shape, layout, enc, "IndexError"])
        continue
    b = a.copy() if layout != "C" else a.copy()
    b[tuple(parts)] = -1 - np.arange(np.size(r), dtype=float).reshape(np.shape(r))
    c = a.copy(); c[tuple(parts)] = 99
    cases.append([shape, layout, enc, list(np.shape(r)), np.ravel(r).tolist(), b.ravel().tolist() if rng.random() < 0.5 else None, int((c == 99).sum())])
save("indexing.json.gz", cases)
