/** The command as a whole, on the built package; and what happens when the process of a backend dies. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { CASES } from '../../bench/cases.js';
import { FULL_PLAN, measure } from '../../bench/measure.js';
import { startRemote } from '../../bench/remote.js';
import { readRun } from '../../bench/saved.js';

const folder = mkdtempSync(join(tmpdir(), 'bench-run-'));
afterAll(() => rmSync(folder, { recursive: true }));
const program = fileURLToPath(new URL('../../bench/run.mjs', import.meta.url));
const bench = (...args: string[]) =>
  spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env: { ...process.env, NUMLOOM_PYTHON: '' } });

describe('npm run bench', () => {
  test('times the chosen operations on the chosen backends and writes what was asked for', () => {
    const file = (name: string): string => join(folder, name);
    const { status, stdout, stderr } = bench(
      ...['--only', 'add,matmul', '--sizes', '10,1e3', '--sides', '8', '--backends', 'single,threads:2,webasm'],
      ...['--rounds', '2', '--python', 'no-such-python'],
      ...['--json', file('a.json'), '--html', file('a.html'), '--markdown', file('a.md')],
    );
    expect(status, stderr).toBe(0);
    const run = readRun(file('a.json'));
    const timed = run.results.map((one) => `${one.operation} ${one.dtype} ${one.size} ${one.backend}`);
    const expected = ['float32', 'float64'].flatMap((dtype) =>
      ['single', 'threads:2', ...(dtype === 'float32' ? ['webasm'] : [])].flatMap((backend) =>
        ['add 10', 'add 1000', 'matmul 8'].map((one) => one.replace(' ', ` ${dtype} `) + ` ${backend}`),
      ),
    );
    expect(timed.sort()).toEqual(expected.sort());
    for (const one of run.results) {
      expect(one.samples).toBeGreaterThanOrEqual(2);
      expect(one.rounds).toHaveLength(2);
      expect(one.min > 0 && one.min <= one.median && one.median <= one.max).toBe(true);
    }
    expect(run.missing).toEqual([]);
    expect(run.environment.providers).toHaveProperty('threads:2');
    expect(run.environment.devices).toHaveProperty('webasm');
    expect(run.notes).toEqual([
      'NumPy not timed: no-such-python: there is no such program (--python names another one, e.g. /usr/bin/python3)',
    ]);
    // Not a terminal: plain lines of progress.
    expect(stderr).toContain('  0 %  add float32');
    expect(stdout).toContain('threads:2');
    expect(readFileSync(file('a.md'), 'utf8')).toContain('| matmul');
    expect(readFileSync(file('a.html'), 'utf8')).toContain('<title>numloom benchmark</title>');

    const again = bench('--from', file('a.json'), '--markdown', file('b.md'));
    expect(again.status, again.stderr).toBe(0);
    expect(readFileSync(file('b.md'), 'utf8')).toBe(readFileSync(file('a.md'), 'utf8'));
  });

  test('a bad option is one line and exit code 2', () => {
    const { status, stdout, stderr } = bench('--sizes', 'many');
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toBe("bench: --sizes: 'many' is not a whole number from 1 to 1000000000\n");
  });

  test('a library that is not there is said, and nothing measured is exit code 1', () => {
    const { status, stderr } = bench('--only', 'sort', '--backends', 'webasm', '--python', 'none', '--sizes', '10');
    expect(status).toBe(1);
    expect(stderr).toContain('nothing was measured');
  });
});

describe('the process of a backend', () => {
  // Stands in for serve.ts: answers, but dies of the first sample at size 100.
  const fake = join(folder, 'fake.mjs');
  writeFileSync(
    fake,
    `let size = 0;
    process.on('disconnect', () => process.exit());
    process.on('message', (asked) => {
      if (asked.verb === 'prepare') size = Math.max(size, asked.size);
      if (asked.verb === 'sample' && size === 100) process.exit(3);
      const value = { prepare: true, calibrate: { once: 1e-3, calls: 2 }, sample: [1e-3, 2e-3], drop: null, close: null };
      process.send({ id: asked.id, value: value[asked.verb] });
    });
    if (process.argv[2].includes('"workers":7')) process.send({ id: 0, error: 'seven are too many' });
    else process.send({ id: 0, value: { provider: 'made up' } });`,
  );
  const add = CASES.filter((one) => one.name === 'add');
  const plan = { ...FULL_PLAN, rounds: 2, warmUp: 0 };

  test('answers with its times', async () => {
    const entrant = await startRemote('single', fake, { kind: 'host', workers: null });
    expect(entrant.about).toEqual({ provider: 'made up' });
    const { results, missing } = await measure(add, ['float64'], () => [10], [entrant], plan);
    await entrant.close();
    expect(missing).toEqual([]);
    expect(results.map((one) => [one.samples, one.calls, one.median])).toEqual([[4, 2, 1.5e-3]]);
  });

  test('that cannot start says why', async () => {
    await expect(startRemote('threads:7', fake, { kind: 'host', workers: 7 })).rejects.toThrow('seven are too many');
    const silent = join(folder, 'silent.mjs');
    writeFileSync(silent, 'process.exit(4);');
    await expect(startRemote('single', silent, { kind: 'host', workers: null })).rejects.toThrow(
      'its process ended (exit code 4)',
    );
  });

  test('that dies is noted, and is there again for the next operation', async () => {
    const entrant = await startRemote('single', fake, { kind: 'host', workers: null });
    const first = await measure(add, ['float64'], () => [100], [entrant], plan);
    expect(first.results).toEqual([]);
    expect(first.missing.map(({ reason }) => reason)).toEqual(['its process ended (exit code 3)']);
    const second = await measure(add, ['float64'], () => [10], [entrant], plan);
    expect(second.results).toHaveLength(1);
    await entrant.close();
  });
});
