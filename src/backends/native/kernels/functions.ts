/** The scalar functions that have a version in C (c/functions.h), and what they take and give. */
import type { CType } from './render.js';

/** One function. */
export interface CFunction {
  /** What it gives: `'same'` as its first argument, `'float'` a float or double. */
  readonly type: CType | 'same' | 'float';
  /** What its arguments are turned into, where that is not what it gives. */
  readonly takes?: CType;
  /** The same for its second argument. */
  readonly second?: CType;
  /** Is there a version for each integer type? */
  readonly byType?: boolean;
}

const float: CFunction = { type: 'float' };
const integer: CFunction = { type: 'same', byType: true };

const named = (names: string, spec: CFunction): Record<string, CFunction> =>
  Object.fromEntries(names.split(' ').map((name) => [name, spec]));

/** By the names that expressions use; in C each is called `nl_` and that. */
export const FUNCTIONS: Readonly<Record<string, CFunction>> = {
  ...named(
    'sqrt cbrt exp exp2 expm1 log log2 log10 log1p logaddexp logaddexp2 sin cos tan asin acos atan sinh cosh tanh ' +
      'asinh acosh atanh atan2 hypot degrees radians pow heaviside max min rint floor ceil trunc copysign ' +
      'floorDivide pyRemainder fmodFloat modfFraction modfInteger frexpMantissa ' +
      'nextafter16 nextafter32 nextafter64 spacing16 spacing32 spacing64',
    float,
  ),
  ...named(
    'floorDivideInt remainderInt fmodInt floorDivideBigInt remainderBigInt fmodBigInt reciprocalBigInt',
    integer,
  ),
  ...named('powerInt32 powerUint32 powerInt64 powerUint64 gcd gcdBigInt lcm lcmUint32 lcmBigInt', integer),
  ldexp: { type: 'float', second: 'double' },
  frexpExponent: { type: 'int32_t', takes: 'double' },
  popcount32: { type: 'int32_t', byType: true },
  popcount64: { type: 'int32_t', byType: true },
  isFinite: { type: 'truth' },
  signbit: { type: 'truth' },
  Number: { type: 'double' },
};

/**
 * Those with a version for float32: it gives what the version for float64 gives when that is rounded, or (elementary functions)
 * is within 2 units in the last place.
 */
export const SINGLE_FUNCTIONS: ReadonlySet<string> = new Set(
  (
    'sqrt max min rint floor ceil trunc copysign isFinite signbit heaviside ' +
    'exp exp2 log log2 log10 sin cos tan tanh atan asin acos pow expm1 log1p sinh cosh asinh acosh atanh cbrt atan2 hypot'
  ).split(' '),
);

/** Functions of complex numbers, given and returned as pairs of doubles. */
export const COMPLEX_FUNCTIONS: Readonly<Record<string, string>> = {
  cdivide: 'nl_cdivide',
  creciprocal: 'nl_creciprocal',
  csqrt: 'nl_csqrt',
  cexp: 'nl_cexp',
  clog: 'nl_clog',
};

/** Functions that modules above have registered and whose kernels have been translated to C; the build fills it. */
export const TRANSLATED = new Set<string>();
