/** The table of arithmetic ufuncs: sums, products, quotients, remainders, powers, signs and rounding. */
import {
  abs,
  add as plus,
  and,
  arg,
  call,
  complexArg,
  complexCall,
  constant,
  div,
  eq,
  ge,
  gt,
  lt,
  mul,
  ne,
  neg,
  not,
  or,
  select,
  sub,
  type ComplexExpr,
  type Expr,
} from '../../core/expression.js';
import type { DTypeInfo } from '../../core/dtype.js';
import { ValueError } from '../../core/errors.js';
import { NDArray } from '../../core/ndarray.js';
import { COMPLEX, FLOATS, INTS, REALS, SMALL_INTS } from './chars.js';
import { each, loop } from './define.js';
import { binary, binaryPair, unary, unaryPair } from './make.js';

const x = arg(0);
const y = arg(1);
const zx = complexArg(0);
const zy = complexArg(1);
const zero = constant(0);
const one = constant(1);
const modulus = call('hypot', zx.re, zx.im);
const unitPart = (part: Expr): Expr => select(eq(modulus, zero), zero, div(part, modulus));
const parts = (re: Expr, im: Expr): ComplexExpr => ({ re, im });

/** Refuses booleans alone, for which NumPy has no loop. */
const noBool =
  (name: string) =>
  (infos: readonly DTypeInfo[]): string | undefined =>
    infos.every((d) => d.kind === 'b')
      ? `ufunc '${name}' did not contain a loop with signature matching types bool`
      : undefined;

/**
 * Add arguments element by element: `x1 + x2`. For booleans, logical or.
 *
 * @param x1 - array_like
 * @param x2 - array_like, broadcast against `x1`
 * @returns the sum; a plain value when both are plain
 * @throws ValueError when the shapes do not broadcast
 * @example
 * np.add([1, 2, 3], 10).toArray(); // [11, 12, 13]
 */
export const add = binary('add', {
  identity: 0,
  associative: true,
  cheap: true,
  loops: [
    loop('??->?', or(x, y)),
    ...each(REALS, 'xx->x', plus(x, y)),
    ...each(COMPLEX, 'xx->x', parts(plus(zx.re, zy.re), plus(zx.im, zy.im))),
  ],
});

/**
 * Subtract arguments element by element: `x1 - x2`.
 *
 * @throws DTypeError for booleans, as in NumPy: use `bitwiseXor` or `logicalXor`
 * @example
 * np.subtract([5, 6], [1, 2]).toArray(); // [4, 4]
 */
export const subtract = binary('subtract', {
  cheap: true,
  refuse: (infos) =>
    infos.every((d) => d.kind === 'b')
      ? 'numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.'
      : undefined,
  loops: [...each(REALS, 'xx->x', sub(x, y)), ...each(COMPLEX, 'xx->x', parts(sub(zx.re, zy.re), sub(zx.im, zy.im)))],
});

const complexProduct = parts(sub(mul(zx.re, zy.re), mul(zx.im, zy.im)), plus(mul(zx.re, zy.im), mul(zx.im, zy.re)));

/**
 * Multiply arguments element by element. For booleans, logical and.
 *
 * @example
 * np.multiply([1, 2, 3], [4, 5, 6]).toArray(); // [4, 10, 18]
 */
export const multiply = binary('multiply', {
  identity: 1,
  associative: true,
  cheap: true,
  loops: [loop('??->?', and(x, y)), ...each(REALS, 'xx->x', mul(x, y)), ...each(COMPLEX, 'xx->x', complexProduct)],
});

/**
 * Divide arguments element by element, always in floating point.
 *
 * @example
 * np.divide([1, 2], 4).toArray(); // [0.25, 0.5]
 */
export const divide = binary<'divide'>('divide', {
  cheap: true,
  loops: [
    ...each(SMALL_INTS, 'xx->d', div(x, y)),
    ...each('qQ', 'xx->d', div(call('Number', x), call('Number', y))),
    ...each(FLOATS, 'xx->x', div(x, y)),
    ...each(COMPLEX, 'xx->x', complexCall('cdivide', zx, zy)),
  ],
});

/** The same as `divide`, under its other name. */
export const trueDivide = divide;

const floorDivideLoops = [
  ...each('bBhHiI', 'xx->x', call('floorDivideInt', x, y)),
  ...each('qQ', 'xx->x', call('floorDivideBigInt', x, y)),
];
const remainderLoops = [
  ...each('bBhHiI', 'xx->x', call('remainderInt', x, y)),
  ...each('qQ', 'xx->x', call('remainderBigInt', x, y)),
];

