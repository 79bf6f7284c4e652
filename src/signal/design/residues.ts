/** Partial fractions of quotients of polynomials, and the way back. */
import type { ArrayLike } from '../../core/arrayLike.js';
import type { Complex } from '../../core/complex.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { complex, negative, polynomialProduct, polynomialSum, rootsOf, sumOf, valueAt } from '../complexes.js';
import {
  complexList,
  complexVector,
  partsArray,
  vectorParts,
  type Complexes,
  type Numbers,
  type Parts,
} from '../values.js';
import { indexArray, type Indices } from '../peaks/properties.js';

/** What stands for roots that are taken for equal. */
export type RootType = 'max' | 'maximum' | 'min' | 'minimum' | 'avg' | 'mean';

/** Options of `residue` and its relatives. */
export interface ResidueOptions {
  /** How far apart roots may lie to be taken for equal. Default 0.001. */
  tol?: number;
  /** What stands for them; `'avg'` by default. */
  rtype?: RootType;
}

type Reduce = (list: readonly Complex[]) => Complex;

/** Complex numbers are ordered by their real parts, then by their imaginary parts. */
const before = (a: Complex, b: Complex): boolean => a.re < b.re || (a.re === b.re && a.im < b.im);

function reducer(functionName: string, rtype: unknown): Reduce {
  switch (rtype) {
    case 'max':
    case 'maximum':
      return (list) => list.reduce((a, b) => (before(a, b) ? b : a));
    case 'min':
    case 'minimum':
      return (list) => list.reduce((a, b) => (before(b, a) ? b : a));
    case 'avg':
    case 'mean':
      return (list) => {
        const sum = sumOf(list);
        return complex(sum.re / list.length, sum.im / list.length);
      };
    default:
      throw new ValueError(
        `${functionName}: \`rtype\` must be one of {'max', 'maximum', 'min', 'minimum', 'avg', 'mean'}, got ${describe(rtype)}`,
      );
  }
}

interface Grouped {
  readonly roots: Complex[];
  readonly counts: number[];
}

/** Roots near one not used yet go with it. */
function grouped(list: readonly Complex[], tol: number, reduce: Reduce): Grouped {
  const used = list.map(() => false);
  const result: Grouped = { roots: [], counts: [] };
  list.forEach((z, i) => {
    if (used[i]) return;
    const group = list
      .map((_, k) => k)
      .filter((k) => !used[k] && Math.hypot(list[k]!.re - z.re, list[k]!.im - z.im) <= tol);
    for (const k of group) used[k] = true;
    result.roots.push(reduce(group.map((k) => list[k]!)));
    result.counts.push(group.length);
  });
  return result;
}

/** Neighbours in a list that are near the first of them go together. */
function runs(list: readonly Complex[], tol: number, reduce: Reduce): Grouped {
  const result: Grouped = { roots: [], counts: [] };
  for (let i = 0; i < list.length;) {
    let k = i;
    while (k < list.length && list[k]!.sub(list[i]!).abs() <= tol) k++;
    result.roots.push(reduce(Array.from({ length: k - i }, () => list[i]!)));
    result.counts.push(k - i);
    i = k;
  }
  return result;
}

/** Real where all are. */
const plainVector = (list: readonly Complex[]): Numbers =>
  list.every((z) => z.im === 0)
    ? partsArray({ re: Float64Array.from(list, (z) => z.re), im: null })
    : complexVector(list);

/**
 * Roots without repetitions, and how often each comes.
 *
 * @param p - roots
 * @param options - `tol`: how far apart they may lie to be taken for equal, 0.001 by default; `rtype`: what stands for them,
 *   `'min'` by default
 * @returns roots and their multiplicities
 * @throws ValueError for an unknown rtype
 * @example
 * uniqueRoots([1, 1.0001, 2])[1].toArray(); // [2, 1]
 */
export function uniqueRoots(p: ArrayLike, options: ResidueOptions = {}): [unique: Numbers, multiplicity: Indices] {
  checkOptions('uniqueRoots', options, ['tol', 'rtype']);
  const { roots, counts } = grouped(
    complexList('uniqueRoots', 'p', p),
    options.tol ?? 1e-3,
    reducer('uniqueRoots', options.rtype ?? 'min'),
  );
  return [plainVector(roots), indexArray(counts)];
}

