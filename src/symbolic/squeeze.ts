/**
 * Limits at infinity of what swings or jumps: an expression is enclosed as m + e1 [-1, 1] + e2 [-1, 1] + ..., with m and the e free of swings, and
 * the enclosure goes where m goes when the errors vanish beside it. It finds limits or nothing: an enclosure that is too wide refuses.
 */
import { ValueError } from '../core/errors.js';
import { expand, rebuild } from './calculus.js';
import {
  Expr, MINUS_ONE, ONE, ZERO, call, fraction, integer, isInteger, isZero, negate, pi, power, product, rationalOf, sum, toNumber,
} from './expr.js'; // prettier-ignore
import { isInfinite, limitAtInfinity, signAtInfinity } from './growth.js';
import { complexValue, realValue, type Pair } from './numeric.js';
import { rational } from './rational.js';

/** A part of the error: at most |c|, or at most |c| times something that goes to zero. */
interface Fault {
  readonly c: Expr;
  readonly small: boolean;
}
/** All values of an expression for large x: within the faults of `main`. */
interface Enclosure {
  readonly main: Expr;
  readonly faults: readonly Fault[];
}

/** Thrown inside where nothing is found. */
const lost = (why: string): never => {
  throw new ValueError(`limit: ${why}`);
};
const exactly = (main: Expr): Enclosure => ({ main, faults: [] });
const HALF = fraction(rational(1n, 2n));
const SWINGS = ['sin', 'cos', 'floor', 'ceiling', 'sign'];
/** Functions whose values differ by no more than their arguments, with the bound of their values where there is one. */
const GENTLE: Readonly<Record<string, Expr | null>> = {
  atan: product([HALF, pi]),
  tanh: ONE,
  erf: ONE,
  asinh: null,
  abs: null,
};

/** The limit of an oscillation-free expression, null where it is not found. */
function known(e: Expr, x: Expr): Expr | null {
  try {
    return limitAtInfinity(e, x);
  } catch (error) {
    if (error instanceof ValueError) return null;
    throw error;
  }
}

const sized = (v: Expr): number => (isInfinite(v) ? Infinity : Math.abs(realValue(v)));

/** The sum of the limits of |fault / over|; NaN where one is not known. */
function weight(faults: readonly Fault[], over: Expr, x: Expr): number {
  let total = 0;
  for (const { c, small } of faults) {
    const ratio = known(product([c, power(over, MINUS_ONE)]), x);
    if (ratio === null) return NaN;
    if (small) total += isInfinite(ratio) ? Infinity : 0;
    else total += isZero(expand(ratio)) ? 0 : sized(ratio);
  }
  return total;
}

const scaled = (faults: readonly Fault[], by: Expr): Fault[] =>
  faults.map(({ c, small }) => ({ c: product([c, by]), small }));

const times = (a: Enclosure, b: Enclosure): Enclosure => ({
  main: product([a.main, b.main]),
  faults: [
    ...scaled(a.faults, b.main),
    ...scaled(b.faults, a.main),
    ...a.faults.flatMap((p) => b.faults.map((q) => ({ c: product([p.c, q.c]), small: p.small || q.small }))),
  ],
});

/** Is it real for large x? Only then is a sine between -1 and 1. */
function isReal(e: Expr, x: Expr): boolean {
  return [57.3, 1234.5].every((at) => {
    const values: Record<string, Pair> = {};
    [...e.freeSymbols].forEach((name, k) => (values[name] = [1.3 + 0.7 * k, 0]));
    values[x.name] = [at, 0];
    const [re, im] = complexValue(e, values);
    return Math.abs(im) <= 1e-9 * Math.max(1, Math.abs(re));
  });
}

/** A share of `main` that the error stays below for large x: a little above its limit `a`, below 1. */
const share = (a: number): Expr => fraction(rational(BigInt(Math.ceil(((1 + a) / 2) * 1024)), 1024n));