/**
 * The largest integer not above the quotient: Python's `//`. Integer division by zero gives 0.
 *
 * @example
 * np.floorDivide([7, -7], 2).toArray(); // [3, -4]
 */
export const floorDivide = binary<'sameNoBool'>('floor_divide', {
  loops: [...floorDivideLoops, ...each(FLOATS, 'xx->x', call('floorDivide', x, y))],
});

/**
 * The remainder with the divisor's sign: Python's `%`.
 *
 * @example
 * np.remainder([7, -7], 3).toArray(); // [1, 2]
 */
export const remainder = binary<'sameNoBool'>('remainder', {
  loops: [...remainderLoops, ...each(FLOATS, 'xx->x', call('pyRemainder', x, y))],
});

/** The same as `remainder`, under its other name. */
export const mod = remainder;

/**
 * The remainder with the dividend's sign: C's `fmod`.
 *
 * @example
 * np.fmod([7, -7], 3).toArray(); // [1, -1]
 */
export const fmod = binary<'sameNoBool'>('fmod', {
  loops: [
    ...each('bBhHiI', 'xx->x', call('fmodInt', x, y)),
    ...each('qQ', 'xx->x', call('fmodBigInt', x, y)),
    ...each(FLOATS, 'xx->x', call('fmodFloat', x, y)),
  ],
});

/**
 * Quotient and remainder at once: Python's `divmod`.
 *
 * @returns `[floorDivide(x1, x2), remainder(x1, x2)]`
 * @example
 * np.divmod(7, 2); // [3, 1]
 */
export const divmod = binaryPair<'sameNoBool'>('divmod', {
  loops: [
    ...each('bBhHiI', 'xx->xx', call('floorDivideInt', x, y), call('remainderInt', x, y)),
    ...each('qQ', 'xx->xx', call('floorDivideBigInt', x, y), call('remainderBigInt', x, y)),
    ...each(FLOATS, 'xx->xx', call('floorDivide', x, y), call('pyRemainder', x, y)),
  ],
});

/**
 * `x1` to the power of `x2`, element by element. Integers stay integers.
 *
 * @throws ValueError for integers raised to negative integers
 * @example
 * np.power([1, 2, 3], 2).toArray(); // [1, 4, 9]
 */
export const power = binary<'sameNoBool'>('power', {
  check: (chosen, operands) => {
    const exponent = operands[1] as NDArray;
    if (chosen.inputs[1]!.kind !== 'i' || exponent.info.kind !== 'i') return;
    exponent.forEachPosition((position) => {
      if (exponent.storage[position]! < 0)
        throw new ValueError('power: Integers to negative integer powers are not allowed.');
    });
  },
  loops: [
    ...each('bhi', 'xx->x', call('powerInt32', x, y)),
    ...each('BHI', 'xx->x', call('powerUint32', x, y)),
    loop('qq->q', call('powerInt64', x, y)),
    loop('QQ->Q', call('powerUint64', x, y)),
    ...each(FLOATS, 'xx->x', call('pow', x, y)),
    ...each(COMPLEX, 'xx->x', complexCall('cpow', zx, zy)),
  ].sort((a, b) => (REALS + COMPLEX).indexOf(a.types[0]!) - (REALS + COMPLEX).indexOf(b.types[0]!)),
});

/** The same as `power`, under its Array API name. */
export const pow = power;

/**
 * `x1` to the power of `x2`, in floating point of at least float64.
 *
 * @example
 * np.floatPower([1, 2], -1).toArray(); // [1, 0.5]
 */
export const floatPower = binary<'float64'>('float_power', {
  loops: [loop('dd->d', call('pow', x, y)), loop('DD->D', complexCall('cpow', zx, zy))],
});

/**
 * Change signs.
 *
 * @throws DTypeError for booleans, as in NumPy: use `logicalNot`
 * @example
 * np.negative([1, -1]).toArray(); // [-1, 1]
 */
export const negative = unary('negative', {
  cheap: true,
  refuse: (infos) =>
    infos[0]!.kind === 'b'
      ? 'The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.'
      : undefined,
  loops: [...each(REALS, 'x->x', neg(x)), ...each(COMPLEX, 'x->x', parts(neg(zx.re), neg(zx.im)))],
});

/** A copy: `+x`. */
export const positive = unary('positive', {
  cheap: true,
  refuse: (infos) =>
    infos[0]!.kind === 'b' ? "ufunc 'positive' did not contain a loop with signature matching types bool" : undefined,
  loops: [...each(REALS, 'x->x', x), ...each(COMPLEX, 'x->x', zx)],
});

