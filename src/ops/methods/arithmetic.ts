/** The methods of arrays that compute with operators: arithmetic, comparison, logic and bits, also in place. */
import type { ArrayOf } from '../../core/ndarray.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import type { DType } from '../../core/dtype.js';
import { NDArray } from '../../core/ndarray.js';
import {
  absolute,
  add,
  divide,
  floorDivide,
  multiply,
  negative,
  power,
  remainder,
  subtract,
} from '../ufuncs/arithmetic.js';
import {
  bitwiseAnd,
  bitwiseOr,
  bitwiseXor,
  equal,
  greater,
  greaterEqual,
  invert,
  leftShift,
  less,
  lessEqual,
  logicalAnd,
  logicalNot,
  logicalOr,
  logicalXor,
  notEqual,
  rightShift,
} from '../ufuncs/logic.js';
import type { Meet, ResultRules, Rule, UfuncOptions } from '../ufuncs/types.js';

/** A ufunc of this array and another operand. The dtype is read off `this`, so that the method's type does not depend on it. */
export interface BinaryMethod<R extends Rule> {
  <X extends DType>(this: NDArray, b: ArrayLike, options: UfuncOptions & { out: NDArray<X> }): NDArray<X>;
  <D extends DType, B extends ArrayLike>(
    this: NDArray<D>,
    b: B,
    options?: UfuncOptions,
  ): ArrayOf<ResultRules<Meet<NDArray<D>, B>>[R]>;
}

/** A ufunc of this array. */
export interface UnaryMethod<R extends Rule> {
  <X extends DType>(this: NDArray, options: UfuncOptions & { out: NDArray<X> }): NDArray<X>;
  <D extends DType>(this: NDArray<D>, options?: UfuncOptions): ArrayOf<ResultRules<D>[R]>;
}

declare module '../../core/ndarray.js' {
  // The parameter must be named as in the class.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface NDArray<D extends DType = DType> {
    /** `this + b`. */
    add: BinaryMethod<'same'>;
    /** `this - b`. */
    subtract: BinaryMethod<'same'>;
    /** The same as `subtract`. */
    sub: BinaryMethod<'same'>;
    /** `this * b`. */
    multiply: BinaryMethod<'same'>;
    /** The same as `multiply`. */
    mul: BinaryMethod<'same'>;
    /** `this / b`, in floating point. */
    divide: BinaryMethod<'divide'>;
    /** The same as `divide`. */
    div: BinaryMethod<'divide'>;
    /** `this % b`, with the sign of b. */
    remainder: BinaryMethod<'sameNoBool'>;
    /** The same as `remainder`. */
    mod: BinaryMethod<'sameNoBool'>;
    /** The largest integer not above `this / b`. */
    floorDivide: BinaryMethod<'sameNoBool'>;
    /** `this ** b`. */
    power: BinaryMethod<'sameNoBool'>;
    /** The same as `power`. */
    pow: BinaryMethod<'sameNoBool'>;
    /** `this == b`, element by element. */
    equal: BinaryMethod<'bool'>;
    /** The same as `equal`. */
    eq: BinaryMethod<'bool'>;
    /** `this != b`, element by element. */
    notEqual: BinaryMethod<'bool'>;
    /** The same as `notEqual`. */
    ne: BinaryMethod<'bool'>;
    /** `this < b`, element by element. */
    less: BinaryMethod<'bool'>;
    /** The same as `less`. */
    lt: BinaryMethod<'bool'>;
    /** `this <= b`, element by element. */
    lessEqual: BinaryMethod<'bool'>;
    /** The same as `lessEqual`. */
    le: BinaryMethod<'bool'>;
    /** `this > b`, element by element. */
    greater: BinaryMethod<'bool'>;
    /** The same as `greater`. */
    gt: BinaryMethod<'bool'>;
    /** `this >= b`, element by element. */
    greaterEqual: BinaryMethod<'bool'>;
    /** The same as `greaterEqual`. */
    ge: BinaryMethod<'bool'>;
    /** The truth of `this and b`, element by element. */
    logicalAnd: BinaryMethod<'bool'>;
    /** The truth of `this or b`, element by element. */
    logicalOr: BinaryMethod<'bool'>;
    /** Is just one of the two true, element by element?. */
    logicalXor: BinaryMethod<'bool'>;
    /** The bits that both have. */
    bitwiseAnd: BinaryMethod<'same'>;
    /** The bits that either has. */
    bitwiseOr: BinaryMethod<'same'>;
    /** The bits that just one has. */
    bitwiseXor: BinaryMethod<'same'>;
    /** Bits moved left by b. */
    leftShift: BinaryMethod<'sameNoBool'>;
    /** Bits moved right by b. */
    rightShift: BinaryMethod<'sameNoBool'>;
    /** `-this`. */
    negative: UnaryMethod<'same'>;
    /** The same as `negative`. */
    neg: UnaryMethod<'same'>;
    /** Absolute values. */
    abs: UnaryMethod<'real'>;
    /** The truth of `not this`, element by element. */
    logicalNot: UnaryMethod<'bool'>;
    /** The bits turned over; logical not of booleans. */
    invert: UnaryMethod<'same'>;
    /** `this += b`: `add` into this array itself. */
    iadd(b: ArrayLike): this;
    /** `this -= b`: `subtract` into this array itself. */
    isub(b: ArrayLike): this;
    /** `this *= b`: `multiply` into this array itself. */
    imul(b: ArrayLike): this;
    /** `this /= b`: `divide` into this array itself. */
    idiv(b: ArrayLike): this;
    /** `this %= b`: `remainder` into this array itself. */
    imod(b: ArrayLike): this;
    /** `this **= b`: `power` into this array itself. */
    ipow(b: ArrayLike): this;
    /** `this //= b`: `floorDivide` into this array itself. */
    ifloordiv(b: ArrayLike): this;
  }
}

