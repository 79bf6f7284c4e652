// Runs the tests of everything that computes on the host again, on the threads backend with everything shared out:
// what they assert of one thread must hold there too. Left out is what has threads of its own or computes on single matrices and
// small vectors, which are never shared out. Needs dist/.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const apart = [
  'backends',
  'bench',
  'dataframe',
  'docs',
  'conformance',
  'examples',
  'gpu',
  'integrate',
  'interpolate',
  'linalg',
  'mpi',
  'multiprocessing',
  'native',
  'optimize',
  'profile',
  'pyplot',
  'signal',
  'spatial',
  'stats',
  'symbolic',
  'wasm',
];
const folders = readdirSync('test', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'fixtures' && !apart.includes(entry.name))
  .map(({ name }) => `test/${name}/`);
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', ...folders],
  {
    stdio: 'inherit',
    env: { ...process.env, NUMLOOM_BACKEND: 'threads', NUMLOOM_NUM_THREADS: '3', NUMLOOM_LEAST_WORK: '0' },
  },
);
process.exit(status ?? 1);
