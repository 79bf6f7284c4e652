// Runs the tests under another version of Node.js, brought by npm's `node` package: npm run test:node -- 24
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const version = process.argv[2] ?? '24';
const folder = `build/node-${version}`;
const binary = `${folder}/node_modules/node/bin/node`;
if (!existsSync(binary)) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/package.json`, '{"private":true}');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, `node@${version}`], {
    stdio: 'inherit',
  });
}
// The benchmark's tests and the mutations look at our own tools, which run under one version only; what runs in processes of its own
// starts the version on the path.
// What depends on arithmetic alone, or takes long, is left to the version that runs everything.
const apart = [
  'bench',
  'conformance',
  'dataframe',
  'docs',
  'examples',
  'interpolate',
  'long',
  'mpi',
  'native',
  'optimize',
  'pyplot',
  'signal',
  'spatial',
  'special',
  'stats',
  'symbolic',
];
const folders = readdirSync('test', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'fixtures' && !apart.includes(entry.name))
  .map(({ name }) => `test/${name}/`);
const { status } = spawnSync(binary, [...['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot'], ...folders], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
