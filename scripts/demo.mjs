// Runs the course's programs (all, or those whose names hold a given word) and a short timing of what they used.
//   npm run demo            npm run demo -- 03
import { transform } from 'esbuild';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const wanted = process.argv.slice(2);
mkdirSync('build/examples', { recursive: true });

const names = readdirSync('examples')
  .filter((name) => name.endsWith('.ts'))
  .sort();
const chosen = names.filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
if (chosen.length === 0) {
  console.error(
    `no program is called ${wanted.join(' ')}; there are ${names.map((n) => n.replace('.ts', '')).join(', ')}`,
  );
  process.exit(1);
}
for (const name of chosen) {
  const source = readFileSync(`examples/${name}`, 'utf8');
  const title = source.match(/^ \* (.+)$/m)?.[1] ?? name;
  const shows = source.match(/^ \* Shows: (.+)$/m)?.[1];
  console.log(`\n=== ${title}`);
  if (shows) console.log(`    ${shows}`);
  const beside = source.includes('* Python:') ? ', the Python beside it in the comment' : '';
  console.log(`    examples/${name}${beside}\n`);
  const { code } = await transform(source, { loader: 'ts', format: 'esm', target: 'node20' });
  const file = `build/examples/${name.replace(/\.ts$/, '.mjs')}`;
  writeFileSync(file, code);
  const { status } = spawnSync(process.execPath, [file], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
console.log('');
