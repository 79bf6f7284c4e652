/**
 * What any backend can be put through: every method of the interface over dtypes, layouts, sizes and masks, against a
 * reference that computes one element at a time. docs/backends.md shows how to use it.
 */
import type { Backend } from '../../backends/backend.js';
import { checkOptions, describe, DTypeError } from '../../core/errors.js';
import { copyChecks } from './copies.js';
import { elementwiseChecks } from './elementwise.js';
import { foldChecks } from './folds.js';
import { benchOf } from './harness.js';
import { productChecks } from './products.js';
import { recordChecks } from './record.js';
import type { BackendCheck, ConformanceFailure, ConformanceOptions, ConformanceReport } from './report.js';
import { sortChecks } from './sorts.js';
import { statisticsChecks } from './statistics.js';
import { taskChecks } from './running.js';

export { ConformanceError } from './report.js';
export type { BackendCheck, ConformanceFailure, ConformanceOptions, ConformanceReport } from './report.js';

/**
 * The checks that a backend must pass, one after another, for a test runner to iterate over.
 *
 * Together they call every method of the interface with all dtypes, with operands that are contiguous, offset, reversed,
 * transposed, strided, broadcast, empty and of no axes, with masks, in place, and (unless `small`) with up to 200,000
 * elements; all loops of all ufuncs are among them. Each result is compared with one computed element by element from the
 * kernel's expression; operands that are no outputs must stay as they were, and so must what lies around the outputs in
 * memory; called again, the backend must give the same bits.
 *
 * @param backend - the backend; it need not be the one that computes now
 * @param options - `tolerance`, `only`, `small`; see `ConformanceOptions`
 * @returns the checks, made one by one as they are asked for
 * @throws DTypeError for options that do not exist
 * @example
 * import { singleBackend } from 'numloom/backend';
 *
 * // With a test runner: for (const check of backendChecks(mine)) test(check.name, () => check.run());
 * [...backendChecks(singleBackend, { only: /^sort/, small: true })].length; // 14
 */
export function backendChecks(backend: Backend, options: ConformanceOptions = {}): Iterable<BackendCheck> {
  if (typeof backend !== 'object' || backend === null) {
    throw new DTypeError(`backendChecks: backend must be a Backend, got ${describe(backend)}`);
  }
  checkOptions('backendChecks', options, ['tolerance', 'only', 'small']);
  return chosenChecks(backend, options);
}

function* chosenChecks(backend: Backend, options: ConformanceOptions): Iterable<BackendCheck> {
  const bench = benchOf(backend, options);
  const groups = [
    recordChecks,
    elementwiseChecks,
    foldChecks,
    copyChecks,
    productChecks,
    sortChecks,
    statisticsChecks,
    taskChecks,
  ];
  for (const group of groups) {
    for (const check of group(bench)) if (!options.only || check.name.search(options.only) >= 0) yield check;
  }
}

/**
 * Put a backend through all checks.
 *
 * @param backend - the backend; it need not be the one that computes now
 * @param options - see `backendChecks`
 * @returns the names of the checks that passed, and of those that failed with what was wrong
 * @throws DTypeError for options that do not exist; a failed check does not throw
 * @example
 * import { singleBackend } from 'numloom/backend';
 *
 * const report = checkBackend(singleBackend, { only: /^sort: float64/, small: true });
 * for (const { name, message } of report.failures) console.log(`${name}: ${message}`);
 * report.ok; // true
 */
export function checkBackend(backend: Backend, options: ConformanceOptions = {}): ConformanceReport {
  const passed: string[] = [];
  const failures: ConformanceFailure[] = [];
  for (const check of backendChecks(backend, options)) {
    try {
      check.run();
      passed.push(check.name);
    } catch (error) {
      failures.push({ name: check.name, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { backend: backend.name, passed, failures, ok: failures.length === 0 };
}
