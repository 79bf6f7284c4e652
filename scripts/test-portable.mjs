// Runs the tests of what native libraries compute again on the portable provider: both must give the same answers. Needs dist/.
import { spawnSync } from 'node:child_process';

const folders = [
  'conformance/single',
  'fft',
  'integrate',
  'interpolate',
  'kernels',
  'linalg',
  'polynomial',
  'products',
  'reductions',
  'ufuncs',
  'wasm',
];
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', ...folders.map((folder) => `test/${folder}`)],
  { stdio: 'inherit', env: { ...process.env, NUMLOOM_PROVIDER: 'portable' } },
);
process.exit(status ?? 1);
