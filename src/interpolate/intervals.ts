/** Which interval of a sorted grid holds a point. */

/**
 * The interval `i` within `[from, to]` such that `t[i] <= x < t[i + 1]`, the last one closed and the outer ones open
 * ended; -1 for nan. `guess` is tried first, then its right neighbour: sorted queries cost two comparisons. Then the interval that it
 * would be if all were of one length, and only then the halving of what is left.
 */
export function intervalOf(t: Float64Array, x: number, from: number, to: number, guess: number): number {
  if (x >= t[guess]!) {
    if (guess === to || x < t[guess + 1]!) return guess;
    if (guess + 1 === to || x < t[guess + 2]!) return guess + 1;
  } else {
    if (x !== x) return -1;
    if (guess === from) return from;
  }
  if (to - from > 3) {
    const first = t[from]!;
    const last = t[to + 1]!;
    const share = ((x - first) / (last - first)) * (to - from + 1);
    const even = share > 0 ? (share < to - from ? from + Math.floor(share) : to) : from;
    if (x >= t[even]!) {
      if (even === to || x < t[even + 1]!) return even;
      from = even + 1;
      if (from === to || x < t[from + 1]!) return from;
    } else {
      if (even === from) return from;
      to = even - 1;
      if (to === from || x >= t[to]!) return to;
    }
  }
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if (x >= t[middle]!) from = middle;
    else to = middle - 1;
  }
  return from;
}

/** x brought into `[a, b)` by whole periods, as Python's remainder does it. */
export function wrapped(x: number, a: number, b: number): number {
  const period = b - a;
  let rest = (x - a) % period;
  if (rest < 0) rest += period;
  return a + rest;
}
