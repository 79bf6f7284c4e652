/** NIST's 27 certified non-linear regressions, from both starts. */
import { describe, expect, it } from 'vitest';
import { leastSquares, setWarningHandler, type LeastSquaresOptions } from '../../src/optimize/index.js';
import { fixture } from '../oracle.js';
import { MODELS } from './nistModels.js';

interface Problem {
  starts: number[][];
  certified: number[];
  rss: number;
  scipyDigits: number[];
  data: number[][];
}

const problems = fixture<Record<string, Problem>>('nist/nonlinear.json');
setWarningHandler(() => {});

/** Digits of the worst parameter. */
function digits(name: string, start: number[], options: LeastSquaresOptions): { digits: number; rss: number } {
  const { data, certified } = problems[name]!;
  const model = MODELS[name]!;
  const y = data.map((row) => (name === 'Nelson' ? Math.log(row[0]!) : row[0]!));
  const x = data.map((row) => row.slice(1));
  const fit = leastSquares(
    (p) => {
      const b = p.toFlatArray();
      return x.map((row, i) => model(b, row) - y[i]!);
    },
    start,
    { ftol: 1e-15, xtol: 1e-15, gtol: 1e-15, xScale: 'jac', maxNfev: 20000, ...options },
  );
  const error = Math.max(...fit.x.toFlatArray().map((b, i) => Math.abs(b - certified[i]!) / Math.abs(certified[i]!)));
  return { digits: -Math.log10(Math.max(error, 1e-16)), rss: 2 * fit.cost };
}

describe("Levenberg-Marquardt finds the certified parameters to 6 digits wherever SciPy's does", () => {
  for (const [name, { starts, scipyDigits, rss }] of Object.entries(problems)) {
    it.each([0, 1])(`${name}, start %i`, (k) => {
      if (scipyDigits[k]! < 6) return;
      const found = digits(name, starts[k]!, { method: 'lm', jac: '3-point', diffStep: 6e-6 });
      expect(found.digits).toBeGreaterThan(6);
      if (rss > 1e-20) expect(Math.abs(found.rss - rss) / rss).toBeLessThan(1e-8);
    });
  }
});
