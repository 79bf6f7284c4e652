// The functions of numpy.random that draw from one generator shared by the whole program, for short scripts. They have
// NumPy's names, but their numbers are those of PCG64 (`defaultRng`), not of NumPy's older MT19937.

import { checkShape, type ShapeLike } from '../core/shape.js';
import type { NDArray } from '../core/ndarray.js';
import { Generator, defaultRng, type Seed } from './generator.js';

let generator: Generator | undefined;

/** The shared generator, made from the operating system's entropy at its first use. */
function shared(): Generator {
  return (generator ??= defaultRng());
}

/**
 * Seeds the shared generator anew.
 *
 * The numbers after `seed(n)` are those of `defaultRng(n)`, not those of NumPy's `np.random.seed(n)`.
 *
 * @param value - see `defaultRng`; nothing for entropy from the operating system
 * @example
 * np.random.seed(42);
 * np.random.random(); // 0.7739560485559633
 */
export function seed(value?: Seed): void {
  generator = defaultRng(value);
}

/**
 * Uniform draws over [0, 1), the lengths of the axes one after another; see `Generator.random`.
 *
 * @example
 * np.random.rand(2, 3).shape; // [2, 3]
 */
export function rand(): number;
export function rand(...shape: [number, ...number[]]): NDArray<'float64'>;
export function rand(...shape: number[]): number | NDArray<'float64'> {
  return shape.length === 0 ? shared().random() : shared().random(checkShape('rand', shape));
}

/**
 * Standard normal draws, the lengths of the axes one after another; see `Generator.standardNormal`.
 *
 * @example
 * np.random.randn(4).shape; // [4]
 */
export function randn(): number;
export function randn(...shape: [number, ...number[]]): NDArray<'float64'>;
export function randn(...shape: number[]): number | NDArray<'float64'> {
  return shape.length === 0 ? shared().standardNormal() : shared().standardNormal(checkShape('randn', shape));
}

/**
 * Integers from [low, high), or from [0, low) without `high`; see `Generator.integers`.
 *
 * @param low - smallest integer (or, alone, one above the largest)
 * @param high - one above the largest integer
 * @param size - the shape of the result; one number without
 * @throws ValueError when low is not below high
 */
export function randint(low: number, high?: number | null, size?: null): number;
export function randint(low: number, high: number | null | undefined, size: ShapeLike): NDArray<'int32'>;
export function randint(low: number, high?: number | null, size?: ShapeLike | null): unknown {
  return size === undefined || size === null ? shared().integers(low, high) : shared().integers(low, high, size);
}

/** A method of the shared generator as a function. */
function onShared<K extends keyof Generator>(name: K): Generator[K] {
  const call = (...args: unknown[]): unknown => {
    const target = shared();
    return (target[name] as (...given: unknown[]) => unknown).apply(target, args);
  };
  Object.defineProperty(call, 'name', { value: name });
  return call as Generator[K];
}

/** Uniform draws over [0, 1); see `Generator.random`. */
export const random: Generator['random'] = onShared('random');
/** Normal draws; see `Generator.normal`. */
export const normal: Generator['normal'] = onShared('normal');
/** Standard normal draws; see `Generator.standardNormal`. */
export const standardNormal: Generator['standardNormal'] = onShared('standardNormal');
/** Uniform draws over [low, high); see `Generator.uniform`. */
export const uniform: Generator['uniform'] = onShared('uniform');
/** Exponential draws; see `Generator.exponential`. */
export const exponential: Generator['exponential'] = onShared('exponential');
/** A random choice; see `Generator.choice`. */
export const choice: Generator['choice'] = onShared('choice');
/** Shuffles in place; see `Generator.shuffle`. */
export const shuffle: Generator['shuffle'] = onShared('shuffle');
/** A random permutation; see `Generator.permutation`. */
export const permutation: Generator['permutation'] = onShared('permutation');
/** Random bytes; see `Generator.bytes`. */
export const bytes: Generator['bytes'] = onShared('bytes');
