/** `showOptions`: which options a method takes. */
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { METHODS, methodNamed } from './minimize/methods.js';
import { ROOT_OPTIONS, type RootMethod } from './root.js';

const SCALAR: Readonly<Record<string, readonly string[]>> = {
  brent: ['xtol', 'maxiter', 'disp'],
  bounded: ['xatol', 'maxiter', 'disp'],
  golden: ['xtol', 'maxiter', 'disp'],
};

/**
 * The options of a solver's methods.
 *
 * @param solver - 'minimize', 'minimizeScalar' or 'root'; all by default
 * @param method - one method; all by default
 * @param options - with `disp: false` the text is returned, not printed
 * @returns the text, or undefined where it was printed
 * @throws ValueError for a solver or method that does not exist
 * @example
 * showOptions('minimize', 'BFGS', { disp: false })?.startsWith('minimize, BFGS: gtol, norm'); // true
 */
export function showOptions(
  solver?: 'minimize' | 'minimizeScalar' | 'root',
  method?: string,
  options: { disp?: boolean } = {},
): string | undefined {
  checkOptions('showOptions', options, ['disp']);
  const tables: Record<string, Record<string, readonly string[]>> = {
    minimize: Object.fromEntries(Object.entries(METHODS).map(([key, entry]) => [key, entry.options])),
    minimizeScalar: SCALAR,
    root: ROOT_OPTIONS as Record<RootMethod, readonly string[]>,
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
