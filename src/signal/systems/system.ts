/** Linear time-invariant systems as objects: transfer functions, zeros and poles, state-space models. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { Complex } from '../../core/complex.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { normalizedPair, normalize, quotientOf, zpkOfQuotient, zpk2tf } from '../design/transferFunction.js';
import { zpkOf, type Zpk } from '../design/zpk.js';
import { complexVector, partsArray, type Complexes, type Numbers, type Reals } from '../values.js';
import { toArray } from './matrix.js';
import { abcdOf, quotientOfSs, ssOfQuotient, type Abcd } from './representations.js';

/** The time between samples: a number, true where it is not known, null for systems of continuous time. */
export type TimeStep = number | true | null;

/** Options of systems. */
export interface SystemOptions {
  /** The time between samples; by default (null) the system is one of continuous time. */
  dt?: TimeStep;
}

/** What all systems can do. */
export abstract class LinearSystem {
  /** The time between samples, true where it is not known, null for continuous time. */
  readonly dt: TimeStep;

  constructor(name: string, options: SystemOptions) {
    checkOptions(name, options, ['dt']);
    const { dt = null } = options;
    if (dt !== null && dt !== true && !(typeof dt === 'number' && dt > 0)) {
      throw new ValueError(`${name}: dt must be a positive number, true or null, got ${describe(dt)}`);
    }
    this.dt = dt;
  }

  /** Zeros, poles and gain. */
  abstract zpk(): Zpk;
  /** Matrices. */
  abstract abcd(): Abcd;
  /** The transfer function. */
  abstract toTf(): TransferFunction;

  /** The system by zeros, poles and gain. */
  toZpk(): ZerosPolesGain {
    const { z, p, k } = this.zpk();
    return new ZerosPolesGain(complexVector(z), complexVector(p), k, { dt: this.dt });
  }

  /** The system as a state-space model. */
  toSs(): StateSpace {
    const { A, B, C, D } = this.abcd();
    return new StateSpace(toArray(A), toArray(B), toArray(C), toArray(D), { dt: this.dt });
  }

  /** The zeros. */
  get zeros(): Complexes {
    return complexVector(this.zpk().z);
  }

  /** The poles. */
  get poles(): Complexes {
    return complexVector(this.zpk().p);
  }
}

/** A system given by the quotient of two polynomials. */
export class TransferFunction extends LinearSystem {
  /** The numerator, the highest power first. */
  readonly num: Numbers;
  /** The denominator. */
  readonly den: Numbers;

  /**
   * @param num - the numerator, the highest power first
   * @param den - the denominator
   * @throws ValueError for a denominator of zeros
   * @example
   * new TransferFunction([1, 3, 3], [1, 2, 1]).den.toArray(); // [1, 2, 1]
   */
  constructor(num: ArrayLike, den: ArrayLike, options: SystemOptions = {}) {
    super('TransferFunction', options);
    [this.num, this.den] = normalize(num, den);
  }

  zpk(): Zpk {
    const { b, a } = normalizedPair('TransferFunction', this.num, this.den);
    return zpkOfQuotient(b, a);
  }

  abcd(): Abcd {
    return ssOfQuotient('TransferFunction', this.num, this.den);
  }

  toTf(): TransferFunction {
    return this;
  }
}

/** A system given by zeros, poles and a gain. */
export class ZerosPolesGain extends LinearSystem {
  private readonly filter: Zpk;
  /** The gain. */
  readonly gain: number;

  /**
   * @param zeros - the zeros
   * @param poles - the poles
   * @param gain - the gain
   * @example
   * new ZerosPolesGain([-1], [-2, -3], 5).gain; // 5
   */
  constructor(zeros: ArrayLike, poles: ArrayLike, gain: number, options: SystemOptions = {}) {
    super('ZerosPolesGain', options);
    this.filter = zpkOf('ZerosPolesGain', zeros, poles, gain);
    this.gain = this.filter.k;
  }

  zpk(): Zpk {
    return this.filter;
  }

  abcd(): Abcd {
    return ssOfQuotient('ZerosPolesGain', ...zpk2tf(this.zeros, this.poles, this.gain));
  }

  toTf(): TransferFunction {
    const { b, a } = quotientOf(this.filter);
    return new TransferFunction(partsArray(b), partsArray(a), { dt: this.dt });
  }
}

/** A system given by matrices: x' = A x + B u, y = C x + D u. */
export class StateSpace extends LinearSystem {
  private readonly matrices: Abcd;
  readonly A: Reals;
  readonly B: Reals;
  readonly C: Reals;
  readonly D: Reals;

  /**
   * @param A - the matrix of states
   * @param B - the matrix of inputs
   * @param C - the matrix of outputs
   * @param D - the matrix of what goes through
   * @throws ValueError when shapes do not fit
   * @example
   * new StateSpace([[0, 1], [0, 0]], [[0], [1]], [[1, 0]], [[0]]).A.shape; // [2, 2]
   */
  constructor(A: ArrayLike, B: ArrayLike, C: ArrayLike, D: ArrayLike, options: SystemOptions = {}) {
    super('StateSpace', options);
    this.matrices = abcdOf('StateSpace', A, B, C, D);
    this.A = toArray(this.matrices.A);
    this.B = toArray(this.matrices.B);
    this.C = toArray(this.matrices.C);
    this.D = toArray(this.matrices.D);
  }

