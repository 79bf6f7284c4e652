/**
 * Sylvester and Lyapunov equations on Schur forms (R. Bartels and G. Stewart, Comm. ACM 15, 1972).
 */
import type { ArrayLike } from '../core/arrayLike.js';
import { LinAlgError, ValueError, checkOptions, shapeText } from '../core/errors.js';
import type { ArrayOf } from '../core/ndarray.js';
import { oneOf } from './arguments.js';
import {
  adjoint,
  adjointOp,
  combined,
  copyOf,
  dense,
  denseOf,
  identityOf,
  mustBeSquare,
  product,
  scaled,
  shifted,
  toArray,
  type Dense,
} from './dense.js';
import { engine } from './engine/index.js';
import { isComplexKind, lanesOf, typed, type MeetOf } from './matrices.js';
import { denseSchur } from './schur.js';
import { solveDense } from './solve.js';

/** `r @ y + y @ s^H = f` on Schur forms. */
function onForms(functionName: string, r: Dense, s: Dense, f: Dense): Dense {
  if (f.data.length === 0) return f;
  const { info, scale } = engine().trsyl(f.kind, 'N', adjointOp(f.kind), 1, f.m, f.n, r.data, s.data, f.data);
  if (info < 0) throw new LinAlgError(`${functionName}: the Sylvester equation could not be solved`);
  return scale === 1 ? f : scaled(f, 1 / scale);
}

/**
 * Solve the Sylvester equation `a @ x + x @ b = q`.
 *
 * @param a - array_like of shape (m, m)
 * @param b - array_like of shape (n, n)
 * @param q - array_like of shape (m, n)
 * @returns x, of shape (m, n)
 * @throws ValueError when shapes do not fit; LinAlgError when there is no solution
 * @example
 * np.linalg.solveSylvester([[2]], [[3]], [[10]]).toArray(); // [[2]]
 */
export function solveSylvester<A extends ArrayLike, Q extends ArrayLike>(
  a: A,
  b: ArrayLike,
  q: Q,
): ArrayOf<MeetOf<A, Q>> {
  const [left, right, rhs] = denseOf('solveSylvester', { a, b, q }) as [Dense, Dense, Dense];
  mustBeSquare('solveSylvester', 'a', left);
  mustBeSquare('solveSylvester', 'b', right);
  if (rhs.m !== left.n || rhs.n !== right.n) {
    throw new ValueError(
      `solveSylvester: q must have shape ${shapeText([left.n, right.n])}, got ${shapeText([rhs.m, rhs.n])}`,
    );
  }
  const op = adjointOp(left.kind);
  const { t: r, z: u } = denseSchur(left);
  const { t: s, z: v } = denseSchur(adjoint(right));
  const y = onForms('solveSylvester', r, s, product(product(u, rhs, op), v));
  return typed(toArray(product(product(u, y), v, 'N', op)));
}

function lyapunovPair(functionName: string, a: ArrayLike, q: ArrayLike): [Dense, Dense] {
  const [matrix, rhs] = denseOf(functionName, { a, q }) as [Dense, Dense];
  mustBeSquare(functionName, 'a', matrix);
  mustBeSquare(functionName, 'q', rhs);
  if (matrix.n !== rhs.n) {
    throw new ValueError(`${functionName}: a and q must have the same side, got ${matrix.n} and ${rhs.n}`);
  }
  return [matrix, rhs];
}

/** `a @ x + x @ a^H = q`; a is lost. */
function continuous(functionName: string, a: Dense, q: Dense): Dense {
  const op = adjointOp(a.kind);
  const { t: r, z: u } = denseSchur(a);
  const y = onForms(functionName, r, copyOf(r), product(product(u, q, op), u));
  return product(product(u, y), u, 'N', op);
}

/**
 * Solve the continuous Lyapunov equation `a @ x + x @ a^H = q`.
 *
 * @param a - array_like of shape (n, n)
 * @param q - array_like of shape (n, n)
 * @returns x, of shape (n, n)
 * @throws ValueError when shapes do not fit
 * @example
 * np.linalg.solveContinuousLyapunov([[-1]], [[-4]]).toArray(); // [[2]]
 */
