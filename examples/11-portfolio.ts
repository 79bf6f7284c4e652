/*
 * 11. A portfolio
 * Shows: the least variance for a wanted return, with bounds on each share and a budget, by SLSQP; the efficient frontier.
 *
 * Python:
 *     import numpy as np
 *     from scipy.optimize import minimize
 *
 *     names = ["bonds", "property", "shares", "emerging", "gold"]
 *     mean = np.array([0.03, 0.06, 0.08, 0.11, 0.04])
 *     deviation = np.array([0.04, 0.12, 0.17, 0.26, 0.15])
 *     correlation = np.array([
 *         [1.0, 0.2, 0.1, 0.0, 0.2],
 *         [0.2, 1.0, 0.6, 0.5, 0.1],
 *         [0.1, 0.6, 1.0, 0.7, 0.0],
 *         [0.0, 0.5, 0.7, 1.0, 0.1],
 *         [0.2, 0.1, 0.0, 0.1, 1.0],
 *     ])
 *     covariance = correlation * np.outer(deviation, deviation)
 *
 *     def frontier(wanted):
 *         return minimize(
 *             lambda w: w @ covariance @ w,
 *             np.full(5, 0.2),
 *             jac=lambda w: 2 * covariance @ w,
 *             method="SLSQP",
 *             bounds=[(0, 0.4)] * 5,
 *             constraints=[
 *                 {"type": "eq", "fun": lambda w: np.sum(w) - 1},
 *                 {"type": "ineq", "fun": lambda w: w @ mean - wanted},
 *             ],
 *             options={"ftol": 1e-12},
 *         )
 *
 *     for wanted in [0.04, 0.05, 0.06, 0.07, 0.08]:
 *         r = frontier(wanted)
 *         shares = ", ".join(f"{n} {100 * w:.1f}%" for n, w in zip(names, r.x) if w > 0.0005)
 *         print(f"return {100 * wanted:.0f}%  risk {100 * np.sqrt(r.fun):.2f}%  {shares}")
 */
import * as np from 'numloom';
import { minimize, type OptimizeResult } from 'numloom/optimize';

const names = ['bonds', 'property', 'shares', 'emerging', 'gold'];
const mean = np.array([0.03, 0.06, 0.08, 0.11, 0.04]);
const deviation = np.array([0.04, 0.12, 0.17, 0.26, 0.15]);
const correlation = np.array([
  [1.0, 0.2, 0.1, 0.0, 0.2],
  [0.2, 1.0, 0.6, 0.5, 0.1],
  [0.1, 0.6, 1.0, 0.7, 0.0],
  [0.0, 0.5, 0.7, 1.0, 0.1],
  [0.2, 0.1, 0.0, 0.1, 1.0],
]);
const covariance = np.multiply(correlation, np.outer(deviation, deviation));

/** The portfolio of least variance whose expected return is at least as wanted. */
function frontier(wanted: number): OptimizeResult {
  return minimize((w) => np.dot(w, np.dot(covariance, w)), np.full([5], 0.2), {
    jac: (w) => np.multiply(np.dot(covariance, w), 2),
    method: 'SLSQP',
    bounds: names.map(() => [0, 0.4] as const),
    constraints: [
      { type: 'eq', fun: (w) => np.sum(w) - 1 },
      { type: 'ineq', fun: (w) => np.dot(w, mean) - wanted },
    ],
    options: { ftol: 1e-12 },
  });
}

for (const wanted of [0.04, 0.05, 0.06, 0.07, 0.08]) {
  const { x, fun } = frontier(wanted);
  const shares = names.flatMap((name, i) => (x.item(i) > 0.0005 ? [`${name} ${(100 * x.item(i)).toFixed(1)}%`] : []));
  console.log(`return ${(100 * wanted).toFixed(0)}%  risk ${(100 * Math.sqrt(fun)).toFixed(2)}%  ${shares.join(', ')}`);
}
