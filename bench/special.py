"""SciPy's side of bench/special.ts: nanoseconds an element of each function at N elements, as one line of JSON."""
import json
import sys
import time

import numpy as np
import scipy
import scipy.special as sc

N = int(sys.argv[1])
NAMES = json.loads(sys.argv[2])
# The same points as in bench/special.ts: the golden ratio's multiples fill an interval evenly.
fraction = lambda k, shift: ((np.arange(N) + 1) * 0.6180339887498949 + shift * k) % 1.0

result = {}
for case in NAMES:
    args = [low + (high - low) * fraction(k, 0.37) for k, (low, high) in enumerate(case['ranges'])]
    run = (lambda f, a: lambda: f(*a))(getattr(sc, case['scipy']), args)
    run()
    best, begin, rounds = float('inf'), time.perf_counter(), 0
    while rounds < 3 or (time.perf_counter() - begin < 0.5 and rounds < 50):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
        rounds += 1
    result[case['name']] = best / N * 1e9
print(json.dumps({'scipy': scipy.__version__, 'times': result}))
