/**
 * The compact form of a limited-memory BFGS matrix, B = theta I - W M W' with W = [Y, theta S]
 * (R. Byrd, J. Nocedal and R. Schnabel, Math. Programming 63, 1994).
 */
import { luFactor, luSolve, type Lu } from '../dense/lu.js';
import { dot, type Vec } from '../dense/vector.js';

export class LimitedMemory {
  theta = 1;
  readonly s: Vec[] = [];
  readonly y: Vec[] = [];
  /** Products of the stored vectors: `sy[i][j]` is s_i . y_j. */
  private sy: number[][] = [];
  private ss: number[][] = [];
  private middle: Lu | undefined;

  constructor(private readonly size: number) {}

  /** How many pairs are stored. */
  get count(): number {
    return this.s.length;
  }

  /** Forget everything. */
  clear(): void {
    this.theta = 1;
    this.s.length = this.y.length = 0;
    this.sy = [];
    this.ss = [];
    this.middle = undefined;
  }

  /** Store a step and the change of the gradient. */
  add(s: Vec, y: Vec): void {
    if (this.count === this.size) {
      this.s.shift();
      this.y.shift();
      for (const table of [this.sy, this.ss]) {
        table.shift();
        for (const row of table) row.shift();
      }
    }
    this.s.push(s);
    this.y.push(y);
    const k = this.count - 1;
    this.sy.push(this.y.map((v) => dot(s, v)));
    this.ss.push(this.s.map((v) => dot(s, v)));
    for (let i = 0; i < k; i++) {
      this.sy[i]!.push(dot(this.s[i]!, y));
      this.ss[i]!.push(this.ss[k]![i]!);
    }
    this.theta = dot(y, y) / this.sy[k]![k]!;
    this.middle = undefined;
  }

  /** The factors of the inner matrix, worked out when first wanted. */
  private factors(): Lu {
    if (this.middle) return this.middle;
    const k = this.count - 1;
    const m = 2 * this.count;
    const inner = new Float64Array(m * m);
    for (let i = 0; i <= k; i++) {
      inner[i * m + i] = -this.sy[i]![i]!;
      for (let j = 0; j < i; j++) {
        inner[(i + k + 1) * m + j] = this.sy[i]![j]!;
        inner[j * m + i + k + 1] = this.sy[i]![j]!;
      }
      for (let j = 0; j <= k; j++) inner[(i + k + 1) * m + j + k + 1] = this.theta * this.ss[i]![j]!;
    }
    return (this.middle = luFactor(inner, m));
  }

  /** `M v` for 2 count numbers. */
  applyMiddle(v: Vec): Vec {
    return luSolve(this.factors(), v.length, v);
  }

  /** `W' v`; where `free` is given, over those variables alone. */
  applyWT(v: Vec, free?: Int32Array): Vec {
    const k = this.count;
    const result = new Float64Array(2 * k);
    for (let c = 0; c < k; c++) {
      const [y, s] = [this.y[c]!, this.s[c]!];
      let a = 0;
      let b = 0;
      if (free) {
        for (let t = 0; t < free.length; t++) {
          const i = free[t]!;
          a += y[i]! * v[i]!;
          b += s[i]! * v[i]!;
        }
      } else {
        for (let i = 0; i < v.length; i++) {
          a += y[i]! * v[i]!;
          b += s[i]! * v[i]!;
        }
      }
      result[c] = a;
      result[c + k] = this.theta * b;
    }
    return result;
  }

  /** `target += factor * W v` over the free variables (all where none are given). */
  addW(target: Vec, factor: number, v: Vec, free?: Int32Array): void {
    const k = this.count;
    for (let c = 0; c < k; c++) {
      const [y, s] = [this.y[c]!, this.s[c]!];
      const a = factor * v[c]!;
      const b = factor * this.theta * v[c + k]!;
      if (free) {
        for (let t = 0; t < free.length; t++) {
          const i = free[t]!;
          target[i]! += a * y[i]! + b * s[i]!;
        }
      } else for (let i = 0; i < target.length; i++) target[i]! += a * y[i]! + b * s[i]!;
    }
  }

  /** Row i of W. */
  row(i: number): Vec {
    const k = this.count;
    const result = new Float64Array(2 * k);
    for (let c = 0; c < k; c++) {
      result[c] = this.y[c]![i]!;
      result[c + k] = this.theta * this.s[c]![i]!;
    }
    return result;
  }

  /** `W' Z Z' W`, the free variables alone. */
  gramW(free: Int32Array | undefined, n: number): Float64Array {
    const k = this.count;
    const m = 2 * k;
    const all = [...this.y, ...this.s];
    const result = new Float64Array(m * m);
    for (let p = 0; p < m; p++) {
      for (let q = p; q < m; q++) {
        const [a, b] = [all[p]!, all[q]!];
        let sum = 0;
        if (free) for (let t = 0; t < free.length; t++) sum += a[free[t]!]! * b[free[t]!]!;
        else for (let i = 0; i < n; i++) sum += a[i]! * b[i]!;
        sum *= (p >= k ? this.theta : 1) * (q >= k ? this.theta : 1);
        result[p * m + q] = result[q * m + p] = sum;
      }
    }
    return result;
  }

  /** The product of the inverse matrix with a vector, by the recursion over pairs (Nocedal and Wright, algorithm 7.4). */
  inverseProduct(v: Vec, scale = 1): Vec {
    const q = v.slice();
    const alphas: number[] = [];
    for (let c = this.count - 1; c >= 0; c--) {
      const alpha = dot(this.s[c]!, q) / this.sy[c]![c]!;
      alphas[c] = alpha;
      const y = this.y[c]!;
      for (let i = 0; i < q.length; i++) q[i]! -= alpha * y[i]!;
    }
    // SciPy's LbfgsInvHessProduct begins with the identity, the method itself with 1 / theta.
    if (scale !== 1) for (let i = 0; i < q.length; i++) q[i]! *= scale;
    for (let c = 0; c < this.count; c++) {
      const beta = dot(this.y[c]!, q) / this.sy[c]![c]!;
      const s = this.s[c]!;
      for (let i = 0; i < q.length; i++) q[i]! += s[i]! * (alphas[c]! - beta);
    }
    return q;
  }
}
