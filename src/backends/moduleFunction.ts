/**
 * Functions that another thread can call: a function cannot be sent, but the module that exports it can be loaded there.
 */
import { DTypeError, ValueError, describe } from '../core/errors.js';

/** Where a function is to be had. */
export interface FunctionPlace {
  /** The module's URL. */
  readonly url: string;
  /** The name under which the module exports it. */
  readonly name: string;
}

/** A `URL`, as far as it is needed. */
export interface ModuleUrl {
  readonly href: string;
}

type AnyFunction = (...args: never[]) => unknown;

const places = new WeakMap<AnyFunction, FunctionPlace>();

/** Where a function made by `moduleFunction` comes from; undefined for any other function. */
export function placeOf(fn: AnyFunction): FunctionPlace | undefined {
  return places.get(fn);
}

/**
 * A function that workers can call too: what a module exports under a name. Hand it to `vectorize`, `applyAlongAxis` or
 * whatever takes a function of one's own, and the threads backend spreads the calls over its workers; on one thread it
 * is an ordinary function.
 *
 * Each worker loads the module once, so that its top-level code runs there too: keep the program itself in another module,
 * or behind `if (isMainThread)` of node:worker_threads.
 *
 * @param module - the module's URL, e.g. `new URL('./work.js', import.meta.url)`, `import.meta.url`, or a package's name
 * @param name - the exported name, `'default'` for a default export
 * @returns the function
 * @throws ValueError if the module cannot be loaded or exports nothing of that name, DTypeError if that is no function
 * @example
 * // work.mjs: export const collatz = (n) => { let k = 0; for (; n > 1; k++) n = n % 2 ? 3 * n + 1 : n / 2; return k; };
 * const collatz = await np.moduleFunction(new URL('./work.mjs', import.meta.url), 'collatz');
 * np.max(np.vectorize(collatz)(np.arange(1, 1e4))); // 261
 */
export async function moduleFunction<F extends (...args: never[]) => unknown = (...args: never[]) => unknown>(
  module: ModuleUrl | string,
  name: string,
): Promise<F> {
  const url = typeof module === 'string' ? module : (module as ModuleUrl | undefined)?.href;
  if (typeof url !== 'string') {
    throw new DTypeError(`moduleFunction: module must be a URL or a string, got ${describe(module)}`);
  }
  if (typeof name !== 'string') throw new DTypeError(`moduleFunction: name must be a string, got ${describe(name)}`);
  if (/^\.{0,2}\//.test(url)) {
    throw new ValueError(
      `moduleFunction: '${url}' is relative to no module; pass new URL('${url}', import.meta.url) instead`,
    );
  }
  const exported = await exportOf({ url, name });
  // A wrapper, so that the same function reached in another way keeps its own meaning.
  const called = ((...args: never[]) => exported(...args)) as F;
  Object.defineProperty(called, 'name', { value: name });
  places.set(called, { url, name });
  return called;
}

/** Load a function from its place. */
export async function exportOf({ url, name }: FunctionPlace): Promise<AnyFunction> {
  let exports: Record<string, unknown>;
  try {
    exports = (await import(/* @vite-ignore */ url)) as Record<string, unknown>;
  } catch (error) {
    // Node adds which of numloom's files asked for it.
    const why = (error instanceof Error ? error.message : String(error)).replace(/ imported from \S+$/, '');
    const bare = /^[a-z]+:/i.test(url) ? '' : `; a file of yours is named by new URL('./${url}', import.meta.url)`;
    throw new ValueError(`moduleFunction: the module ${url} cannot be loaded: ${why}${bare}`, { cause: error });
  }
  if (!(name in exports)) {
    const names = Object.keys(exports).join(', ') || 'nothing';
    throw new ValueError(`moduleFunction: the module ${url} exports no '${name}' (it exports ${names})`);
  }
  const value = exports[name];
  if (typeof value !== 'function') {
    throw new DTypeError(`moduleFunction: '${name}' of ${url} must be a function, it is ${describe(value)}`);
  }
  return value as AnyFunction;
}
