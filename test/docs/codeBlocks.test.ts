/**
 * The programs in README and in every page under docs/ run and print what stands below them; comments that claim a value
 * hold. A block that cannot run here is marked and says why: "```ts ignore it needs a GPU".
 */
import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { launchers, required } from '../mpi/launch.js';
import { runProgram } from './programs.js';

const root = new URL('../../', import.meta.url);
const pagesIn = (folder: string): string[] =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith('.md'))
    .map((name) => folder + name);
const pages = ['README.md', ...pagesIn('docs/'), ...pagesIn('docs/guides/')];

/** The programs of docs/pyplot.md draw: pictures.test.ts runs them. */
const elsewhere = ['docs/pyplot.md'];
/** Pages whose programs want what a machine may lack. */
const wanting: Readonly<Record<string, boolean>> = { 'docs/mpi.md': launchers.length > 0 || required };

interface Block {
  readonly line: number;
  readonly mark: string;
  readonly program: string;
  readonly printed: string | undefined;
}

function blocksOf(text: string): Block[] {
  return [...text.matchAll(/^```ts(.*)\n([\s\S]*?)^```$(?:\s*^```text\n([\s\S]*?)^```$)?/gm)].map((found) => ({
    line: text.slice(0, found.index).split('\n').length,
    mark: found[1]!.trim(),
    program: found[2]!,
    printed: found[3],
  }));
}

process.env['NUMLOOM_GPU'] ??= 'webasm';
process.env['NUMLOOM_SHOW'] ??= 'none';
afterAll(() => np.shutdown());

let ignored = 0;
for (const page of pages) {
  const blocks = blocksOf(readFileSync(new URL(page, root), 'utf8'));
  if (blocks.length === 0 || elsewhere.includes(page)) continue;
  describe.skipIf(wanting[page] === false)(page, () => {
    for (const { line, mark, program, printed } of blocks) {
      if (mark !== '') {
        ignored++;
        it(`line ${line} says why it does not run`, () => expect(mark).toMatch(/^ignore \w+( \S+){2,}$/));
        continue;
      }
      it(`line ${line}`, async () => {
        const ran = await runProgram(program);
        if (printed !== undefined) expect(ran.printed).toBe(printed);
      });
    }
  });
}

it('few programs do not run', () => expect(ignored).toBeLessThanOrEqual(8));