function order(list: readonly Complex[]): number[] {
  return list.map((_, i) => i).sort((a, b) => list[a]!.abs() - list[b]!.abs() || a - b);
}

/**
 * Roots by magnitude.
 *
 * @param p - roots
 * @returns the roots, and where each stood
 * @example
 * cmplxSort([3, 1, 2])[0].toArray(); // [1, 2, 3]
 */
export function cmplxSort(p: ArrayLike): [sorted: Numbers, indices: Indices] {
  const list = complexList('cmplxSort', 'p', p);
  const places = order(list);
  return [plainVector(places.map((i) => list[i]!)), indexArray(places)];
}

const one: Parts = { re: Float64Array.of(1), im: null };
const monomial = (root: Complex): Parts => ({ re: Float64Array.of(1, -root.re), im: Float64Array.of(0, -root.im) });
const constant = (z: Complex): Parts => ({ re: Float64Array.of(z.re), im: Float64Array.of(z.im) });
const backwards = ({ re, im }: Parts): Parts => ({ re: re.slice().reverse(), im: im ? im.slice().reverse() : null });

/** Quotient and remainder. */
function divided(a: Parts, b: Parts): { quotient: Parts; remainder: Parts } {
  const n = a.re.length;
  const m = b.re.length;
  const r = { re: a.re.slice(), im: a.im ? a.im.slice() : new Float64Array(n) };
  if (n < m) return { quotient: { re: new Float64Array(1), im: null }, remainder: r };
  const q = { re: new Float64Array(n - m + 1), im: new Float64Array(n - m + 1) };
  const lead = complex(b.re[0]!, b.im ? b.im[0]! : 0);
  for (let i = 0; i <= n - m; i++) {
    const c = complex(r.re[i]!, r.im[i]!).div(lead);
    q.re[i] = c.re;
    q.im[i] = c.im;
    for (let k = 0; k < m; k++) {
      const [x, y] = [b.re[k]!, b.im ? b.im[k]! : 0];
      r.re[i + k]! -= c.re * x - c.im * y;
      r.im[i + k]! -= c.re * y + c.im * x;
    }
  }
  const from = n - m + 1;
  return { quotient: q, remainder: { re: r.re.slice(from), im: r.im.slice(from) } };
}

/** For each root the product of the others' powers; with `powers` one for each power of the root too. All of them, too. */
function factorsOf({ roots, counts }: Grouped, powers: boolean): { factors: Parts[]; all: Parts } {
  const suffixes: Parts[] = [one];
  for (let i = roots.length - 1; i >= 1; i--) {
    let current = suffixes[suffixes.length - 1]!;
    for (let k = 0; k < counts[i]!; k++) current = polynomialProduct(current, monomial(roots[i]!));
    suffixes.push(current);
  }
  suffixes.reverse();
  const factors: Parts[] = [];
  let current = one;
  roots.forEach((root, i) => {
    const block: Parts[] = [];
    for (let k = 0; k < counts[i]!; k++) {
      if (k === 0 || powers) block.push(polynomialProduct(current, suffixes[i]!));
      current = polynomialProduct(current, monomial(root));
    }
    factors.push(...block.reverse());
  });
  return { factors, all: current };
}

/** The residues at each pole, those of lower powers first. */
function residuesOf(groups: Grouped, numerator: Parts): Complex[] {
  const { factors } = factorsOf(groups, false);
  return groups.roots.flatMap((pole, i) => {
    const factor = factors[i]!;
    if (groups.counts[i] === 1) return [valueAt(numerator, pole).div(valueAt(factor, pole))];
    const below = divided(factor, monomial(pole));
    const d = complex(below.remainder.re[0]!, below.remainder.im ? below.remainder.im[0]! : 0);
    const block: Complex[] = [];
    let rest = numerator;
    for (let k = 0; k < groups.counts[i]!; k++) {
      const step = divided(rest, monomial(pole));
      const { remainder } = step;
      // What is left of a constant is the constant.
      const n = complex(remainder.re[0] ?? 0, remainder.im ? (remainder.im[0] ?? 0) : 0);
      const r = n.div(d);
      rest = polynomialSum(step.quotient, polynomialProduct(constant(negative(r)), below.quotient));
      block.push(r);
    }
    return block.reverse();
  });
}

