// Builds the documentation site and tests it: no warnings, no broken links, and it works in a browser. npm run test:docs
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const run = (...args) => {
  const started = Date.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  console.log(`${args[0].split('/').pop()}: ${((Date.now() - started) / 1000).toFixed(0)} s`);
  if (status !== 0) process.exit(status ?? 1);
};
// --built tests the site that is there.
if (!process.argv.includes('--built') || !existsSync('build/site/index.html')) run('node_modules/typedoc/bin/typedoc');
run('node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.site.config.ts');
