import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('./src', import.meta.url));

const exclude = ['test/long/**', 'test/site/**', '**/node_modules/**'];
/** What switches backends, providers or libraries has a process to itself for each file; so has MPI, which writes into the environment. */
const apart = ['backends', 'conformance', 'gpu', 'mpi', 'native', 'profile', 'wasm'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

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
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'apart', include: apart, exclude } },
      // Every file imports the whole library: files that share a process import it once.
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: [...exclude, ...apart],
          isolate: false,
          setupFiles: ['test/state.ts'],
        },
      },
    ],
  },
});