function enclose(e: Expr, x: Expr): Enclosure {
  if (!swings(e)) return exactly(e);
  switch (e.kind) {
    case 'sum': {
      const parts = e.args.map((arg) => enclose(arg, x));
      return { main: sum(parts.map((part) => part.main)), faults: parts.flatMap((part) => part.faults) };
    }
    case 'product':
      return e.args.map((arg) => enclose(arg, x)).reduce(times);
    case 'power': {
      const [base, exponent] = e.args as [Expr, Expr];
      if (!swings(base) && exponent.has(x) && signAtInfinity(base, x, 0) <= 0)
        return lost('a power of what is negative');
      if (exponent.kind !== 'rational')
        return encloseCall('exp', enclose(product([exponent, call('log', [base])]), x), x);
      return enclosePower(base, exponent, x);
    }
    case 'call':
      return encloseCall(e.name, enclose(e.args[0]!, x), x);
    default:
      return exactly(e);
  }
}

function enclosePower(base: Expr, exponent: Expr, x: Expr): Enclosure {
  const whole = isInteger(exponent) ? toNumber(exponent) : NaN;
  const inner = enclose(base, x);
  // The square of a sine is between 0 and 1.
  if (whole > 0 && whole % 2 === 0 && base.kind === 'call' && ['sin', 'cos', 'sign'].includes(base.name)) {
    if (isZero(inner.main)) return { main: HALF, faults: [{ c: HALF, small: false }] };
  }
  const a = isZero(inner.main) ? NaN : weight(inner.faults, inner.main, x);
  if (a < 1) {
    if (Number.isNaN(whole) && signAtInfinity(inner.main, x, 0) <= 0) lost('a root of what is negative');
    const main = power(inner.main, exponent);
    // |(1 + d)**r - 1| < 2 |r d| for small d; the same bound, 2 |d|, holds for log and exp below.
    if (a === 0)
      return {
        main,
        faults: scaled(inner.faults, product([integer(2), exponent, power(inner.main, exponent.sub(1))])),
      };
    const [low, high] = [1, -1].map((s) => power(sum([ONE, product([integer(-s), share(a)])]), exponent)) as [
      Expr,
      Expr,
    ];
    return {
      main: product([main, HALF, sum([low, high])]),
      faults: [{ c: product([main, HALF, sum([high, negate(low)])]), small: false }],
    };
  }
  if (whole > 0 && whole <= 8) return Array<Enclosure>(whole).fill(inner).reduce(times);
  return lost('a power of what swings about zero');
}

function encloseCall(name: string, inner: Enclosure, x: Expr): Enclosure {
  const { main, faults } = inner;
  const goes = (): Expr | null => known(main, x);
  if (SWINGS.includes(name) && !isReal(main, x)) return lost(`${name} of what is not real`);
  if (name === 'floor' || name === 'ceiling') {
    const half = name === 'floor' ? negate(HALF) : HALF;
    return { main: sum([main, half]), faults: [...faults, { c: HALF, small: false }] };
  }
  if (name === 'sin' || name === 'cos') {
    const place = goes();
    if (place === null || isInfinite(place)) return { main: ZERO, faults: [{ c: ONE, small: false }] };
    return { main: call(name, [main]), faults };
  }
  if (name === 'sign') {
    if (!isZero(main) && weight(faults, main, x) < 1) return exactly(integer(signAtInfinity(main, x, 0)));
    return { main: ZERO, faults: [{ c: ONE, small: false }] };
  }
  if (name in GENTLE) {
    const bound = GENTLE[name]!;
    const place = settled(inner, x);
    if (place !== null && isInfinite(place) && bound !== null)
      return { main: known(call(name, [main]), x) ?? lost(name), faults: [{ c: ONE, small: true }] };
    const total = bound === null ? 0 : weight(faults, ONE, x);
    if (bound !== null && !(total < Infinity)) return { main: ZERO, faults: [{ c: bound, small: false }] };
    return { main: call(name, [main]), faults: name === 'erf' ? scaled(faults, integer(2)) : faults };
  }
  if (name === 'exp') {
    const total = weight(faults, ONE, x);
    const value = call('exp', [main]);
    if (total === 0) return { main: value, faults: scaled(faults, product([integer(2), value])) };
    if (total < Infinity) {
      const r = integer(Math.ceil(total + 0.5));
      const [least, most] = [call('exp', [negate(r)]), call('exp', [r])];
      return {
        main: product([value, HALF, sum([most, least])]),
        faults: [{ c: product([value, HALF, sum([most, negate(least)])]), small: false }],
      };
    }
    if (faults.some(({ small }) => small)) return lost('a bound of unknown size');
    // Between nothing and the largest.
    const largest = call('exp', [
      sum([main, ...faults.map(({ c }) => product([c, integer(signAtInfinity(c, x, 0))]))]),
    ]);
    return { main: product([HALF, largest]), faults: [{ c: product([HALF, largest]), small: false }] };
  }
  if (name === 'log') {
    const a = isZero(main) ? NaN : weight(faults, main, x);
    if (!(a < 1) || signAtInfinity(main, x, 0) <= 0) return lost('a logarithm of what swings about zero');
    const value = call('log', [main]);
    if (a === 0) return { main: value, faults: scaled(faults, product([integer(2), power(main, MINUS_ONE)])) };
    return { main: value, faults: [{ c: call('log', [sum([ONE, negate(share(a))])]), small: false }] };
  }
  return lost(`${name} of what swings`);
}

