/*
 * 10. Optimisation (course 4.2 and the case of linear regression)
 * Shows: the minimum of a quadratic function; a straight line fitted by minimising the sum of squared errors with BFGS.
 *
 * Python:
 *     import numpy as np
 *     from scipy import optimize
 *     import scipy.optimize as opt
 *
 *     # Minimizing a quadratic function
 *     f = lambda x: (x[0] - 3)**2 + 4
 *     result = optimize.minimize(f, x0=0)
 *     print("Minimum Value:", result.x)
 *
 *     # Sample training data (x, y)
 *     x = np.array([1, 2, 3, 4, 5])
 *     y = np.array([2.2, 2.8, 3.6, 4.5, 5.1])
 *
 *     # Define the cost function (sum of squared errors)
 *     def cost_function(params):
 *         m, c = params
 *         predictions = m * x + c
 *         return np.sum((y - predictions) ** 2)
 *
 *     # Initial guess for m and c
 *     initial_guess = [0, 0]
 *
 *     # Perform optimization using the BFGS algorithm
 *     result = opt.minimize(cost_function, initial_guess, method='BFGS')
 *
 *     # Extract optimized parameters
 *     m_opt, c_opt = result.x
 *
 *     print(f"Optimized Parameters: m = {m_opt:.4f}, c = {c_opt:.4f}")
 *     print(f"Final Cost: {result.fun:.4f}")
 */
import * as np from 'numloom';
import { minimize, type Vector } from 'numloom/optimize';

// Minimising a quadratic function
const quadratic = minimize((x) => (x.item(0) - 3) ** 2 + 4, 0);
console.log('Minimum Value:', String(quadratic.x));

// Sample training data (x, y)
const x = np.array([1, 2, 3, 4, 5]);
const y = np.array([2.2, 2.8, 3.6, 4.5, 5.1]);

// The cost function: the sum of squared errors
function costFunction(params: Vector): number {
  const [m, c] = params;
  const predictions = x.mul(m!).add(c!);
  return np.sum(np.power(y.sub(predictions), 2));
}

// From m = 0, c = 0, by the BFGS algorithm
const result = minimize(costFunction, [0, 0], { method: 'BFGS' });
const [mOpt, cOpt] = result.x;

// (The course prints approximate values; these are what SciPy gives.)
console.log(`Optimized Parameters: m = ${mOpt!.toFixed(4)}, c = ${cOpt!.toFixed(4)}`);
console.log(`Final Cost: ${result.fun.toFixed(4)}`);
