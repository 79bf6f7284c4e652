"""Runs the Python beside the MPI examples under mpirun and keeps what it prints in test/fixtures/mpi/.

Run by hand: /usr/bin/python3 test/mpi/oracle.py
"""
import os, re, subprocess, sys, tempfile, textwrap

here = os.path.dirname(os.path.abspath(__file__))
environment = dict(os.environ, OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1", OMPI_MCA_rmaps_base_oversubscribe="1", PYTHONUNBUFFERED="")
for name, ranks in [("60-mpi-gather", 4), ("61-mpi-send-receive", 2)]:
    text = open(os.path.join(here, f"../../examples/{name}.ts")).read()
    block = re.search(r"^ \* Python under mpirun:\n(.*?)^ \*/", text, re.S | re.M)
    code = textwrap.dedent("\n".join(line[3:] if line.startswith(" * ") else "" for line in block.group(1).split("\n")))
    out = subprocess.run(["mpirun.openmpi", "-np", str(ranks), sys.executable, "-c", code],
                         capture_output=True, text=True, check=True, env=environment).stdout
    lines = sorted(line for line in out.split("\n") if line)
    open(os.path.join(here, f"../fixtures/mpi/{name}.{ranks}.txt"), "w").write("\n".join(lines) + "\n")
    print(name, lines)

# Many operations at once.
with tempfile.TemporaryDirectory() as folder:
    out = subprocess.run(["mpirun.openmpi", "-np", "3", sys.executable, os.path.join(here, "programs/same.py"), os.path.join(folder, "file")],
                         capture_output=True, text=True, check=True, env=environment).stdout
open(os.path.join(here, "../fixtures/mpi/same.3.txt"), "w").write("".join(sorted(out.splitlines(keepends=True))))

import numpy as np

n = 32
i, j = np.indices((n, n))
u = ((abs(i - n / 2) < n / 6) & (abs(j - n / 2) < n / 6)).astype(float)
before = u.sum()
for _ in range(50):
    p = np.pad(u, 1)
    u = 0.2 * (p[:-2, 1:-1] + p[2:, 1:-1] + p[1:-1, :-2] + p[1:-1, 2:]) + (1 - 4 * 0.2) * u
with open(os.path.join(here, "../fixtures/mpi/65-mpi-heat.txt"), "w") as out:
    out.write(f"heat {before:.0f} before, {u.sum():.6f} after 50 steps, largest {u.max():.6f}\n")
    out.write(f"centre {u[n // 2, n // 2]:.6f}\n")

# The matrix product of example 64.
i, j = np.indices((60, 60))
print("trace", np.trace((((i + 2 * j) % 7) - 3) @ (((3 * i + j) % 5) - 2)))
