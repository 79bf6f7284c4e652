/** The programs in README and the guides run and print what stands below them. */
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { launchers } from '../mpi/launch.js';

const AsyncFunction = (async () => undefined).constructor as new (
  ...texts: string[]
) => (...args: unknown[]) => Promise<void>;

/** A subpath of the package. */
const load = (name: string): Promise<unknown> =>
  import(new URL(`../../src/${name}/index.ts`, import.meta.url).pathname);

const pages = [
  'README.md',
  'docs/linalg.md',
  'docs/fft.md',
  'docs/integrate.md',
  'docs/special.md',
  'docs/interpolate.md',
  'docs/random.md',
  'docs/signal.md',
  'docs/symbolic.md',
  'docs/dataframe.md',
  'docs/profile.md',
];
// MPI's page runs where there is an MPI library.
if (launchers.length > 0) pages.push('docs/mpi.md');

afterAll(() => np.shutdown());

describe('code blocks', () => {
  for (const page of pages) {
    const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
    const blocks = [...text.matchAll(/```ts\n([\s\S]*?)```\s*\n```text\n([\s\S]*?)```/g)];
    it(`${page} has programs with their output`, () => expect(blocks.length).toBeGreaterThan(0));
    blocks.forEach(([, program, printed], k) => {
      it(`${page}, program ${k + 1}`, async () => {
        const source = program!
          .replace(/^import .* from 'numloom';$/m, '')
          .replace(/^import (\{.*\}) from 'numloom\/(\w+)';$/gm, "const $1 = await load('$2');");
        const { code } = transformSync(source, { loader: 'ts' });
        let output = '';
        const log = (...parts: unknown[]): void => {
          output += parts.map((part) => (typeof part === 'string' ? part : inspect(part))).join(' ') + '\n';
        };
        await new AsyncFunction('np', 'console', 'load', code)(np, { log }, load);
        expect(output).toBe(printed);
      });
    });
  }
});
