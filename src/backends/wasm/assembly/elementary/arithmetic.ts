// Pairs of doubles: arithmetic under short names, constants from memory, polynomials by Estrin's scheme (in which few steps
// wait for each other, so that the processor works on several at once).
import { madd, nmadd } from '../product/lanes';

/** 1/2, 1, 2, and 1.5 * 2^52, which rounds to an integer when it is added. */
const NUMBERS = memory.data<f64>([0.5, 1, 2, 6755399441055744]);
const BITS = memory.data<i64>([i64.MIN_VALUE, 1]);

/** Number `i` of a table in both lanes. */
// @ts-ignore: decorator
@inline
export function at(table: usize, i: usize): v128 {
  return v128.load64_splat(table + (i << 3));
}
// @ts-ignore: decorator
@inline
export function half(): v128 {
  return at(NUMBERS, 0);
}
// @ts-ignore: decorator
@inline
export function one(): v128 {
  return at(NUMBERS, 1);
}
// @ts-ignore: decorator
@inline
export function two(): v128 {
  return at(NUMBERS, 2);
}
/** Added to a number it leaves the nearest integer in the low bits; subtracted again, as a double. */
// @ts-ignore: decorator
@inline
export function rounder(): v128 {
  return at(NUMBERS, 3);
}
/** The sign's bit. */
// @ts-ignore: decorator
@inline
export function signs(): v128 {
  return at(BITS, 0);
}

// @ts-ignore: decorator
@inline
export function add(x: v128, y: v128): v128 {
  return f64x2.add(x, y);
}
// @ts-ignore: decorator
@inline
export function sub(x: v128, y: v128): v128 {
  return f64x2.sub(x, y);
}
// @ts-ignore: decorator
@inline
export function mul(x: v128, y: v128): v128 {
  return f64x2.mul(x, y);
}
// @ts-ignore: decorator
@inline
export function div(x: v128, y: v128): v128 {
  return f64x2.div(x, y);
}
/** x y + z, rounded once or twice: nothing here may depend on which. */
// @ts-ignore: decorator
@inline
export function mulAdd(x: v128, y: v128, z: v128): v128 {
  return madd<f64>(x, y, z);
}
/** z - x y. */
// @ts-ignore: decorator
@inline
export function mulSub(x: v128, y: v128, z: v128): v128 {
  return nmadd<f64>(x, y, z);
}
// @ts-ignore: decorator
@inline
export function magnitude(x: v128): v128 {
  return f64x2.abs(x);
}
/** x with the sign of y; x is not negative. */
// @ts-ignore: decorator
@inline
export function signed(x: v128, y: v128): v128 {
  return v128.or(x, v128.and(y, signs()));
}
/** Where the mask is set a, elsewhere b. */
// @ts-ignore: decorator
@inline
export function choose(mask: v128, a: v128, b: v128): v128 {
  return v128.bitselect(a, b, mask);
}
/** `value`, but -0 where x is -0: for functions that are odd. */
// @ts-ignore: decorator
@inline
export function keepZero(value: v128, x: v128): v128 {
  return v128.or(value, v128.and(f64x2.eq(x, f64x2.splat(0)), x));
}
/** The mask of the lanes in which the integer below a rounder is odd. */
// @ts-ignore: decorator
@inline
export function isOdd(t: v128): v128 {
  const bit = at(BITS, 1);
  return i64x2.eq(v128.and(t, bit), bit);
}

/** c0 + c1 z of the coefficients from `i` on. */
// @ts-ignore: decorator
@inline
function pair(table: usize, i: usize, z: v128): v128 {
  return mulAdd(at(table, i + 1), z, at(table, i));
}
// @ts-ignore: decorator
@inline
function quad(table: usize, i: usize, z: v128, z2: v128): v128 {
  return mulAdd(pair(table, i + 2, z), z2, pair(table, i, z));
}
// @ts-ignore: decorator
@inline
function eight(table: usize, z: v128, z2: v128, z4: v128): v128 {
  return mulAdd(quad(table, 4, z, z2), z4, quad(table, 0, z, z2));
}
/** The polynomial of 6 coefficients. */
// @ts-ignore: decorator
@inline
export function poly6(table: usize, z: v128): v128 {
  const z2 = mul(z, z);
  return mulAdd(pair(table, 4, z), mul(z2, z2), quad(table, 0, z, z2));
}
// @ts-ignore: decorator
@inline
export function poly7(table: usize, z: v128): v128 {
  const z2 = mul(z, z);
  return mulAdd(mulAdd(at(table, 6), z2, pair(table, 4, z)), mul(z2, z2), quad(table, 0, z, z2));
}
// @ts-ignore: decorator
@inline
export function poly11(table: usize, z: v128): v128 {
  const z2 = mul(z, z);
  const z4 = mul(z2, z2);
  return mulAdd(mulAdd(at(table, 10), z2, pair(table, 8, z)), mul(z4, z4), eight(table, z, z2, z4));
}
// @ts-ignore: decorator
@inline
export function poly13(table: usize, z: v128): v128 {
  const z2 = mul(z, z);
  const z4 = mul(z2, z2);
  return mulAdd(mulAdd(at(table, 12), z4, quad(table, 8, z, z2)), mul(z4, z4), eight(table, z, z2, z4));
}
