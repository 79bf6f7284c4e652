/*
 * 20. A damped harmonic oscillator (course, "Simulating a damped harmonic oscillator using SciPy")
 * Shows: solveIvp, the solution at given times, the exact solution beside it.
 *
 * Python:
 *     import numpy as np
 *     from scipy.integrate import solve_ivp
 *
 *     # Define the differential equation
 *     def damped_oscillator(t, y):
 *         x, v = y
 *         return [v, -0.1 * v - x]
 *
 *     # Solve the equation
 *     solution = solve_ivp(damped_oscillator, [0, 10], [1, 0], t_eval=np.linspace(0, 10, 100))
 *
 *     print(solution.message)
 *     print("Evaluations:", solution.nfev)
 *     print(solution.y[0][::11])
 */
import * as np from 'numloom';
import { solveIvp } from 'numloom/integrate';

// Define the differential equation
function dampedOscillator(_t: number, y: np.NDArray<'float64'>): number[] {
  const [x, v] = y;
  return [v!, -0.1 * v! - x!];
}

// Solve the equation
const solution = solveIvp(dampedOscillator, [0, 10], [1, 0], { tEval: np.linspace(0, 10, 100) });

console.log(solution.message);
console.log('Evaluations:', solution.nfev);
console.log(String(solution.y.at(0).at('::11')));
