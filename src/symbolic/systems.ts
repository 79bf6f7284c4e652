/**
 * Systems of equations: linear ones by elimination, others by putting in what one equation frees, or by a Groebner basis. Every solution is
 * put back into all equations.
 */
import { ValueError } from '../core/errors.js';
import { simplify } from './algebra.js';
import { coefficientsOf, expand, fraction2, subs } from './calculus.js';
import { solveOne } from './equation.js';
import { Expr, MINUS_ONE, ZERO, isZero, negate, power, product, sum } from './expr.js';
import { fromPolynomial, groebner, toPolynomial } from './groebner.js';
import { complexValue, type Pair } from './numeric.js';
import { NotSolvedError } from './roots.js';

/** Values by the names of the unknowns. */
export type Solution = Record<string, Expr>;

/** Is each equation linear in all unknowns together? */
export function isLinear(list: readonly Expr[], xs: readonly Expr[]): boolean {
  return list.every((e) =>
    xs.every((x) => {
      const c = coefficientsOf(e, x);
      return c !== null && c.length <= 2 && !xs.some((y) => (c[1] ?? ZERO).has(y));
    }),
  );
}

/** The solution of linear equations (expanded, without denominators); an empty list when there is none. */
export function solveLinear(list: readonly Expr[], xs: readonly Expr[]): Solution | [] {
  // Rows of coefficients, the constant last.
  const rows = list.map((e) => {
    const row = xs.map((x) => coefficientsOf(e, x)![1] ?? ZERO);
    const rest = subs(e, xs.map((x) => [x, ZERO] as const)); // prettier-ignore
    return [...row, negate(rest)];
  });
  const pivots: number[] = [];
  let r = 0;
  for (let k = 0; k < xs.length && r < rows.length; k++) {
    const at = rows.findIndex((row, i) => i >= r && !isZero(simplify(row[k]!)));
    if (at < 0) continue;
    [rows[r], rows[at]] = [rows[at]!, rows[r]!];
    const pivot = power(rows[r]![k]!, MINUS_ONE);
    rows[r] = rows[r]!.map((v) => expand(product([v, pivot])));
    for (let i = 0; i < rows.length; i++) {
      if (i === r || isZero(rows[i]![k]!)) continue;
      const times = rows[i]![k]!;
      rows[i] = rows[i]!.map((v, j) => expand(v.sub(product([times, rows[r]![j]!]))));
    }
    pivots.push(k);
    r++;
  }
  if (rows.slice(r).some((row) => !isZero(simplify(row[xs.length]!)))) return [];
  const found: Solution = {};
  pivots.forEach((k, i) => {
    const others = xs.map((x, j) => (j === k || isZero(rows[i]![j]!) ? ZERO : negate(product([rows[i]![j]!, x]))));
    found[xs[k]!.name] = simplify(sum([rows[i]![xs.length]!, ...others]));
  });
  for (const e of list) {
    const left = simplify(
      subs(
        e,
        xs.filter((x) => found[x.name] !== undefined).map((x) => [x, found[x.name]!] as const),
      ),
    );
    if (!isZero(left) && !(Math.hypot(...complexValue(left)) < 1e-9))
      throw new NotSolvedError(`solve: the solution of ${String(e)} could not be confirmed`);
  }
  return found;
}

/** The value of an expression where unknowns have these values and other symbols stand for numbers. */
function valueAt(e: Expr, solution: Solution): Pair {
  const values: Record<string, Pair> = {};
  const free = new Set([...e.freeSymbols, ...Object.values(solution).flatMap((v) => [...v.freeSymbols])]);
  [...free].sort().forEach((name, k) => {
    if (solution[name] === undefined) values[name] = [1.37 + 0.83 * k, 0];
  });
  for (const [name, v] of Object.entries(solution)) values[name] = complexValue(v, values);
  return complexValue(e, values);
}

function holds(e: Expr, solution: Solution): boolean {
  const value = Math.hypot(...valueAt(e, solution));
  const terms = e.kind === 'sum' ? e.args : [e];
  const scale = Math.max(1e-3, ...terms.map((term) => Math.hypot(...valueAt(term, solution))));
  return value <= 1e-7 * scale;
}

/** Each root of one equation, with what follows for the rest. */
function byRoots(e: Expr, x: Expr, rest: readonly Expr[], xs: readonly Expr[], depth: number): Solution[] {
  return solveOne(e, x).flatMap((root) => {
    const others = rest.map((other) => expand(fraction2(subs(other, [[x, root]]))[0]));
    const left = xs.filter((other) => other.key !== x.key);
    return search(others, left, depth + 1).map((found) => ({ [x.name]: tidy(putIn(root, found)), ...found }));
  });
}