/**
 * Absolute values; the modulus of complex numbers.
 *
 * @example
 * np.absolute([-1.5, 2]).toArray(); // [1.5, 2]
 */
export const absolute = unary<'real'>('absolute', {
  cheap: true,
  loops: [
    loop('?->?', x),
    ...each(REALS, 'x->x', abs(x)),
    loop('F->f', call('hypot', zx.re, zx.im)),
    loop('D->d', call('hypot', zx.re, zx.im)),
  ],
});

/** Absolute values in floating point. */
export const fabs = unary<'float'>('fabs', { cheap: true, loops: each(FLOATS, 'x->x', abs(x)) });

/**
 * Squares.
 *
 * @example
 * np.square([1, 2, 3]).toArray(); // [1, 4, 9]
 */
export const square = unary<'sameNoBool'>('square', {
  cheap: true,
  loops: [
    ...each(REALS, 'x->x', mul(x, x)),
    ...each(
      COMPLEX,
      'x->x',
      parts(sub(mul(zx.re, zx.re), mul(zx.im, zx.im)), plus(mul(zx.re, zx.im), mul(zx.im, zx.re))),
    ),
  ],
});

/** `1 / x`. Integers divide as integers. */
export const reciprocal = unary<'sameNoBool'>('reciprocal', {
  cheap: true,
  loops: [
    ...each(SMALL_INTS, 'x->x', call('trunc', div(one, x))),
    ...each('qQ', 'x->x', call('reciprocalBigInt', x)),
    ...each(FLOATS, 'x->x', div(one, x)),
    ...each(COMPLEX, 'x->x', complexCall('creciprocal', zx)),
  ],
});

/**
 * The sign: -1, 0 or 1; nan for nan; `z / |z|` for complex numbers, as in NumPy 2.
 *
 * @example
 * np.sign([-5, 0, 4.5]).toArray(); // [-1, 0, 1]
 */
export const sign = unary('sign', {
  refuse: noBool('sign'),
  loops: [
    ...each(INTS, 'x->x', select(gt(x, zero), one, select(lt(x, zero), neg(one), zero))),
    ...each(FLOATS, 'x->x', select(gt(x, zero), one, select(lt(x, zero), constant(-1), select(eq(x, zero), zero, x)))),
    ...each(COMPLEX, 'x->x', parts(unitPart(zx.re), unitPart(zx.im))),
  ],
});

/**
 * Step function: 0 below zero, 1 above, `x2` at zero.
 *
 * @example
 * np.heaviside([-1, 0, 2], 0.5).toArray(); // [0, 0.5, 1]
 */
export const heaviside = binary<'float'>('heaviside', { loops: each(FLOATS, 'xx->x', call('heaviside', x, y)) });

const complexNan = or(ne(zx.re, zx.re), ne(zx.im, zx.im));
const complexNan2 = or(ne(zy.re, zy.re), ne(zy.im, zy.im));
const complexGreater = or(gt(zx.re, zy.re), and(eq(zx.re, zy.re), ge(zx.im, zy.im)));
const complexLess = or(lt(zx.re, zy.re), and(eq(zx.re, zy.re), not(gt(zx.im, zy.im))));
const choose = (condition: Expr): ComplexExpr =>
  parts(select(condition, zx.re, zy.re), select(condition, zx.im, zy.im));

/**
 * The larger of two, element by element; nan if either is nan.
 *
 * @example
 * np.maximum([1, 5], [3, 2]).toArray(); // [3, 5]
 */
export const maximum = binary('maximum', {
  associative: true,
  cheap: true,
  loops: [
    loop('??->?', or(x, y)),
    ...each(INTS, 'xx->x', select(gt(x, y), x, y)),
    ...each(FLOATS, 'xx->x', call('max', x, y)),
    ...each(COMPLEX, 'xx->x', choose(or(complexNan, and(not(complexNan2), complexGreater)))),
  ],
});

/**
 * The smaller of two, element by element; nan if either is nan.
 *
 * @example
 * np.minimum([1, 5, NaN], 3).toArray(); // [1, 3, NaN]
 */
export const minimum = binary('minimum', {
  associative: true,
  cheap: true,
  loops: [
    loop('??->?', and(x, y)),
    ...each(INTS, 'xx->x', select(lt(x, y), x, y)),
    ...each(FLOATS, 'xx->x', call('min', x, y)),
    ...each(COMPLEX, 'xx->x', choose(or(complexNan, and(not(complexNan2), complexLess)))),
  ],
});