function trimmed(p: Parts, side: 'front' | 'back'): Parts {
  const zero = (i: number): boolean => p.re[i] === 0 && (!p.im || p.im[i] === 0);
  let [start, end] = [0, p.re.length];
  if (side === 'front') while (start < end && zero(start)) start++;
  else while (end > start && zero(end - 1)) end--;
  return { re: p.re.slice(start, end), im: p.im ? p.im.slice(start, end) : null };
}

const sortedGroups = ({ roots, counts }: Grouped): Grouped => {
  const places = order(roots);
  return { roots: places.map((i) => roots[i]!), counts: places.map((i) => counts[i]!) };
};

const repeated = ({ roots, counts }: Grouped): Complex[] =>
  roots.flatMap((z, i) => Array.from({ length: counts[i]! }, () => z));

/** Residues, poles and what is left: the coefficients of a polynomial. */
export type Residues = [r: Complexes, p: Complexes, k: Numbers];

const realIfReal = (p: Parts): Numbers => partsArray(p.im && p.im.every((x) => x === 0) ? { re: p.re, im: null } : p);

/**
 * The partial fractions of b(s) / a(s).
 *
 * @param b - the numerator, the highest power first
 * @param a - the denominator
 * @returns residues, poles (repeated ones with rising powers), and the polynomial that is left
 * @throws ValueError for a denominator of zeros
 * @example
 * const [r, p, k] = residue([1], [1, 3, 2]);
 * p.size; // 2
 */
export function residue(b: ArrayLike, a: ArrayLike, options: ResidueOptions = {}): Residues {
  checkOptions('residue', options, ['tol', 'rtype']);
  const reduce = reducer('residue', options.rtype ?? 'avg');
  const den = trimmed(vectorParts('residue', 'a', a), 'front');
  let num = trimmed(vectorParts('residue', 'b', b), 'front');
  if (den.re.length === 0) throw new ValueError('residue: Denominator `a` is zero.');
  const poles = rootsOf(den);
  if (num.re.length === 0) {
    return [
      complexVector(poles.map(() => complex(0))),
      complexVector(order(poles).map((i) => poles[i]!)),
      partsArray({ re: new Float64Array(0), im: null }),
    ];
  }
  let k: Parts = { re: new Float64Array(0), im: null };
  if (num.re.length >= den.re.length) ({ quotient: k, remainder: num } = divided(num, den));
  if (num.re.length === 0) num = { re: new Float64Array(1), im: null };
  const groups = sortedGroups(grouped(poles, options.tol ?? 1e-3, reduce));
  const lead = complex(den.re[0]!, den.im ? den.im[0]! : 0);
  return [
    complexVector(residuesOf(groups, num).map((r) => r.div(lead))),
    complexVector(repeated(groups)),
    realIfReal(k),
  ];
}

/**
 * The partial fractions of b(z) / a(z), in powers of 1/z.
 *
 * @param b - the numerator, the constant first
 * @param a - the denominator
 * @returns residues, poles (repeated ones with rising powers), and the polynomial that is left
 * @throws ValueError when a[0] is 0
 * @example
 * const [r, p, k] = residuez([1], [1, -0.5]);
 * r.item(0).re; // 1
 */
