/** linprog, milp and assignment against SciPy on random instances. */
import fc from '../properties.js';
import { describe, expect, it } from 'vitest';
import * as o from '../../src/optimize/index.js';
import { fixture } from '../oracle.js';

interface Instance {
  c: number[];
  AUb: number[][];
  bUb: number[];
  AEq: number[][];
  bEq: number[];
  bounds: [number, number | null][];
  integrality: number[];
  status: number;
  fun: number | null;
  statusInteger: number;
  funInteger: number | null;
  marginals: number[] | null;
}
const { linear, assignments } = fixture<{
  linear: Instance[];
  assignments: { C: number[][]; maximize: boolean; total: number }[];
}>('optimize/programmes.json');

describe('linprog and milp', () => {
  it.each(linear.map((p, k) => [k, p] as const))('instance %i', async (_, p) => {
    const matrix = {
      ...(p.bUb.length ? { AUb: p.AUb, bUb: p.bUb } : {}),
      ...(p.bEq.length ? { AEq: p.AEq, bEq: p.bEq } : {}),
      bounds: p.bounds,
    };
    const found = await o.linprog(p.c, matrix);
    expect(found.status === 4 ? [2, 3, 4].includes(p.status) : found.status === p.status).toBe(true);
    if (p.status === 0) {
      expect(found.fun).toBeCloseTo(p.fun!, 8);
      expect(found.slack!.toFlatArray().every((t) => t > -1e-7)).toBe(true);
      expect(found.con!.toFlatArray().every((t) => Math.abs(t) < 1e-7)).toBe(true);
      // Strong duality: the marginals give the value back.
      const dual =
        p.bUb.reduce((s, t, i) => s + t * found.ineqlin.marginals.item(i), 0) +
        p.bEq.reduce((s, t, i) => s + t * found.eqlin.marginals.item(i), 0) +
        p.bounds.reduce(
          (s, [l, u], i) =>
            s + l * found.lower.marginals.item(i) + (u === null ? 0 : u * found.upper.marginals.item(i)),
          0,
        );
      expect(dual).toBeCloseTo(p.fun!, 6);
    }
    const whole = await o.linprog(p.c, { ...matrix, integrality: p.integrality });
    if (p.statusInteger === 0) {
      expect(whole.fun).toBeCloseTo(p.funInteger!, 6);
      p.integrality.forEach(
        (t, i) => t && expect(Math.abs(whole.x!.item(i) - Math.round(whole.x!.item(i)))).toBeLessThan(1e-6),
      );
    }
  });

  it('milp with constraints as objects and lists', async () => {
    const A = [[-1, 1], [3, 2], [2, 3]]; // prettier-ignore
    for (const constraints of [
      new o.LinearConstraint(A, -Infinity, [1, 12, 12]),
      [[A, -Infinity, [1, 12, 12]]] as const,
    ]) {
      const found = await o.milp([0, -1], { constraints: constraints as never, integrality: 1 });
      expect(found.x!.toFlatArray()).toEqual([expect.closeTo(1, 9), expect.closeTo(2, 9)]);
      expect(found.mipGap).toBe(0);
    }
  });

  it('says what is wrong', async () => {
    expect((await o.linprog([1], { AUb: [[1]], bUb: [-1] })).message).toMatch(/infeasible/);
    expect((await o.linprog([-1])).status).toBe(3);
    await expect(o.linprog([])).rejects.toThrow(/c must be/);
    await expect(o.linprog([1, 2], { AUb: [[1]], bUb: [1] })).rejects.toThrow(/number of columns/);
    await expect(o.linprog([1], { AUb: [[1]] })).rejects.toThrow(/together/);
    await expect(o.linprog([1], { bounds: [[2, 1]] })).rejects.toThrow(/upper bound is less/);
  });
});

describe('linearSumAssignment', () => {
  it.each(assignments)('SciPy %#', ({ C, maximize, total }) => {
    const [rows, columns] = o.linearSumAssignment(C, { maximize });
    const sum = rows.toFlatArray().reduce((s, r, k) => s + C[r]![columns.item(k)]!, 0);
    expect(sum).toBe(total);
    expect(new Set(columns.toFlatArray()).size).toBe(Math.min(C.length, C[0]!.length));
  });

  it('is the best of all permutations', () => {
    const permutations = (list: number[]): number[][] =>
      list.length < 2
        ? [list]
        : list.flatMap((t, k) => permutations([...list.slice(0, k), ...list.slice(k + 1)]).map((rest) => [t, ...rest]));
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 5, maxLength: 5 }), {
          minLength: 5,
          maxLength: 5,
        }),
        (C) => {
          const [, columns] = o.linearSumAssignment(C);
          const value = (p: readonly number[]): number => p.reduce((s, j, i) => s + C[i]![j]!, 0);
          expect(value(columns.toFlatArray())).toBe(Math.min(...permutations([0, 1, 2, 3, 4]).map(value)));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('inf forbids, nan is refused', () => {
    expect(o.linearSumAssignment([[Infinity, 1], [1, Infinity]])[1].toFlatArray()).toEqual([1, 0]); // prettier-ignore
    expect(() => o.linearSumAssignment([[Infinity, Infinity], [1, 2]])).toThrow(/infeasible/); // prettier-ignore
    expect(() => o.linearSumAssignment([[NaN]])).toThrow(/invalid numeric entries/);
    expect(() => o.linearSumAssignment([1, 2])).toThrow(/expected a matrix/);
  });

  it('quadraticAssignment', () => {
    // SciPy's example, whose optimum is 3260.
    const A = [[0, 80, 150, 170], [80, 0, 130, 100], [150, 130, 0, 120], [170, 100, 120, 0]]; // prettier-ignore
    const B = [[0, 5, 2, 7], [0, 0, 3, 8], [0, 0, 0, 3], [0, 0, 0, 0]]; // prettier-ignore
    expect(o.quadraticAssignment(A, B).fun).toBe(3260);
    expect(o.quadraticAssignment(A, B, { method: '2opt', rng: 0 }).fun).toBeLessThanOrEqual(3640);
  });
});
