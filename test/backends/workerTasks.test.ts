/** Every module that defines tasks is loaded by workers, as the package's build loads modules: namespaces and rare functions later. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const src = fileURLToPath(new URL('../../src', import.meta.url));
/** What the package's build loads when it is first looked at. */
const LATER = [join(src, 'subspaces.ts'), join(src, 'rare.ts')];

function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || LATER.includes(file)) return seen;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const statics = text.matchAll(/^(?:import|export)\b(?! type)[^;']*'(\.[^']+)\.js';/gm);
  // The functions behind the worker's entry import more where a task is not known yet.
  const dynamics = file === join(src, 'worker.ts') ? text.matchAll(/\bimport\('(\.[^']+)\.js'\)/g) : [];
  for (const [, path] of [...statics, ...dynamics]) loadedBy(join(dirname(file), `${path!}.ts`), seen);
  return seen;
}

it('workers load every module that defines tasks', () => {
  const defining = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(src, file))
    .filter((file) => /^(?:export )?const \w+ = defineTask\(/m.test(readFileSync(file, 'utf8')));
  expect(defining.length).toBeGreaterThan(10);
  const loaded = loadedBy(join(src, 'worker.ts'));
  expect(defining.filter((file) => !loaded.has(file))).toEqual([]);
});
