"""Fixtures for dataframe: what pandas prints and computes. Run: python3 test/dataframe/oracle.py"""
import io
import json
import os

import numpy as np
import pandas as pd

out = {}
people = {"Name": ["Alice", "Bob", "Charlie"], "Age": [25, 30, 35]}
df = pd.DataFrame(people)
out["people"] = str(df)
out["filtered"] = str(df[df["Age"] > 28])
out["series"] = str(df["Name"])
sales = pd.DataFrame({"city": ["Ulm", "Bonn", "Ulm", "Kiel", "Bonn", "Ulm"], "year": [1, 1, 2, 2, 2, 1], "price": [1.5, 2.25, 3.0, None, 10.125, 0.5], "sold": [10, 20, 30, 40, 50, 60]})
out["sales"] = str(sales)
out["describe"] = str(sales.describe())
out["mean"] = str(sales.groupby("city").mean(numeric_only=True))
out["agg"] = str(sales.groupby("city").agg({"price": "mean", "sold": "sum"}))
out["two"] = str(sales.groupby(["city", "year"]).agg({"sold": "max"}))
out["size"] = str(sales.groupby("city").size())
out["sorted"] = str(sales.sort_values("price"))
out["sorted2"] = str(sales.sort_values(["city", "sold"], ascending=[True, False]))
out["counts"] = str(sales["city"].value_counts())
rivers = pd.DataFrame({"city": ["Ulm", "Bonn", "Trier"], "river": ["Donau", "Rhein", "Mosel"]})
for how in ("inner", "left", "right", "outer"):
    out["merge_" + how] = str(sales.merge(rivers, on="city", how=how))
out["floats"] = [str(pd.DataFrame({"v": v})) for v in ([1.0, 2.0], [0.1, 0.25], [1e-7, 1.0], [1e10, 2.5], [1 / 3, 2 / 3], [1234567.891, 0.5], [1e6, 2e6], [float("nan"), 1.0], [float("inf"), -1.5], [1e-6, 1.0], [123456789.0, 1.0], [1e15, 1.0])]
long = pd.DataFrame({"a": np.arange(100), "b": np.arange(100) / 4})
out["long"] = str(long)
out["empty"] = str(df[df["Age"] > 99])
text = 'a,b,c\n1,2.5,x\n2,,"y, z"\n3,4,"say ""hi"""\n'
out["csv"] = [text, str(pd.read_csv(io.StringIO(text))), pd.read_csv(io.StringIO(text)).to_csv(index=False)]
mixed = "a,b\n1,x\n02,y\nthree,z\n"
out["mixed"] = [mixed, str(pd.read_csv(io.StringIO(mixed)))]
short = "a,b,c\n1,2\n3,4,5\n"
out["short"] = [short, str(pd.read_csv(io.StringIO(short)))]
with open(os.path.join(os.path.dirname(__file__), "../fixtures/dataframe/pandas.json"), "w") as f:
    json.dump(out, f)
try:
    sales.to_parquet(os.path.join(os.path.dirname(__file__), "../fixtures/dataframe/sales.parquet"))
except ImportError as e:
    print("no parquet here:", str(e)[:60])

# Frames as a program prints them: columns as JSON ({"$date": ...} for dates), and what pandas prints.
rng = np.random.default_rng(7)


def column(values):
    return [pd.Timestamp(v["$date"]) if isinstance(v, dict) else v for v in values]


def round_list(a, n=6):
    return [float(round(v, n)) for v in a]


day = lambda s: {"$date": s}
frames = [
    {"a": [1, 2, 3]},
    {"a": [-1, 20, 300], "b": [0.5, -0.25, 1.125]},
    {"x": [1.0, 2.0, 3.0], "y": [10.0, 200.0, 3000.0]},
    {"x": [0.001, 0.01, 0.1]},
    {"x": [1e-3, 123.456, 99999.5]},
    {"x": [1e8, 2.5e8], "y": [1e-8, 1.0]},
    {"x": [1e20, 1.0]},
    {"x": [123456.789012345, 0.1]},
    {"x": [None, 1.5, 2.5], "s": ["a", None, "c"]},
    {"n": [1, None, 3]},
    {"flag": [True, False, True], "n": [1, 2, 3]},
    {"flag": [True, None, False]},
    {"when": [day("2024-01-01"), day("2024-02-29"), day("2025-12-31")], "v": [1, 2, 3]},
    {"when": [day("2024-01-01T10:30:00"), day("2024-02-29T23:59:59")]},
    {"s": ["short", "a rather longer text than the others", ""]},
    {"s": ["x" * 60, "y"]},
    {"name with blanks": [1, 2], "Ünïcödé": ["ä", "ß"]},
    {"a": [0.1 + 0.2, 1 / 3, 2 / 3]},
    {"a": [-0.0, 0.0, 1e-300]},
    {"a": [1e15, 1e16]},
    {"a": [100000.0, 1000000.0, 10000000.0]},
    {"p": [99.99, 100.0, 0.01], "q": [5, 50, 500], "r": ["five", "fifty", "five hundred"]},
    {f"c{k}": [k, 10 * k, 100 * k] for k in range(12)},
    {f"column_{k}": round_list(rng.normal(0, 1, 4)) for k in range(10)},
    {f"column_{k}": round_list(rng.normal(0, 1000, 4), 3) for k in range(25)},
    {f"c{k}": [k, -k] for k in range(40)},
    {"i": list(range(61)), "v": round_list(rng.normal(0, 1, 61))},
    {"i": list(range(60))},
    {"t": ["row"] * 1000, "v": [k / 8 for k in range(1000)]},
    {f"c{k}": round_list(rng.random(80)) for k in range(22)},
    {"big": [2.0**40, 2.0**41], "small": [1, 2]},
    {"mixed": [1, "two", 3.5]},
]
out["frames"] = [[f, str(pd.DataFrame({k: column(v) for k, v in f.items()}))] for f in frames]
out["described"] = [[f, str(pd.DataFrame(f).describe())] for f in (frames[1], frames[2], frames[5], frames[23])]
out["seriesPrinted"] = [[f, str(pd.DataFrame({k: column(v) for k, v in f.items()}).iloc[:, 0])] for f in (frames[0], frames[3], frames[8], frames[10], frames[12], frames[14], frames[26])]
g = pd.DataFrame({"k": ["b", "a", "b", "a", "c"], "m": [1, 1, 2, 2, 1], "v": [1.5, 2.5, 3.5, 4.5, 5.0], "n": [1, 2, 3, 4, 5]})
out["grouped"] = {how: str(getattr(g.groupby("k")[["v", "n"]], how)()) for how in ("mean", "sum", "min", "max", "count", "median", "std", "first", "last", "nunique")}
out["grouped2"] = {how: str(getattr(g.groupby(["k", "m"]), how)()) for how in ("mean", "sum", "count")}
# JSON does not tell 1.0 from 1: columns of floats are named.
out["floatColumns"] = [[k for k, v in f.items() if any(isinstance(x, float) for x in v) and all(x is None or isinstance(x, float) for x in v)] for f in frames]
for f in frames:
    for v in f.values():
        for k, x in enumerate(v):
            if isinstance(x, float) and x != x:
                v[k] = None
with open(os.path.join(os.path.dirname(__file__), "../fixtures/dataframe/pandas.json"), "w") as f:
    json.dump(out, f)
