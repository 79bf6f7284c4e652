/**
 * The linear systems of two-point boundary value problems: equations that couple neighbouring nodes, and conditions that couple the ends. Inner nodes are
 * eliminated one by one with Householder reflections (S. J. Wright, Stable parallel algorithms for two-point boundary value problems, SIAM J. Sci.
 * Stat. Comput. 13, 1992), which is stable where plain elimination from one end is not. The cost grows linearly with the nodes.
 */

/** Equations between nodes i and i + 1: `left y[i] + right y[i+1] + params p = rhs`, n rows each, by rows. */
export interface Coupling {
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly params: Float64Array;
}

/** Conditions between the ends: n + k rows, by rows. */
export interface Conditions {
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly params: Float64Array;
}

/** A factored system: solves for right-hand sides. */
export interface BlockSolver {
  /**
   * @param rhs - (m - 1) x n, one row of n for each interval
   * @param conditions - n + k
   * @returns the values at the m nodes, m x n, and the k parameters
   */
  solve(rhs: Float64Array, conditions: Float64Array): { y: Float64Array; p: Float64Array };
}

/** One reflection: I - beta v v'. */
interface Reflector {
  readonly v: Float64Array;
  readonly beta: number;
}

/** Make zeros below the diagonal in the first `columns` columns of `a` (rows x width). */
function triangularise(a: Float64Array, rows: number, width: number, columns: number): Reflector[] {
  const reflectors: Reflector[] = [];
  for (let c = 0; c < columns; c++) {
    const v = new Float64Array(rows - c);
    let scale = 0;
    for (let r = c; r < rows; r++) scale = Math.max(scale, Math.abs(a[r * width + c]!));
    if (scale === 0) {
      reflectors.push({ v, beta: 0 });
      continue;
    }
    let norm = 0;
    for (let r = c; r < rows; r++) {
      v[r - c] = a[r * width + c]! / scale;
      norm += v[r - c]! ** 2;
    }
    norm = Math.sqrt(norm);
    v[0]! += v[0]! >= 0 ? norm : -norm;
    let square = 0;
    for (const x of v) square += x * x;
    const reflector = { v, beta: 2 / square };
    reflectors.push(reflector);
    for (let j = c; j < width; j++) reflect(reflector, a, c * width + j, width);
  }
  return reflectors;
}

/** Apply a reflection to a column that begins at `at`, with elements `step` apart. */
function reflect({ v, beta }: Reflector, a: Float64Array, at: number, step: number): void {
  if (beta === 0) return;
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i]! * a[at + i * step]!;
  sum *= beta;
  for (let i = 0; i < v.length; i++) a[at + i * step]! -= sum * v[i]!;
}

/** What eliminating an inner node leaves: its own rows, and the reflections. */
interface Elimination {
  readonly reflectors: readonly Reflector[];
  /** n rows: triangle | start | next node | parameters. */
  readonly rows: Float64Array;
}

/** Factor the system. A singular one gives undefined. */
export function factorBlocks(
  n: number,
  k: number,
  couplings: readonly Coupling[],
  conditions: Conditions,
): BlockSolver | undefined {
  const m = couplings.length + 1;
  const width = 3 * n + k;
  // A relation between the first node and the current one: start | current | params.
  let start = couplings[0]!.left.slice();
  let current = couplings[0]!.right.slice();
  let params = couplings[0]!.params.slice();
  const eliminations: Elimination[] = [];
  for (let i = 1; i < m - 1; i++) {
    const { left, right, params: own } = couplings[i]!;
    const a = new Float64Array(2 * n * width);
    for (let r = 0; r < n; r++) {
      a.set(current.subarray(r * n, (r + 1) * n), r * width);
      a.set(start.subarray(r * n, (r + 1) * n), r * width + n);
      a.set(params.subarray(r * k, (r + 1) * k), r * width + 3 * n);
      a.set(left.subarray(r * n, (r + 1) * n), (n + r) * width);
      a.set(right.subarray(r * n, (r + 1) * n), (n + r) * width + 2 * n);
      a.set(own.subarray(r * k, (r + 1) * k), (n + r) * width + 3 * n);
    }
    const reflectors = triangularise(a, 2 * n, width, n);
    eliminations.push({ reflectors, rows: a.slice(0, n * width) });
    start = new Float64Array(n * n);
    current = new Float64Array(n * n);
    params = new Float64Array(n * k);
    for (let r = 0; r < n; r++) {
      const at = (n + r) * width;
      start.set(a.subarray(at + n, at + 2 * n), r * n);
      current.set(a.subarray(at + 2 * n, at + 3 * n), r * n);
      params.set(a.subarray(at + 3 * n, at + 3 * n + k), r * k);
    }
  }
  // What is left: the ends and the parameters.
  const order = 2 * n + k;
  const last = new Float64Array(order * order);
  for (let r = 0; r < n; r++) {
    last.set(start.subarray(r * n, (r + 1) * n), r * order);
    last.set(current.subarray(r * n, (r + 1) * n), r * order + n);
    last.set(params.subarray(r * k, (r + 1) * k), r * order + 2 * n);
  }
  for (let r = 0; r < n + k; r++) {
    const at = (n + r) * order;
    last.set(conditions.start.subarray(r * n, (r + 1) * n), at);
    last.set(conditions.end.subarray(r * n, (r + 1) * n), at + n);
    last.set(conditions.params.subarray(r * k, (r + 1) * k), at + 2 * n);
  }
  const ends = triangularise(last, order, order, order);
  // Orthogonal elimination leaves rounding errors where elimination by rows would leave a zero.
  const pivots = Array.from({ length: order }, (_, r) => Math.abs(last[r * order + r]!));
  const largest = Math.max(...pivots);
  if (!pivots.every((pivot) => pivot > Number.EPSILON * largest)) return undefined;
  return {
    solve(rhs, conditionValues) {
      const held: Float64Array[] = [];
      let relation = rhs.slice(0, n);
      eliminations.forEach(({ reflectors }, e) => {
        const both = new Float64Array(2 * n);
        both.set(relation);
        both.set(rhs.subarray((e + 1) * n, (e + 2) * n), n);
        reflectors.forEach((reflector, c) => reflect(reflector, both, c, 1));
        held.push(both.slice(0, n));
        relation = both.slice(n);
      });
      const b = new Float64Array(order);
      b.set(relation);
      b.set(conditionValues, n);
      ends.forEach((reflector, c) => reflect(reflector, b, c, 1));
      for (let r = order - 1; r >= 0; r--) {
        let sum = b[r]!;
        for (let c = r + 1; c < order; c++) sum -= last[r * order + c]! * b[c]!;
        b[r] = sum / last[r * order + r]!;
      }
      const y = new Float64Array(m * n);
      const p = b.slice(2 * n);
      y.set(b.subarray(0, n));
      y.set(b.subarray(n, 2 * n), (m - 1) * n);
      for (let e = eliminations.length - 1; e >= 0; e--) {
        const { rows } = eliminations[e]!;
        const node = e + 1;
        for (let r = n - 1; r >= 0; r--) {
          const at = r * width;
          let sum = held[e]![r]!;
          for (let c = r + 1; c < n; c++) sum -= rows[at + c]! * y[node * n + c]!;
          for (let c = 0; c < n; c++) sum -= rows[at + n + c]! * y[c]! + rows[at + 2 * n + c]! * y[(node + 1) * n + c]!;
          for (let c = 0; c < k; c++) sum -= rows[at + 3 * n + c]! * p[c]!;
          y[node * n + r] = sum / rows[at + r]!;
        }
      }
      return { y, p };
    },
  };
}
