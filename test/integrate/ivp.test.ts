// Initial value problems against SciPy: the DETEST and stiff sets, events, dense output, complex states, and what goes wrong.

import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import * as np from '../../src/index.js';
import { OdeSolution, solveIvp, type EventFunction, type IvpMethod } from '../../src/integrate/index.js';
import { fixture } from '../oracle.js';
import { NONSTIFF, STIFF, type Problem } from './problems.js';

type Run = [string, IvpMethod | 'truth', number, number, number, number, number, number, number[]];

/** RK and Radau make the very steps of SciPy; the others are held to its counters and errors. */
const EXACT: readonly string[] = ['RK23', 'RK45', 'DOP853'];

function check(set: Record<string, Problem>, runs: Run[]): void {
  const truths = new Map(runs.filter((run) => run[1] === 'truth').map((run) => [run[0], run[8]]));
  for (const [name, method, rtol, nfev, njev, nlu, points, error, y] of runs) {
    if (method === 'truth') continue;
    const { fun, y0, end } = set[name]!;
    const found = solveIvp((t, state) => fun(t, [...state] as number[]), [0, end], y0, {
      method,
      rtol,
      atol: rtol * 1e-3,
    });
    const label = `${name} ${method} ${rtol}`;
    expect(found.message, label).toBe('The solver successfully reached the end of the integration interval.');
    const last = found.y.at(':', -1).toArray() as number[];
    if (EXACT.includes(method)) {
      // The same steps, but for rounding where an error estimate cancels or stability limits the step.
      // C2 is stiff enough that stability limits nearly every step there.
      const slack = name === 'C2' ? 0.2 : 0.06;
      expect(Math.abs(found.nfev - nfev), label).toBeLessThanOrEqual(slack * nfev);
      expect(Math.abs(found.t.size - points), label).toBeLessThanOrEqual(slack * points);
      last.forEach((value, i) =>
        expect(Math.abs(value - y[i]!), label).toBeLessThanOrEqual(
          (name === 'C2' ? 1 : 5e-3) * rtol * (1 + Math.abs(y[i]!)),
        ),
      );
    } else {
      // LSODA's orbits change their steps with rounding: SciPy's count for D1 goes from 539 to 571 with rtol by 1e-13.
      if (method === 'LSODA')
        expect(Math.abs(found.nfev - nfev), label).toBeLessThanOrEqual((name === 'D1' ? 0.15 : 0.1) * nfev + 2);
      else {
        // A tenth more evaluations than SciPy's, and a handful where there are few.
        expect(found.nfev, label).toBeLessThanOrEqual(nfev * 1.1 + 25);
        expect(found.njev, label).toBeLessThanOrEqual(njev * 1.1 + 2);
        expect(found.nlu, label).toBeLessThanOrEqual(nlu * 1.1 + 4);
      }
    }
    const truth = truths.get(name)!;
    const own = Math.max(...last.map((value, i) => Math.abs(value - truth[i]!) / (Math.abs(truth[i]!) + 1e-3)));
    expect(own, label).toBeLessThanOrEqual(10 * error + rtol);
  }
}

describe('solveIvp on problem sets', () => {
  const nonstiff = fixture<Run[]>('integrate/nonstiff.json');
  const stiff = fixture<Run[]>('integrate/stiff.json');
  for (const name of Object.keys(NONSTIFF)) {
    it(`DETEST ${name}`, () =>
      check(
        NONSTIFF,
        nonstiff.filter((run) => run[0] === name),
      ));
  }
  for (const name of Object.keys(STIFF)) {
    it(`stiff ${name}`, () =>
      check(
        STIFF,
        stiff.filter((run) => run[0] === name),
      ));
  }
});

interface Events {
  readonly fall: {
    t: number[];
    tEvents: number[][];
    yEvents: number[][][];
    status: number;
    message: string;
    sol: number[][];
    grid: number[];
  };
  readonly complex: { re: number[][]; im: number[][]; t: number[]; nfev: number };
}

