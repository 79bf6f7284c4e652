/** Systems of continuous time turned to ones of discrete time. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { rowsArray, normalizedPair, zpk2tf, zpkOfQuotient } from '../design/transferFunction.js';
import { zpkTuple } from '../design/zpk.js';
import { partsArray, type Complexes, type Numbers, type Reals } from '../values.js';
import {
  exponential,
  identity,
  matrix,
  multiply,
  part,
  plus,
  put,
  solved,
  times,
  toArray,
  transposed,
} from './matrix.js';
import { abcdOf, quotientOfSs, ssOfQuotient, type Abcd } from './representations.js';
import { LinearSystem, StateSpace, TransferFunction, ZerosPolesGain } from './system.js';

/** Options of `cont2discrete`. */
export interface Cont2discreteOptions {
  /** How; `'zoh'` (inputs are constant between samples) by default. */
  method?: 'gbt' | 'bilinear' | 'tustin' | 'euler' | 'forward_diff' | 'backward_diff' | 'zoh' | 'foh' | 'impulse';
  /** The weight of `'gbt'`: 0 is Euler's method, 1 the backward one, 0.5 Tustin's. */
  alpha?: number | null;
}

/** The matrices at sampling distance dt (L. Zhang, T. Chen, IEEE Trans. Circuits and Systems 1997; G. Franklin et al., 1990). */
function sampled({ A, B, C, D }: Abcd, dt: number, method: string, alpha: number | null): Abcd {
  const n = A.n;
  const m = B.n;
  switch (method) {
    case 'bilinear':
    case 'tustin':
      return sampled({ A, B, C, D }, dt, 'gbt', 0.5);
    case 'euler':
    case 'forward_diff':
      return sampled({ A, B, C, D }, dt, 'gbt', 0);
    case 'backward_diff':
      return sampled({ A, B, C, D }, dt, 'gbt', 1);
    case 'gbt': {
      if (alpha === null)
        throw new ValueError(
          'cont2discrete: Alpha parameter must be specified for the generalized bilinear transform (gbt) method',
        );
      if (!(alpha >= 0 && alpha <= 1))
        throw new ValueError(
          `cont2discrete: Alpha parameter must be within the interval [0,1] for the gbt method, got ${alpha}`,
        );
      const left = plus(identity(n), A, -alpha * dt);
      const Ad = solved(left, plus(identity(n), A, (1 - alpha) * dt));
      const Bd = solved(left, times(B, dt));
      const Cd = transposed(solved(transposed(left), transposed(C)));
      return { A: Ad, B: Bd, C: Cd, D: plus(D, multiply(C, Bd), alpha) };
    }
    case 'zoh': {
      const M = matrix(n + m, n + m);
      put(M, times(A, dt), 0, 0);
      put(M, times(B, dt), 0, n);
      const E = exponential(M);
      return { A: part(E, 0, n, 0, n), B: part(E, 0, n, n, n + m), C, D };
    }
    case 'foh': {
      const M = matrix(n + 2 * m, n + 2 * m);
      put(M, times(A, dt), 0, 0);
      put(M, times(B, dt), 0, n);
      put(M, identity(m), n, n + m);
      const E = exponential(M);
      const Ad = part(E, 0, n, 0, n);
      const second = part(E, 0, n, n + m, n + 2 * m);
      const Bd = plus(plus(part(E, 0, n, n, n + m), second, -1), multiply(Ad, second));
      return { A: Ad, B: Bd, C, D: plus(D, multiply(C, second)) };
    }
    case 'impulse': {
      if (D.a.some((v) => v !== 0))
        throw new ValueError('cont2discrete: Impulse method is only applicable to strictly proper systems');
      const Ad = exponential(times(A, dt));
      return { A: Ad, B: times(multiply(Ad, B), dt), C, D: times(multiply(C, B), dt) };
    }
    default:
      throw new ValueError(`cont2discrete: Unknown transformation method ${describe(method)}`);
  }
}

/**
 * A system of continuous time turned to one of discrete time.
 *
 * @param system - numerator and denominator; zeros, poles and gain; or four matrices; or a system
 * @param dt - the time between samples
 * @returns numbers of the same kind, with dt last; for a system, a system
 * @throws ValueError for an unknown method, or alpha out of range
 * @example
 * const [num, den, dt] = cont2discrete([[1], [1, 1]], 0.1);
 * den.size; // 2
 */
export function cont2discrete(
  system: readonly [num: ArrayLike, den: ArrayLike],
  dt: number,
  options?: Cont2discreteOptions,
): [num: Numbers, den: Numbers, dt: number];
export function cont2discrete(
  system: readonly [z: ArrayLike, p: ArrayLike, k: number],
  dt: number,
  options?: Cont2discreteOptions,
): [z: Complexes, p: Complexes, k: number, dt: number];
export function cont2discrete(
  system: readonly [A: ArrayLike, B: ArrayLike, C: ArrayLike, D: ArrayLike],
  dt: number,
  options?: Cont2discreteOptions,
): [A: Reals, B: Reals, C: Reals, D: Reals, dt: number];
export function cont2discrete<S extends LinearSystem>(system: S, dt: number, options?: Cont2discreteOptions): S;
export function cont2discrete(
  system: LinearSystem | readonly unknown[],
  dt: number,
  options: Cont2discreteOptions = {},
): unknown {
  checkOptions('cont2discrete', options, ['method', 'alpha']);
  const { method = 'zoh', alpha = null } = options;
  if (typeof dt !== 'number' || !(dt > 0))
    throw new ValueError(`cont2discrete: dt must be a positive number, got ${describe(dt)}`);
  if (system instanceof LinearSystem) {
    if (system.dt !== null) throw new ValueError('cont2discrete: the system must be one of continuous time');
    const { A, B, C, D } = sampled(system.abcd(), dt, method, alpha);
    const s = new StateSpace(toArray(A), toArray(B), toArray(C), toArray(D), { dt });
    return system instanceof TransferFunction ? s.toTf() : system instanceof ZerosPolesGain ? s.toZpk() : s;
  }
  const parts = system as readonly ArrayLike[];
  if (!Array.isArray(system) || system.length < 2 || system.length > 4) {
    throw new ValueError('cont2discrete: First argument must either be a tuple of 2 (tf), 3 (zpk), or 4 (ss) arrays.');
  }
  if (system.length === 4) {
    const { A, B, C, D } = sampled(abcdOf('cont2discrete', parts[0], parts[1], parts[2], parts[3]), dt, method, alpha);
    return [toArray(A), toArray(B), toArray(C), toArray(D), dt];
  }
  const [num, den] = system.length === 2 ? [parts[0]!, parts[1]!] : zpk2tf(parts[0]!, parts[1]!, parts[2]!);
  const { rows, a } = quotientOfSs(
    'cont2discrete',
    sampled(ssOfQuotient('cont2discrete', num, den), dt, method, alpha),
    0,
  );
  if (system.length === 3) {
    const q = normalizedPair('cont2discrete', partsArray(rows[0]!), partsArray(a));
    return [...zpkTuple(zpkOfQuotient(q.b, q.a)), dt];
  }
  const top = rowsArray(rows);
  return [top.ndim === 2 ? top : top.strided([1, top.size], [top.size, 1], top.offset), partsArray(a), dt];
}
