/**
 * The errors that numloom throws. Shape and value faults are RangeErrors, type faults TypeErrors, so that a program may
 * catch either numloom's class or the language's own.
 */

/** A value is out of its domain, or shapes do not fit: NumPy's `ValueError`. */
export class ValueError extends RangeError {
  override name = 'ValueError';
}

/** An index lies outside an array: NumPy's `IndexError`. */
export class IndexError extends RangeError {
  override name = 'IndexError';
}

/** An axis is out of bounds for an array's dimensions: NumPy's `AxisError`. */
export class AxisError extends RangeError {
  override name = 'AxisError';
}

/** An argument or operand has the wrong type: NumPy's `TypeError`. */
export class DTypeError extends TypeError {
  override name = 'DTypeError';
}

/** A linear-algebra routine cannot go on (a singular matrix, no convergence): NumPy's `LinAlgError`. */
export class LinAlgError extends RangeError {
  override name = 'LinAlgError';
}

/** A file is not what it should be: corrupt, truncated or of an unknown version. */
export class FormatError extends Error {
  override name = 'FormatError';
}

/** A worker of the threads backend died or could not be started. */
export class WorkerError extends Error {
  override name = 'WorkerError';
}

/** Say what a wrong argument was, shortly: `'abc'`, `[1, 2, ...]`, `NDArray of shape (2,3)`. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'undefined';
  if (typeof value === 'string') return `'${value.length > 40 ? value.slice(0, 37) + '...' : value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'function') return `function ${value.name || '(anonymous)'}`;
  if (Array.isArray(value)) {
    const head = value.slice(0, 3).map((item) => (Array.isArray(item) ? '[...]' : describe(item)));
    return `[${head.join(', ')}${value.length > 3 ? ', ...' : ''}]`;
  }
  if (typeof value === 'object') {
    // Bundlers put an underscore before the name of a class that refers to itself.
    const name = value.constructor?.name.replace(/^_(?=[A-Z])/, '') ?? 'Object';
    const shape = (value as { shape?: readonly number[] }).shape;
    if (name === 'NDArray' && Array.isArray(shape)) return `an NDArray of shape ${shapeText(shape)}`;
    if (name === 'GpuArray') return 'a GpuArray (await a.get() brings it to the host)';
    if (name === 'Series') return 'a Series (its toNumpy() is an array)';
    if (name === 'DataFrame') return 'a DataFrame (its toNumpy() is an array, get(name).toNumpy() a column)';
    if (name === 'Promise') return 'a Promise (await it first)';
    return name === 'Object'
      ? `an object with ${Object.keys(value).slice(0, 4).join(', ') || 'no fields'}`
      : `a ${name}`;
  }
  return typeof value;
}

/** A shape as Python prints a tuple: `()`, `(3,)`, `(2,3)`. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(',')})`;
}

/**
 * Check an options object: an unknown name is an error, never silence.
 *
 * @param functionName - the public function's name, for the message
 * @param options - what the caller gave
 * @param known - the names that the function understands
 */
export function checkOptions(functionName: string, options: unknown, known: readonly string[]): void {
  if (options === undefined || options === null) return;
  // An NDArray in the place of the options is told apart by what no options have.
  const { ndim, dtype } = Object(options) as { ndim?: unknown; dtype?: unknown };
  const isNDArray = typeof ndim === 'number' && typeof dtype === 'string';
  const isArray = Array.isArray(options) || ArrayBuffer.isView(options) || isNDArray;
  if (typeof options !== 'object' || isArray) {
    throw new DTypeError(
      `${functionName}: options must be an object such as { ${known[0] ?? ''}: ... }, got ${describe(options)}`,
    );
  }
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) {
      throw new DTypeError(
        `${functionName}() got an unexpected option '${key}'; it takes ${known.length ? known.join(', ') : 'no options'}`,
      );
    }
  }
}

/**
 * Refuses a `where` that is not boolean.
 *
 * @param functionName - for the message
 * @param mask - the mask, an array of the host or of a device
 * @param namespace - what the user calls the functions on
 * @throws DTypeError if the mask's dtype is not bool
 */
export function checkMask(functionName: string, mask: { readonly dtype: string }, namespace = 'np'): void {
  if (mask.dtype === 'bool') return;
  throw new DTypeError(
    `${functionName}: where must be boolean, got dtype ${mask.dtype}; compare it first, e.g. ${namespace}.notEqual(mask, 0)`,
  );
}