const close = (actual: np.NDArray, expected: unknown, digits: number): void => {
  const flat = (expected as unknown[]).flat(Infinity) as number[];
  const values = actual.toFlatArray() as number[];
  expect(values.length).toBe(flat.length);
  values.forEach((value, i) => expect(value).toBeCloseTo(flat[i]!, digits));
};

describe('solveIvp', () => {
  const answers = fixture<Events>('integrate/events.json');

  it('finds events, ends at terminal ones, and interpolates', () => {
    const hit: EventFunction = (_, y) => y.item(0) as number;
    hit.terminal = true;
    hit.direction = -1;
    const top: EventFunction = (_, y) => y.item(1) as number;
    const found = solveIvp((_, [, v]) => [v!, -9.8], [0, 100], [10, 20], {
      events: [hit, top],
      denseOutput: true,
      rtol: 1e-8,
    });
    const { fall } = answers;
    expect(found.status).toBe(fall.status);
    expect(found.message).toBe(fall.message);
    close(found.t, fall.t, 9);
    found.tEvents!.forEach((times, k) => close(times, fall.tEvents[k], 9));
    found.yEvents!.forEach((states, k) => close(states, fall.yEvents[k], 8));
    expect(found.yEvents![0]!.shape).toEqual([1, 2]);
    expect(found.sol).toBeInstanceOf(OdeSolution);
    close(found.sol!.evaluate(fall.grid), fall.sol, 8);
  });

  it('counts occurrences of events', () => {
    const cross: EventFunction = (_, y) => y.item(0) as number;
    cross.terminal = 3;
    const found = solveIvp((_, [x, v]) => [v!, -x!], [0, 100], [1, 0], { events: cross, rtol: 1e-8, atol: 1e-10 });
    expect(found.status).toBe(1);
    close(
      found.tEvents![0]!,
      [0.5, 1.5, 2.5].map((k) => k * Math.PI),
      6,
    );
  });

  it('sees an event that starts at zero only where it is crossed again', () => {
    const start: EventFunction = (_, y) => y.item(1) as number;
    const found = solveIvp((_, [x, v]) => [v!, -x!], [0, 4], [1, 0], { events: start, rtol: 1e-8, atol: 1e-10 });
    expect(found.tEvents![0]!.item(found.tEvents![0]!.size - 1)).toBeCloseTo(Math.PI, 6);
  });

  it('takes complex states, backwards too', () => {
    const found = solveIvp(
      (_, y) => [y.at(0).mul(new np.Complex(0, 1)), y.at(1).neg()] as np.ArrayLike,
      [3, -1],
      [new np.Complex(1, 1), new np.Complex(2, 0)],
      { tEval: [3, 1.5, 0, -1], rtol: 1e-6 },
    );
    const { complex } = answers;
    expect(found.nfev).toBe(complex.nfev);
    close(np.real(found.y) as np.NDArray, complex.re, 8);
    close(np.imag(found.y) as np.NDArray, complex.im, 8);
    const stiff = solveIvp(
      (_, y) => [y.at(0).mul(new np.Complex(-50, 3))] as np.ArrayLike,
      [0, 1],
      [new np.Complex(1, 0)],
      {
        method: 'BDF',
        rtol: 1e-8,
        atol: 1e-10,
      },
    );
    expect(stiff.success).toBe(true);
    expect(stiff.y.item(0, -1).abs()).toBeLessThan(1e-8);
    expectTypeOf(found.y).toEqualTypeOf<np.NDArray<'complex128'>>();
  });

  it('uses Jacobians that are given, sparse ones too', () => {
    const n = 40;
    const heat = (_: number, y: np.NDArray<'float64'>): Float64Array => {
      const u = y.data;
      return Float64Array.from(u, (value, i) => 100 * ((u[i - 1] ?? 0) - 2 * value + (u[i + 1] ?? 0)));
    };
    const y0 = Float64Array.from({ length: n }, (_, i) => Math.sin((Math.PI * (i + 1)) / (n + 1)));
    const jac = np.zeros([n, n]);
    for (let i = 0; i < n; i++)
      for (let j = Math.max(0, i - 1); j <= Math.min(n - 1, i + 1); j++) jac.set([i, j], i === j ? -200 : 100);
    const decay = Math.exp(-400 * Math.sin(Math.PI / (2 * (n + 1))) ** 2);
    for (const method of ['Radau', 'BDF', 'LSODA'] as const) {
      const options = { method, rtol: 1e-7, atol: 1e-9 };
      const differenced = solveIvp(heat, [0, 1], y0, options);
      const variants = [
        solveIvp(heat, [0, 1], y0, { ...options, jac }),
        solveIvp(heat, [0, 1], y0, { ...options, jac: () => jac }),
        solveIvp(heat, [0, 1], y0, { ...options, jacSparsity: { lower: 1, upper: 1 } }),
        solveIvp(heat, [0, 1], y0, { ...options, jacSparsity: np.notEqual(jac, 0) }),
      ];
      for (const found of [differenced, ...variants]) {
        expect(found.success).toBe(true);
        found.y
          .at(':', -1)
          .toFlatArray()
          .forEach((value, i) => expect(value).toBeCloseTo(decay * y0[i]!, 6));
      }
      expect(variants[0]!.njev).toBe(0);
      expect(variants[2]!.njev).toBe(differenced.njev);
    }
  });

  it('finds an order of small bandwidth for scattered sparsity', () => {
    // The same heat equation with its unknowns shuffled.
    const n = 30;
    const order = Array.from({ length: n }, (_, i) => (i * 7) % n);
    const place = new Map(order.map((site, k) => [site, k]));
    const rows: number[] = [];
    const columns: number[] = [];
    order.forEach((site, k) => {
      for (const other of [site - 1, site, site + 1]) {
        if (!place.has(other)) continue;
        rows.push(k);
        columns.push(place.get(other)!);
      }
    });
    const heat = (_: number, y: np.NDArray<'float64'>): number[] =>
      order.map((site, k) => {
        const at = (s: number): number => (place.has(s) ? y.item(place.get(s)!) : 0);
        return 50 * (at(site - 1) - 2 * y.item(k) + at(site + 1));
      });
    const y0 = order.map((site) => Math.sin((Math.PI * (site + 1)) / (n + 1)));
    const found = solveIvp(heat, [0, 1], y0, {
      method: 'BDF',
      rtol: 1e-8,
      atol: 1e-10,
      jacSparsity: { rows, columns },
    });
    const decay = Math.exp(-200 * Math.sin(Math.PI / (2 * (n + 1))) ** 2);
    found.y
      .at(':', -1)
      .toFlatArray()
      .forEach((value, i) => expect(value).toBeCloseTo(decay * y0[i]!, 6));
  });

  it('is the same for every way to write a function', () => {
    const ways = [
      (_: number, [x, v]: np.NDArray<'float64'>) => [v!, -x!],
      (_: number, y: np.NDArray<'float64'>) => np.array([y.item(1), -y.item(0)]),
      (_: number, y: np.NDArray<'float64'>) => Float64Array.of(y.item(1), -y.item(0)),
    ];
    const ends = ways.map((fun) => solveIvp(fun, [0, 3], [1, 0]).y.toArray());
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
    const columns = solveIvp((_, y) => np.stack([y.at(1), y.at(0).neg()]), [0, 3], [1, 0], { vectorized: true });
    expect(columns.y.toArray()).toEqual(ends[0]);
  });

  it('takes problems without components or without length', () => {
    const empty = solveIvp(() => [], [0, 1], [] as number[]);
    expect(empty.y.shape).toEqual([0, 2]);
    expect(empty.success).toBe(true);
    const still = solveIvp((_, [y]) => [-y!], [2, 2], [1]);
    expect(still.y.toArray()).toEqual([[1, 1]]);
  });

  it('says why it cannot go on', () => {
    for (const method of ['RK23', 'RK45', 'DOP853', 'Radau', 'BDF', 'LSODA'] as const) {
      const blowUp = solveIvp((_, [y]) => [y! * y!], [0, 2], [1], { method });
      expect(blowUp.success, method).toBe(false);
      expect(blowUp.status).toBe(-1);
      expect(Math.abs(blowUp.t.item(blowUp.t.size - 1) - 1)).toBeLessThan(0.02);
      const broken = solveIvp((t, [y]) => [t > 0.5 ? NaN : -y!], [0, 2], [1], { method });
      expect(broken.success, method).toBe(false);
      expect(broken.message.length).toBeGreaterThan(10);
    }
    const stiff = solveIvp((_, [y]) => [-1e9 * (y! - 1)], [0, 1e4], [0], { method: 'RK45' });
    expect(stiff.success).toBe(false);
    expect(stiff.message).toMatch(/stiff/);
  });

  it('lets errors and aborts through', () => {
    expect(() =>
      solveIvp(
        (t) => {
          if (t > 0.5) throw new Error('no more');
          return [1];
        },
        [0, 1],
        [0],
      ),
    ).toThrow('no more');
    const controller = new AbortController();
    expect(() =>
      solveIvp(
        (t, [y]) => {
          if (t > 0.5) controller.abort(new Error('stopped'));
          return [-y!];
        },
        [0, 100],
        [1],
        { signal: controller.signal, maxStep: 0.1 },
      ),
    ).toThrow('stopped');
  });

  it('refuses what makes no sense', () => {
    const decay = (_: number, [y]: np.NDArray<'float64'>): number[] => [-y!];
    expect(() => solveIvp(decay, [0, 1], [NaN])).toThrow('all components of the initial state y0 must be finite');
    expect(() => solveIvp(decay, [0, 1], [[1]])).toThrow('y0 must be 1-dimensional, got shape (1,1)');
    expect(() => solveIvp(() => [1, 2], [0, 1], [1])).toThrow(
      'as many values as the state has, 1; it returned shape (2,)',
    );
    expect(() => solveIvp((() => undefined) as never, [0, 1], [1])).toThrow(
      'must return 1 value, it returned undefined',
    );
    expect(() => solveIvp(decay, [0, 1], [1], { method: 'RK99' as never })).toThrow("method must be one of 'RK45'");
    expect(() => solveIvp(decay, [0, 1], [1], { tEval: [0, 2] })).toThrow('2 is not in [0, 1]');
    expect(() => solveIvp(decay, [0, 1], [1], { tEval: [0.5, 0.2] })).toThrow('not properly sorted');
    expect(() => solveIvp(decay, [0, 1], [1], { rtol: -1 })).toThrow('rtol must not be negative, got -1');
    expect(() => solveIvp(decay, [0, 1], [1], { atol: [1, 2] })).toThrow('atol must be a number or have shape (1,)');
    expect(() => solveIvp(decay, [0, 1], [1], { firstStep: 2 })).toThrow('firstStep 2 exceeds the interval');
    expect(() => solveIvp(decay, [0, 1], [1], { maxStep: 0 })).toThrow('maxStep must be positive, got 0');
    expect(() => solveIvp(() => [1], [0, 1], [new np.Complex(1, 0)], { method: 'Radau' })).toThrow('complex domain');
    // @ts-expect-error an option of another name
    expect(() => solveIvp(decay, [0, 1], [1], { t_eval: [0] })).toThrow("unexpected option 't_eval'");
    expect(() => solveIvp(decay, [0, 1], [1], { method: 'BDF', jac: [[1, 2]] })).toThrow('jac must have shape (1,1)');
    expect(() => solveIvp(decay, [0, 1, 2], [1])).toThrow('tSpan must be two numbers');
  });

  it('warns of tolerances that double precision cannot serve', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    solveIvp((_, [y]) => [-y!], [0, 0.1], [1], { rtol: 1e-20 });
    expect(warn.mock.calls[0]![0]).toMatch(/rtol is too small/);
    warn.mockRestore();
  });
});
