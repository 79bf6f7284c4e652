// What SciPy has since 1.15: generateKnots, makeSplrep, makeSplprep, AAA; and sparse design matrices. See smoothingOracle.py.

import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { AAA, BSpline, generateKnots, makeInterpSpline, makeSplprep, makeSplrep } from '../../src/interpolate/index.js';
import { fixture } from '../oracle.js';

type Pairs = [number, number][];
interface Fixture {
  splrep: { s: number; k: number; steps: number[]; t: number[]; v: number[] }[];
  weighted: number[];
  'on knots': number[];
  'splprep 0': { u: number[]; v: number[][] };
  'splprep 0.01': { u: number[]; v: number[][] };
  aaa: Record<string, { support: Pairs; errors: number[]; v: Pairs; poles: Pairs; residues: Pairs; roots: Pairs }>;
}
const f = fixture<Fixture>('interpolate/smoothing.json.gz');
const apart = (a: unknown, b: readonly (number | number[])[]): number => {
  const own = (a as np.NDArray).toFlatArray().map(Number);
  const expected = b.flat();
  expect(own.length).toBe(expected.length);
  return Math.max(...own.map((v, i) => Math.abs(v - expected[i]!)));
};
const x = np.linspace(0, 10, 60);
const xs = x.toFlatArray().map(Number);
const y = xs.map((v) => Math.sin(v) + 0.1 * Math.cos(17 * v));
const q = np.linspace(-0.1, 10.1, 23);

describe('smoothing splines', () => {
  it.each(f.splrep)('s = $s, k = $k', ({ s, k, steps, t, v }) => {
    const knots = [...generateKnots(x, y, { s, k })];
    expect(knots.map((list) => list.size)).toEqual(steps);
    expect(apart(knots.at(-1), t)).toBe(0);
    expect(apart(makeSplrep(x, y, { s, k }).evaluate(q), v)).toBeLessThan(s === 0.001 ? 1e-7 : 1e-12);
  });

  it('weights, an interval of its own, given knots', () => {
    const w = xs.map((v) => 1 + 0.5 * Math.sin(v));
    expect(apart(makeSplrep(x, y, { s: 0.1, w, xb: -1, xe: 11 }).evaluate(q), f.weighted)).toBeLessThan(1e-11);
    const t = [0, 0, 0, 0, 2, 4, 6, 8, 10, 10, 10, 10];
    expect(apart(makeSplrep(x, y, { s: 9, t }).evaluate(q), f['on knots'])).toBeLessThan(1e-11);
  });

  it('of curves', () => {
    const curve = [xs.map(Math.cos), xs.map((v) => Math.sin(v) + 0.01 * v)];
    for (const s of [0, 0.01] as const) {
      const [spline, u] = makeSplprep(curve, { s });
      const e = f[`splprep ${s}`];
      expect(apart(u, e.u)).toBeLessThan(1e-15);
      const values = spline.evaluate(np.linspace(0, 1, 11));
      expect(values.shape).toEqual([2, 11]);
      expect(apart(values, e.v)).toBeLessThan(1e-12);
    }
  });

  it('refuse what cannot be', () => {
    expect(() => makeSplrep([0, 2, 1, 3, 4], [0, 1, 2, 3, 4])).toThrow(/ordered/);
    expect(() => makeSplrep([0, 1, 1, 3, 4], [0, 1, 2, 3, 4])).toThrow(/ordered/);
    expect(() => makeSplrep([0, 1, 2], [0, 1, 2])).toThrow(/more than k = 3 points, got 3/);
    expect(() => makeSplrep(x, y.slice(1))).toThrow(/same length/);
    expect(() => makeSplrep(x, y, { s: -1 })).toThrow(/non-negative/);
    expect(() => makeSplrep(x, y, { w: [1] })).toThrow(/incompatible length/);
    expect(() => makeSplrep(x, [NaN, ...y.slice(1)], { s: 1 })).toThrow(/only finite/);
    expect(() => makeSplrep(x, y, { t: [0, 1] })).toThrow(/s == 0/);
    expect(() => [...generateKnots(x, y, { s: 1, nest: 3 })]).toThrow(/nest must be/);
    expect(() => makeSplprep([1, 2, 3] as never)).toThrow(/list of coordinates/);
  });
});

const z = np.linspace(-1, 1, 60);
const zs = z.toFlatArray().map(Number);
const circle = Array.from({ length: 80 }, (_, i) => new np.Complex(Math.cos((Math.PI * i) / 40), Math.sin((Math.PI * i) / 40))); // prettier-ignore
const tan = ({ re, im }: np.Complex): np.Complex => {
  const d = Math.cos(2 * re) + Math.cosh(2 * im);
  return new np.Complex(Math.sin(2 * re) / d, Math.sinh(2 * im) / d);
};
const made: Record<string, () => AAA> = {
  tan: () => new AAA(z, zs.map((v) => Math.tan(2 * v))),
  exp: () => new AAA(z, np.exp(z)),
  abs: () => new AAA(z, zs.map(Math.abs)),
  circle: () => new AAA(circle, circle.map((w) => tan(w.mul(1.4)))),
  rough: () => new AAA(z, np.exp(z), { rtol: 1e-3 }),
  'few terms': () => new AAA(z, zs.map(Math.abs), { maxTerms: 5 }),
}; // prettier-ignore

