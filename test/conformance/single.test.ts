/** The backend of one thread passes the conformance suite. */
import { describe, it } from 'vitest';
import { singleBackend } from '../../src/backends/single/index.js';
import { backendChecks } from '../../src/testing/index.js';

describe('single', () => {
  for (const check of backendChecks(singleBackend)) it(check.name, () => check.run());
});
