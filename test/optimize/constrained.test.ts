/** Problems of Hock and Schittkowski (1981): SLSQP, trust-constr and COBYLA find what SciPy finds. */
import { describe, expect, it } from 'vitest';
import {
  Bounds,
  LinearConstraint,
  NonlinearConstraint,
  minimize,
  rosen,
  rosenDer,
  rosenHess,
  type ConstraintDict,
  type Vector,
} from '../../src/optimize/index.js';
import { fixture } from '../oracle.js';
import './quiet.js';

type Fun = (x: number[]) => number | number[];
type Problem = [
  fun: Fun,
  x0: number[],
  bounds: [number | null, number | null][] | null,
  constraints: ['eq' | 'ineq', Fun][],
];
const { sqrt, sin } = Math;

const HS: Record<string, Problem> = {
  hs21: [([a, b]) => 0.01 * a! ** 2 + b! ** 2 - 100, [2, 2], [[2, 50], [-50, 50]], [['ineq', ([a, b]) => 10 * a! - b! - 10]]],
  hs24: [
    ([a, b]) => (((a! - 3) ** 2 - 9) * b! ** 3) / (27 * sqrt(3)),
    [1, 0.5],
    [[0, null], [0, null]],
    [['ineq', ([a, b]) => [a! / sqrt(3) - b!, a! + sqrt(3) * b!, 6 - a! - sqrt(3) * b!]]],
  ],
  hs28: [([a, b, c]) => (a! + b!) ** 2 + (b! + c!) ** 2, [-4, 1, 1], null, [['eq', ([a, b, c]) => a! + 2 * b! + 3 * c! - 1]]],
  hs35: [
    ([a, b, c]) => 9 - 8 * a! - 6 * b! - 4 * c! + 2 * a! ** 2 + 2 * b! ** 2 + c! ** 2 + 2 * a! * b! + 2 * a! * c!,
    [0.5, 0.5, 0.5],
    [[0, null], [0, null], [0, null]],
    [['ineq', ([a, b, c]) => 3 - a! - b! - 2 * c!]],
  ],
  hs39: [([a]) => -a!, [2, 2, 2, 2], null, [['eq', ([a, b, c, d]) => [b! - a! ** 3 - c! ** 2, a! ** 2 - b! - d! ** 2]]]],
  hs43: [
    ([a, b, c, d]) => a! ** 2 + b! ** 2 + 2 * c! ** 2 + d! ** 2 - 5 * a! - 5 * b! - 21 * c! + 7 * d!,
    [0, 0, 0, 0],
    null,
    [['ineq', ([a, b, c, d]) => [
      8 - a! ** 2 - b! ** 2 - c! ** 2 - d! ** 2 - a! + b! - c! + d!,
      10 - a! ** 2 - 2 * b! ** 2 - c! ** 2 - 2 * d! ** 2 + a! + d!,
      5 - 2 * a! ** 2 - b! ** 2 - c! ** 2 - 2 * a! + b! + d!,
    ]]],
  ],
  hs48: [
    ([a, b, c, d, e]) => (a! - 1) ** 2 + (b! - c!) ** 2 + (d! - e!) ** 2,
    [3, 5, -3, 2, -2],
    null,
    [['eq', ([a, b, c, d, e]) => [a! + b! + c! + d! + e! - 5, c! - 2 * (d! + e!) + 3]]],
  ],
  hs65: [
    ([a, b, c]) => (a! - b!) ** 2 + (a! + b! - 10) ** 2 / 9 + (c! - 5) ** 2,
    [-4.5, 4.5, 4],
    [[-4.5, 4.5], [-4.5, 4.5], [-5, 5]],
    [['ineq', ([a, b, c]) => 48 - a! ** 2 - b! ** 2 - c! ** 2]],
  ],
  hs71: [
    ([a, b, c, d]) => a! * d! * (a! + b! + c!) + c!,
    [1, 5, 5, 1],
    [[1, 5], [1, 5], [1, 5], [1, 5]],
    [['ineq', (x) => x.reduce((p, t) => p * t, 1) - 25], ['eq', (x) => x.reduce((s, t) => s + t * t, 0) - 40]],
  ],
  hs76: [
    ([a, b, c, d]) => a! ** 2 + 0.5 * b! ** 2 + c! ** 2 + 0.5 * d! ** 2 - a! * c! + c! * d! - a! - 3 * b! + c! - d!,
    [0.5, 0.5, 0.5, 0.5],
    [[0, null], [0, null], [0, null], [0, null]],
    [['ineq', ([a, b, c, d]) => [5 - a! - 2 * b! - c! - d!, 4 - 3 * a! - b! - 2 * c! + d!, b! + 4 * c! - 1.5]]],
  ],
  hs77: [
    ([a, b, c, d, e]) => (a! - 1) ** 2 + (a! - b!) ** 2 + (c! - 1) ** 2 + (d! - 1) ** 4 + (e! - 1) ** 6,
    [2, 2, 2, 2, 2],
    null,
    [['eq', ([a, b, c, d, e]) => [a! ** 2 * d! + sin(d! - e!) - 2 * sqrt(2), b! + c! ** 4 * d! ** 2 - 8 - sqrt(2)]]],
  ],
}; // prettier-ignore

