/**
 * Arrays as text, character for character as NumPy prints them: `String(a)` is NumPy's `str`, `console.log(a)` its
 * `repr`. One thing differs: numloom's default integer is int32, so it is int32 arrays whose dtype goes without saying,
 * and int64 ones that say `dtype=int64`.
 */
import type { Complex } from './complex.js';
import { asNDArray, type ArrayLike } from './arrayLike.js';
import type { DType } from './dtype.js';
import { DTypeError, checkOptions, describe } from './errors.js';
import { NDArray } from './ndarray.js';
import { elementTexts, partDType } from './printing/columns.js';
import { complexAlone, floatAlone } from './printing/floatText.js';
import { layOut, shownElements } from './printing/layout.js';
import { currentOptions, withOverrides, type PrintOptions } from './printing/options.js';

/** Options of `arrayRepr` and `arrayStr`. */
export interface ArrayTextOptions {
  /** Characters a line; the print option `linewidth` by default. */
  maxLineWidth?: number | null;
  /** Digits after the point; the print option by default. */
  precision?: number | null;
  /** Write small numbers without an exponent; the print option `suppress` by default. */
  suppressSmall?: boolean | null;
}

/** Options of `array2string`. */
export interface Array2stringOptions extends ArrayTextOptions {
  /** What stands between elements, `' '` by default. */
  separator?: string;
  /** What the caller will write before the text: its length indents the lines after the first. */
  prefix?: string;
  /** What the caller will write after the text: its length shortens the lines. */
  suffix?: string;
  formatter?: PrintOptions['formatter'];
  threshold?: number | null;
  edgeitems?: number | null;
  sign?: PrintOptions['sign'] | null;
  floatmode?: PrintOptions['floatmode'] | null;
}

const TEXT_OPTIONS = ['maxLineWidth', 'precision', 'suppressSmall'];
const OPTIONS = [
  ...TEXT_OPTIONS,
  'separator',
  'prefix',
  'suffix',
  'formatter',
  'threshold',
  'edgeitems',
  'sign',
  'floatmode',
];
const RENAMED = { linewidth: 'maxLineWidth', suppress: 'suppressSmall' };

function toText(functionName: string, a: NDArray, options: Array2stringOptions): string {
  const { maxLineWidth, suppressSmall, separator = ' ', prefix = '', suffix = '', ...rest } = options;
  for (const [name, value] of Object.entries({ separator, prefix, suffix })) {
    if (typeof value !== 'string')
      throw new DTypeError(`${functionName}: ${name} must be a string, got ${describe(value)}`);
  }
  const print = withOverrides(functionName, { ...rest, linewidth: maxLineWidth, suppress: suppressSmall }, RENAMED);
  if (a.size === 0) return '[]';
  const edgeitems = a.size > print.threshold ? print.edgeitems : null;
  const texts = elementTexts(a.info, shownElements(a, edgeitems), a.ndim === 0, print);
  return layOut(texts, a.shape, {
    separator,
    indent: prefix.length,
    width: print.linewidth - suffix.length,
    edgeitems,
  });
}

/**
 * An array as text in brackets, with every option of printing.
 *
 * @param a - the array
 * @param options - digits, line width, separator and so on; print options where not given
 * @returns the text
 * @throws DTypeError or ValueError for options that do not fit
 * @example
 * np.array2string(np.array([1.123456, 2]), { precision: 2, separator: ', ' }); // '[1.12, 2.  ]'
 */
export function array2string(a: ArrayLike, options: Array2stringOptions = {}): string {
  checkOptions('array2string', options, OPTIONS);
  return toText('array2string', asNDArray('array2string', a), options);
}

/** Dtypes that the text of the elements tells, so that repr leaves them out. */
const IMPLIED = new Set(['bool', 'int32', 'float64', 'complex128']);

/** A shape as Python prints a tuple: `(2, 3)`, `(3,)`. */
function tuple(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

/**
 * An array as its repr: `array([1., 2.])`, with the dtype where the elements do not tell it. That int32 goes without
 * saying, and int64 does not, is the one difference from NumPy: int32 is numloom's default integer.
 *
 * @param arr - the array
 * @param options - line width and digits; print options where not given
 * @returns the text
 * @throws DTypeError or ValueError for options that do not fit
 * @example
 * np.arrayRepr(np.array([1, 2], { dtype: 'float32' })); // 'array([1., 2.], dtype=float32)'
 */
export function arrayRepr(arr: ArrayLike, options: ArrayTextOptions = {}): string {
  checkOptions('arrayRepr', options, TEXT_OPTIONS);
  const a = asNDArray('arrayRepr', arr);
  const { linewidth, threshold, overrideRepr } = currentOptions();
  if (overrideRepr) return overrideRepr(a);
  const head = 'array(';
  const body = head + toText('arrayRepr', a, { ...options, separator: ', ', prefix: head, suffix: ')' });
  const extras: string[] = [];
  if ((a.size === 0 && a.ndim !== 1) || a.size > threshold) extras.push(`shape=${tuple(a.shape)}`);
  if (a.size === 0 || !IMPLIED.has(a.dtype)) extras.push(`dtype=${a.dtype}`);
  if (extras.length === 0) return `${body})`;
  const tail = `${extras.join(', ')})`;
  const lastLine = body.length - (body.lastIndexOf('\n') + 1) + ','.length;
  const fits = lastLine + ' '.length + tail.length <= (options.maxLineWidth ?? linewidth);
  return `${body},${fits ? ' ' : `\n${' '.repeat(head.length)}`}${tail}`;
}

/**
 * An array as its str: the elements in brackets, `[1. 2.]`; an array without axes as its value.
 *
 * @param a - the array
 * @param options - line width and digits; print options where not given
 * @returns the text
 * @throws DTypeError or ValueError for options that do not fit
 * @example
 * np.arrayStr(np.array([1, 2])); // '[1. 2.]'
 */
export function arrayStr(a: ArrayLike, options: ArrayTextOptions = {}): string {
  checkOptions('arrayStr', options, TEXT_OPTIONS);
  const array = asNDArray('arrayStr', a);
  return array.ndim === 0 ? valueText(array) : toText('arrayStr', array, options);
}

/** The one value of an array without axes, as NumPy's `str` of a scalar. */
function valueText(a: NDArray): string {
  const value = a.item();
  if (a.info.kind === 'c') return complexAlone((value as Complex).re, (value as Complex).im, partDType(a.info));
  if (a.info.kind === 'f') return floatAlone(value as number, partDType(a.info), '0');
  if (a.info.kind === 'b') return value ? 'True' : 'False';
  return String(value);
}

declare module './ndarray.js' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the parameter must be that of the class
  interface NDArray<D extends DType = DType> {
    /** The array as NumPy's `str` prints it. */
    toString(): string;
  }
}

Object.defineProperties(NDArray.prototype, {
  toString: {
    configurable: true,
    writable: true,
    value(this: NDArray): string {
      return arrayStr(this);
    },
  },
  // What console.log and util.inspect of Node.js call.
  [Symbol.for('nodejs.util.inspect.custom')]: {
    configurable: true,
    writable: true,
    value(this: NDArray): string {
      return arrayRepr(this);
    },
  },
});
