/**
 * Cosine-sine decomposition of a unitary matrix (C. Van Loan, Numer. Math. 46, 1985). The upper left block gives the cosines;
 * where they are large, the sines come from singular values of their own, so that small angles are accurate too.
 */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions } from '../core/errors.js';
import type { ArrayOf, NDArray } from '../core/ndarray.js';
import {
  adjoint,
  adjointOp,
  blocks,
  dense,
  denseOf,
  part,
  plus,
  product,
  putPart,
  scaled,
  toArray,
  toVector,
  type Dense,
} from './dense.js';
import { REAL, isComplexKind, lanesOf, typed, zerosOf, type FloatOf, type RealOf } from './matrices.js';
import { factorQr, formQ, formR } from './qr.js';
import { denseSvd } from './singular.js';

/** Options of `cossin`. */
export interface CossinOptions {
  /** Rows of the upper left block. */
  p?: number | null;
  /** Columns of the upper left block. */
  q?: number | null;
  /** Give `[[u1, u2], theta, [v1h, v2h]]`. */
  separate?: boolean;
  /** Put the minus signs into the lower left block instead of the upper right one. */
  swapSign?: boolean;
}

/** The four blocks, which must be parts of a unitary matrix. */
interface Blocks {
  readonly x11: Dense;
  readonly x12: Dense;
  readonly x21: Dense;
  readonly x22: Dense;
}

function readBlocks(X: ArrayLike | readonly ArrayLike[], { p, q }: CossinOptions): Blocks {
  if (p != null || q != null) {
    const [x] = denseOf('cossin', { X: X as ArrayLike }) as [Dense];
    if (x.m !== x.n)
      throw new ValueError(`cossin: Cosine Sine decomposition only supports square matrices, got (${x.m},${x.n})`);
    const [rows, columns] = [p ?? q!, q ?? p!];
    for (const [name, value] of [
      ['p', rows],
      ['q', columns],
    ] as const) {
      if (!Number.isInteger(value) || value <= 0 || value >= x.m) {
        throw new ValueError(`cossin: invalid ${name}=${value}, 0<${name}<${x.m} must hold`);
      }
    }
    return {
      x11: part(x, 0, rows, 0, columns),
      x12: part(x, 0, rows, columns, x.n),
      x21: part(x, rows, x.m, 0, columns),
      x22: part(x, rows, x.m, columns, x.n),
    };
  }
  if (!Array.isArray(X) || X.length !== 4) {
    throw new ValueError('cossin: give p and q, or X as the four blocks [x11, x12, x21, x22]');
  }
  const [a, b, c, d] = X as [ArrayLike, ArrayLike, ArrayLike, ArrayLike];
  const [x11, x12, x21, x22] = denseOf('cossin', { x11: a, x12: b, x21: c, x22: d }) as [Dense, Dense, Dense, Dense];
  if (x11.m !== x12.m || x21.m !== x22.m || x11.n !== x21.n || x12.n !== x22.n || x11.m + x21.m !== x11.n + x12.n) {
    throw new ValueError('cossin: the four blocks do not make up a square matrix');
  }
  return { x11, x12, x21, x22 };
}

/** Columns in reverse order. */
function reversed(a: Dense): Dense {
  const result = dense(a.kind, a.m, a.n);
  for (let j = 0; j < a.n; j++) putPart(result, part(a, 0, a.m, j, j + 1), 0, a.n - 1 - j);
  return result;
}

/** Q of a QR factorisation whose R has a positive diagonal, and that diagonal. */
function positiveQr(a: Dense, columns: number): { q: Dense; diagonal: Float64Array } {
  const factored = factorQr({ ...a, data: a.data.slice() as Dense['data'] }, false);
  const q = formQ(factored, columns);
  const k = Math.min(a.m, a.n);
  const r = formR(factored, k);
  const diagonal = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    const place = j * k + j;
    const [re, im] = isComplexKind(a.kind) ? [r.data[2 * place]!, r.data[2 * place + 1]!] : [r.data[place]!, 0];
    const size = Math.hypot(re, im);
    diagonal[j] = size;
    if (size === 0) continue;
    const [c, s] = [re / size, im / size];
    for (let i = j * a.m; i < (j + 1) * a.m; i++) {
      if (!isComplexKind(a.kind)) q.data[i]! *= c;
      else {
        const [x, y] = [q.data[2 * i]!, q.data[2 * i + 1]!];
        q.data[2 * i] = x * c - y * s;
        q.data[2 * i + 1] = x * s + y * c;
      }
    }
  }
  return { q, diagonal };
}

