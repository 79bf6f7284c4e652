/** `showOptions`: which options a method takes. */
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { QUADRATIC_ASSIGNMENT_OPTIONS } from './assignment.js';
import { LINPROG_OPTIONS } from './linprog.js';
import { METHODS, methodNamed } from './minimize/methods.js';
import { ROOT_OPTIONS, type RootMethod } from './root.js';

const SCALAR: Readonly<Record<string, readonly string[]>> = {
  brent: ['xtol', 'maxiter', 'disp'],
  bounded: ['xatol', 'maxiter', 'disp'],
  golden: ['xtol', 'maxiter', 'disp'],
};

const METHODS_OF_ROOT_SCALAR = ['bisect', 'brentq', 'brenth', 'ridder', 'toms748', 'newton', 'secant', 'halley'];
const ROOT_SCALAR: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  METHODS_OF_ROOT_SCALAR.map((method) => [
    method,
    [
      ...(/newton|secant|halley/.test(method) ? ['x0'] : ['bracket']),
      ...(method === 'newton' || method === 'halley' ? ['fprime'] : []),
      ...(method === 'halley' ? ['fprime2'] : []),
      ...(method === 'secant' ? ['x1'] : []),
      ...(method === 'toms748' ? ['k'] : []),
      'xtol',
      'rtol',
      'maxiter',
    ],
  ]),
);

/**
 * The options of a solver's methods.
 *
 * @param solver - 'minimize', 'minimizeScalar', 'root', 'rootScalar', 'linprog' or 'quadraticAssignment'; all by default
 * @param method - one method; all by default
 * @param options - with `disp: false` the text is returned, not printed
 * @returns the text, or undefined where it was printed
 * @throws ValueError for a solver or method that does not exist
 * @example
 * showOptions('minimize', 'BFGS', { disp: false })?.startsWith('minimize, BFGS: gtol, norm'); // true
 */
export function showOptions(
  solver?: 'minimize' | 'minimizeScalar' | 'root' | 'rootScalar' | 'linprog' | 'quadraticAssignment',
  method?: string,
  options: { disp?: boolean } = {},
): string | undefined {
  checkOptions('showOptions', options, ['disp']);
  const tables: Record<string, Record<string, readonly string[]>> = {
    minimize: Object.fromEntries(Object.entries(METHODS).map(([key, entry]) => [key, entry.options])),
    minimizeScalar: SCALAR,
    root: ROOT_OPTIONS as Record<RootMethod, readonly string[]>,
    rootScalar: ROOT_SCALAR,
    linprog: LINPROG_OPTIONS,
    quadraticAssignment: QUADRATIC_ASSIGNMENT_OPTIONS,
  };
  if (solver !== undefined && !Object.hasOwn(tables, solver))
    throw new ValueError(`showOptions: Unknown solver ${describe(solver)}`);
  const lines: string[] = [];
  for (const [name, table] of Object.entries(tables)) {
    if (solver !== undefined && name !== solver) continue;
    let keys = Object.keys(table);
    if (method !== undefined) {
      const wanted = name === 'minimize' ? methodNamed(method)?.[0] : method.toLowerCase();
      if (wanted === undefined || !Object.hasOwn(table, wanted))
        throw new ValueError(`showOptions: Unknown method ${describe(method)}`);
      keys = [wanted];
    }
    for (const key of keys) lines.push(`${name}, ${key}: ${table[key]!.join(', ')}`);
  }
  const text = lines.join('\n');
  if (options.disp === false) return text;
  console.log(text);
  return undefined;
}
