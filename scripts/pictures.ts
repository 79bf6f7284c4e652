// Draws the pictures of docs/pyplot.md by running its programs:  npx tsx scripts/pictures.ts
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { transformSync } from 'esbuild';
import * as np from '../src/index.js';
import * as plt from '../src/pyplot/index.js';

process.chdir(new URL('../docs', import.meta.url).pathname);
const page = readFileSync('pyplot.md', 'utf8');
for (const [, program] of page.matchAll(/```ts\n([\s\S]*?)```/g)) {
  const source = program!.replace(/^import .*$/gm, '');
  const { code } = transformSync(source, { loader: 'ts' });
  new Function('np', 'plt', 'console', code)(np, plt, {
    log: (value: unknown) => console.log(typeof value === 'string' ? value : inspect(value)),
  });
  plt.close('all');
}