export function residuez(b: ArrayLike, a: ArrayLike, options: ResidueOptions = {}): Residues {
  checkOptions('residuez', options, ['tol', 'rtype']);
  const reduce = reducer('residuez', options.rtype ?? 'avg');
  const den = trimmed(vectorParts('residuez', 'a', a), 'back');
  const num = trimmed(vectorParts('residuez', 'b', b), 'back');
  if (den.re.length === 0) throw new ValueError('residuez: Denominator `a` is zero.');
  if (den.re[0] === 0 && (!den.im || den.im[0] === 0))
    throw new ValueError('residuez: First coefficient of determinant `a` must be non-zero.');
  const poles = rootsOf(den);
  if (num.re.length === 0) {
    return [
      complexVector(poles.map(() => complex(0))),
      complexVector(order(poles).map((i) => poles[i]!)),
      partsArray({ re: new Float64Array(0), im: null }),
    ];
  }
  let top = backwards(num);
  const bottom = backwards(den);
  let k: Parts = { re: new Float64Array(0), im: null };
  if (top.re.length >= bottom.re.length) ({ quotient: k, remainder: top } = divided(top, bottom));
  if (top.re.length === 0) top = { re: new Float64Array(1), im: null };
  const groups = sortedGroups(grouped(poles, options.tol ?? 1e-3, reduce));
  const inverse: Grouped = { roots: groups.roots.map((z) => complex(1).div(z)), counts: groups.counts };
  const lead = complex(bottom.re[0]!, bottom.im ? bottom.im[0]! : 0);
  const found = residuesOf(inverse, top);
  let i = 0;
  groups.roots.forEach((pole, g) => {
    let power = complex(1);
    for (let n = 0; n < groups.counts[g]!; n++, i++) {
      power = power.mul(negative(pole));
      found[i] = found[i]!.mul(power).div(lead);
    }
  });
  return [complexVector(found), complexVector(repeated(groups)), realIfReal(backwards(k))];
}

/** Rounding leaves small imaginary parts where roots come in pairs: those are dropped. */
function cleaned(p: Parts): Parts {
  if (!p.im) return p;
  let top = 0;
  for (const x of p.re) top = Math.max(top, Math.abs(x));
  return p.im.every((y) => Math.abs(y) <= 1e-13 * top) ? { re: p.re, im: null } : p;
}

function together(
  functionName: string,
  r: ArrayLike,
  p: ArrayLike,
  k: ArrayLike,
  options: ResidueOptions,
  z: boolean,
): [Numbers, Numbers] {
  checkOptions(functionName, options, ['tol', 'rtype']);
  const residues = complexList(functionName, 'r', r);
  const groups = runs(
    complexList(functionName, 'p', p),
    options.tol ?? 1e-3,
    reducer(functionName, options.rtype ?? 'avg'),
  );
  const left = trimmed(vectorParts(functionName, 'k', k), z ? 'back' : 'front');
  const { factors, all } = factorsOf(groups, true);
  const turn = z ? backwards : (x: Parts): Parts => x;
  let sum: Parts =
    left.re.length === 0 ? { re: new Float64Array(1), im: null } : polynomialProduct(turn(left), turn(all));
  factors.forEach((factor, i) => (sum = polynomialSum(sum, polynomialProduct(constant(residues[i]!), turn(factor)))));
  return [partsArray(cleaned(turn(sum))), partsArray(cleaned(all))];
}

/**
 * The quotient b(s) / a(s) with given partial fractions.
 *
 * @param r - residues
 * @param p - poles, equal ones side by side
 * @param k - the polynomial that is added
 * @returns numerator and denominator
 * @example
 * const [b, a] = invres([1, -1], [-1, -2], []);
 * a.toArray(); // [1, 3, 2]
 */
export function invres(
  r: ArrayLike,
  p: ArrayLike,
  k: ArrayLike,
  options: ResidueOptions = {},
): [b: Numbers, a: Numbers] {
  return together('invres', r, p, k, options, false);
}

/**
 * The quotient b(z) / a(z) in powers of 1/z with given partial fractions.
 *
 * @param r - residues
 * @param p - poles, equal ones side by side
 * @param k - the polynomial that is added
 * @returns numerator and denominator
 * @example
 * const [b, a] = invresz([1], [0.5], []);
 * a.toArray(); // [1, -0.5]
 */
export function invresz(
  r: ArrayLike,
  p: ArrayLike,
  k: ArrayLike,
  options: ResidueOptions = {},
): [b: Numbers, a: Numbers] {
  return together('invresz', r, p, k, options, true);
}
