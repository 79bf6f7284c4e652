/** The table of comparing, logical, bitwise and floating-point-inspecting ufuncs. */
import {
  and,
  arg,
  bitand,
  bitnot,
  bitor,
  bitxor,
  call,
  complexArg,
  constant,
  eq,
  ge as atLeast,
  gt,
  le,
  lt,
  ne,
  not,
  or,
  shl,
  shr,
  type Expr,
} from '../../core/expression.js';
import { COMPLEX, FLOATS, INTS, REALS } from './chars.js';
import { each, loop, type LoopSpec } from './define.js';
import { binary, unary } from './make.js';
import type { BinaryUfunc } from './types.js';

const x = arg(0);
const y = arg(1);
const zx = complexArg(0);
const zy = complexArg(1);
const zero = constant(0);

/** A comparison: exact between int64 and uint64, lexicographic for complex numbers. */
function comparison(name: string, real: (a: Expr, b: Expr) => Expr, complex: Expr): BinaryUfunc<'bool'> {
  return binary<'bool'>(name, {
    cheap: true,
    comparison: true,
    loops: [
      loop('??->?', real(x, y)),
      ...each(INTS, 'xx->?', real(x, y)),
      loop('qQ->?', real(x, y)),
      loop('Qq->?', real(x, y)),
      ...each(FLOATS, 'xx->?', real(x, y)),
      ...each(COMPLEX, 'xx->?', complex),
    ],
  });
}

const complexOrder = (strict: (a: Expr, b: Expr) => Expr, last: (a: Expr, b: Expr) => Expr): Expr =>
  or(and(strict(zx.re, zy.re), and(eq(zx.im, zx.im), eq(zy.im, zy.im))), and(eq(zx.re, zy.re), last(zx.im, zy.im)));

/**
 * `x1 == x2`, element by element.
 *
 * @example
 * np.equal([1, 2], [1, 3]).toArray(); // [true, false]
 */
export const equal = comparison('equal', eq, and(eq(zx.re, zy.re), eq(zx.im, zy.im)));
/** `x1 != x2`, element by element. */
export const notEqual = comparison('not_equal', ne, or(ne(zx.re, zy.re), ne(zx.im, zy.im)));
/**
 * `x1 < x2`, element by element.
 *
 * @example
 * np.less([1, 2, 3], [3, 2, 1]).toArray(); // [true, false, false]
 */
export const less = comparison('less', lt, complexOrder(lt, lt));
/** `x1 <= x2`, element by element. */
export const lessEqual = comparison('less_equal', le, complexOrder(lt, le));
/**
 * `x1 > x2`, element by element.
 *
 * @example
 * np.greater([1, 2, 3], 2).toArray(); // [false, false, true]
 */
export const greater = comparison('greater', gt, complexOrder(gt, gt));
/** `x1 >= x2`, element by element. */
export const greaterEqual = comparison('greater_equal', atLeast, complexOrder(gt, atLeast));

const truthX = or(ne(zx.re, zero), ne(zx.im, zero));
const truthY = or(ne(zy.re, zero), ne(zy.im, zero));

function logical(
  name: string,
  identity: boolean,
  associative: boolean,
  real: (a: Expr, b: Expr) => Expr,
): BinaryUfunc<'bool'> {
  return binary<'bool'>(name, {
    identity,
    associative,
    cheap: true,
    loops: [
      loop('??->?', real(x, y)),
      ...each(REALS, 'xx->?', real(ne(x, zero), ne(y, zero))),
      ...each(COMPLEX, 'xx->?', real(truthX, truthY)),
    ],
  });
}

/**
 * The truth of `x1 and x2`.
 *
 * @example
 * const a = np.arange(6);
 * a.at(np.logicalAnd(a.gt(1), a.lt(4))).toArray(); // [2, 3]
 */
export const logicalAnd = logical('logical_and', true, true, and);
/**
 * The truth of `x1 or x2`.
 *
 * @example
 * np.logicalOr([true, false], [false, false]).toArray(); // [true, false]
 */
export const logicalOr = logical('logical_or', false, true, or);
/** Is just one of the two true? */
export const logicalXor = logical('logical_xor', false, true, ne);
/**
 * The truth of `not x`.
 *
 * @example
 * np.logicalNot([0, 2]).toArray(); // [true, false]
 */
export const logicalNot = unary<'bool'>('logical_not', {
  cheap: true,
  loops: [loop('?->?', not(x)), ...each(REALS, 'x->?', eq(x, zero)), ...each(COMPLEX, 'x->?', not(truthX))],
});

