// Draws the pictures of docs/pyplot.md and docs/course.md anew. Run after a build: npx tsx scripts/docs-pictures.ts
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import * as np from '../src/index.js';
import * as plt from '../src/pyplot/index.js';

const page = readFileSync('docs/pyplot.md', 'utf8');
for (const [, code] of page.matchAll(/```ts\n([\s\S]*?)```/g)) {
  const name = /savefig\('(pictures\/.*?\.svg)'\)/.exec(code!)?.[1];
  if (name === undefined) continue;
  const source = code!.replace(/^import .*$/gm, '').replace(name, `docs/${name}`);
  new Function('np', 'plt', transformSync(source, { loader: 'ts' }).code)(np, plt);
  plt.close('all');
}
process.env['NUMLOOM_SHOW'] = 'none';
const { figure } = (await import('../examples/53-damped-oscillator-plot.js')) as { figure: plt.Figure };
figure.savefig('docs/pictures/damped-oscillator.svg');
