/**
 * Convergence of slowly converging sequences made quicker: P. Wynn's epsilon algorithm, On a device for computing the e_m(S_n) transformation (1956), with the
 * safeguards of QUADPACK, section 3.2.
 */

const EPS = Number.EPSILON;
const MOST = 50;

/** The lower diagonal of an epsilon table, to which elements of the sequence are added one by one. */
export class EpsilonTable {
  #table: number[] = [];
  /** The last three results, for the error. */
  readonly #results: number[] = [];
  #count = 0;

  /** How many elements the table has. */
  get length(): number {
    return this.#table.length;
  }

  /** Add an element without extrapolating. */
  add(element: number): void {
    this.#table.push(element);
  }

  /** Add an element; the limit that the table points at, and an estimate of its error. */
  extrapolate(element: number): { limit: number; error: number } {
    this.add(element);
    const table = this.#table;
    let n = table.length - 1;
    this.#count++;
    let limit = table[n]!;
    let error = Number.MAX_VALUE;
    if (n < 2) return { limit, error: Math.max(error, 5 * EPS * Math.abs(limit)) };
    table[n + 2] = table[n]!;
    const rounds = n >> 1;
    table[n] = Number.MAX_VALUE;
    const start = n;
    let k = n;
    for (let i = 1; i <= rounds; i++) {
      const e0 = table[k - 2]!;
      const e1 = table[k - 1]!;
      const e2 = table[k + 2]!;
      const size1 = Math.abs(e1);
      const delta2 = e2 - e1;
      const error2 = Math.abs(delta2);
      const tolerance2 = Math.max(Math.abs(e2), size1) * EPS;
      const delta3 = e1 - e0;
      const error3 = Math.abs(delta3);
      const tolerance3 = Math.max(size1, Math.abs(e0)) * EPS;
      if (error2 <= tolerance2 && error3 <= tolerance3) {
        // Three in a row are equal but for rounding: that is the limit.
        table.length = n + 1;
        return this.#finish(e2, Math.max(error2 + error3, 5 * EPS * Math.abs(e2)), start, n, table, true);
      }
      const e3 = table[k]!;
      table[k] = e1;
      const delta1 = e1 - e3;
      const error1 = Math.abs(delta1);
      const tolerance1 = Math.max(size1, Math.abs(e3)) * EPS;
      if (error1 <= tolerance1 || error2 <= tolerance2 || error3 <= tolerance3) {
        n = 2 * i - 2;
        break;
      }
      const s = 1 / delta1 + 1 / delta2 - 1 / delta3;
      // Irregular behaviour: part of the table is left out.
      if (Math.abs(s * e1) <= 1e-4) {
        n = 2 * i - 2;
        break;
      }
      const next = e1 + 1 / s;
      table[k] = next;
      k -= 2;
      const own = error2 + Math.abs(next - e2) + error3;
      if (own <= error) {
        error = own;
        limit = next;
      }
    }
    return this.#finish(limit, error, start, n, table, false);
  }

  /** Shift the table and judge the limit by those before it. */
  #finish(
    limit: number,
    error: number,
    start: number,
    n: number,
    table: number[],
    certain: boolean,
  ): { limit: number; error: number } {
    if (certain) return { limit, error };
    if (n === MOST - 1) n = 2 * ((MOST - 1) >> 1) - 1;
    let at = start % 2 === 0 ? 0 : 1;
    const rounds = (start >> 1) + 1;
    for (let i = 0; i < rounds; i++) {
      table[at] = table[at + 2]!;
      at += 2;
    }
    if (start !== n) for (let i = 0; i <= n; i++) table[i] = table[start - n + i]!;
    table.length = n + 1;
    const results = this.#results;
    if (this.#count < 4) {
      results.push(limit);
      error = Number.MAX_VALUE;
    } else {
      error = results.slice(-3).reduce((sum, one) => sum + Math.abs(limit - one), 0);
      results.push(limit);
    }
    return { limit, error: Math.max(error, 5 * EPS * Math.abs(limit)) };
  }
}
