"""Times statements in NumPy: reads JSON lines {setup, statement, repeat} and answers each with the times of rounds in ms."""
import json, sys, time
import numpy as np

print(json.dumps({"version": np.__version__}), flush=True)
for line in sys.stdin:
    case = json.loads(line)
    space = {"np": np}
    exec(case["setup"], space)
    code = compile("def run(n):\n for _ in range(n):\n  " + case["statement"], "case", "exec")
    exec(code, space)
    run, times = space["run"], []
    run(max(1, case["repeat"] // 4))
    for _ in range(case["rounds"]):
        start = time.perf_counter()
        run(case["repeat"])
        times.append((time.perf_counter() - start) * 1e3 / case["repeat"])
    print(json.dumps(times), flush=True)
