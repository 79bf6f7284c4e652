/** The programs in docs/backends.md run and print what stands below them. */
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { transformSync } from 'esbuild';
import { afterEach, describe, expect, it } from 'vitest';
import { backend, useBackend } from '../../src/backends/backend.js';
import { singleBackend } from '../../src/backends/single/index.js';
import { defineTask, share } from '../../src/backends/task.js';
import * as np from '../../src/index.js';
import * as testing from '../../src/testing/index.js';

/** What the programs import. */
const MODULES: Readonly<Record<string, object>> = {
  numloom: np,
  'numloom/backend': { backend, useBackend, singleBackend, defineTask, share },
  'numloom/testing': testing,
};

const text = readFileSync(new URL('../../docs/backends.md', import.meta.url), 'utf8');
const programs = [...text.matchAll(/```ts\n([\s\S]*?)```\s*\n```text\n([\s\S]*?)```/g)];

/** Imports as declarations: what is left of them when types are gone. */
function withoutImports(code: string): string {
  return code
    .replace(/^import \* as (\w+) from "([^"]+)";$/gm, 'const $1 = modules["$2"];')
    .replace(/^import \{([^}]*)\} from "([^"]+)";$/gm, 'const {$1} = modules["$2"];');
}

describe('docs/backends.md', () => {
  afterEach(() => useBackend(singleBackend));

  it('has programs, each with its output', () => {
    expect(programs.length).toBe(6);
    expect([...text.matchAll(/```ts\n/g)].length).toBe(programs.length);
  });

  it.each(programs.map(([, program, printed], k) => ({ k: k + 1, program: program!, printed: printed! })))(
    'program $k',
    ({ program, printed }) => {
      const { code } = transformSync(program, { loader: 'ts', format: 'esm' });
      let output = '';
      const log = (...parts: unknown[]): void => {
        output += parts.map((part) => (typeof part === 'string' ? part : inspect(part))).join(' ') + '\n';
      };
      new Function('modules', 'console', withoutImports(code))(MODULES, { log });
      expect(output).toBe(printed);
    },
  );

  it('names every method of the interface', () => {
    const methods = Object.entries(singleBackend).filter(([, value]) => typeof value === 'function');
    expect(methods.map(([name]) => name).filter((name) => !text.includes(`| \`${name}(`))).toEqual([]);
  });
});
