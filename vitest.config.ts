import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('./src', import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^numloom$/, replacement: `${src}/index.ts` },
      { find: /^numloom\/backend$/, replacement: `${src}/backends/index.ts` },
      { find: /^numloom\/gpu$/, replacement: `${src}/backends/gpu/index.ts` },
      { find: /^numloom\/(.+)$/, replacement: `${src}/$1/index.ts` },
    ],
  },
  test: {
    maxWorkers: '100%',
    // Every file imports the whole library: files that share a process import it once.
    isolate: false,
    include: ['test/**/*.test.ts'],
    exclude: ['test/long/**', '**/node_modules/**'],
    testTimeout: 60_000,
  },
});
