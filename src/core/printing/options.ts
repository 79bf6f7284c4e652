/** The print options: what they are, how they are set, and how to set them for a while. */
import type { Complex } from '../complex.js';
import { DTypeError, ValueError, checkOptions, describe } from '../errors.js';
import type { NDArray } from '../ndarray.js';

/** How the digits of floats are chosen; see `PrintOptions.floatmode`. */
export type FloatMode = 'fixed' | 'unique' | 'maxprec' | 'maxprec_equal';

/** What is written before positive numbers: nothing, a plus, or a space where a minus might be. */
export type SignMode = '-' | '+' | ' ';

/** Functions that turn an element into text, by kind of dtype; a narrower kind goes before a wider one. */
export interface Formatters {
  all?: ((value: number | bigint | boolean | Complex) => string) | null;
  intKind?: ((value: number | bigint) => string) | null;
  floatKind?: ((value: number) => string) | null;
  complexKind?: ((value: Complex) => string) | null;
  bool?: ((value: boolean) => string) | null;
  int?: ((value: number | bigint) => string) | null;
  float?: ((value: number) => string) | null;
  complexfloat?: ((value: Complex) => string) | null;
}

/** All print options. */
export interface PrintOptions {
  /** Digits after the point of floats, at most (see `floatmode`). Default 8. */
  precision: number;
  /** Arrays of more elements than this are summarised. Default 1000; Infinity prints all. */
  threshold: number;
  /** How many elements a summary shows at either end of each axis. Default 3. */
  edgeitems: number;
  /** Characters a line. Default 75. */
  linewidth: number;
  /** Write small numbers without an exponent, as zero where the precision ends? Default false. */
  suppress: boolean;
  /** What NaN is written as. Default `nan`. */
  nanstr: string;
  /** What infinity is written as. Default `inf`. */
  infstr: string;
  /** What is written before positive numbers. Default `'-'`: nothing. */
  sign: SignMode;
  /**
   * Which digits of floats are written: `'fixed'` exactly `precision`; `'unique'` as many as identify each element,
   * whatever `precision` is; `'maxprec'` (the default) as many as identify it, at most `precision`; `'maxprec_equal'` the
   * same, but all elements with equally many.
   */
  floatmode: FloatMode;
  /** Functions that turn elements into text, or null. Every change of options that does not give it takes it away. */
  formatter: Formatters | null;
  /** Writes an array in place of `arrayRepr`, or null. */
  overrideRepr: ((a: NDArray) => string) | null;
}

/** The options of one conversion to text that stand in for print options. */
export type PrintOverrides = { -readonly [K in keyof PrintOptions]?: PrintOptions[K] | null };

let current: PrintOptions = {
  edgeitems: 3,
  threshold: 1000,
  floatmode: 'maxprec',
  precision: 8,
  suppress: false,
  linewidth: 75,
  nanstr: 'nan',
  infstr: 'inf',
  sign: '-',
  formatter: null,
  overrideRepr: null,
};

const NAMES = Object.keys(current) as (keyof PrintOptions)[];
const FORMATTERS = ['all', 'intKind', 'floatKind', 'complexKind', 'bool', 'int', 'float', 'complexfloat'];

/** The options in force; not to be changed. */
export function currentOptions(): Readonly<PrintOptions> {
  return current;
}

function fail(functionName: string, name: string, wanted: string, value: unknown): never {
  const Kind = typeof value === 'number' || typeof value === 'string' ? ValueError : DTypeError;
  throw new Kind(`${functionName}: ${name} must be ${wanted}, got ${describe(value)}`);
}

type Check = (value: unknown) => boolean;
const isText: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => Number.isInteger(value) && (value as number) >= 0;
const isWidth: Check = (value) => typeof value === 'number' && !Number.isNaN(value);

