import { defineConfig } from 'vitest/config';

// The tests of the documentation site, which scripts/test-docs.mjs runs after building it.
export default defineConfig({
  test: { include: ['test/site/**/*.test.ts'], maxWorkers: 1, testTimeout: 60_000, hookTimeout: 60_000 },
});
