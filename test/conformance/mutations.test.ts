/** The suite finds faults: every mutant is reported, by the name of the check that must see it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../src/backends/backend.js';
import { singleBackend as single } from '../../src/backends/single/index.js';
import { backendChecks, checkBackend } from '../../src/testing/index.js';
import { MUTATIONS, slots } from './mutants.js';

const exactly = (names: Iterable<string>): RegExp =>
  new RegExp(`^(${[...names].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})$`);

describe('the conformance suite', () => {
  let sound: readonly string[];
  beforeAll(() => {
    const names = new Set(MUTATIONS.flatMap((one) => one.reported));
    sound = checkBackend(single, { only: exactly(names) }).passed;
  });

  for (const { fault, mutant, reported } of MUTATIONS) {
    it(`finds: ${fault}`, () => {
      expect(sound).toEqual(expect.arrayContaining([...reported]));
      const report = checkBackend({ ...single, ...mutant }, { only: exactly(reported) });
      expect(report.failures.map((failure) => failure.name).sort()).toEqual([...reported].sort());
      expect(report.ok).toBe(false);
      expect(report.passed).toEqual([]);
    });
  }

  it('calls every method', () => {
    const called = new Set<string>();
    const watched = Object.fromEntries(
      Object.entries(single).map(([name, value]) => [
        name,
        typeof value === 'function'
          ? (...args: unknown[]): unknown => {
              called.add(name);
              return (value as (...args: unknown[]) => unknown)(...args);
            }
          : value,
      ]),
    ) as unknown as Backend;
    checkBackend(watched, { small: true, only: /add|float64|^run|exp$/ });
    const methods = Object.entries(single).filter(([, value]) => typeof value === 'function');
    expect([...called].sort()).toEqual(methods.map(([name]) => name).sort());
  });

  it('has a check for every ufunc, and fewer where large arrays are left out', () => {
    const names = [...backendChecks(single)].map((check) => check.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['elementwise: arctan2', 'reduce: bitwise_and', 'scan: fmax']));
    expect([...backendChecks(single, { small: true })].length).toBeLessThan(names.length);
  });

  it('takes a tolerance for a kernel or for all', () => {
    const coarse: Backend = {
      ...single,
      elementwiseFlat(kernel, n, operands, still) {
        single.elementwiseFlat(kernel, n, operands, still);
        const out = operands[operands.length - 1]!;
        if (kernel.id === 'exp:d->d') for (let i = 0; i < n; i++) slots(out)[out.offset + i]! *= 1 + 1e-14;
      },
    };
    const only = exactly(['elementwise: exp']);
    expect(checkBackend(coarse, { only }).failures[0]!.message).toMatch(/exp:d->d.*expected/);
    expect(checkBackend(coarse, { only, tolerance: 100 }).ok).toBe(true);
    expect(checkBackend(coarse, { only, tolerance: (id) => (id === 'exp:d->d' ? 100 : undefined) }).ok).toBe(true);
    expect(checkBackend(coarse, { only, tolerance: (id) => (id === 'exp:f->f' ? 100 : undefined) }).ok).toBe(false);
  });

  it('refuses options that do not exist', () => {
    expect(() => backendChecks(single, { tolerence: 3 } as never)).toThrow(/unexpected option 'tolerence'/);
    expect(() => backendChecks(undefined as never)).toThrow(/backend must be a Backend/);
  });
});