type Binary = (x1: NDArray, x2: ArrayLike, options?: UfuncOptions) => unknown;
type Unary = (x: NDArray, options?: UfuncOptions) => unknown;

const binaries: Readonly<Record<string, unknown>> = {
  add,
  subtract,
  sub: subtract,
  multiply,
  mul: multiply,
  divide,
  div: divide,
  remainder,
  mod: remainder,
  floorDivide,
  power,
  pow: power,
  equal,
  eq: equal,
  notEqual,
  ne: notEqual,
  less,
  lt: less,
  lessEqual,
  le: lessEqual,
  greater,
  gt: greater,
  greaterEqual,
  ge: greaterEqual,
  logicalAnd,
  logicalOr,
  logicalXor,
  bitwiseAnd,
  bitwiseOr,
  bitwiseXor,
  leftShift,
  rightShift,
};
const unaries: Readonly<Record<string, unknown>> = {
  negative,
  neg: negative,
  abs: absolute,
  logicalNot,
  invert,
};
const inPlace: Readonly<Record<string, unknown>> = {
  iadd: add,
  isub: subtract,
  imul: multiply,
  idiv: divide,
  imod: remainder,
  ipow: power,
  ifloordiv: floorDivide,
};

/** A method under a name of its own, as others have. */
function define(name: string, method: (this: NDArray, ...args: never[]) => unknown): void {
  Object.defineProperty(method, 'name', { value: name });
  Object.defineProperty(NDArray.prototype, name, { value: method, configurable: true, writable: true });
}

for (const [name, ufunc] of Object.entries(binaries)) {
  define(name, function (b: ArrayLike, options?: UfuncOptions) {
    return (ufunc as Binary)(this, b, options);
  });
}
for (const [name, ufunc] of Object.entries(unaries)) {
  define(name, function (options?: UfuncOptions) {
    return (ufunc as Unary)(this, options);
  });
}
for (const [name, ufunc] of Object.entries(inPlace)) {
  define(name, function (b: ArrayLike) {
    return (ufunc as Binary)(this, b, { out: this });
  });
}