export function solveContinuousLyapunov<A extends ArrayLike, Q extends ArrayLike>(a: A, q: Q): ArrayOf<MeetOf<A, Q>> {
  const [matrix, rhs] = lyapunovPair('solveContinuousLyapunov', a, q);
  return typed(toArray(continuous('solveContinuousLyapunov', matrix, rhs)));
}

/** The name that SciPy keeps for `solveContinuousLyapunov`. */
export const solveLyapunov = solveContinuousLyapunov;

/** Options of `solveDiscreteLyapunov`. */
export interface DiscreteLyapunovOptions {
  /** As a linear system of n^2 unknowns (for n below 10 by default), or by a bilinear map to the continuous equation. */
  method?: 'direct' | 'bilinear' | null;
}

/**
 * Solve the discrete Lyapunov equation `a @ x @ a^H - x + q = 0`.
 *
 * @param a - array_like of shape (n, n)
 * @param q - array_like of shape (n, n)
 * @param options - `method`
 * @returns x, of shape (n, n)
 * @throws ValueError when shapes do not fit
 * @example
 * np.linalg.solveDiscreteLyapunov([[0.5]], [[3]]).toArray(); // [[4]]
 */
export function solveDiscreteLyapunov<A extends ArrayLike, Q extends ArrayLike>(
  a: A,
  q: Q,
  options: DiscreteLyapunovOptions = {},
): ArrayOf<MeetOf<A, Q>> {
  checkOptions('solveDiscreteLyapunov', options, ['method']);
  const [matrix, rhs] = lyapunovPair('solveDiscreteLyapunov', a, q);
  const byDefault = matrix.n < 10 ? 'direct' : 'bilinear';
  const method = oneOf('solveDiscreteLyapunov', 'method', options.method ?? byDefault, ['direct', 'bilinear'] as const);
  return typed(toArray(method === 'direct' ? direct(matrix, rhs) : bilinear(matrix, rhs)));
}

/** Columns below each other: `(1 - conj(a) kron a) vec(x) = vec(q)`. */
function direct(a: Dense, q: Dense): Dense {
  const { kind, n } = a;
  const size = n * n;
  const system = dense(kind, size, size);
  const lanes = lanesOf(kind);
  const complex = isComplexKind(kind);
  for (let l = 0; l < n; l++) {
    for (let k = 0; k < n; k++) {
      for (let j = 0; j < n; j++) {
        for (let i = 0; i < n; i++) {
          // Row (i, j), column (k, l): a[i, k] * conj(a[j, l]).
          const place = (l * n + k) * size + j * n + i;
          const [p, r] = [k * n + i, l * n + j];
          const own = i === k && j === l ? 1 : 0;
          if (!complex) system.data[place] = own - a.data[p]! * a.data[r]!;
          else {
            const [ar, ai, br, bi] = [a.data[2 * p]!, a.data[2 * p + 1]!, a.data[2 * r]!, -a.data[2 * r + 1]!];
            system.data[place * lanes] = own - (ar * br - ai * bi);
            system.data[place * lanes + 1] = -(ar * bi + ai * br);
          }
        }
      }
    }
  }
  const x = dense(kind, size, 1, q.data);
  solveDense(system, x, 'gen');
  return dense(kind, n, n, x.data);
}

function bilinear(a: Dense, q: Dense): Dense {
  const ah = adjoint(a);
  const one = identityOf(a.kind, a.n);
  const right = copyOf(one);
  solveDense(shifted(ah, 1), right, 'gen');
  const left = copyOf(one);
  solveDense(shifted(a, 1), left, 'gen');
  const b = product(shifted(ah, -1), right);
  const c = scaled(product(product(left, q), right), 2);
  return continuous('solveDiscreteLyapunov', adjoint(b), scaled(c, -1));
}

/** The mean of a matrix and its adjoint. */
export function hermitianPart(a: Dense): Dense {
  return combined(0.5, a, 0.5, adjoint(a));
}
