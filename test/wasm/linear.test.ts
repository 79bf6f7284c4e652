// The products, rank-k updates and triangular solves of the WebAssembly module against plain loops, within the error
// bounds of sums of products (N. Higham, Accuracy and Stability of Numerical Algorithms, ch. 3), for all strides.
import { describe, expect, it } from 'vitest';
import { linear } from './variants.js';

/** A matrix in scratch memory: element (i, j), of `parts` numbers, at `base + i * row + j * column` elements. */
interface Layout {
  readonly row: number;
  readonly column: number;
  /** Elements that it spans. */
  readonly span: number;
}

const layouts: Record<string, (m: number, n: number) => Layout> = {
  rows: (m, n) => ({ row: n, column: 1, span: m * n }),
  columns: (m, n) => ({ row: 1, column: m, span: m * n }),
  'wide rows': (m, n) => ({ row: n + 3, column: 1, span: m * (n + 3) }),
  gaps: (m, n) => ({ row: 2 * n + 1, column: 2, span: m * (2 * n + 1) + 2 * n }),
};

let seed = 12345;
/** Uniform in [-1, 1), the same on every run. */
function random(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
  return seed / 2 ** 31;
}

/** Values of an m x n matrix, `parts` numbers an element. */
function values(m: number, n: number, parts: number, single: boolean): number[] {
  return Array.from({ length: m * n * parts }, () => (single ? Math.fround(random()) : random()));
}

type Store = Float64Array | Float32Array;

function put(store: Store, { row, column }: Layout, m: number, n: number, parts: number, from: number[]): void {
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++)
      for (let p = 0; p < parts; p++) store[(i * row + j * column) * parts + p] = from[(i * n + j) * parts + p]!;
}

function get(store: Store, { row, column }: Layout, m: number, n: number, parts: number): number[] {
  const to: number[] = [];
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) for (let p = 0; p < parts; p++) to.push(store[(i * row + j * column) * parts + p]!);
  return to;
}

const kinds = [
  { letter: 'd', parts: 1, single: false },
  { letter: 's', parts: 1, single: true },
  { letter: 'z', parts: 2, single: false },
  { letter: 'c', parts: 2, single: true },
] as const;

/** c + scale op(a) op(b) by plain loops in double precision, and for each element the sum of magnitudes. */
function naive(
  parts: number,
  m: number,
  n: number,
  k: number,
  scale: readonly [number, number],
  a: number[],
  conjA: boolean,
  b: number[],
  conjB: boolean,
  c: number[],
): { value: number[]; size: number[] } {
  const value: number[] = [];
  const size: number[] = [];
  const [sa, sb] = [conjA ? -1 : 1, conjB ? -1 : 1];
  const big = Math.hypot(...scale);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let [re, im, sum] = [0, 0, 0];
      for (let l = 0; l < k; l++) {
        const p = (i * k + l) * parts;
        const q = (l * n + j) * parts;
        const [ar, ai] = [a[p]!, parts === 2 ? sa * a[p + 1]! : 0];
        const [br, bi] = [b[q]!, parts === 2 ? sb * b[q + 1]! : 0];
        re += ar * br - ai * bi;
        im += ar * bi + ai * br;
        sum += Math.hypot(ar, ai) * Math.hypot(br, bi);
      }
      const at = (i * n + j) * parts;
      value.push(c[at]! + scale[0] * re - scale[1] * im);
      if (parts === 2) value.push(c[at + 1]! + scale[0] * im + scale[1] * re);
      const bound = big * sum + Math.abs(c[at]!) + (parts === 2 ? Math.abs(c[at + 1]!) : 0);
      for (let p = 0; p < parts; p++) size.push(bound);
    }
  return { value, size };
}

/** Is every element within (terms + 8) roundings of the sum of magnitudes? Returns the worst excess. */
function excess(got: number[], { value, size }: { value: number[]; size: number[] }, terms: number, single: boolean) {
  const eps = single ? 2 ** -24 : 2 ** -53;
  let worst = 0;
  for (let i = 0; i < value.length; i++) {
    const error = Math.abs(got[i]! - value[i]!);
    if (!(error <= (terms + 8) * 2 * eps * size[i]!)) worst = Math.max(worst, error / (eps * size[i]! || 1), 1e-300);
  }
  return worst;
}