/** What a symmetry of points and values makes of points, and of residues. */
interface Turn {
  point: (z: np.Complex) => np.Complex;
  residue: (c: np.Complex) => np.Complex;
}
const same = (z: np.Complex): np.Complex => z;
const opposite = ({ re, im }: np.Complex): np.Complex => new np.Complex(-re, -im);
const conjugate = ({ re, im }: np.Complex): np.Complex => new np.Complex(re, -im);
const mirrored = ({ re, im }: np.Complex): np.Complex => new np.Complex(-re, im);
const asItIs: Turn = { point: same, residue: same };
/** Of a symmetrical pair of points a machine's last bit decides which comes first: the approximation is the oracle's or its mirror image. */
const turns: Record<string, Turn[]> = {
  tan: [asItIs, { point: opposite, residue: same }],
  abs: [asItIs, { point: opposite, residue: opposite }],
  'few terms': [asItIs, { point: opposite, residue: opposite }],
  circle: [asItIs, { point: opposite, residue: same }, { point: conjugate, residue: conjugate }, { point: mirrored, residue: conjugate }], // prettier-ignore
};
const turned = (list: Pairs, turn: (z: np.Complex) => np.Complex): Pairs =>
  list.map(([re, im]) => turn(new np.Complex(re, im))).map((c) => [c.re, c.im]);

/** How far the farthest of some complex numbers lies from all others. */
function strays(found: np.NDArray, expected: Pairs): number {
  const own = (found.toFlatArray() as (np.Complex | number)[]).map((c) => (typeof c === 'number' ? new np.Complex(c) : c)); // prettier-ignore
  return Math.max(0, ...expected.map(([re, im]) => Math.min(...own.map((c) => Math.hypot(c.re - re, c.im - im)))));
}

describe('AAA', () => {
  it.each(Object.keys(made))('%s', (name) => {
    const r = made[name]!();
    const e = f.aaa[name]!;
    expect(r.supportPoints.size).toBe(e.support.length);
    const away = ({ point }: Turn): number => strays(r.supportPoints, turned(e.support, point));
    const { point, residue } = (turns[name] ?? [asItIs]).reduce((best, turn) =>
      away(turn) < away(best) ? turn : best,
    );
    expect(strays(r.supportPoints, turned(e.support, point))).toBeLessThan(1e-15);
    expect(apart(r.errors, e.errors)).toBeLessThan(1e-12);
    const at = np.linspace(-0.97, 0.95, 11);
    const points = name === 'circle' ? np.multiply(at, new np.Complex(0.5, 0.5)) : at;
    expect(strays(r.evaluate(points) as np.NDArray, e.v)).toBeLessThan(1e-8);
    // What lies far from the points is known to fewer figures.
    expect(strays(r.poles(), turned(e.poles, point))).toBeLessThan(1e-4);
    expect(strays(r.residues(), turned(e.residues, residue))).toBeLessThan(1e-4);
    expect(strays(r.roots(), turned(e.roots, point))).toBeLessThan(1e-4);
  });

  it('takes out what rounding adds', () => {
    const noisy = zs.map((v) => Math.exp(v) * (1 + 1e-15 * Math.sin(1e5 * v)));
    const all = new AAA(z, noisy, { rtol: 0, maxTerms: 20, cleanUp: false });
    expect(all.supportPoints.size).toBe(20);
    const before = all.poles().size;
    const gone = all.cleanUp(1e-10);
    expect(gone).toBeGreaterThan(0);
    expect(all.poles().size).toBe(before - gone);
    expect(Math.abs((all.evaluate(0.3) as number) - Math.exp(0.3))).toBeLessThan(1e-12);
  });

  it('odd points', () => {
    const r = new AAA([0, 1, 2, 3, 4], [1, NaN, 1, 1, 1]);
    expect(r.evaluate(7)).toBe(1);
    expect(new AAA(z, np.exp(z)).evaluate(NaN)).toBeNaN();
    expect(new AAA([0, 1, 2, 3], [1, 1 / 2, 1 / 3, 1 / 4]).evaluate(Infinity)).toBeCloseTo(0, 12);
    expect(() => new AAA([0, 1], [1])).toThrow(/same size, got 2 and 1/);
    expect(() => new AAA([], [])).toThrow(/at least one point/);
    expect(() => new AAA([1], [NaN])).toThrow(/at least one point/);
    expect(() => new AAA(z, z, { maxTerms: 0 })).toThrow(/maxTerms/);
    expect(() => new AAA(np.ones([2, 2]), np.ones([2, 2]))).toThrow(/1-D/);
  });
});

describe('design matrices', () => {
  it('are sparse', () => {
    const { t, c } = makeInterpSpline([0, 1, 2, 3, 4], [0, 1, 4, 9, 16]);
    const points = [0, 0.5, 3.2, 4];
    const m = BSpline.designMatrix(points, t, 3);
    expect(m.shape).toEqual([4, 5]);
    expect(m.nnz).toBe(16);
    expect(m.indptr.toArray()).toEqual([0, 4, 8, 12, 16]);
    expect(apart(m.dot(c), [0, 0.25, 10.24, 16])).toBeLessThan(1e-13);
    expect(apart(np.matmul(m.toarray(), c), [0, 0.25, 10.24, 16])).toBeLessThan(1e-13);
    expect(m.dot(np.stack([c, c], { axis: 1 })).shape).toEqual([4, 2]);
    expect(() => m.dot([1, 2])).toThrow(/must have 5 rows, got shape \(2,\)/);
    expect(BSpline.designMatrix([], t, 3).toarray().shape).toEqual([0, 5]);
  });
});