/** Where an enclosure goes, null where it stays open. */
function settled({ main, faults }: Enclosure, x: Expr): Expr | null {
  const goes = known(main, x);
  if (goes === null) return null;
  return weight(faults, isInfinite(goes) ? main : ONE, x) < (isInfinite(goes) ? 1 : Number.MIN_VALUE) ? goes : null;
}

const swings = (e: Expr): boolean => (e.kind === 'call' && SWINGS.includes(e.name)) || e.args.some(swings);

/** Tangents by sines, so that only sine and cosine swing. */
function plainer(e: Expr): Expr {
  if (e.args.length === 0) return e;
  const args = e.args.map(plainer);
  if (e.kind === 'call' && e.name === 'tan') return product([call('sin', args), power(call('cos', args), MINUS_ONE)]);
  return rebuild(e, args);
}

/**
 * The limit at infinity of an expression in which something swings.
 *
 * @returns null where the enclosure says nothing
 * @throws ValueError where there is none
 */
export function squeezed(e: Expr, x: Expr): Expr | null {
  if (!swings(e)) return null;
  const given = plainer(e);
  // As it stands, and by its terms one by one.
  return settled(enclose(given, x), x) ?? settled(enclose(expand(given), x), x);
}

const JUMPS: readonly string[] = ['floor', 'ceiling', 'sign'];
export const jumps = (e: Expr): boolean => (e.kind === 'call' && JUMPS.includes(e.name)) || e.args.some(jumps);

/**
 * The expression as it is for all large x: a step function whose argument goes to a finite place is constant there, at a jump by the side from which
 * the argument comes.
 */
export function withoutJumps(e: Expr, x: Expr): Expr {
  if (!jumps(e)) return e;
  const args = e.args.map((arg) => withoutJumps(arg, x));
  const made = rebuild(e, args);
  if (made.kind !== 'call' || !JUMPS.includes(made.name) || !made.has(x)) return made;
  const [inner] = made.args as [Expr];
  let place = known(inner, x);
  try {
    place ??= squeezed(inner, x);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
  }
  if (place === null || place.freeSymbols.size > 0) return made;
  if (isInfinite(place)) return made.name === 'sign' ? integer(realValue(place) > 0 ? 1 : -1) : made;
  const value = realValue(place);
  const nearest = Math.round(value);
  const [step, atJump] = made.name === 'sign' ? [Math.sign(value), value === 0] : [made.name === 'floor' ? Math.floor(value) : Math.ceil(value), value === nearest]; // prettier-ignore
  const exact = made.name === 'sign' ? isZero(place) : isInteger(place);
  if (!exact) {
    // A value so near to a jump that its digits do not tell the side.
    if (Math.abs(value - (made.name === 'sign' ? 0 : nearest)) < 1e-9 || atJump)
      return lost(`is ${String(place)} whole?`);
    return integer(step);
  }
  const side = isZero(expand(inner.sub(place))) ? 0 : signAtInfinity(expand(inner.sub(place)), x, 0);
  if (made.name === 'sign') return integer(side);
  const at = rationalOf(place).p;
  return fraction(
    rational(side === 0 ? at : made.name === 'floor' ? (side > 0 ? at : at - 1n) : side > 0 ? at + 1n : at),
  );
}
