/**
 * What the complex functions that expressions call by name mean: textbook formulas, which hold for finite numbers off the
 * axes. On the axes (branch cuts, signs of zeros) and for infinities they would need care; there numloom's own scalar
 * functions, which have tests of their own, say what is meant.
 */
import * as library from '../../backends/single/complexIntrinsics.js';

type Pair = readonly [re: number, im: number];
type ComplexFunction = (z: Pair, w: Pair) => Pair;

const plus = ([a, b]: Pair, [c, d]: Pair): Pair => [a + c, b + d];
const minus = ([a, b]: Pair, [c, d]: Pair): Pair => [a - c, b - d];
const times = ([a, b]: Pair, [c, d]: Pair): Pair => [a * c - b * d, a * d + b * c];
const timesI = ([a, b]: Pair): Pair => [-b, a];
const overI = ([a, b]: Pair): Pair => [b, -a];
const negative = ([a, b]: Pair): Pair => [-a, -b];
const scaled = ([a, b]: Pair, s: number): Pair => [a * s, b * s];

function over([a, b]: Pair, [c, d]: Pair): Pair {
  // Divided by the larger part first, so that no square overflows.
  if (Math.abs(c) >= Math.abs(d)) {
    const ratio = d / c;
    const bottom = c + d * ratio;
    return [(a + b * ratio) / bottom, (b - a * ratio) / bottom];
  }
  const ratio = c / d;
  const bottom = c * ratio + d;
  return [(a * ratio + b) / bottom, (b * ratio - a) / bottom];
}

const exp = ([x, y]: Pair): Pair => [Math.exp(x) * Math.cos(y), Math.exp(x) * Math.sin(y)];
const log = ([x, y]: Pair): Pair => [Math.log(Math.hypot(x, y)), Math.atan2(y, x)];

function sqrt([x, y]: Pair): Pair {
  const modulus = Math.sqrt(Math.hypot(x, y));
  const angle = Math.atan2(y, x) / 2;
  return [modulus * Math.cos(angle), modulus * Math.sin(angle)];
}

const ONE: Pair = [1, 0];
const sinh = ([x, y]: Pair): Pair => [Math.sinh(x) * Math.cos(y), Math.cosh(x) * Math.sin(y)];
const cosh = ([x, y]: Pair): Pair => [Math.cosh(x) * Math.cos(y), Math.sinh(x) * Math.sin(y)];

/** Odd functions: the formula is used where it loses no digits. */
const odd =
  (f: (z: Pair) => Pair): ((z: Pair) => Pair) =>
  (z) =>
    z[0] < 0 ? negative(f(negative(z))) : f(z);

const asinh = odd((z) => log(plus(z, sqrt(plus(times(z, z), ONE)))));
const atanh = (z: Pair): Pair => scaled(minus(log(plus(ONE, z)), log(minus(ONE, z))), 0.5);
const asin = (z: Pair): Pair => overI(asinh(timesI(z)));

const FORMULAS: Readonly<Record<string, ComplexFunction>> = {
  cdivide: over,
  creciprocal: (z) => over(ONE, z),
  csqrt: sqrt,
  cexp: exp,
  cexp2: (z) => exp(scaled(z, Math.LN2)),
  cexpm1: (z) => minus(exp(z), ONE),
  clog: log,
  clog2: (z) => scaled(log(z), 1 / Math.LN2),
  clog10: (z) => scaled(log(z), 1 / Math.LN10),
  clog1p: (z) => log(plus(ONE, z)),
  cpow: (z, w) => exp(times(w, log(z))),
  csinh: sinh,
  ccosh: cosh,
  ctanh: (z) => over(sinh(z), cosh(z)),
  csin: (z) => overI(sinh(timesI(z))),
  ccos: (z) => cosh(timesI(z)),
  ctan: (z) => overI(over(sinh(timesI(z)), cosh(timesI(z)))),
  casinh: asinh,
  casin: asin,
  cacos: (z) => minus([Math.PI / 2, 0], asin(z)),
  cacosh: (z) => log(plus(z, times(sqrt(plus(z, ONE)), sqrt(minus(z, ONE))))),
  catanh: atanh,
  catan: (z) => overI(atanh(timesI(z))),
};

const isEasy = (parts: readonly number[]): boolean => parts.every((part) => Number.isFinite(part) && part !== 0);

/**
 * Call a complex function.
 *
 * @param fn - its name
 * @param parts - real and imaginary parts of the arguments in turn
 * @returns the parts of the value
 */
export function callComplex(fn: string, parts: readonly number[]): Pair {
  const formula = FORMULAS[fn];
  if (formula && isEasy(parts)) {
    return formula([parts[0]!, parts[1]!], [parts[2] ?? 0, parts[3] ?? 0]);
  }
  const own = (library as unknown as Readonly<Record<string, ((...parts: number[]) => void) | undefined>>)[fn];
  if (!own) throw new Error(`no complex function is named ${fn}`);
  own(...parts);
  return [library.z[0]!, library.z[1]!];
}

/** Does a function only divide, so that it is as accurate as arithmetic? */
export function isComplexArithmetic(fn: string): boolean {
  return fn === 'cdivide' || fn === 'creciprocal';
}