const putIn = (e: Expr, values: Solution): Expr =>
  subs(e, Object.entries(values).map(([name, v]) => [name, v] as const)); // prettier-ignore
/** Expanded where that is shorter. */
function tidy(e: Expr): Expr {
  const expanded = expand(e);
  return String(expanded).length <= String(e).length ? expanded : e;
}

function search(given: readonly Expr[], xs: readonly Expr[], depth: number): Solution[] {
  if (depth > 8) throw new NotSolvedError('solve: the system is too deep');
  const list: Expr[] = [];
  for (const e of given) {
    if (!xs.some((x) => e.has(x))) {
      // Nothing unknown is left: true or false.
      if (!isZero(e) && Math.hypot(...valueAt(e, {})) > 1e-9) return [];
    } else if (!list.some((other) => other.key === e.key)) list.push(e);
  }
  if (list.length === 0) return [{}];
  if (isLinear(list, xs)) {
    const found = solveLinear(list, xs);
    return Array.isArray(found) ? [] : [found];
  }
  const single = list.find((e) => xs.filter((x) => e.has(x)).length === 1);
  if (single !== undefined) {
    const x = xs.find((one) => single.has(one))!;
    return byRoots(single, x, list.filter((e) => e !== single), xs, depth); // prettier-ignore
  }
  // An equation that gives one unknown by the others, whatever they are.
  for (const e of list) {
    for (const x of xs) {
      const c = coefficientsOf(e, x);
      if (c === null || c.length !== 2 || xs.some((y) => c[1]!.has(y))) continue;
      const value = expand(product([negate(c[0]!), power(c[1]!, MINUS_ONE)]));
      const rest = list.filter((other) => other !== e).map((other) => expand(fraction2(subs(other, [[x, value]]))[0]));
      const left = xs.filter((y) => y.key !== x.key);
      return search(rest, left, depth + 1).map((found) => ({ [x.name]: tidy(putIn(value, found)), ...found }));
    }
  }
  const polynomials = list.map((e) => toPolynomial(e, xs));
  if (polynomials.every((p) => p !== null)) {
    const basis = groebner(polynomials);
    if (basis === null) throw new NotSolvedError('solve: the system of polynomials is too large');
    if (basis.length === 1 && basis[0]!.length === 1 && basis[0]![0]!.e.every((n) => n === 0)) return [];
    // The last unknown stands alone in one element, the others follow.
    const made = basis.map((p) => fromPolynomial(p, xs));
    if (!made.some((e) => xs.filter((x) => e.has(x)).length === 1))
      throw new NotSolvedError('solve: the system leaves an unknown free, in a way that is not solved');
    return search(made, xs, depth + 1);
  }
  // With roots in the coefficients only numbers tell: free one unknown of the shortest equation.
  const [shortest] = [...list].sort((a, b) => a.key.length - b.key.length);
  for (const x of xs) {
    if (!shortest!.has(x)) continue;
    try {
      return byRoots(shortest!, x, list.filter((e) => e !== shortest), xs, depth); // prettier-ignore
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
    }
  }
  throw new NotSolvedError(`solve: the system in ${xs.map(String).join(', ')} is not solved exactly`);
}

/** All solutions of equations (expanded, without denominators). */
export function solveSystem(list: readonly Expr[], xs: readonly Expr[], original: readonly Expr[]): Solution[] {
  const found = new Map<string, Solution>();
  for (const one of search(list, xs, 0)) {
    if (!original.every((e) => holds(e, one))) continue;
    const inOrder = Object.fromEntries(xs.filter((x) => one[x.name] !== undefined).map((x) => [x.name, one[x.name]!]));
    // The same solution may come in other words.
    const at = xs.map((x) => (one[x.name] === undefined ? x.name : valueAt(x, one).map((v) => v.toPrecision(9)).join())).join(';'); // prettier-ignore
    if (!found.has(at)) found.set(at, inOrder);
  }
  const key = (s: Solution): number[] => xs.flatMap((x) => (s[x.name] === undefined ? [0] : [...valueAt(x, s)]));
  return [...found.values()].sort((a, b) => {
    const [p, q] = [key(a), key(b)];
    const k = p.findIndex((v, n) => Math.abs(v - q[n]!) > 1e-9);
    return k < 0 ? 0 : p[k]! - q[k]!;
  });
}
