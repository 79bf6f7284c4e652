/**
 * Trying a library before it is trusted: a product, a factorisation and an eigenproblem in all four kinds, whose answers are known.
 * A library whose integers are wider than assumed, or which is broken, answers wrongly here and not in a program.
 */
import type { Kind, Routine, Signature } from './fortran.js';

interface Library {
  routine(kind: Kind, name: string, signature: Signature): Routine;
}

const KINDS: readonly Kind[] = ['s', 'd', 'c', 'z'];

/** Real values as an array of a kind. */
function filled(kind: Kind, values: readonly number[]): Float32Array | Float64Array {
  const complex = kind === 'c' || kind === 'z';
  const slots = complex ? values.flatMap((value) => [value, 0]) : values;
  return kind === 's' || kind === 'c' ? Float32Array.from(slots) : Float64Array.from(slots);
}

function expect(what: string, kind: Kind, got: ArrayLike<number>, wanted: ArrayLike<number>): void {
  const tolerance = kind === 's' || kind === 'c' ? 1e-5 : 1e-13;
  for (let i = 0; i < wanted.length; i++) {
    if (!(Math.abs(got[i]! - wanted[i]!) <= tolerance * (1 + Math.abs(wanted[i]!)))) {
      throw new Error(`it answers wrongly (${kind}${what}: ${got[i]} instead of ${wanted[i]})`);
    }
  }
}

/** Throw an Error that says what is wrong, unless the products are right. */
export function checkBlas(library: Library): void {
  // Large enough for every path of a tuned kernel, with whole numbers so that each product is exact.
  const [m, n, k] = [11, 7, 19];
  for (const kind of KINDS) {
    const a = whole(kind, m * k, 1);
    const b = whole(kind, n * k, 2);
    const c = filled(kind, Array(m * n).fill(NaN));
    // a as it lies (m x k by columns), b transposed (n x k by columns).
    library.routine(kind, 'gemm', 'cciiixaiaixai')('N', 'T', m, n, k, 1, a, m, b, n, 0, c, m);
    expect('gemm', kind, c, productByDefinition(kind, m, n, k, a, b));
  }
  for (const kind of KINDS) {
    const a = whole(kind, m * k, 3);
    const x = whole(kind, k, 4);
    const y = filled(kind, Array(2 * m).fill(0));
    library.routine(kind, 'gemv', 'ciixaiaixai')('N', m, k, 1, a, m, x, 1, 0, y, 2);
    // Every other element of the result.
    const lanes = y.length / (2 * m);
    const dense = y.filter((_, i) => Math.floor(i / lanes) % 2 === 0);
    expect('gemv', kind, dense, productByDefinition(kind, m, 1, k, a, x));
    const square = filled(kind, Array(m * m).fill(0));
    library.routine(kind, 'syrk', 'cciixaixai')('L', 'N', m, k, 1, a, m, 0, square, m);
    const wanted = productByDefinition(kind, m, m, k, a, a);
    for (let j = 0; j < m; j++) for (let i = 0; i < lanes * j; i++) wanted[lanes * j * m + i] = 0;
    expect('syrk', kind, square, wanted);
  }
}

/** Small whole numbers. */
function whole(kind: Kind, count: number, salt: number): Float32Array | Float64Array {
  const a = filled(kind, Array(count).fill(0));
  for (let i = 0; i < a.length; i++) a[i] = ((i * 7 + (i >> 3) * 5 + salt) % 9) - 4;
  return a;
}

/** a (m x k) times the transpose of b (n x k). */
function productByDefinition(
  kind: Kind,
  m: number,
  n: number,
  k: number,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): Float64Array {
  const lanes = kind === 'c' || kind === 'z' ? 2 : 1;
  const product = new Float64Array(lanes * m * n);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < m; i++) {
      let re = 0;
      let im = 0;
      for (let l = 0; l < k; l++) {
        const p = lanes * (i + l * m);
        const q = lanes * (j + l * n);
        const [x, y] = lanes === 2 ? [a[p + 1]!, b[q + 1]!] : [0, 0];
        re += a[p]! * b[q]! - x * y;
        im += a[p]! * y + x * b[q]!;
      }
      product[lanes * (i + j * m)] = re;
      if (lanes === 2) product[lanes * (i + j * m) + 1] = im;
    }
  }
  return product;
}

/** Throw an Error that says what is wrong, unless LU and the symmetric eigenproblem are right. */
export function checkLapack(library: Library): void {
  for (const kind of KINDS) {
    const real = kind === 's' || kind === 'd';
    // By columns: the rows (4, 6, 3), (2, 1, 1), (8, 4, 2), whose pivots both lie in the last row.
    const lu = filled(kind, [4, 2, 8, 6, 1, 4, 3, 1, 2]);
    const pivots = new Int32Array(3);
    const info = library.routine(kind, 'getrf', 'iiaipo')(3, 3, lu, 3, pivots);
    expect('getrf', kind, [info, ...pivots], [0, 3, 3, 3]);
    expect('getrf', kind, lu, filled(kind, [8, 0.5, 0.25, 4, 4, 0, 2, 2, 0.5]));
    // The path of three points: eigenvalues 2 - sqrt(2), 2, 2 + sqrt(2).
    const a = filled(kind, [2, -1, 0, -1, 2, -1, 0, -1, 2]);
    const w = filled(real ? kind : kind === 'c' ? 's' : 'd', [0, 0, 0]);
    const work = filled(kind, Array(100).fill(0));
    const rwork = filled(real ? kind : kind === 'c' ? 's' : 'd', Array(100).fill(0));
    const iwork = new Int32Array(100);
    const failed = real
      ? library.routine(kind, 'syevd', 'cciaiaaipio')('V', 'L', 3, a, 3, w, work, 100, iwork, 100)
      : library.routine(kind, 'heevd', 'cciaiaaiaipio')('V', 'L', 3, a, 3, w, work, 100, rwork, 100, iwork, 100);
    const name = real ? 'syevd' : 'heevd';
    expect(name, kind, [failed, ...w], [0, 2 - Math.SQRT2, 2, 2 + Math.SQRT2]);
    const sizes = filled(kind, [0.5, Math.SQRT1_2, 0.5, Math.SQRT1_2, 0, Math.SQRT1_2, 0.5, Math.SQRT1_2, 0.5]);
    expect(name, kind, a.map(Math.abs), sizes);
  }
}