/** The factors and the angles. */
function decompose({ x11, x12, x21, x22 }: Blocks): {
  u1: Dense;
  u2: Dense;
  v1h: Dense;
  v2h: Dense;
  theta: Float64Array;
} {
  const { kind, m: p, n: q } = x11;
  const [rest, other] = [x21.m, x12.n];
  const least = Math.min(p, q);
  const { u, s: cosines, vh } = denseSvd({ ...x11, data: x11.data.slice() as Dense['data'] }, true);
  const [u1, v1] = [u, adjoint(vh)];
  const large = cosines.filter((c) => c > Math.SQRT1_2).length;
  const c = Float64Array.from(cosines);
  const s = new Float64Array(least);
  let y = product(x21, v1);
  // The columns with large sines.
  const { q: wide, diagonal } = positiveQr(part(y, 0, rest, large, q), rest);
  for (let j = large; j < least; j++) s[j] = diagonal[j - large]!;
  const beyond = part(wide, 0, rest, q - large, rest);
  // The columns with small sines, in what is orthogonal to the others.
  y = product(beyond, part(y, 0, rest, 0, large), adjointOp(kind));
  const small = denseSvd(y, true);
  const turned = reversed(adjoint(small.vh));
  putPart(v1, product(part(v1, 0, q, 0, large), turned), 0, 0);
  const count = small.s.length;
  for (let j = 0; j < count; j++) s[large - 1 - j] = small.s[j]!;
  const weighted = { ...turned, data: turned.data.slice() as Dense['data'] };
  const lanes = lanesOf(kind);
  for (let j = 0; j < large; j++) {
    for (let i = 0; i < large * lanes; i++) weighted.data[j * large * lanes + i]! *= c[Math.floor(i / lanes)]!;
  }
  const { q: turn, diagonal: fresh } = positiveQr(weighted, large);
  putPart(u1, product(part(u1, 0, p, 0, large), turn), 0, 0);
  for (let j = 0; j < large; j++) c[j] = fresh[j]!;
  const u2 = dense(kind, rest, rest);
  putPart(u2, product(beyond, reversed(small.u)), 0, 0);
  putPart(u2, part(wide, 0, rest, 0, q - large), 0, rest - (q - large));
  const r = Math.min(p, rest, q, other);
  const n11 = least - r;
  const theta = Float64Array.from({ length: r }, (_, i) => Math.atan2(s[n11 + i]!, c[n11 + i]!));
  const cs = middle(kind, p, q, p + rest, theta);
  const v2h = plus(
    product(product(part(cs, 0, p, q, q + other), u1, 'T', adjointOp(kind)), x12),
    product(product(part(cs, p, p + rest, q, q + other), u2, 'T', adjointOp(kind)), x22),
  );
  return { u1, u2, v1h: adjoint(v1), v2h, theta };
}

/** The middle factor. */
function middle(kind: Dense['kind'], p: number, q: number, m: number, theta: Float64Array): Dense {
  const r = theta.length;
  const [n11, n12, n21, n22] = [
    Math.min(p, q) - r,
    Math.min(p, m - q) - r,
    Math.min(m - p, q) - r,
    Math.min(m - p, m - q) - r,
  ];
  const result = dense(kind, m, m);
  const lanes = lanesOf(kind);
  const put = (i: number, j: number, x: number): void => {
    result.data[(j * m + i) * lanes] = x;
  };
  for (let i = 0; i < n11; i++) put(i, i, 1);
  for (let i = 0; i < n22; i++) put(p + i, q + i, 1);
  for (let i = 0; i < n12; i++) put(n11 + r + i, q + n22 + r + i, -1);
  for (let i = 0; i < n21; i++) put(p + n22 + r + i, n11 + r + i, 1);
  for (let i = 0; i < r; i++) {
    const [c, s] = [Math.cos(theta[i]!), Math.sin(theta[i]!)];
    put(n11 + i, n11 + i, c);
    put(p + n22 + i, q + n22 + i, c);
    put(n11 + i, q + n22 + i, -s);
    put(p + n22 + i, n11 + i, s);
  }
  return result;
}

/**
 * Cosine-sine decomposition of a unitary matrix in four blocks: `X = U @ CS @ Vh`, where U and Vh are block diagonal and CS
 * consists of cosines and sines.
 *
 * @param X - array_like of shape (m, m), orthogonal or unitary, with `p` and `q`; or the four blocks `[x11, x12, x21, x22]`
 * @param options - `p`, `q`: the shape of the upper left block; `separate`, `swapSign`
 * @returns `[U, CS, Vh]`; with `separate` `[[u1, u2], theta, [v1h, v2h]]`, angles in radians
 * @throws ValueError when shapes do not fit
 */
export function cossin<X extends ArrayLike>(
  X: X,
  options: CossinOptions & { separate: true },
): [
  u: [u1: ArrayOf<FloatOf<X>>, u2: ArrayOf<FloatOf<X>>],
  theta: ArrayOf<RealOf<X>>,
  vh: [v1h: ArrayOf<FloatOf<X>>, v2h: ArrayOf<FloatOf<X>>],
];
export function cossin<X extends ArrayLike>(
  X: X,
  options?: CossinOptions,
): [U: ArrayOf<FloatOf<X>>, CS: ArrayOf<FloatOf<X>>, Vh: ArrayOf<FloatOf<X>>];
export function cossin(X: ArrayLike, options: CossinOptions = {}): unknown[] {
  checkOptions('cossin', options, ['p', 'q', 'separate', 'swapSign']);
  const given = readBlocks(X, options);
  const { kind, m: p, n: q } = given.x11;
  const m = p + given.x21.m;
  const found = decompose(given);
  let { u2, v2h } = found;
  if (options.swapSign) [u2, v2h] = [scaled(u2, -1), scaled(v2h, -1)];
  const { u1, v1h, theta } = found;
  if (options.separate) {
    const angles = zerosOf(REAL[kind], theta.length);
    angles.set(theta);
    return [
      [toArray(u1), toArray(u2)],
      typed<NDArray>(toVector(dense(REAL[kind], theta.length, 1, angles))),
      [toArray(v1h), toArray(v2h)],
    ];
  }
  const cs = middle(kind, p, q, m, theta);
  if (options.swapSign) {
    const flip = (i0: number, i1: number, j0: number, j1: number): void =>
      putPart(cs, scaled(part(cs, i0, i1, j0, j1), -1), i0, j0);
    flip(0, p, q, m);
    flip(p, m, 0, q);
  }
  const zeros = (rows: number, columns: number): Dense => dense(kind, rows, columns);
  return [
    toArray(
      blocks([
        [u1, zeros(p, m - p)],
        [zeros(m - p, p), u2],
      ]),
    ),
    toArray(cs),
    toArray(
      blocks([
        [v1h, zeros(q, m - q)],
        [zeros(m - q, q), v2h],
      ]),
    ),
  ];
}