const BITS = '?' + INTS;

/** The bits that both have. */
export const bitwiseAnd = binary('bitwise_and', {
  identity: -1,
  associative: true,
  cheap: true,
  loops: each(BITS, 'xx->x', bitand(x, y)),
});
/** The bits that either has. */
export const bitwiseOr = binary('bitwise_or', {
  identity: 0,
  associative: true,
  cheap: true,
  loops: each(BITS, 'xx->x', bitor(x, y)),
});
/** The bits that just one has. */
export const bitwiseXor = binary('bitwise_xor', {
  identity: 0,
  associative: true,
  cheap: true,
  loops: each(BITS, 'xx->x', bitxor(x, y)),
});
/** The bits turned over; for booleans, logical not. */
export const invert = unary('invert', { cheap: true, loops: each(BITS, 'x->x', bitnot(x)) });
/** The same as `invert`, under its other name. */
export const bitwiseNot = invert;
/** The same as `invert`, under its Array API name. */
export const bitwiseInvert = invert;

const shifted = (shift: (a: Expr, b: Expr) => Expr): LoopSpec[] => each(INTS, 'xx->x', shift(x, y));

/** Bits moved left: `x1 << x2`; all gone gives 0. */
export const leftShift = binary<'sameNoBool'>('left_shift', { cheap: true, loops: shifted(shl) });
/** Bits moved right: `x1 >> x2`, keeping the sign. */
export const rightShift = binary<'sameNoBool'>('right_shift', { cheap: true, loops: shifted(shr) });
/** The same as `leftShift`, under its Array API name. */
export const bitwiseLeftShift = leftShift;
/** The same as `rightShift`, under its Array API name. */
export const bitwiseRightShift = rightShift;

/** How many bits of the absolute value are 1. */
export const bitwiseCount = unary<'count'>('bitwise_count', {
  loops: [...each('?bBhHiI', 'x->B', call('popcount32', x)), ...each('qQ', 'x->B', call('popcount64', x))],
});

const finite = (e: Expr): Expr => call('isFinite', e);
const never = [loop('?->?', ne(x, x)), ...each(INTS, 'x->?', ne(x, x))];
const always = [loop('?->?', eq(x, x)), ...each(INTS, 'x->?', eq(x, x))];

/**
 * Is x a nan?
 *
 * @example
 * np.isnan([1, NaN]).toArray(); // [false, true]
 */
export const isnan = unary<'bool'>('isnan', {
  cheap: true,
  loops: [
    ...never,
    ...each(FLOATS, 'x->?', ne(x, x)),
    ...each(COMPLEX, 'x->?', or(ne(zx.re, zx.re), ne(zx.im, zx.im))),
  ],
});
const infinite = (e: Expr): Expr => or(eq(e, constant(Infinity)), eq(e, constant(-Infinity)));
/**
 * Is x infinite?
 *
 * @example
 * np.isinf([1, -Infinity, NaN]).toArray(); // [false, true, false]
 */
export const isinf = unary<'bool'>('isinf', {
  cheap: true,
  loops: [
    ...never,
    ...each(FLOATS, 'x->?', infinite(x)),
    ...each(COMPLEX, 'x->?', or(infinite(zx.re), infinite(zx.im))),
  ],
});
/**
 * Is x neither infinite nor nan?
 *
 * @example
 * np.isfinite([1, Infinity, NaN]).toArray(); // [true, false, false]
 */
export const isfinite = unary<'bool'>('isfinite', {
  cheap: true,
  loops: [...always, ...each(FLOATS, 'x->?', finite(x)), ...each(COMPLEX, 'x->?', and(finite(zx.re), finite(zx.im)))],
});
/** Is the sign bit set? True for -0. */
export const signbit = unary<'bool'>('signbit', { loops: each(FLOATS, 'x->?', call('signbit', x)) });
/** The magnitude of x1 with the sign of x2. */
export const copysign = binary<'float'>('copysign', { loops: each(FLOATS, 'xx->x', call('copysign', x, y)) });
/** The next representable value after x1 towards x2. */
export const nextafter = binary<'float'>('nextafter', {
  loops: [
    loop('ee->e', call('nextafter16', x, y)),
    loop('ff->f', call('nextafter32', x, y)),
    loop('dd->d', call('nextafter64', x, y)),
  ],
});
/** The distance to the next value away from zero. */
export const spacing = unary<'float'>('spacing', {
  loops: [loop('e->e', call('spacing16', x)), loop('f->f', call('spacing32', x)), loop('d->d', call('spacing64', x))],
});
