/** The order and the limits of timing, with contestants whose times are made up; and the clocks, with calls that are counted. */
import { describe, expect, test } from 'vitest';
import { jsClock } from '../../bench/clock.js';
import { CASES } from '../../bench/cases.js';
import { FULL_PLAN, measure, type Entrant, type Plan } from '../../bench/measure.js';
import { startProgress } from '../../bench/progress.js';
import { NumPy } from '../../bench/python.js';
import { duration, lasting, ratioText, sizeText } from '../../bench/units.js';

const add = CASES.find((one) => one.name === 'add')!;
const integers = CASES.find((one) => one.name === 'integers')!;

/** A contestant whose calls last `perElement` seconds an element, and which writes down its turns. */
function made(
  name: string,
  perElement: number,
  log: string[],
  fault?: 'enter' | 'prepare' | 'sample' | 'none',
): Entrant {
  return {
    name,
    enter: () => (fault === 'enter' ? Promise.reject(new Error('cannot start')) : Promise.resolve()),
    prepare: (_, { n }) => {
      if (fault === 'none') return Promise.resolve(null);
      if (fault === 'prepare') return Promise.reject(new Error('too large\nand more'));
      return Promise.resolve({
        calls: 4,
        calibrate: () => Promise.resolve(perElement * n),
        sample: (count) => {
          log.push(`${name} ${n}`);
          if (fault === 'sample' && n === 100) return Promise.reject(new Error('device lost'));
          return Promise.resolve(Array.from({ length: count }, (_, k) => perElement * n * (1 + k)));
        },
        close: () => log.push(`close ${name} ${n}`),
      });
    },
    close: () => Promise.resolve(),
  };
}

const plan = (changes: Partial<Plan> = {}): Plan => ({ ...FULL_PLAN, rounds: 2, warmUp: 0, ...changes });

describe('measure', () => {
  test('gives everyone a turn at all sizes before anyone gets the next, and begins each round with another', async () => {
    const log: string[] = [];
    const contestants = [made('one', 1e-6, log), made('two', 2e-6, log)];
    const { results, missing } = await measure([add], ['float64'], () => [10, 100], contestants, plan());
    const turns = ['one 10', 'one 100', 'two 10', 'two 100', 'two 10', 'two 100', 'one 10', 'one 100'];
    expect(log.filter((line) => !line.startsWith('close'))).toEqual(turns);
    expect(log.filter((line) => line.startsWith('close'))).toHaveLength(4);
    expect(missing).toEqual([]);
    expect(results.map((one) => [one.backend, one.size, one.samples, one.calls, one.rounds.length])).toEqual([
      ['one', 10, 6, 4, 2],
      ['one', 100, 6, 4, 2],
      ['two', 10, 6, 4, 2],
      ['two', 100, 6, 4, 2],
    ]);
    // Each turn's samples are 1, 2 and 3 times the made-up time, so the median is twice it.
    expect(results[3]!.median).toBeCloseTo(4e-4, 15);
    expect(results[3]!.work).toBe(100);
  });

  test('drops the samples before those, of calls shorter than a sample', async () => {
    const { results } = await measure(
      [add],
      ['float64'],
      () => [10, 1e5],
      [made('one', 1e-6, [])],
      plan({ warmUp: 2 }),
    );
    // The kept ones are the third to the fifth times the made-up time; a call of 0.1 s is not warmed up.
    expect(results.map(({ samples }) => samples)).toEqual([6, 6]);
    expect(results[0]!.median).toBeCloseTo(4e-5, 12);
    expect(results[1]!.median).toBeCloseTo(0.2, 12);
  });

  test('long calls get fewer samples, and sizes that would last too long none', async () => {
    const contestants = [made('slow', 1e-2, [])];
    const limits = plan({ turnTime: 0.25, callLimit: 5 });
    const { results, missing } = await measure([add], ['float64'], () => [10, 100, 1000], contestants, limits);
    expect(results.map((one) => [one.size, one.samples])).toEqual([
      [10, 4],
      [100, 2],
    ]);
    expect(missing.map(({ size, reason }) => [size, reason])).toEqual([
      [1000, 'one call would last about 10 s, more than 5 s'],
    ]);
  });

  test('calls that last long get three turns', async () => {
    const contestants = [made('slow', 1e-2, []), made('quick', 1e-4, [])];
    const { results } = await measure([add], ['float64'], () => [50], contestants, plan({ rounds: 5 }));
    expect(results.map((one) => [one.backend, one.rounds.length])).toEqual([
      ['slow', 3],
      ['quick', 5],
    ]);
  });

  test('a contestant that fails is noted with its reason and the others go on', async () => {
    const contestants = (['enter', 'prepare', 'sample', 'none', undefined] as const).map((fault) =>
      made(fault ?? 'well', 1e-6, [], fault),
    );
    const { results, missing } = await measure([add], ['float32'], () => [10, 100], contestants, plan());
    expect(results.map((one) => `${one.backend} ${one.size}`)).toEqual(['sample 10', 'well 10', 'well 100']);
    expect(missing.map(({ backend, size, reason }) => [backend, size, reason])).toEqual([
      ['enter', null, 'cannot start'],
      ['prepare', 10, 'too large'],
      ['prepare', 100, 'too large'],
      ['sample', 100, 'device lost'],
    ]);
  });

  test('after the deadline nothing new is begun, and what was cut is said', async () => {
    const late = plan({ deadline: performance.now() - 1 });
    const { results, cut } = await measure([add], ['float32', 'float64'], () => [10], [made('one', 1e-6, [])], late);
    expect(results).toEqual([]);
    expect(cut).toEqual(['add float32', 'add float64']);
  });

  test('a case that has one precision is timed in that one', async () => {
    const { results } = await measure([integers], ['float32', 'float64'], () => [10], [made('one', 1e-6, [])], plan());
    expect(results.map((one) => one.dtype)).toEqual(['float64']);
  });
});

