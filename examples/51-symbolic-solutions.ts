/*
 * 51. SymPy: symbolic mathematics (course 4.4)
 * Shows: an expression made from a symbol, and the exact solutions of an equation.
 *
 * Python:
 *     import sympy as sp
 *
 *     x = sp.Symbol('x')
 *     expression = x**2 + 2*x + 1
 *     solution = sp.solve(expression, x)
 *     print("Solutions:", solution)
 */
import * as sp from 'numloom/symbolic';

const x = sp.Symbol('x');
// x**2 + 2*x + 1: operators are methods here; sp.sympify('x**2 + 2*x + 1') reads the same from text.
const expression = x.pow(2).add(x.mul(2)).add(1);
const solution = sp.solve(expression, x);
console.log('Solutions:', `[${solution.join(', ')}]`);
