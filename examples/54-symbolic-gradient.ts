/*
 * 54. A symbolic gradient and Hessian for minimize
 * Shows: derivatives of Rosenbrock's function worked out as expressions, made into functions, and handed to an optimiser.
 *
 * Python:
 *     import sympy as sp
 *     from scipy.optimize import minimize
 *
 *     x, y = sp.symbols('x y')
 *     f = 100*(y - x**2)**2 + (1 - x)**2
 *     gradient = [sp.diff(f, v) for v in (x, y)]
 *     hessian = sp.hessian(f, (x, y))
 *     print("df/dy =", sp.expand(gradient[1]))
 *     print("Hessian at (1, 1):", hessian.subs([(x, 1), (y, 1)]).tolist())
 *
 *     fun = sp.lambdify([(x, y)], f)
 *     jac = sp.lambdify([(x, y)], gradient)
 *     hess = sp.lambdify([(x, y)], hessian)
 *     result = minimize(fun, [-1.2, 1], jac=jac, hess=hess, method='trust-exact')
 *     print("Minimum at", [f"{v:.6f}" for v in result.x])
 */
import { minimize } from 'numloom/optimize';
import * as sp from 'numloom/symbolic';

const variables = sp.symbols('x y');
const [x, y] = variables as [sp.Expr, sp.Expr];
const f = y.sub(x.pow(2)).pow(2).mul(100).add(sp.sympify('(1 - x)**2'));
const gradient = sp.gradient(f, variables);
const hessian = sp.hessian(f, variables);
console.log('df/dy =', String(sp.expand(gradient[1]!)));
const at = hessian.subs([[x, 1], [y, 1]]); // prettier-ignore
console.log('Hessian at (1, 1):', `[${at.rows.map((row) => `[${row.join(', ')}]`).join(', ')}]`);

const fun = sp.lambdify([variables], f);
const jac = sp.lambdify([variables], gradient);
const hess = sp.lambdify([variables], hessian);
const result = minimize((p) => Number(fun(p)), [-1.2, 1], {
  jac: (p) => jac(p),
  hess: (p) => hess(p),
  method: 'trust-exact',
});
console.log('Minimum at', `[${[...result.x].map((v) => `'${v.toFixed(6)}'`).join(', ')}]`);
