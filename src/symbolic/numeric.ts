/** Values of expressions as complex numbers: for checks, `evalf`, and the order of roots. */
import { Expr, NUMERIC, isNumber, toNumber } from './expr.js';

export type Pair = readonly [number, number];

const mul = (a: Pair, b: Pair): Pair => [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];
const add = (a: Pair, b: Pair): Pair => [a[0] + b[0], a[1] + b[1]];
const div = (a: Pair, b: Pair): Pair => {
  const n = b[0] * b[0] + b[1] * b[1];
  return [(a[0] * b[0] + a[1] * b[1]) / n, (a[1] * b[0] - a[0] * b[1]) / n];
};
const exp = ([x, y]: Pair): Pair =>
  y === 0 ? [Math.exp(x), 0] : [Math.exp(x) * Math.cos(y), Math.exp(x) * Math.sin(y)];
const log = ([x, y]: Pair): Pair => [Math.log(Math.hypot(x, y)), Math.atan2(y, x)];
const sqrt = (z: Pair): Pair => {
  if (z[1] === 0) return z[0] >= 0 ? [Math.sqrt(z[0]), 0] : [0, Math.sqrt(-z[0])];
  const r = Math.hypot(z[0], z[1]);
  const re = Math.sqrt((r + z[0]) / 2);
  return [re, (Math.sign(z[1]) || 1) * Math.sqrt((r - z[0]) / 2)];
};
const I: Pair = [0, 1];
const neg = (z: Pair): Pair => [-z[0], -z[1]];

function pow(a: Pair, b: Pair): Pair {
  if (a[1] === 0 && b[1] === 0) {
    if (a[0] >= 0 || Number.isInteger(b[0])) return [a[0] ** b[0], 0];
  }
  if (a[0] === 0 && a[1] === 0) return [0, 0];
  if (b[1] === 0 && Number.isInteger(b[0]) && Math.abs(b[0]) < 64) {
    let result: Pair = [1, 0];
    for (let k = 0; k < Math.abs(b[0]); k++) result = mul(result, a);
    return b[0] < 0 ? div([1, 0], result) : result;
  }
  return exp(mul(b, log(a)));
}

const half = (a: Pair, b: Pair, s: number): Pair => [(a[0] + s * b[0]) / 2, (a[1] + s * b[1]) / 2];
const COMPLEX: Readonly<Record<string, (z: Pair) => Pair>> = {
  exp,
  log,
  sin: (z) => div(half(exp(mul(I, z)), exp(neg(mul(I, z))), -1), I),
  cos: (z) => half(exp(mul(I, z)), exp(neg(mul(I, z))), 1),
  tan: (z) => div(COMPLEX['sin']!(z), COMPLEX['cos']!(z)),
  sinh: (z) => half(exp(z), exp(neg(z)), -1),
  cosh: (z) => half(exp(z), exp(neg(z)), 1),
  tanh: (z) => div(COMPLEX['sinh']!(z), COMPLEX['cosh']!(z)),
  asin: (z) => neg(mul(I, log(add(mul(I, z), sqrt(add([1, 0], neg(mul(z, z)))))))),
  acos: (z) => add([Math.PI / 2, 0], neg(COMPLEX['asin']!(z))),
  atan: (z) => mul([0, 0.5], add(log(add([1, 0], neg(mul(I, z)))), neg(log(add([1, 0], mul(I, z)))))),
  abs: (z) => [Math.hypot(z[0], z[1]), 0],
};
const REAL_DOMAIN: Readonly<Record<string, (x: number) => boolean>> = { log: (x) => x > 0, asin: (x) => Math.abs(x) <= 1, acos: (x) => Math.abs(x) <= 1, acosh: (x) => x >= 1, atanh: (x) => Math.abs(x) < 1 }; // prettier-ignore

/** The value of an expression; NaN where it has none. */
export function complexValue(e: Expr, values: Readonly<Record<string, Pair>> = {}): Pair {
  if (isNumber(e)) return [toNumber(e), 0];
  switch (e.kind) {
    case 'constant':
      return e.name === 'I' ? I : [{ pi: Math.PI, E: Math.E, oo: Infinity }[e.name]!, 0];
    case 'symbol':
      return values[e.name] ?? [NaN, NaN];
    case 'sum':
      return e.args.reduce<Pair>((total, arg) => add(total, complexValue(arg, values)), [0, 0]);
    case 'product':
      return e.args.reduce<Pair>(
        (total, arg) => {
          const v = complexValue(arg, values);
          return total[1] === 0 && v[1] === 0 ? [total[0] * v[0], 0] : mul(total, v);
        },
        [1, 0],
      );
    case 'power':
      if (e.args[1]!.key === '1/2') return sqrt(complexValue(e.args[0]!, values));
      return pow(complexValue(e.args[0]!, values), complexValue(e.args[1]!, values));
    default: {
      const z = complexValue(e.args[0]!, values);
      const real = NUMERIC[e.name];
      if (z[1] === 0 && real !== undefined && (REAL_DOMAIN[e.name]?.(z[0]) ?? true)) return [real(z[0]), 0];
      return COMPLEX[e.name]?.(z) ?? [NaN, NaN];
    }
  }
}

/** The value where it is real, else NaN. */
export function realValue(e: Expr, values: Readonly<Record<string, number>> = {}): number {
  const pairs: Record<string, Pair> = {};
  for (const name of Object.keys(values)) pairs[name] = [values[name]!, 0];
  const [re, im] = complexValue(e, pairs);
  return Math.abs(im) <= 1e-12 * Math.max(1, Math.abs(re)) ? re : NaN;
}

/** Do two expressions agree at several places? Places where one has no value do not count; there must be some that do. */
export function agree(a: Expr, b: Expr, tolerance = 1e-7): boolean {
  const names = [...new Set([...a.freeSymbols, ...b.freeSymbols])];
  let seen = 0;
  for (let k = 1; k <= 12; k++) {
    const values: Record<string, Pair> = {};
    names.forEach((name, n) => {
      values[name] = [0.37 + ((k * 0.618 + n * 0.29) % 1) * (k % 3 === 0 ? -1.7 : 2.3), 0];
    });
    const x = complexValue(a, values);
    const y = complexValue(b, values);
    if (![...x, ...y].every(Number.isFinite)) continue;
    seen++;
    if (Math.hypot(x[0] - y[0], x[1] - y[1]) > tolerance * Math.max(1, Math.hypot(x[0], x[1]))) return false;
  }
  return seen >= 2;
}
