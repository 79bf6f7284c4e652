/** Upper triangular Schur forms for matrix functions: real where all eigenvalues are, else complex. */
import { Complex } from '../core/complex.js';
import { adjointOp, copyOf, dense, identityOf, isTriangular, product, toComplex, type Dense } from './dense.js';
import { isComplexKind } from './matrices.js';
import { denseSchur, splitBlocks } from './schur.js';

/** `a = z @ t @ z^H` with upper triangular t; z null for the identity. */
export interface TriangularForm {
  readonly t: Dense;
  readonly z: Dense | null;
}

/** The triangular form of a matrix, which is not changed. */
export function triangularForm(a: Dense): TriangularForm {
  if (isTriangular(a, 'upper')) return { t: copyOf(a), z: null };
  const { t, z } = denseSchur(copyOf(a));
  if (isComplexKind(a.kind) || isTriangular(t, 'upper')) return { t, z };
  const [complex, vectors] = [toComplex(t), toComplex(z)];
  splitBlocks(complex, vectors);
  return { t: complex, z: vectors };
}

/** The same, of complex kind. */
export function complexForm({ t, z }: TriangularForm): TriangularForm {
  return { t: toComplex(t), z: z && toComplex(z) };
}

/** `z @ f @ z^H`. */
export function backFrom(f: Dense, z: Dense | null): Dense {
  if (!z) return f;
  const vectors = f.kind === z.kind ? z : toComplex(z);
  return product(product(vectors, f), vectors, 'N', adjointOp(vectors.kind));
}

/** Element (i, j). */
export function entry(a: Dense, i: number, j: number): Complex {
  const place = j * a.m + i;
  return isComplexKind(a.kind) ? new Complex(a.data[2 * place]!, a.data[2 * place + 1]!) : new Complex(a.data[place]!);
}

/** Set element (i, j); the imaginary part is dropped in real matrices. */
export function setEntry(a: Dense, i: number, j: number, x: Complex): void {
  const place = j * a.m + i;
  if (isComplexKind(a.kind)) {
    a.data[2 * place] = x.re;
    a.data[2 * place + 1] = x.im;
  } else a.data[place] = x.re;
}

/** `sum of f[i, k] * g[k, j]` for k from `from` to `to` (excluded), of matrices of one kind. */
export function inner(f: Dense, i: number, g: Dense, j: number, from: number, to: number): Complex {
  const { m } = f;
  let re = 0;
  let im = 0;
  if (!isComplexKind(f.kind)) {
    for (let k = from; k < to; k++) re += f.data[k * m + i]! * g.data[j * m + k]!;
    return new Complex(re);
  }
  for (let k = from; k < to; k++) {
    const [p, q] = [2 * (k * m + i), 2 * (j * m + k)];
    const [a, b, c, d] = [f.data[p]!, f.data[p + 1]!, g.data[q]!, g.data[q + 1]!];
    re += a * c - b * d;
    im += a * d + b * c;
  }
  return new Complex(re, im);
}

/** The identity like a matrix. */
export function identityLike(a: Dense): Dense {
  return identityOf(a.kind, a.n);
}

/** Zeros like a matrix. */
export function zerosLike(a: Dense): Dense {
  return dense(a.kind, a.m, a.n);
}
