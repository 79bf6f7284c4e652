/** Real roots of one polynomial piece within an interval, to machine precision. */

/** The value of a polynomial, highest power first. */
export function hornerAt(c: ArrayLike<number>, x: number): number {
  let value = 0;
  for (let i = 0; i < c.length; i++) value = value * x + c[i]!;
  return value;
}

/** A root in [a, b], at whose ends the values have opposite signs: Newton's steps, kept in the bracket by bisection. */
function bracketed(c: readonly number[], derivative: readonly number[], a: number, b: number, atA: number): number {
  let low = a;
  let high = b;
  let x = 0.5 * (a + b);
  for (let step = 0; step < 200; step++) {
    const value = hornerAt(c, x);
    if (value === 0) return x;
    if (value < 0 === atA < 0) low = x;
    else high = x;
    let next = x - value / hornerAt(derivative, x);
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (next === x || Math.abs(next - x) <= 1e-16 * Math.abs(x)) return next;
    x = next;
  }
  return x;
}

/**
 * The roots of a polynomial (highest power first) in [a, b], ascending: between neighbouring extrema, which are the
 * derivative's roots, there is at most one. A double root is found where the extremum's value is no more than rounding.
 */
export function rootsBetween(coefficients: readonly number[], a: number, b: number): number[] {
  let first = 0;
  while (first < coefficients.length && coefficients[first] === 0) first++;
  const c = coefficients.slice(first);
  const degree = c.length - 1;
  if (degree < 1) return [];
  if (degree === 1) {
    const root = -c[1]! / c[0]!;
    return root >= a && root <= b ? [root] : [];
  }
  const derivative = c.slice(0, -1).map((value, i) => value * (degree - i));
  // Infinite ends shrink to a bound on all roots (Cauchy).
  const bound = 1 + Math.max(...c.slice(1).map((value) => Math.abs(value / c[0]!)));
  const low = Math.max(a, -bound);
  const high = Math.min(b, bound);
  if (!(low <= high)) return [];
  const stops = [low, ...rootsBetween(derivative, low, high), high];
  const absolute = c.map(Math.abs);
  const values = stops.map((x) => {
    const value = hornerAt(c, x);
    return Math.abs(value) <= 4e-16 * hornerAt(absolute, Math.abs(x)) ? 0 : value;
  });
  const roots: number[] = [];
  for (let i = 0; i < stops.length; i++) {
    if (values[i] === 0) {
      if (roots[roots.length - 1] !== stops[i]) roots.push(stops[i]!);
    } else if (i + 1 < stops.length && values[i + 1] !== 0 && values[i]! < 0 !== values[i + 1]! < 0) {
      roots.push(bracketed(c, derivative, stops[i]!, stops[i + 1]!, values[i]!));
    }
  }
  return roots;
}
