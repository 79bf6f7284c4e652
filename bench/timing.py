"""Times statements in NumPy for the benchmark: reads one JSON request a line from standard input and answers each with one line.

make    {key, setup, statement}  prepares a case under a key
time    {key, seconds}           the number of calls that last about so long, and the seconds of one call: {calls, once}
sample  {key, calls, count}      that many samples of so many calls: {times}, seconds a call
answer  {key}                    what the statement gives, as nested lists: {dtype, shape, values}
drop    {key}                    forgets the case
"""
import json
import signal
import sys
import time

try:
    import numpy as np
except ImportError:
    print(json.dumps({"error": "it has no NumPy"}), flush=True)
    sys.exit(0)

try:
    import scipy.fft
except ImportError:
    scipy = None

# Ctrl-C is for the process that asks; when that one is gone, standard input ends.
signal.signal(signal.SIGINT, signal.SIG_IGN)
runs = {}


def blas():
    """The name of the BLAS that NumPy was built with, as far as this version tells it."""
    try:
        found = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
        return "%s %s" % (found["name"], found.get("version", ""))
    except Exception:
        try:
            return ", ".join(np.__config__.blas_ilp64_opt_info.get("libraries", [])) or ", ".join(
                np.__config__.blas_opt_info.get("libraries", [])
            )
        except Exception:
            return ""


def make(request):
    space = {"np": np, "scipy": scipy}
    exec(request["setup"], space)
    # Names that no operand has: n is one.
    code = "def _run(_calls):\n for _ in range(_calls):\n  %s\ndef _answer():\n return %s\n" % ((request["statement"],) * 2)
    exec(code, space)
    runs[request["key"]] = (space["_run"], space["_answer"])
    return {}


def clock(run, calls):
    start = time.perf_counter()
    run(calls)
    return time.perf_counter() - start


def calibrate(request):
    run = runs[request["key"]][0]
    run(1)
    calls, elapsed = 1, clock(run, 1)
    while elapsed < request["seconds"]:
        calls = max(calls + 1, min(calls * 100, int(calls * 1.2 * request["seconds"] / max(elapsed, 1e-7))))
        elapsed = clock(run, calls)
    return {"calls": calls, "once": elapsed / calls}


def sample(request):
    run, calls = runs[request["key"]][0], request["calls"]
    # One call before the clock starts, as Benchmark.js makes one.
    times = []
    for _ in range(request["count"]):
        run(1)
        times.append(clock(run, calls) / calls)
    return {"times": times}


def answer(request):
    value = np.asarray(runs[request["key"]][1]())
    flat = value.ravel()
    # Complex numbers as their two parts.
    values = flat.view(flat.real.dtype) if flat.dtype.kind == "c" else flat
    return {"dtype": value.dtype.name, "shape": list(value.shape), "values": values.tolist()}


def drop(request):
    runs.pop(request["key"], None)
    return {}


VERBS = {"make": make, "time": calibrate, "sample": sample, "answer": answer, "drop": drop}
print(json.dumps({"numpy": np.__version__, "python": sys.version.split()[0], "blas": blas()}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    try:
        told = VERBS[asked["verb"]](asked)
    except Exception as error:
        told = {"error": "%s: %s" % (type(error).__name__, error)}
    print(json.dumps(told), flush=True)
