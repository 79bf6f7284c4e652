/** What a conformance run takes and gives. */
import type { Accuracy } from './interpreter.js';

/** Options of `backendChecks` and `checkBackend`. */
export interface ConformanceOptions {
  /**
   * How far floating-point functions may lie from the reference, in units of the last place: a number for all of them, or a
   * function of the kernel's id (`'exp:f->f'`) that gives a number, or undefined for the ordinary tolerance. What is
   * rounded only once (sums of two numbers, products, comparisons, conversions) must be exact unless the function says
   * otherwise. Ordinary: 4 for real functions and for complex arithmetic, 64 for complex functions, these two relative to
   * the modulus.
   */
  tolerance?: number | ((kernel: string) => number | undefined);
  /** Run only the checks whose names this matches. */
  only?: RegExp;
  /** Leave out arrays of some 200,000 elements; false by default. */
  small?: boolean;
}

/** One check. */
export interface BackendCheck {
  /** What is checked, e.g. `'elementwise: add'`. */
  readonly name: string;
  /** Throws a `ConformanceError` if the backend fails. */
  run(): void;
}

/** A check that failed. */
export interface ConformanceFailure {
  readonly name: string;
  readonly message: string;
}

/** What `checkBackend` found. */
export interface ConformanceReport {
  /** The backend's name. */
  readonly backend: string;
  /** The names of the checks that passed. */
  readonly passed: readonly string[];
  readonly failures: readonly ConformanceFailure[];
  /** Did all pass? */
  readonly ok: boolean;
}

/** What a check throws: which call differed, where, and what was expected. */
export class ConformanceError extends Error {
  override name = 'ConformanceError';
}

const ORDINARY: Readonly<Record<Accuracy, number>> = { exact: 0, arithmetic: 4, function: 4, 'complex function': 64 };

/** The tolerance of a kernel's results, in units of the last place. */
export function toleranceOf(options: ConformanceOptions, kernel: string, accuracy: Accuracy): number {
  const { tolerance } = options;
  const ordinary = ORDINARY[accuracy];
  if (typeof tolerance === 'function') return tolerance(kernel) ?? ordinary;
  return accuracy === 'exact' ? 0 : Math.max(ordinary, tolerance ?? 0);
}
