/** Lists the public functions and classes whose doc comments have no `@example`, module by module: npm run coverage:examples */
import { readFileSync } from 'node:fs';
import { docCommentsOf } from './docs/docComments.js';

const root = new URL('../', import.meta.url);
const { exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  exports: Record<string, { default?: string }>;
};
/** Where the functions of the namespace are written. */
const NAMESPACE = ['ops', 'core', 'files', 'backends', 'profile'];

const byPart = new Map<string, Map<string, boolean>>();
for (const { file, name, examples } of docCommentsOf('src')) {
  const part = file.startsWith('src/backends/gpu/') ? 'gpu' : file.split('/')[1]!;
  const names = byPart.get(part) ?? new Map<string, boolean>();
  names.set(name, (names.get(name) ?? false) || examples.length > 0);
  byPart.set(part, names);
}

for (const [subpath, { default: built }] of Object.entries(exports)) {
  if (built === undefined) continue;
  const path = built.replace('./dist/', 'src/').replace('.js', '.ts');
  const module = (await import(new URL(path, root).href)) as Record<string, unknown>;
  const part = path.split('/').slice(-2)[0]!;
  const parts = subpath === '.' ? NAMESPACE : [part, 'ops', 'core'];
  const names = Object.keys(module).filter((name) => typeof module[name] === 'function');
  const without = names.filter((name) => !parts.some((one) => byPart.get(one)?.get(name)));
  const title = subpath === '.' ? 'numloom' : `numloom/${subpath.slice(2)}`;
  console.log(`${title}: ${names.length - without.length} of ${names.length} have an example`);
  if (without.length > 0) console.log(`  without: ${without.sort().join(', ')}`);
}