  zpk(): Zpk {
    const { rows, a } = quotientOfSs('StateSpace', this.matrices, 0);
    const { b, a: den } = normalizedPair('StateSpace', partsArray(rows[0]!), partsArray(a));
    return zpkOfQuotient(b, den);
  }

  abcd(): Abcd {
    return this.matrices;
  }

  toTf(): TransferFunction {
    const { rows, a } = quotientOfSs('StateSpace', this.matrices, 0);
    return new TransferFunction(partsArray(rows[0]!), partsArray(a), { dt: this.dt });
  }
}

/** A system: an object, or its numbers: `[num, den]`, `[zeros, poles, gain]` or `[A, B, C, D]`. */
export type SystemLike =
  | LinearSystem
  | readonly [num: ArrayLike, den: ArrayLike]
  | readonly [zeros: ArrayLike, poles: ArrayLike, gain: number]
  | readonly [A: ArrayLike, B: ArrayLike, C: ArrayLike, D: ArrayLike];

/** A system of discrete time: an object, or its numbers with the time between samples last. */
export type DiscreteSystemLike =
  | LinearSystem
  | readonly [num: ArrayLike, den: ArrayLike, dt: number | true]
  | readonly [zeros: ArrayLike, poles: ArrayLike, gain: number, dt: number | true]
  | readonly [A: ArrayLike, B: ArrayLike, C: ArrayLike, D: ArrayLike, dt: number | true];

function made(functionName: string, parts: readonly unknown[], dt: TimeStep): LinearSystem {
  const p = parts as ArrayLike[];
  switch (parts.length) {
    case 2:
      return new TransferFunction(p[0]!, p[1]!, { dt });
    case 3:
      return new ZerosPolesGain(p[0]!, p[1]!, p[2] as number, { dt });
    case 4:
      return new StateSpace(p[0]!, p[1]!, p[2]!, p[3]!, { dt });
    default:
      throw new ValueError(`${functionName}: needs 2, 3 or 4 arguments, got ${parts.length}`);
  }
}

/** A system of continuous time from what users give. */
export function continuous(functionName: string, system: SystemLike): LinearSystem {
  if (system instanceof LinearSystem) {
    if (system.dt !== null)
      throw new ValueError(
        `${functionName}: can only be used with continuous-time systems, this one has dt = ${String(system.dt)}`,
      );
    return system;
  }
  if (!Array.isArray(system))
    throw new ValueError(`${functionName}: system must be a system or a list of its numbers, got ${describe(system)}`);
  return made(functionName, system as readonly unknown[], null);
}

/** A system of discrete time from what users give. */
export function discrete(functionName: string, system: DiscreteSystemLike): LinearSystem {
  if (system instanceof LinearSystem) {
    if (system.dt === null) throw new ValueError(`${functionName}: can only be used with discrete-time dlti systems.`);
    return system;
  }
  if (!Array.isArray(system))
    throw new ValueError(`${functionName}: system must be a system or a list of its numbers, got ${describe(system)}`);
  const list = system as readonly unknown[];
  return made(functionName, list.slice(0, -1), list[list.length - 1] as TimeStep);
}

/**
 * A system of continuous time, from numerator and denominator; zeros, poles and gain; or four matrices.
 *
 * @returns the system
 * @throws ValueError for another number of arguments
 * @example
 * lti([1], [1, 1]).poles.item(0).re; // -1
 */
export function lti(num: ArrayLike, den: ArrayLike): TransferFunction;
export function lti(zeros: ArrayLike, poles: ArrayLike, gain: number): ZerosPolesGain;
export function lti(A: ArrayLike, B: ArrayLike, C: ArrayLike, D: ArrayLike): StateSpace;
export function lti(...system: (ArrayLike | number)[]): LinearSystem {
  return made('lti', system, null);
}

/**
 * A system of discrete time, from numerator and denominator; zeros, poles and gain; or four matrices; and `{ dt }`, true by default.
 *
 * @returns the system
 * @throws ValueError for another number of arguments
 * @example
 * dlti([1], [1, -0.5], { dt: 0.1 }).dt; // 0.1
 */
export function dlti(num: ArrayLike, den: ArrayLike, options?: { dt?: number | true }): TransferFunction;
export function dlti(
  zeros: ArrayLike,
  poles: ArrayLike,
  gain: number,
  options?: { dt?: number | true },
): ZerosPolesGain;
export function dlti(
  A: ArrayLike,
  B: ArrayLike,
  C: ArrayLike,
  D: ArrayLike,
  options?: { dt?: number | true },
): StateSpace;
export function dlti(...system: unknown[]): LinearSystem {
  const last = system[system.length - 1];
  const hasOptions =
    last !== null &&
    typeof last === 'object' &&
    Object.getPrototypeOf(last) === Object.prototype &&
    !(last instanceof Complex);
  const { dt = true } = hasOptions ? (last as { dt?: number | true }) : {};
  return made('dlti', hasOptions ? system.slice(0, -1) : system, dt);
}
