/** Warnings: answers that are given although something is amiss. They leave through `process.emitWarning`, or a handler. */

/** Something that the caller should know about an interpolant. */
export class InterpolationWarning extends Error {
  override name = 'InterpolationWarning';
}

let handler: ((warning: InterpolationWarning) => void) | null = null;

/** Give a warning. */
export function warn(where: string, message: string): void {
  const warning = new InterpolationWarning(`${where}: ${message}`);
  if (handler) handler(warning);
  else (globalThis as { process?: { emitWarning?(w: Error): void } }).process?.emitWarning?.(warning);
}

/**
 * Run a function and see the warnings that it causes, instead of having them printed.
 *
 * @param onWarning - gets each `InterpolationWarning`; what it throws, the call throws
 * @param run - the function to run; it must not be asynchronous
 * @returns what `run` returns
 * @example
 * const seen: string[] = [];
 * catchWarnings((warning) => seen.push(warning.message), () => splrep([0, 1, 2, 3, 4], [0, 9, 0, 9, 0], { s: 1e-30 }));
 */
export function catchWarnings<T>(onWarning: (warning: InterpolationWarning) => void, run: () => T): T {
  const outer = handler;
  handler = onWarning;
  try {
    return run();
  } finally {
    handler = outer;
  }
}