describe('jsClock', () => {
  test('finds a count of calls that lasts as long as asked, and keeps to it', async () => {
    let calls = 0;
    const clock = jsClock({ call: () => calls++ }, 0.002);
    const once = await clock.calibrate();
    expect(once).toBeGreaterThan(0);
    expect(clock.calls * once).toBeGreaterThanOrEqual(0.002);
    const before = calls;
    expect(await clock.sample(3)).toHaveLength(3);
    // Benchmark.js makes one call before each sample.
    expect(calls - before).toBe(3 * (clock.calls + 1));
  });

  test('waits for calls that answer later', async () => {
    const wait = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 4));
    const clock = jsClock({ callAsync: wait }, 0.001);
    await clock.calibrate();
    for (const time of await clock.sample(2)) expect(time).toBeGreaterThan(0.003);
  });

  test('passes an error on', async () => {
    const fail = (): never => {
      throw new RangeError('no memory');
    };
    await expect(jsClock({ call: fail }, 0.001).calibrate()).rejects.toThrow('no memory');
    await expect(jsClock({ callAsync: async () => fail() }, 0.001).calibrate()).rejects.toThrow('no memory');
  });
});

test('a Python that is not there is said in a sentence', async () => {
  await expect(NumPy.start('no-such-python', 'timing.py')).rejects.toThrow('there is no such program');
  await expect(NumPy.start(process.execPath, 'no-such-script.py')).rejects.toThrow();
});

describe('in words', () => {
  test.each([
    [3.2e-9, '3.20 ns'],
    [4.56e-5, '45.6 us'],
    [0.1234, '123 ms'],
    [12.34, '12.3 s'],
  ])('%d s is %s', (seconds, text) => expect(duration(seconds)).toBe(text));
  test('ratios', () => {
    expect([123.4, 12.34, 1.234, 0.1234, 0.01234].map(ratioText)).toEqual(['123', '12.3', '1.23', '0.12', '0.012']);
  });
  test('sizes and lasting', () => {
    expect([10, 1000, 2500, 1e7].map(sizeText)).toEqual(['10', '1e3', '2500', '1e7']);
    expect([0.2, 59.4, 185].map(lasting)).toEqual(['0 s', '59 s', '3 min 5 s']);
  });
});

describe('progress', () => {
  const steps = (isTTY: boolean): string[] => {
    const written: string[] = [];
    let time = 0;
    const stream = { isTTY, columns: 30, write: (text: string) => written.push(text) };
    const progress = startProgress(stream, () => (time += 1000));
    progress.step('add float64: turn 1', 0.25);
    progress.step('add float64: turn 2', 0.5);
    progress.step('exp float64: turn 1', 0.75);
    progress.end();
    return written;
  };
  test('rewrites one line on a terminal, and clears it', () => {
    const written = steps(true);
    expect(written).toHaveLength(4);
    expect(written.join('')).not.toContain('\n');
    for (const line of written) expect(line.length).toBeLessThanOrEqual(31);
    expect(written[0]).toMatch(/^\r 25 % {2}add float64/);
    expect(written.at(-1)).toBe(`\r${' '.repeat(29)}\r`);
  });
  test('writes a line for each operation elsewhere', () => {
    const written = steps(false);
    expect(written).toHaveLength(2);
    expect(written[1]).toMatch(/^ 75 % {2}exp float64 {2}\(\d+ s, about \d+ s left\)\n$/);
  });
});
