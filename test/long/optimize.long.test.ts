/** Longer runs of numloom/optimize: larger problems of Moré, Garbow and Hillstrom, COBYQA on all, NIST by the reflective method. */
import { describe, expect, it } from 'vitest';
import {
  leastSquares,
  linearSumAssignment,
  linprog,
  minimize,
  setWarningHandler,
  type Vector,
} from '../../src/optimize/index.js';
import * as np from '../../src/index.js';
import { fixture } from '../oracle.js';
import { PROBLEMS } from '../optimize/mghProblems.js';
import { MODELS } from '../optimize/nistModels.js';

setWarningHandler(() => {});
const sumOfSquares =
  (residuals: (x: readonly number[]) => number[]) =>
  (x: Vector): number =>
    residuals(x.toFlatArray()).reduce((s, t) => s + t * t, 0);

describe('problems of Moré, Garbow and Hillstrom', () => {
  const outcomes = fixture<Record<string, { f0: number; best: number }>>('optimize/mgh.json');
  // A local minimum of the trigonometric function; two too badly scaled for a method without derivatives.
  const hard = new Set(['powellBadlyScaled', 'osborne1', 'trigonometric6']);
  it.each(Object.keys(PROBLEMS).filter((name) => !hard.has(name)))('COBYQA on %s', (name) => {
    const [residuals, x0] = PROBLEMS[name]!;
    const { f0, best } = outcomes[name]!;
    expect(minimize(sumOfSquares(residuals), x0, { method: 'COBYQA' }).fun - best).toBeLessThanOrEqual(
      1e-5 * (f0 - best),
    );
  });

  it.each(['BFGS', 'CG', 'L-BFGS-B', 'TNC', 'SLSQP', 'trust-constr'] as const)('%s with 40 variables', (method) => {
    // (The banded function of Broyden has local minima at this size.)
    for (const name of ['extendedRosenbrock10', 'broydenTridiagonal8', 'discreteIntegral8']) {
      const [residuals, x0] = PROBLEMS[name]!;
      const start = Array.from({ length: 40 }, (_, i) => x0[i % x0.length]!);
      const f = sumOfSquares(residuals);
      const found = minimize(f, start, {
        method,
        options: { maxiter: 3000, ...(method === 'TNC' ? { maxfun: 3000 } : {}) },
      });
      expect(found.fun, name).toBeLessThan(1e-4 * f(np.array(start)));
    }
  });
});

describe("NIST's regressions by the reflective method", () => {
  interface Problem {
    starts: number[][];
    certified: number[];
    data: number[][];
  }
  const problems = fixture<Record<string, Problem>>('nist/nonlinear.json');
  it.each(Object.keys(problems).filter((name) => name !== 'Hahn1' && name !== 'Kirby2'))('%s', (name) => {
    const { starts, certified, data } = problems[name]!;
    const y = data.map((row) => (name === 'Nelson' ? Math.log(row[0]!) : row[0]!));
    const x = data.map((row) => row.slice(1));
    const fit = leastSquares((p) => x.map((row, i) => MODELS[name]!(p.toFlatArray(), row) - y[i]!), starts[1]!, {
      ftol: 1e-15,
      xtol: 1e-15,
      gtol: 1e-15,
      xScale: 'jac',
      maxNfev: 2000,
    });
    fit.x
      .toFlatArray()
      .forEach((b, i) => expect(Math.abs(b - certified[i]!) / Math.abs(certified[i]!)).toBeLessThan(1e-4));
  });
});

describe('linear programmes', () => {
  it('an assignment of 40 as a linear programme and by augmenting paths', async () => {
    const n = 40;
    const cost = np.random.defaultRng(5).random([n, n]);
    const [rows, columns] = linearSumAssignment(cost);
    const total = rows.toFlatArray().reduce((s, i, k) => s + cost.item(i, columns.item(k)), 0);
    const equations = np.zeros([2 * n, n * n]);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        equations.itemset(i, i * n + j, 1);
        equations.itemset(n + j, i * n + j, 1);
      }
    }
    const found = await linprog(cost.reshape([n * n]), { AEq: equations, bEq: np.ones([2 * n]) });
    expect(found.fun).toBeCloseTo(total, 8);
  });
});
