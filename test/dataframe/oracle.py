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