for (const { variant, module } of linear) {
  /** One product with the given layouts; returns the excess of its error and whether gaps of C were left alone. */
  const check = (
    kind: (typeof kinds)[number],
    [m, k, n]: readonly [number, number, number],
    [la, lb, lc]: readonly [string, string, string],
    scale: readonly [number, number],
    conjA: boolean,
    conjB: boolean,
    accumulate: boolean,
  ): number =>
    module.scratch((scratch, exports) => {
      const { letter, parts, single } = kind;
      const width = (single ? 4 : 8) * parts;
      const [A, B, C] = [layouts[la]!(m, k), layouts[lb]!(k, n), layouts[lc]!(m, n)];
      const space = scratch.reserve(exports.space!());
      const [a, b, c] = [A, B, C].map(({ span }) => scratch.reserve(span * width)) as [number, number, number];
      const view = (at: number, { span }: Layout): Store =>
        single ? scratch.floats(at, span * parts) : scratch.doubles(at, span * parts);
      const [x, y, z] = [values(m, k, parts, single), values(k, n, parts, single), values(m, n, parts, single)];
      view(c, C).fill(7);
      put(view(a, A), A, m, k, parts, x);
      put(view(b, B), B, k, n, parts, y);
      put(view(c, C), C, m, n, parts, z);
      const head = parts === 2 ? [m, n, k, ...scale] : [m, n, k, scale[0]];
      const conj = (flag: boolean): number[] => (parts === 2 ? [Number(flag)] : []);
      exports[`${letter}gemm`]!(
        ...head,
        ...[a, A.row, A.column, ...conj(conjA)],
        ...[b, B.row, B.column, ...conj(conjB)],
        ...[c, C.row, C.column, Number(accumulate), space],
      );
      const after = view(c, C);
      const start = accumulate ? z : z.map(() => 0);
      const wanted = naive(parts, m, n, k, scale, x, conjA, y, conjB, start);
      const worst = excess(get(after, C, m, n, parts), wanted, 2 * k, single);
      put(after, C, m, n, parts, Array<number>(m * n * parts).fill(7));
      expect(after.every((v) => v === 7)).toBe(true);
      return worst;
    });

  describe(`linear, ${variant}`, () => {
    for (const kind of kinds) {
      it(`${kind.letter}gemm: every edge`, () => {
        const few = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        for (const m of few)
          for (const n of few)
            for (const k of [1, 2, 5, 9])
              expect(check(kind, [m, k, n], ['rows', 'rows', 'rows'], [1, 0], false, false, (m & 1) === 1)).toBe(0);
      });

      it(`${kind.letter}gemm: all layouts and sizes around the blocks`, () => {
        const names = Object.keys(layouts);
        for (const la of names)
          for (const lb of names)
            for (const lc of names)
              expect(check(kind, [17, 33, 13], [la, lb, lc], [-1, 0], true, false, true), `${la} ${lb} ${lc}`).toBe(0);
        const sizes = [
          [63, 64, 65],
          [129, 17, 63],
          [131, 257, 5],
          [3, 530, 70],
          [5, 3, 1030],
          [0, 3, 4],
          [4, 0, 3],
        ] as const;
        for (const size of sizes) {
          const scale = kind.parts === 2 ? ([0.5, -2] as const) : ([0.5, 0] as const);
          expect(check(kind, size, ['rows', 'columns', 'rows'], scale, false, true, true), String(size)).toBe(0);
          expect(check(kind, size, ['columns', 'rows', 'columns'], scale, true, true, false), String(size)).toBe(0);
        }
      });
    }

    it('dgemv and dger', () => {
      for (const name of Object.keys(layouts))
        for (const [m, n] of [
          [1, 1],
          [5, 9],
          [9, 5],
          [64, 67],
        ] as const)
          for (const step of [1, 2])
            module.scratch((scratch, exports) => {
              const A = layouts[name]!(m, n);
              const [a, x, y] = [A.span, n * step, m * step].map((length) => scratch.reserve(length * 8)) as [
                number,
                number,
                number,
              ];
              const [va, vx, vy] = [values(m, n, 1, false), values(1, n, 1, false), values(1, m, 1, false)];
              const vector = { row: 0, column: step, span: 0 };
              put(scratch.doubles(a, A.span), A, m, n, 1, va);
              put(scratch.doubles(x, n * step), vector, 1, n, 1, vx);
              put(scratch.doubles(y, m * step), vector, 1, m, 1, vy);
              exports.dgemv!(m, n, -2, a, A.row, A.column, x, step, y, step, 1);
              const product = get(scratch.doubles(y, m * step), vector, 1, m, 1);
              expect(excess(product, naive(1, m, 1, n, [-2, 0], va, false, vx, false, vy), n, false)).toBe(0);
              exports.dgemv!(m, n, -2, a, A.row, A.column, x, step, y, step, 0);
              const fresh = get(scratch.doubles(y, m * step), vector, 1, m, 1);
              const none = vy.map(() => 0);
              expect(excess(fresh, naive(1, m, 1, n, [-2, 0], va, false, vx, false, none), n, false)).toBe(0);
              exports.dger!(m, n, 3, y, step, x, step, a, A.row, A.column);
              const outer = get(scratch.doubles(a, A.span), A, m, n, 1);
              expect(excess(outer, naive(1, m, n, 1, [3, 0], fresh, false, vx, false, va), 1, false)).toBe(0);
            });
    });

    it('dsyrk: one triangle, the other untouched', () => {
      for (const [n, k] of [
        [1, 3],
        [9, 4],
        [33, 40],
        [70, 11],
        [129, 30],
      ] as const)
        for (const name of Object.keys(layouts))
          for (const lower of [true, false])
            module.scratch((scratch, exports) => {
              const [A, C] = [layouts[name]!(n, k), layouts[name]!(n, n)];
              const space = scratch.reserve(exports.space!());
              const [a, c] = [A, C].map(({ span }) => scratch.reserve(span * 8)) as [number, number];
              const [va, vc] = [values(n, k, 1, false), values(n, n, 1, false)];
              put(scratch.doubles(a, A.span), A, n, k, 1, va);
              put(scratch.doubles(c, C.span), C, n, n, 1, vc);
              exports.dsyrk!(Number(lower), n, k, -1, a, A.row, A.column, c, C.row, C.column, 1, space);
              const turned = Array.from({ length: n * k }, (_, i) => va[(i % n) * k + Math.floor(i / n)]!);
              const { value, size } = naive(1, n, n, k, [-1, 0], va, false, turned, false, vc);
              const outside = (i: number): boolean => (lower ? i % n > Math.floor(i / n) : i % n < Math.floor(i / n));
              const wanted = {
                value: value.map((v, i) => (outside(i) ? vc[i]! : v)),
                size: size.map((s, i) => (outside(i) ? 0 : s)),
              };
              expect(excess(get(scratch.doubles(c, C.span), C, n, n, 1), wanted, k, false)).toBe(0);
            });
    });

    it('dtrsm and ztrsm by residual: |B - A X| <= m eps |A| |X|', () => {
      for (const parts of [1, 2])
        for (const [m, n] of [
          [1, 1],
          [5, 3],
          [32, 70],
          [33, 9],
          [100, 67],
        ] as const)
          for (const name of Object.keys(layouts))
            for (const lower of [true, false])
              for (const unit of [true, false])
                for (const conjugate of parts === 2 ? [false, true] : [false])
                  module.scratch((scratch, exports) => {
                    const [A, B] = [layouts[name]!(m, m), layouts[name]!(m, n)];
                    const space = scratch.reserve(exports.space!());
                    const [a, b] = [A, B].map(({ span }) => scratch.reserve(span * 8 * parts)) as [number, number];
                    const stored = values(m, m, parts, false).map((v) => v / 4);
                    for (let i = 0; i < m; i++) stored[(i * m + i) * parts]! += 2;
                    const right = values(m, n, parts, false);
                    put(scratch.doubles(a, A.span * parts), A, m, m, parts, stored);
                    put(scratch.doubles(b, B.span * parts), B, m, n, parts, right);
                    const flags = [Number(lower), Number(unit), ...(parts === 2 ? [Number(conjugate)] : [])];
                    const solve = parts === 2 ? exports.ztrsm! : exports.dtrsm!;
                    solve(...flags, m, n, a, A.row, A.column, b, B.row, B.column, space);
                    const x = get(scratch.doubles(b, B.span * parts), B, m, n, parts);
                    // What the solve took A to be: one triangle, ones on the diagonal if said so.
                    const taken = stored.map((v, at) => {
                      const e = Math.floor(at / parts);
                      const [i, j] = [Math.floor(e / m), e % m];
                      if (i === j && unit) return at % parts === 0 ? 1 : 0;
                      return (lower ? j > i : j < i) ? 0 : v;
                    });
                    const zero = right.map(() => 0);
                    const { value, size } = naive(parts, m, n, m, [1, 0], taken, conjugate, x, false, zero);
                    expect(excess(value, { value: right, size }, 3 * m, false), `${m} ${n} ${name}`).toBe(0);
                  });
    });
  });
}
