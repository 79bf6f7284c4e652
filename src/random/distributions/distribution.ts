// What a distribution is here: its parameters with their checks, and how a sampler is made from them. Filling arrays,
// broadcast parameters and the dtype of counts are the same for all and stand in fill.ts.

import { DTypeError, ValueError } from '../../core/errors.js';
import type { BitGenerator } from '../bitGenerator.js';

/** Draws one number. */
export type Sampler = (bits: BitGenerator) => number;

/** One parameter of a distribution. */
export interface ParameterRule {
  readonly name: string;
  /** What is wrong with a value, in NumPy's words; undefined if nothing is. */
  readonly fault: (value: number) => string | undefined;
  /** Is it a count, which must be an integer? */
  readonly integer?: true;
}

/** A distribution of one number. */
export interface Distribution {
  /** The method that draws from it. */
  readonly name: string;
  readonly parameters: readonly ParameterRule[];
  /** What is wrong with parameters that are each in order. */
  readonly fault?: (a: number, b: number, c: number) => string | undefined;
  /** The sampler for these parameters; whatever depends on them alone is computed here. */
  readonly prepare: (a: number, b: number, c: number) => Sampler;
}

/** A distribution that is a function of one standard draw, so that arrays can be filled in bulk and then mapped. */
export interface Transformed extends Distribution {
  readonly source: 'normal' | 'exponential';
  /** The function for these parameters. */
  readonly map: (a: number, b: number) => (draw: number) => number;
}

/** A distribution of counts. */
export interface Counts extends Distribution {
  /** No value is larger: decides between int32 and int64. */
  readonly largest: (a: number, b: number, c: number) => number;
}

/** Any number. */
export const anyNumber = (name: string): ParameterRule => ({ name, fault: () => undefined });

/** Not negative, negative zero included, as NumPy checks; NaN passes. */
export const nonNegative = (name: string): ParameterRule => ({
  name,
  fault: (value) => (value < 0 || Object.is(value, -0) ? `${name} < 0` : undefined),
});

/** Above zero; NaN passes. */
export const positive = (name: string): ParameterRule => ({
  name,
  fault: (value) => (value <= 0 ? `${name} <= 0` : undefined),
});

/** A probability. */
export const probability = (name: string): ParameterRule => ({
  name,
  fault: (value) => (value >= 0 && value <= 1 ? undefined : `${name} < 0, ${name} > 1 or ${name} is NaN`),
});

/** A probability that is not 0. */
export const positiveProbability = (name: string): ParameterRule => ({
  name,
  fault: (value) => (value > 0 && value <= 1 ? undefined : `${name} <= 0, ${name} > 1 or ${name} contains NaNs`),
});

/** A probability that is not 1. */
export const properProbability = (name: string): ParameterRule => ({
  name,
  fault: (value) => (value >= 0 && value < 1 ? undefined : `${name} < 0, ${name} >= 1 or ${name} is NaN`),
});

/** Above one. */
export const aboveOne = (name: string): ParameterRule => ({
  name,
  fault: (value) => (value > 1 ? undefined : `${name} <= 1 or ${name} is NaN`),
});

/** An integer of at least 0. */
export const count = (name: string): ParameterRule => ({
  name,
  integer: true,
  fault: (value) => (value < 0 ? `${name} < 0` : undefined),
});

/** The error for one bad parameter. */
export function checkParameter(method: string, rule: ParameterRule, value: number): void {
  if (rule.integer && !Number.isSafeInteger(value)) {
    throw new DTypeError(`${method}: ${rule.name} must be an integer below 2**53, got ${value}`);
  }
  const fault = rule.fault(value);
  if (fault !== undefined) throw new ValueError(`${method}: ${fault}, got ${rule.name} ${value}`);
}
