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

/** Throw an Error that says what is wrong, unless `gemm` multiplies. */
export function checkBlas(library: Library): void {
  // Large enough for every path of a tuned kernel, with whole numbers so that each product is exact.
  const [m, n, k] = [11, 7, 19];
  const element = (i: number, j: number, salt: number): number => ((i * 7 + j * 5 + salt) % 9) - 4;
  for (const kind of KINDS) {
    const lanes = kind === 'c' || kind === 'z' ? 2 : 1;
    const gemm = library.routine(kind, 'gemm', 'cciiixaiaixai');
    const a = filled(kind, Array(m * k).fill(0));
    const b = filled(kind, Array(k * n).fill(0));
    const c = filled(kind, Array(m * n).fill(NaN));
    for (let i = 0; i < a.length; i++) a[i] = element(Math.floor(i / lanes), i % lanes, 1);
    for (let i = 0; i < b.length; i++) b[i] = element(Math.floor(i / lanes), i % lanes, 2);
    // a as it lies (m x k by columns), b transposed (n x k by columns).
    gemm('N', 'T', m, n, k, 1, a, m, b, n, 0, c, m);
    const wanted = new Float64Array(c.length);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let re = 0;
        let im = 0;
        for (let l = 0; l < k; l++) {
          const p = lanes * (i + l * m);
          const q = lanes * (j + l * n);
          const [x, y] = lanes === 2 ? [a[p + 1]!, b[q + 1]!] : [0, 0];
          re += a[p]! * b[q]! - x * y;
          im += a[p]! * y + x * b[q]!;
        }
        wanted[lanes * (i + j * m)] = re;
        if (lanes === 2) wanted[lanes * (i + j * m) + 1] = im;
      }
    }
    expect('gemm', kind, c, wanted);
  }
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
