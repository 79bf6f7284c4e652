/** The course's programs print exactly what the Python beside them prints. */
import { readFileSync, readdirSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { close } from '../../src/pyplot/index.js';

const examples = new URL('../../examples/', import.meta.url);
const printed = new URL('../fixtures/examples/', import.meta.url);

// Plots are compared in plots.test.ts; here they open nothing and print nothing.
process.env['NUMLOOM_SHOW'] = 'none';
// A figure that an example leaves would be drawn into by the next one.
afterEach(() => close('all'));

describe('examples', () => {
  for (const file of readdirSync(printed)) {
    const name = file.replace('.txt', '');
    it(name, async () => {
      const lines: string[] = [];
      const log = vi.spyOn(console, 'log').mockImplementation((...parts: unknown[]) => {
        lines.push(parts.map(String).join(' '));
      });
      try {
        await import(new URL(`${name}.ts`, examples).pathname);
      } finally {
        log.mockRestore();
      }
      expect(lines.map((line) => line + '\n').join('')).toBe(readFileSync(new URL(file, printed), 'utf8'));
    });
  }
});
