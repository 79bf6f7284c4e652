import { mergeConfig } from 'vitest/config';
import base from './vitest.config.js';

/** The tests that take too long for every run: `npm run test:long`. */
export default mergeConfig(
  { ...base, test: { ...base.test, projects: undefined, include: [], exclude: [] } },
  { test: { include: ['test/long/**/*.test.ts'], testTimeout: 300_000 } },
);
