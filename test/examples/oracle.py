"""Runs the Python beside every example and keeps what it prints in test/fixtures/examples/.

Run by hand: python3 test/examples/oracle.py
"""
import glob, os, re, subprocess, sys, textwrap

here = os.path.dirname(os.path.abspath(__file__))
os.environ["MPLBACKEND"] = "Agg"
for path in sorted(glob.glob(os.path.join(here, "../../examples/*.ts"))):
    text = open(path).read()
    block = re.search(r"^ \* Python:\n(.*?)^ \*/", text, re.S | re.M)
    if not block:
        continue
    code = textwrap.dedent("\n".join(line[3:] if line.startswith(" * ") else "" for line in block.group(1).split("\n")))
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    name = os.path.basename(path).replace(".ts", ".txt")
    open(os.path.join(here, "../fixtures/examples", name), "w").write(out)
    print(name, len(out))
