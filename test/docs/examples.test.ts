/** The programs in doc comments run and give what their comments say; the functions of most use all have one. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import * as plt from '../../src/pyplot/index.js';
import { docCommentsOf } from '../../scripts/docs/docComments.js';
import { runProgram } from './programs.js';

/** Folders whose programs do not run by themselves. */
const apart: Readonly<Record<string, string>> = {
  mpi: 'they need several ranks; test/mpi and docs/mpi.md run the same calls',
  multiprocessing: 'they need a module that children load; test/multiprocessing has such',
};

const comments = docCommentsOf('src').filter(({ file }) => !(file.split('/')[1]! in apart));
const folder = mkdtempSync(join(tmpdir(), 'examples-'));
const started = process.cwd();
afterAll(() => {
  process.chdir(started);
  rmSync(folder, { recursive: true });
  // Test files share their modules: figures would stay open for the next.
  plt.close('all');
  return np.shutdown();
});

/** What the programs of a file see: np, the module under its name, what it exports, and what the file itself does. */
async function namesFor(file: string): Promise<Record<string, unknown>> {
  const part = file.split('/')[1]!;
  const load = (path: string): Promise<object> => import(new URL(`../../src/${path}`, import.meta.url).pathname);
  if (part.endsWith('.ts') || ['core', 'ops', 'files', 'messages', 'profile'].includes(part)) return { np };
  if (file.startsWith('src/backends/gpu/')) {
    const { open } = (await load('backends/gpu/index.ts')) as { open(o: { mode: string }): Promise<unknown> };
    return { np, cp: await open({ mode: 'cpu' }) };
  }
  const module = await load(`${part}/index.ts`);
  if (part === 'pyplot') return { np, plt: module };
  return { ...module, ...(await load(file.slice('src/'.length))), [part]: module, np };
}

describe('programs in doc comments', () => {
  const seen = new Map<string, number>();
  for (const { file, name, examples } of comments) {
    for (const program of examples) {
      const key = `${file} ${name}`;
      const k = (seen.get(key) ?? 0) + 1;
      seen.set(key, k);
      it(k === 1 ? key : `${key}, ${k}`, async () => {
        process.chdir(folder);
        // A first line such as "// work.mjs: export ..." is a module beside the program.
        const beside = /^\/\/ (\w+\.mjs): (.*)$/m.exec(program);
        if (beside) writeFileSync(beside[1]!, beside[2]!);
        await runProgram(program, await namesFor(file));
      });
    }
  }
});

describe('the functions of most use', () => {
  const folders: Readonly<Record<string, readonly string[]>> = {
    np: ['ops', 'core', 'files', 'backends', 'profile'],
    'np.linalg': ['linalg', 'ops'],
    'np.fft': ['fft'],
    'np.random': ['random'],
    integrate: ['integrate', 'ops'],
  };
  const names = readFileSync(new URL('../../scripts/lists/mostUsed.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  it('are some 150', () => expect(names.length).toBeGreaterThanOrEqual(150));
  for (const full of names) {
    it(full, () => {
      const at = full.lastIndexOf('.');
      const [space, name] = [full.slice(0, at), full.slice(at + 1)];
      const where = folders[space] ?? [space];
      const described = comments.filter((one) => one.name === name && where.includes(one.file.split('/')[1]!));
      expect(described.length, `${full} has a doc comment`).toBeGreaterThan(0);
      const programs = described.flatMap((one) => one.examples);
      expect(programs.length, `${full} has an @example`).toBeGreaterThan(0);
      expect(programs.join('\n')).toContain(name);
      if (space !== 'pyplot') expect(programs.join('\n')).toMatch(/\/\/ \S/);
    });
  }
});
