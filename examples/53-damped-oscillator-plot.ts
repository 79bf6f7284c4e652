/*
 * 53. Simulation of a physical system, with its plot (course 6.2)
 * Shows: a damped harmonic oscillator solved by solveIvp at a hundred times, and drawn.
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
 *     # Plot the solution
 *     import matplotlib.pyplot as plt
 *     plt.plot(solution.t, solution.y[0])
 *     plt.title("Damped Harmonic Oscillator")
 *     plt.show()
 */
import * as np from 'numloom';
import { solveIvp } from 'numloom/integrate';
import * as plt from 'numloom/pyplot';

// Define the differential equation
function dampedOscillator(_t: number, y: np.NDArray<'float64'>): number[] {
  const [x, v] = y;
  return [v!, -0.1 * v! - x!];
}

// Solve the equation
const solution = solveIvp(dampedOscillator, [0, 10], [1, 0], { tEval: np.linspace(0, 10, 100) });

// Plot the solution
plt.plot(solution.t, solution.y.at(0));
plt.title('Damped Harmonic Oscillator');
export const figure = plt.gcf();
plt.show();
