/** The programs of docs/pyplot.md draw the pictures beside them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import * as plt from '../../src/pyplot/index.js';

const docs = new URL('../../docs/', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
mkdirSync(join(folder, 'pictures'));
// Later files in this process begin without a figure.
afterAll(() => plt.close('all'));
afterAll(() => rmSync(folder, { recursive: true }));

const page = readFileSync(new URL('pyplot.md', docs), 'utf8');
const parts = page.split(/^```ts\n/m).slice(1);
const count = (text: string, part: string): number => text.split(part).length - 1;

describe('docs/pyplot.md', () => {
  parts.forEach((part, k) => {
    const [program, after] = part.split(/^```\n/m, 2) as [string, string];
    const name = /savefig\('(pictures\/\w+\.svg)'\)/.exec(program)?.[1];
    it(name ?? `program ${k + 1}`, () => {
      const source = program
        .replace(/^import .*$/gm, '')
        .replace(/'(pictures\/\w+\.svg)'/, (_all, path: string) => JSON.stringify(join(folder, path)));
      let printed = '';
      new Function('np', 'plt', 'console', transformSync(source, { loader: 'ts' }).code)(np, plt, {
        log: (text: string) => (printed += text + '\n'),
      });
      plt.close('all');
      if (name === undefined) {
        expect(printed).toBe(/^```text\n([\s\S]*?)```/m.exec(part.slice(program.length))![1]);
        return;
      }
      expect(after).toContain(`](${name})`);
      const kept = readFileSync(new URL(name, docs), 'utf8');
      const drawn = readFileSync(join(folder, name), 'utf8');
      for (const mark of ['<path', '<text', '<image', '<line']) expect(count(drawn, mark)).toBe(count(kept, mark));
      expect(statSync(new URL(name, docs)).size).toBeLessThan(60_000);
    });
  });
});
