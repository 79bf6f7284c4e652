/** Runge-Kutta of order 3(2): P. Bogacki and L. F. Shampine, A 3(2) pair of Runge-Kutta formulas, Appl. Math. Lett. 2 (1989). */
import { RungeKutta, type Tableau } from './rungeKutta.js';
import type { Problem } from './solver.js';

const TABLEAU: Tableau = {
  errorOrder: 2,
  c: [0, 1 / 2, 3 / 4],
  a: [[], [1 / 2], [0, 3 / 4]],
  b: [2 / 9, 1 / 3, 4 / 9],
  e: [5 / 72, -1 / 12, -1 / 9, 1 / 8],
  // The cubic Hermite interpolant.
  p: [
    [1, -4 / 3, 5 / 9],
    [0, 1, -2 / 3],
    [0, 4 / 3, -8 / 9],
    [0, -1, 1],
  ],
};

/** Explicit Runge-Kutta method of order 3(2). */
export class RK23 extends RungeKutta {
  constructor(problem: Problem) {
    super(problem, TABLEAU);
  }
}
