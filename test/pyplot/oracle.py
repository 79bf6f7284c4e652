"""Fixtures for pyplot: what Matplotlib chooses and computes. Run: python3 test/pyplot/oracle.py"""
import json
import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"
import matplotlib

matplotlib.use("Agg")
import matplotlib.cbook as cbook
import matplotlib.pyplot as plt
import numpy as np
from matplotlib import colormaps, colors
from scipy.stats import gaussian_kde

out = {}
rng = np.random.default_rng(7)

# Ticks and labels of a full axes, with the limits that a plot of [low, high] gets.
ticks = []
ranges = [(0, 1), (0, 10), (-1, 1), (0.5, 0.52), (1e-8, 3e-8), (0, 1e7), (12345, 12346), (1e6, 1.00001e6), (-250, 75), (3, 3.7),
          (0, 2 * np.pi), (1e-3, 2e-3), (-1e-5, 4e-5), (99, 101), (0, 123456), (1000, 1010), (-7.3, 12.9), (0, 0.003)]
ranges += [tuple(sorted(map(float, 10 ** rng.uniform(-4, 5) * rng.normal(size=2)))) for _ in range(30)]
for low, high in ranges:
    fig, ax = plt.subplots()
    ax.plot([low, high], [low, high])
    fig.canvas.draw()
    entry = {"data": [low, high], "xlim": list(ax.get_xlim())}
    for name, axis in (("x", ax.xaxis), ("y", ax.yaxis)):
        lo, hi = axis.get_view_interval()
        shown = [(t, l.get_text()) for t, l in zip(axis.get_ticklocs(), axis.get_ticklabels()) if lo <= t <= hi]
        entry[name] = {"ticks": [t for t, _ in shown], "labels": [l for _, l in shown], "offset": axis.get_offset_text().get_text()}
    ticks.append(entry)
    plt.close(fig)
out["ticks"] = ticks

# Colours.
names = ["red", "tab:blue", "C3", "0.5", "k", "g", "#abc", "#12345678", "rebeccapurple", "LightSteelBlue", "c", "tab:cyan", "0"]
out["colors"] = {n: [float(v) for v in colors.to_rgba(n)] for n in names}
maps = ["viridis", "plasma", "inferno", "magma", "cividis", "coolwarm", "jet", "gray", "RdBu", "viridis_r", "tab10", "hot", "Blues"]
out["maps"] = {n: [[round(float(c) * 255) for c in colormaps[n](v)[:3]] for v in np.linspace(0, 1, 33)] for n in maps}

# Format strings.
from matplotlib.axes._base import _process_plot_format

fmts = ["r--", "ko", "g-.s", ":", "C1-", "-.", "b.", "m+:", "o-", "x", "k", "-", "y^", "1", "r"]
out["formats"] = {f: list(_process_plot_format(f)) for f in fmts}
out["badFormats"] = ["rr", "q", "--:", "oo", "blah", "r-z"]
for f in out["badFormats"]:
    try:
        _process_plot_format(f)
        raise SystemExit(f + " is taken")
    except ValueError:
        pass

# Box statistics, densities.
data = [np.round(rng.normal(k, 1 + k, 40), 4) for k in range(3)]
data[0][3] = 9.5
stats = cbook.boxplot_stats(data)
out["box"] = [
    {"data": d.tolist(), **{k: (s[k].tolist() if k == "fliers" else float(s[k])) for k in ("med", "mean", "q1", "q3", "iqr", "whislo", "whishi", "fliers")}}
    for d, s in zip(data, stats)
]
grid = np.linspace(-3, 3, 7)
out["kde"] = {"grid": grid.tolist(), "density": gaussian_kde(data[0])(grid).tolist()}

# Levels and lines of contours.
x = np.linspace(-3, 3, 21)
X, Y = np.meshgrid(x, x)
Z = (1 - X / 2 + X**5 + Y**3) * np.exp(-(X**2) - Y**2)
contours = []
for n in (None, 4, 12):
    for filled in (False, True):
        cs = (plt.contourf if filled else plt.contour)(X, Y, Z, *([] if n is None else [n]))
        entry = {"n": n, "filled": filled, "levels": [float(v) for v in cs.levels]}
        if not filled:
            # The length of each level's lines is the same whoever joins the pieces.
            entry["lengths"] = [float(sum(np.hypot(*np.diff(s, axis=0).T).sum() for s in level)) for level in cs.allsegs]
        contours.append(entry)
        plt.close("all")
out["contours"] = contours

# Limits that autoscaling chooses.
def limits(draw):
    fig, ax = plt.subplots()
    draw(ax)
    result = [*ax.get_xlim(), *ax.get_ylim()]
    plt.close(fig)
    return [float(v) for v in result]

out["limits"] = {
    "plot": limits(lambda ax: ax.plot([1, 2, 4], [10, 5, 8])),
    "nan": limits(lambda ax: ax.plot([1, 2, 3, 4], [1, np.nan, 3, np.inf])),
    "bar": limits(lambda ax: ax.bar([1, 2, 3], [3, 1, 2])),
    "barNegative": limits(lambda ax: ax.bar([1, 2, 3], [3, -1, 2])),
    "barh": limits(lambda ax: ax.barh([1, 2, 3], [3, 1, 2])),
    "hist": limits(lambda ax: ax.hist([1, 2, 2, 3, 5], bins=4)),
    "imshow": limits(lambda ax: ax.imshow([[1, 2, 3], [4, 5, 6]])),
    "imshowLower": limits(lambda ax: ax.imshow([[1, 2, 3], [4, 5, 6]], origin="lower")),
    "pcolormesh": limits(lambda ax: ax.pcolormesh([0, 1, 3], [0, 1, 2], [[1, 2], [3, 4]])),
    "nearest": limits(lambda ax: ax.pcolormesh([0, 1, 3], [0, 1], [[1, 2, 3], [3, 4, 5]])),
    "contourf": limits(lambda ax: ax.contourf([[1, 2, 3], [3, 4, 5], [1, 1, 1]])),
    "semilogy": limits(lambda ax: ax.semilogy([1, 2, 3], [1, 0, 1000])),
    "fill": limits(lambda ax: ax.fill_between([0, 1, 2], [1, 2, 1], [0, 0, -1])),
    "axhline": limits(lambda ax: (ax.plot([0, 1], [0, 1]), ax.axhline(3))),
    "single": limits(lambda ax: ax.plot([2], [3])),
    "empty": limits(lambda ax: ax.plot([], [])),
    "constant": limits(lambda ax: ax.plot([1, 2, 3], [5, 5, 5])),
    "boxplot": limits(lambda ax: ax.boxplot([1, 2, 3, 4, 10])),
    "errorbar": limits(lambda ax: ax.errorbar([1, 2], [1, 2], yerr=[0.5, 1])),
    "category": limits(lambda ax: ax.plot(["a", "b", "c"], [1, 2, 3])),
}

with open(os.path.join(os.path.dirname(__file__), "../fixtures/pyplot/matplotlib.json"), "w") as f:
    json.dump(out, f)
