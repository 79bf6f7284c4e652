/** Errors on their way from a worker to the caller. */
import * as errors from '../../core/errors.js';

/** An error as plain data. */
interface WireError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** Whatever else the error carried, where it can be cloned. */
  readonly fields: Record<string, unknown>;
}

type Thrown = { readonly error: WireError } | { readonly value: unknown };

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

/** What was thrown, in a form that can be posted. */
export function encodeThrown(thrown: unknown): Thrown {
  if (!(thrown instanceof Error)) return { value: isCloneable(thrown) ? thrown : String(thrown) };
  const fields: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(thrown)) if (key !== 'name' && isCloneable(value)) fields[key] = value;
  return { error: { name: thrown.name, message: thrown.message, stack: thrown.stack ?? '', fields } };
}

const CLASSES = new Map<string, new (message: string) => Error>(
  [
    errors.ValueError,
    errors.IndexError,
    errors.AxisError,
    errors.DTypeError,
    errors.LinAlgError,
    errors.FormatError,
    errors.WorkerError,
    RangeError,
    TypeError,
    SyntaxError,
    ReferenceError,
    EvalError,
    URIError,
  ].map((one) => [one.name, one]),
);

/** What was thrown in a worker, as the caller sees it: of the same class, with the worker's stack. */
export function decodeThrown(thrown: Thrown): unknown {
  if ('value' in thrown) return thrown.value;
  const { name, message, stack, fields } = thrown.error;
  const made = new (CLASSES.get(name) ?? Error)(message);
  Object.assign(made, fields);
  if (made.name !== name) Object.defineProperty(made, 'name', { value: name, configurable: true, writable: true });
  made.stack = `${stack}\n    in a worker of numloom's threads backend`;
  return made;
}

export type { Thrown };
