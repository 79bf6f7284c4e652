/** A profile counts what a program calls, says where from, and leaves nothing behind. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { backend, chosenBackend } from '../../src/backends/backend.js';
import * as np from '../../src/index.js';

const folder = mkdtempSync(join(tmpdir(), 'profile-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('profile', () => {
  it('counts operations, bytes and lines, and gives the result', () => {
    const x = np.linspace(0, 1, 1000);
    const noted = np.profile(() => {
      let total = 0;
      for (let k = 0; k < 3; k++) total += np.sum(np.sqrt(x)) as number;
      return total;
    });
    expect(noted.result).toBeCloseTo(3 * (np.sum(np.sqrt(x)) as number), 12);
    const rows = Object.fromEntries(noted.operations.map((row) => [row.name, row]));
    expect(rows['sqrt']).toMatchObject({ calls: 3, bytes: 3 * 2 * 8000, backend: 'single' });
    expect(rows['add.reduce']!.calls).toBe(3);
    expect(rows['sqrt']!.seconds).toBeGreaterThan(0);
    expect(noted.seconds).toBeGreaterThanOrEqual(noted.operations.reduce((sum, row) => sum + row.seconds, 0));
    // Both calls stand in this file.
    expect(noted.sites.every((row) => row.name.includes('profile.test.ts:'))).toBe(true);
    expect(noted.sites.length).toBe(2);
    expect(String(noted)).toMatch(/in array operations; provider (portable|native)\n\noperation +calls +time/);
  });
  it('computes the same as without', () => {
    const work = (): unknown => {
      const a = np.random.defaultRng(3).normal(0, 1, [20, 30]);
      return [
        np.sort(a),
        np.argsort(a),
        np.cumsum(a, { axis: 0 }),
        np.matmul(a, a.T),
        np.argmax(a),
        np.std(a),
        a.at([0, 2]),
        a.T.copy(),
      ].map(String);
    };
    expect(np.profile(work).result).toEqual(work());
  });
  it('writes what Chrome reads', () => {
    const path = join(folder, 'trace.json');
    np.profile(() => np.exp(np.arange(10)), { trace: path });
    const { traceEvents } = JSON.parse(readFileSync(path, 'utf8')) as {
      traceEvents: { name: string; ph: string; ts: number; dur: number; args: { bytes: number } }[];
    };
    const event = traceEvents.find(({ name }) => name === 'exp')!;
    expect(event.ph).toBe('X');
    expect(event.args.bytes).toBe(160);
    expect(event.dur).toBeGreaterThan(0);
  });
  it('leaves nothing behind, after errors and promises too', async () => {
    const before = backend();
    expect(() => np.profile(() => { throw new Error('stop'); })).toThrow('stop');
    expect(backend()).toBe(before);
    const noted = await np.profile(async () => {
      await Promise.resolve();
      return np.add(1, [2]).item(0);
    });
    expect(noted.result).toBe(3);
    expect(noted.operations.map((row) => row.name)).toContain('add');
    expect(backend()).toBe(before);
    expect(chosenBackend()).toBe(before);
    expect(() => np.profile(() => np.profile(() => 1))).toThrow(/do not nest/);
    expect(backend()).toBe(before);
    expect(() => np.profile(3 as never)).toThrow(/profile: expected a function, got 3/);
    expect(() => np.profile(() => 1, { tracefile: 'x' } as never)).toThrow(/unexpected option 'tracefile'/);
  }); // prettier-ignore
});
