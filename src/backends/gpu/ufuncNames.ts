/** The ufuncs of a device, by the rule for their results: every one of numloom's. */
import * as arithmetic from '../../ops/ufuncs/arithmetic.js';
import * as elementary from '../../ops/ufuncs/elementary.js';
import * as logic from '../../ops/ufuncs/logic.js';
import type { UfuncTable } from '../../ops/ufuncs/define.js';
import { tableOf } from '../../ops/ufuncs/make.js';
import type { Rule } from '../../ops/ufuncs/types.js';
import type { GpuBinary, GpuUnary } from './types.js';

/** Ufuncs of one operand, by rule. */
export const UNARY = {
  same: ['negative', 'positive', 'sign', 'floor', 'ceil', 'trunc', 'invert', 'bitwiseNot', 'bitwiseInvert'],
  real: ['absolute'],
  sameNoBool: ['square', 'reciprocal', 'conjugate', 'conj'],
  float: [
    'fabs',
    'rint',
    'sqrt',
    'cbrt',
    'exp',
    'exp2',
    'expm1',
    'log',
    'log2',
    'log10',
    'log1p',
    'sin',
    'cos',
    'tan',
    'arcsin',
    'arccos',
    'arctan',
    'sinh',
    'cosh',
    'tanh',
    'arcsinh',
    'arccosh',
    'arctanh',
    'asin',
    'acos',
    'atan',
    'asinh',
    'acosh',
    'atanh',
    'degrees',
    'radians',
    'rad2deg',
    'deg2rad',
    'spacing',
  ],
  bool: ['isnan', 'isinf', 'isfinite', 'signbit', 'logicalNot'],
  count: ['bitwiseCount'],
} as const;

/** Ufuncs of two operands, by rule. */
export const BINARY = {
  same: ['add', 'subtract', 'multiply', 'maximum', 'minimum', 'fmax', 'fmin', 'bitwiseAnd', 'bitwiseOr', 'bitwiseXor'],
  divide: ['divide', 'trueDivide'],
  sameNoBool: [
    'floorDivide',
    'remainder',
    'mod',
    'fmod',
    'power',
    'pow',
    'gcd',
    'lcm',
    'leftShift',
    'rightShift',
    'bitwiseLeftShift',
    'bitwiseRightShift',
  ],
  float64: ['floatPower'],
  float: ['heaviside', 'arctan2', 'atan2', 'hypot', 'logaddexp', 'logaddexp2', 'copysign', 'ldexp', 'nextafter'],
  bool: ['equal', 'notEqual', 'less', 'lessEqual', 'greater', 'greaterEqual', 'logicalAnd', 'logicalOr', 'logicalXor'],
} as const;

/** Ufuncs with two results. */
export const PAIRS = ['divmod', 'modf', 'frexp'] as const;

type Unary = typeof UNARY;
type Binary = typeof BINARY;

/** The rule under which a name stands. */
type RuleOf<T extends Readonly<Record<string, readonly string[]>>, N> = {
  [R in keyof T & Rule]: N extends T[R][number] ? R : never;
}[keyof T & Rule];

/** The ufuncs of a namespace. */
export type GpuUfuncs = {
  readonly [N in Unary[keyof Unary][number]]: GpuUnary<RuleOf<Unary, N>>;
} & {
  readonly [N in Binary[keyof Binary][number]]: GpuBinary<RuleOf<Binary, N>>;
};

const SOURCES = { ...arithmetic, ...elementary, ...logic } as unknown as Readonly<Record<string, object>>;

/** The table behind a ufunc's name in numloom. */
export function tableNamed(name: string): UfuncTable {
  return tableOf(SOURCES[name]!);
}

/** Every name that numloom has for a ufunc. */
export function ufuncNames(): string[] {
  return Object.keys(SOURCES);
}
