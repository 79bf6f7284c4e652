// Runs the tests of everything that computes on the host again, on the threads backend with everything shared out:
// what they assert of one thread must hold there too. Left out is what has threads of its own or computes on single matrices and
// small vectors, which are never shared out. Needs dist/.
import { spawnSync } from 'node:child_process';

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
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=dot',
    ...apart.flatMap((folder) => ['--exclude', `test/${folder}/**`]),
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, NUMLOOM_BACKEND: 'threads', NUMLOOM_NUM_THREADS: '3', NUMLOOM_LEAST_WORK: '0' },
  },
);
process.exit(status ?? 1);
