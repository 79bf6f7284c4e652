/** Functions that another thread or process can call: what a module exports. */
import { exportOf, placeOf, type FunctionPlace, type ModuleUrl } from '../backends/moduleFunction.js';
import { DTypeError, ValueError, describe } from '../core/errors.js';

declare const SIGNATURE: unique symbol;

/** A function as another thread or process finds it: its module and the name it is exported under. */
export interface Exported<F = (...args: never[]) => unknown> extends FunctionPlace {
  readonly [SIGNATURE]?: F;
}

/** What a target may be: `exported(import.meta.url, fn)`, or what `moduleFunction` gave. */
export type Target<F extends (...args: never[]) => unknown = (...args: never[]) => unknown> = Exported<F> | F;

/**
 * Say where a function is exported, so that other threads and processes can call it. They load the module: its top-level code
 * runs there too, so keep the program itself behind `if (isMainProcess)` or in another module.
 *
 * @param module - the module's URL: `import.meta.url` for the module that says so
 * @param fn - the exported function, or the name it is exported under
 * @example
 * export function square(x: number): number { return x * x; }
 * if (isMainProcess) {
 *   const pool = new Pool(4);
 *   console.log(await pool.map(exported(import.meta.url, square), [1, 2, 3]));
 * }
 */
export function exported<F extends (...args: never[]) => unknown>(
  module: string | ModuleUrl,
  fn: F | string,
): Exported<F> {
  const url = typeof module === 'string' ? module : (module as ModuleUrl | undefined)?.href;
  if (typeof url !== 'string')
    throw new DTypeError(`exported: module must be a URL or a string, got ${describe(module)}`);
  const name = typeof fn === 'function' ? fn.name : fn;
  if (typeof name !== 'string' || name === '') {
    throw new DTypeError(
      `exported: fn must be a function that the module exports under its own name, or that name, got ${describe(fn)}`,
    );
  }
  return { url, name };
}

/** Where a target is exported. */
export function targetPlace(functionName: string, target: unknown): FunctionPlace {
  if (typeof target === 'function') {
    const place = placeOf(target as (...args: never[]) => unknown);
    if (place) return place;
    throw new DTypeError(
      `${functionName}: ${describe(target)} cannot be sent to another thread or process; export it from a module and pass exported(import.meta.url, ${target.name || 'fn'})`,
    );
  }
  const { url, name } = (target ?? {}) as Partial<FunctionPlace>;
  if (typeof url === 'string' && typeof name === 'string') return { url, name };
  throw new DTypeError(
    `${functionName}: target must be exported(import.meta.url, fn) or a function from moduleFunction, got ${describe(target)}`,
  );
}

/** Load a target's function. */
export async function loadTarget(place: FunctionPlace): Promise<(...args: unknown[]) => unknown> {
  try {
    return (await exportOf(place)) as (...args: unknown[]) => unknown;
  } catch (error) {
    if (error instanceof ValueError || error instanceof DTypeError) {
      error.message = error.message.replace(/^moduleFunction: /, 'multiprocessing: ');
    }
    throw error;
  }
}