const scipy = fixture<Record<string, Record<string, { fun: number; success: boolean }>>>('optimize/constrained.json');

describe('problems of Hock and Schittkowski', () => {
  for (const [name, [fun, x0, bounds, constraints]] of Object.entries(HS)) {
    const best = Math.min(
      ...Object.values(scipy[name]!)
        .filter((r) => r.success)
        .map((r) => r.fun),
    );
    it.each(['SLSQP', 'trust-constr', 'COBYLA', 'COBYQA'] as const)(`${name} by %s`, (method) => {
      const list: ConstraintDict[] = constraints.map(([type, c]) => ({ type, fun: (x: Vector) => c(x.toFlatArray()) }));
      const found = minimize((x) => fun(x.toFlatArray()) as number, x0, {
        method,
        ...(bounds ? { bounds } : {}),
        constraints: list,
        ...(method === 'SLSQP' || method === 'COBYQA' ? {} : { options: { maxiter: 3000 } }),
      });
      expect(found.success, found.message).toBe(true);
      expect(Math.abs(found.fun - best)).toBeLessThan(2e-3 * (1 + Math.abs(best)));
      const x = found.x.toFlatArray();
      for (const [type, c] of constraints) {
        for (const t of [c(x)].flat()) expect(type === 'eq' ? -Math.abs(t) : t).toBeGreaterThan(-1e-3);
      }
      bounds?.forEach(([l, u], i) =>
        expect(x[i]! >= (l ?? -Infinity) - 1e-4 && x[i]! <= (u ?? Infinity) + 1e-4).toBe(true),
      );
    });
  }
});

describe('constraints of every kind', () => {
  // SciPy's tutorial: the solution is (0.41494475, 0.1701105).
  const given = [
    new LinearConstraint([[1, 2], [2, 1]], [-Infinity, 1], [1, 1]), // prettier-ignore
    new NonlinearConstraint((x) => [x.item(0) ** 2 + x.item(1), x.item(0) ** 2 - x.item(1)], -Infinity, 1),
  ];
  it.each(['trust-constr', 'SLSQP', 'COBYLA', 'COBYQA'] as const)('%s', (method) => {
    const found = minimize(rosen, [0.5, 0], {
      method,
      jac: rosenDer,
      bounds: new Bounds([0, -0.5], [1, 2]),
      constraints: given,
    });
    expect(found.x.toFlatArray()).toEqual([expect.closeTo(0.41494475, 3), expect.closeTo(0.1701105, 3)]);
  });

  it('Hessians of constraints: given, differences, strategies', () => {
    const circle = (hess: object): NonlinearConstraint =>
      new NonlinearConstraint((x) => x.item(0) ** 2 + x.item(1) ** 2, 0, 1.5, {
        jac: (x) => [[2 * x.item(0), 2 * x.item(1)]],
        ...hess,
      });
    const kinds = [{}, { hess: '2-point' as const }, { hess: (_: Vector, v: Vector) => [[2 * v.item(0), 0], [0, 2 * v.item(0)]] }]; // prettier-ignore
    for (const hess of kinds) {
      const found = minimize(rosen, [0.1, 0.1], {
        method: 'trust-constr',
        jac: rosenDer,
        hess: rosenHess,
        constraints: circle(hess),
      });
      expect(found.x.item(0) ** 2 + found.x.item(1) ** 2).toBeCloseTo(1.5, 5);
      expect(found.fun).toBeCloseTo(0.00868, 3);
    }
  });

  it('says where constraints contradict each other', () => {
    const contradictory: ConstraintDict[] = [
      { type: 'ineq', fun: (x) => x.item(0) - 2 },
      { type: 'ineq', fun: (x) => 1 - x.item(0) },
    ];
    for (const method of ['SLSQP', 'COBYLA'] as const) {
      expect(minimize((x) => x.item(0) ** 2, 0, { method, constraints: contradictory }).success, method).toBe(false);
    }
  });
});
