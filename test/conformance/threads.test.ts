/** The backend of several threads passes the conformance suite, whatever the number of workers. */
import { setImmediate } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { backend } from '../../src/backends/backend.js';
import * as np from '../../src/index.js';
import { backendChecks } from '../../src/testing/index.js';

/**
 * Three workers take everything; the others what is shared out in another way for another number of them. With
 * `leastWork: 0` whatever has two parts is shared out, else what repays it here.
 */
const SHARED = /layouts of|many elements|accuracy|large|^run|^record/;
const RUNS = [
  { options: { workers: 1, leastWork: 0 }, shared: 'everything shared out', only: /many elements|^run|^record/ },
  { options: { workers: 2, leastWork: 0 }, shared: 'everything shared out', only: SHARED },
  { options: { workers: 3, leastWork: 0 }, shared: 'everything shared out', only: /./ },
  { options: { workers: 2 }, shared: 'what repays it shared out', only: /many elements|large|^run|^record/ },
];

afterAll(() => np.shutdown());

describe('threads', () => {
  it.each(RUNS)(
    'passes with $options.workers workers, $shared',
    async ({ options, only }) => {
      await np.setBackend('threads', options);
      expect(backend().capabilities.workers).toBe(options.workers);
      const failures: string[] = [];
      let count = 0;
      for (const check of backendChecks(backend(), { only })) {
        count++;
        try {
          check.run();
        } catch (error) {
          failures.push(`${check.name}: ${String(error)}`);
        }
        // The test runner wants a turn of the event loop now and then.
        await setImmediate();
      }
      expect(failures).toEqual([]);
      expect(count).toBeGreaterThan(10);
    },
    300_000,
  );
});
