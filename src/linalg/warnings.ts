/** Warnings of linear algebra: results that were computed but hardly deserve trust. */

/** A matrix is so ill-conditioned that the result may be far off: SciPy's `LinAlgWarning`. */
export class LinAlgWarning extends Error {
  override name = 'LinAlgWarning';
}

let handler: ((warning: LinAlgWarning) => void) | null = null;
const said = new Set<string>();

/** Warn; without a handler Node.js prints it, once for each function. */
export function warn(functionName: string, message: string): void {
  const warning = new LinAlgWarning(`${functionName}: ${message}`);
  if (handler) return handler(warning);
  if (said.has(functionName)) return;
  said.add(functionName);
  const node = (globalThis as { process?: { emitWarning?: (warning: Error) => void } }).process;
  node?.emitWarning?.(warning);
}

/**
 * Run a function and see the warnings that it causes, instead of having them printed.
 *
 * @param onWarning - gets each `LinAlgWarning`; what it throws, the call throws
 * @param run - the function to run; it must not be asynchronous
 * @returns what `run` returns
 * @example
 * const seen: string[] = [];
 * np.linalg.catchWarnings((warning) => seen.push(warning.message), () => np.linalg.solve([[1, 1], [1, 1 + 1e-16 * 3]], [1, 2]));
 */
export function catchWarnings<T>(onWarning: (warning: LinAlgWarning) => void, run: () => T): T {
  const outer = handler;
  handler = onWarning;
  try {
    return run();
  } finally {
    handler = outer;
  }
}

/** Warn when a reciprocal condition number is below the precision of its kind. */
export function warnIfIll(functionName: string, rcond: number, eps: number): void {
  if (rcond < eps) {
    warn(functionName, `Ill-conditioned matrix (rcond=${rcond.toPrecision(6)}): result may not be accurate.`);
  }
}