/** The larger of two, element by element; the other one if one is nan. */
export const fmax = binary('fmax', {
  associative: true,
  cheap: true,
  loops: [
    loop('??->?', or(x, y)),
    ...each(INTS, 'xx->x', select(gt(x, y), x, y)),
    ...each(FLOATS, 'xx->x', select(or(ge(x, y), ne(y, y)), x, y)),
    ...each(COMPLEX, 'xx->x', choose(or(complexNan2, and(not(complexNan), complexGreater)))),
  ],
});

/** The smaller of two, element by element; the other one if one is nan. */
export const fmin = binary('fmin', {
  associative: true,
  cheap: true,
  loops: [
    loop('??->?', and(x, y)),
    ...each(INTS, 'xx->x', select(lt(x, y), x, y)),
    ...each(FLOATS, 'xx->x', select(or(not(gt(x, y)), ne(y, y)), select(ne(x, x), y, x), y)),
    ...each(COMPLEX, 'xx->x', choose(or(complexNan2, and(not(complexNan), complexLess)))),
  ],
});

/**
 * Round to the nearest integer, halves to even.
 *
 * @example
 * np.rint([0.5, 1.5, -1.7]).toArray(); // [0, 2, -2]
 */
export const rint = unary<'float'>('rint', {
  loops: [
    ...each(FLOATS, 'x->x', call('rint', x)),
    ...each(COMPLEX, 'x->x', parts(call('rint', zx.re), call('rint', zx.im))),
  ],
});

/**
 * The largest integer not above x; integers stay as they are.
 *
 * @example
 * np.floor([1.7, -1.7]).toArray(); // [1, -2]
 */
export const floor = unary('floor', {
  loops: [loop('?->?', x), ...each(INTS, 'x->x', x), ...each(FLOATS, 'x->x', call('floor', x))],
});

/**
 * The smallest integer not below x; integers stay as they are.
 *
 * @example
 * np.ceil([1.2, -1.7]).toArray(); // [2, -1]
 */
export const ceil = unary('ceil', {
  loops: [loop('?->?', x), ...each(INTS, 'x->x', x), ...each(FLOATS, 'x->x', call('ceil', x))],
});

/** The integer part of x; integers stay as they are. */
export const trunc = unary('trunc', {
  loops: [loop('?->?', x), ...each(INTS, 'x->x', x), ...each(FLOATS, 'x->x', call('trunc', x))],
});

/** The complex conjugate; real numbers stay as they are. */
export const conjugate = unary<'sameNoBool'>('conjugate', {
  cheap: true,
  loops: [...each(REALS, 'x->x', x), ...each(COMPLEX, 'x->x', parts(zx.re, neg(zx.im)))],
});

/** The same as `conjugate`, under its other name. */
export const conj = conjugate;

/** The greatest common divisor of integers. */
export const gcd = binary<'sameNoBool'>('gcd', {
  refuse: noBool('gcd'),
  loops: [...each('bBhHiI', 'xx->x', call('gcd', x, y)), ...each('qQ', 'xx->x', call('gcdBigInt', x, y))],
});

/** The least common multiple of integers. */
export const lcm = binary<'sameNoBool'>('lcm', {
  refuse: noBool('lcm'),
  loops: [
    ...each('bBhHi', 'xx->x', call('lcm', x, y)),
    loop('II->I', call('lcmUint32', x, y)),
    ...each('qQ', 'xx->x', call('lcmBigInt', x, y)),
  ],
});

/**
 * The fractional and the integer part, both with the sign of x.
 *
 * @returns `[fraction, integer]`
 * @example
 * np.modf(-3.5); // [-0.5, -3]
 */
export const modf = unaryPair<'float'>('modf', {
  loops: each(FLOATS, 'x->xx', call('modfFraction', x), call('modfInteger', x)),
});

/**
 * Mantissa in [0.5, 1) and exponent: `x = m * 2 ** e`.
 *
 * @returns `[mantissa, exponent]`, the exponent int32
 */
export const frexp = unaryPair<'float', 'int32'>('frexp', {
  loops: each(FLOATS, 'x->xi', call('frexpMantissa', x), call('frexpExponent', x)),
});

/** `x1 * 2 ** x2`. */
export const ldexp = binary<'float'>('ldexp', {
  loops: [...each(FLOATS, 'xi->x', call('ldexp', x, y)), ...each(FLOATS, 'xq->x', call('ldexp', x, call('Number', y)))],
});
