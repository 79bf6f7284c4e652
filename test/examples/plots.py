"""Runs the Python beside the examples that plot, and keeps what they draw in test/fixtures/pyplot/examples.json.

Run by hand: python3 test/examples/plots.py
"""
import glob, json, os, re, textwrap

os.environ["OPENBLAS_NUM_THREADS"] = "1"
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

here = os.path.dirname(os.path.abspath(__file__))
out = {}
for path in sorted(glob.glob(os.path.join(here, "../../examples/*.ts"))):
    block = re.search(r"^ \* Python:\n(.*?)^ \*/", open(path).read(), re.S | re.M)
    if not block or "plt.show" not in block.group(1):
        continue
    code = textwrap.dedent("\n".join(line[3:] if line.startswith(" * ") else "" for line in block.group(1).split("\n")))
    plt.close("all")
    exec(code, {"__name__": "__main__"})
    ax = plt.gcf().axes[0]
    plt.gcf().canvas.draw()
    out[os.path.basename(path).replace(".ts", "")] = {
        "title": ax.get_title(), "xlim": ax.get_xlim(), "ylim": ax.get_ylim(),
        "xlabels": [t.get_text() for t, v in zip(ax.get_xticklabels(), ax.get_xticks()) if ax.get_xlim()[0] <= v <= ax.get_xlim()[1]],
        "lines": [{"x": list(map(float, l.get_xdata())), "y": list(map(float, l.get_ydata())), "color": l.get_color()} for l in ax.lines],
    }
with open(os.path.join(here, "../fixtures/pyplot/examples.json"), "w") as f:
    json.dump(out, f)
