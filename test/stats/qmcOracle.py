"""Makes test/fixtures/stats/qmc.json from SciPy. Run: python3 test/stats/qmcOracle.py"""
import json
import pathlib
import warnings

import numpy as np
from scipy.stats import qmc

warnings.simplefilter('ignore')
OUT = pathlib.Path(__file__).parent.parent / 'fixtures' / 'stats' / 'qmc.json'
OUT.parent.mkdir(exist_ok=True)

wide = qmc.Sobol(160, scramble=False, bits=30).random(256)
points = np.random.default_rng(1).random((20, 3)).round(3)
skipped = qmc.Sobol(3, scramble=False).fast_forward(1000)
data = {
    'halton': qmc.Halton(5, scramble=False).random(50).tolist(),
    'haltonSkipped': qmc.Halton(3, scramble=False).fast_forward(10**6).random(2).tolist(),
    'sobol': qmc.Sobol(6, scramble=False).random(16).tolist(),
    'sobolSkipped': skipped.random(3).tolist(),
    # every dimension: sums of coordinates weighted by position, and the last points
    'sobolWeighted': (wide * np.arange(256)[:, None]).sum(axis=0).tolist(),
    'sobolLast': wide[[100, 255]].tolist(),
    'points': points.tolist(),
    'discrepancies': {m: float(qmc.discrepancy(points, method=m)) for m in ('CD', 'WD', 'MD', 'L2-star')},
}
OUT.write_text(json.dumps(data, separators=(',', ':')) + '\n')
print(OUT.stat().st_size)
