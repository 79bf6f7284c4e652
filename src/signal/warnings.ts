/** Warnings: what goes on although something is amiss. They leave through `process.emitWarning`, or a handler of one's own. */

/** Something that the caller should know although an answer is given: SciPy's `UserWarning` and its relatives. */
export class SignalWarning extends Error {
  override name = 'SignalWarning';
}

/** The coefficients of a filter are badly conditioned; the results may be meaningless. */
export class BadCoefficients extends SignalWarning {
  override name = 'BadCoefficients';
}

type Handler = (warning: SignalWarning) => void;

let handler: Handler | null = null;

/**
 * Where warnings go.
 *
 * @param next - called with every warning; null for `process.emitWarning`
 * @returns the handler before, null if there was none
 * @example
 * const before = setWarningHandler((warning) => console.error(warning.message));
 * setWarningHandler(before);
 */
export function setWarningHandler(next: Handler | null): Handler | null {
  const before = handler;
  handler = next;
  return before;
}

/** Give a warning. */
export function warn(message: string, Kind: typeof SignalWarning = SignalWarning): void {
  const warning = new Kind(message);
  if (handler) handler(warning);
  else (globalThis as { process?: { emitWarning?(w: Error): void } }).process?.emitWarning?.(warning);
}