const CHECKS: { readonly [K in keyof PrintOptions]: readonly [check: Check, wanted: string] } = {
  precision: [isCount, 'an integer >= 0'],
  threshold: [isWidth, 'a number and not NaN (Infinity prints every element)'],
  edgeitems: [isCount, 'an integer >= 0'],
  linewidth: [isWidth, 'a number and not NaN'],
  suppress: [(value) => typeof value === 'boolean', 'a boolean'],
  nanstr: [isText, 'a string'],
  infstr: [isText, 'a string'],
  sign: [(value) => value === '-' || value === '+' || value === ' ', "one of ' ', '+', or '-'"],
  floatmode: [
    (value) => value === 'fixed' || value === 'unique' || value === 'maxprec' || value === 'maxprec_equal',
    'one of "fixed", "unique", "maxprec", "maxprec_equal"',
  ],
  formatter: [(value) => typeof value === 'object' && !Array.isArray(value), 'an object of functions'],
  overrideRepr: [(value) => typeof value === 'function', 'a function'],
};

/**
 * The options in force with some of them replaced; null and undefined replace nothing.
 *
 * @param names - what each override is called where the user gave it, if not by its own name
 */
export function withOverrides(
  functionName: string,
  overrides: PrintOverrides,
  names: { readonly [K in keyof PrintOptions]?: string } = {},
): PrintOptions {
  const result = { ...current };
  for (const key of NAMES) {
    const value = overrides[key];
    if (value === undefined || value === null) continue;
    const [check, wanted] = CHECKS[key];
    if (!check(value)) fail(functionName, names[key] ?? key, wanted, value);
    Object.assign(result, { [key]: value });
  }
  if (overrides.formatter) {
    checkOptions(`${functionName}: formatter`, overrides.formatter, FORMATTERS);
    for (const [kind, format] of Object.entries(overrides.formatter)) {
      if (format !== null && format !== undefined && typeof format !== 'function') {
        fail(functionName, `formatter.${kind}`, 'a function', format);
      }
    }
  }
  return result;
}

/** The options after `set`: as `withOverrides`, but formatter and overrideRepr go back to null when not given. */
function changed(functionName: string, options: PrintOverrides): PrintOptions {
  checkOptions(functionName, options, NAMES);
  const next = withOverrides(functionName, options);
  next.formatter = options.formatter ?? null;
  next.overrideRepr = options.overrideRepr ?? null;
  return next;
}

/**
 * Set how arrays are printed from now on. What is not given stays, except `formatter` and `overrideRepr`, which go.
 *
 * @param options - the options to change
 * @throws DTypeError for unknown options and wrong types, ValueError for values out of range; nothing is changed then
 * @example
 * np.setPrintoptions({ precision: 3, suppress: true });
 * String(np.array([1 / 3])); // '[0.333]'
 * np.setPrintoptions({ precision: 8, suppress: false });
 */
export function setPrintoptions(options: PrintOverrides = {}): void {
  current = changed('setPrintoptions', options);
}

/**
 * The print options in force.
 *
 * @returns a copy of all options
 * @example
 * np.getPrintoptions().precision; // 8
 */
export function getPrintoptions(): PrintOptions {
  return { ...current };
}

/** Print options for a while; they end when `restore` is called (or, where the language has `using`, with its block). */
export interface PrintOptionsScope {
  /** Put the options back that were in force before. */
  restore(): void;
}

/**
 * Print options for the length of one function, or of one block with `using`.
 *
 * @param options - the options to change, as `setPrintoptions` takes them
 * @param run - what runs under them; the options before come back when it returns, throws, or, if it is async, settles
 * @returns what `run` returns; without `run` an object whose `restore` puts the options back
 * @throws what `setPrintoptions` and `run` throw
 * @example
 * np.printoptions({ precision: 2 }, () => String(np.array([1 / 3]))); // '[0.33]'
 */
export function printoptions<R>(options: PrintOverrides, run: () => R): R;
export function printoptions(options: PrintOverrides): PrintOptionsScope;
export function printoptions<R>(options: PrintOverrides, run?: () => R): R | PrintOptionsScope {
  const before = current;
  const next = changed('printoptions', options);
  if (run !== undefined && typeof run !== 'function') fail('printoptions', 'run', 'a function', run);
  current = next;
  const restore = (): void => {
    current = before;
  };
  if (run === undefined) {
    // Not in the type: older language levels do not know Symbol.dispose.
    const dispose = (Symbol as { dispose?: symbol }).dispose;
    return dispose === undefined ? { restore } : Object.assign({ restore }, { [dispose]: restore });
  }
  let result: R;
  try {
    result = run();
  } catch (error) {
    restore();
    throw error;
  }
  if (result instanceof Promise) return result.finally(restore) as R;
  restore();
  return result;
}
