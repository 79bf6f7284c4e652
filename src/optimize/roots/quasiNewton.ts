/**
 * Approximate inverse Jacobians for large systems: Broyden's two updates, Anderson mixing (V. Eyert, J. Comput. Phys. 124, 1996),
 * diagonal and scalar mixing, and GMRES with differences (D. Knoll and D. Keyes, J. Comput. Phys. 193, 2004).
 */
import { ValueError } from '../../core/errors.js';
import { solveLinear } from '../dense/lu.js';
import type { Mat } from '../dense/matrix.js';
import { applyQ, qrFactor } from '../dense/qr.js';
import { svd } from '../dense/svd.js';
import { addScaled, allFinite, dot, norm2, normInf, scaled, type Vec } from '../dense/vector.js';

/** A Jacobian that learns from steps. */
export interface ApproximateJacobian {
  setup(x: Vec, f: Vec, fun: (x: Vec) => Vec): void;
  /** The solution of `J d = f`, to a relative tolerance where it matters. */
  solve(f: Vec, tol: number): Vec;
  update(x: Vec, f: Vec): void;
}

/** SciPy's guess of the first step's length. */
export function firstAlpha(x: Vec, f: Vec): number {
  const size = norm2(f);
  return size ? (0.5 * Math.max(norm2(x), 1)) / size : 1;
}

/** What the methods with a memory of the last point share. */
abstract class Mixing implements ApproximateJacobian {
  protected x!: Vec;
  protected f!: Vec;
  protected alpha!: number;
  constructor(private readonly given: number | null | undefined) {}
  setup(x: Vec, f: Vec): void {
    this.x = x;
    this.f = f;
    this.alpha = this.given ?? firstAlpha(x, f);
    this.begin();
  }
  protected begin(): void {}
  abstract solve(f: Vec, tol: number): Vec;
  protected abstract learn(dx: Vec, df: Vec, x: Vec, f: Vec): void;
  update(x: Vec, f: Vec): void {
    this.learn(
      x.map((t, i) => t - this.x[i]!),
      f.map((t, i) => t - this.f[i]!),
      x,
      f,
    );
    this.x = x;
    this.f = f;
  }
}

/** How the pairs of a Broyden method are kept few. */
export type ReductionMethod = 'restart' | 'simple' | 'svd';

/** `G = -alpha I + sum c d'`, Broyden's updates of the inverse. */
abstract class Broyden extends Mixing {
  protected c: Vec[] = [];
  protected d: Vec[] = [];
  constructor(
    alpha: number | null | undefined,
    private readonly reduction: ReductionMethod,
    private readonly maxRank: number,
    private readonly retained?: number | undefined,
  ) {
    super(alpha);
    if (!['restart', 'simple', 'svd'].includes(reduction))
      throw new ValueError(`root: Unknown rank reduction method '${reduction}'`);
  }
  protected override begin(): void {
    this.c = [];
    this.d = [];
  }
  /** `G v`. */
  apply(v: Vec): Vec {
    const result = scaled(-this.alpha, v);
    this.c.forEach((c, k) => addScaled(result, dot(this.d[k]!, v), c));
    return result;
  }
  /** `G' v`. */
  applyT(v: Vec): Vec {
    const result = scaled(-this.alpha, v);
    this.d.forEach((d, k) => addScaled(result, dot(this.c[k]!, v), d));
    return result;
  }
  solve(f: Vec): Vec {
    const r = this.apply(f);
    if (r.every(Number.isFinite)) return r;
    this.begin();
    return this.apply(f);
  }
  /** `J v`, with J the inverse of G, by the formula of Sherman, Morrison and Woodbury. */
  multiply(v: Vec): Vec {
    return this.woodbury(v, this.c, this.d);
  }
  /** `J' v`. */
  multiplyT(v: Vec): Vec {
    return this.woodbury(v, this.d, this.c);
  }
  /** `(a I + left right')^-1 v` with a = -alpha. */
  private woodbury(v: Vec, left: readonly Vec[], right: readonly Vec[]): Vec {
    const a = -this.alpha;
    const k = left.length;
    const result = scaled(1 / a, v);
    if (k === 0) return result;
    const small = new Float64Array(k * k);
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) small[i * k + j] = dot(right[i]!, left[j]!) + (i === j ? a : 0);
    }
    const q = solveLinear(
      small,
      k,
      Float64Array.from(right, (one) => dot(one, v)),
    );
    if (!q) return result.fill(NaN);
    for (let i = 0; i < k; i++) addScaled(result, -q[i]! / a, left[i]!);
    return result;
  }
  /** Make room for a pair; before the update, so that G meets the last step. */
  protected reduce(): void {
    const { c, d, maxRank } = this;
    // More pairs than unknowns are as good as a matrix, which stays.
    if (c.length === 0 || c.length > c[0]!.length) return;
    if (this.reduction === 'restart') {
      if (c.length >= maxRank) this.begin();
    } else if (this.reduction === 'simple') {
      while (c.length >= maxRank) {
        c.shift();
        d.shift();
      }
    } else {
      const most = Math.min(maxRank - 1, c[0]!.length);
      if (c.length >= most) this.keepLargest(Math.max(0, Math.min(this.retained ?? maxRank - 3, most - 1)));
    }
  }
  protected add(c: Vec, d: Vec): void {
    this.c.push(c);
    this.d.push(d);
  }
  /** Keep the largest singular components of `sum c d'` (B. van der Rotten, A limited memory Broyden method, 2003). */
  private keepLargest(count: number): void {
    const k = this.c.length;
    const n = this.c[0]!.length;
    if (!this.c.every(allFinite) || !this.d.every(allFinite)) {
      this.begin();
      return;
    }
    const byRows = (columns: readonly Vec[]): Mat => {
      const a = new Float64Array(n * k);
      columns.forEach((column, j) => column.forEach((t, i) => (a[i * k + j] = t)));
      return a;
    };
    // C D' = Q R D' = Q B' with B = D R'; the singular vectors of B do for both sides.
    const factors = qrFactor(byRows(this.c), n, k);
    const rows = Math.min(n, k);
    const b = new Float64Array(n * rows);
    for (let i = 0; i < n; i++) {
      for (let r = 0; r < rows; r++) {
        let sum = 0;
        for (let j = r; j < k; j++) sum += this.d[j]![i]! * factors.qr[r * k + j]!;
        b[i * rows + r] = sum;
      }
    }
    const { u, s, v } = svd(b, n, rows);
    this.c = [];
    this.d = [];
    for (let t = 0; t < Math.min(count, s.length); t++) {
      const c = new Float64Array(n);
      c.set(v.subarray(t * rows, (t + 1) * rows));
      this.c.push(applyQ(factors, c));
      this.d.push(scaled(s[t]!, u.slice(t * n, (t + 1) * n)));
    }
  }
}

/** Broyden's good method. */
export class BroydenFirst extends Broyden {
  protected learn(dx: Vec, df: Vec): void {
    this.reduce();
    const v = this.applyT(dx);
    const gdf = this.apply(df);
    const c = dx.map((t, i) => t - gdf[i]!);
    this.add(c, scaled(1 / dot(df, v), v));
  }
}

/** Broyden's bad method. */
export class BroydenSecond extends Broyden {
  protected learn(dx: Vec, df: Vec): void {
    this.reduce();
    const gdf = this.apply(df);
    const c = dx.map((t, i) => t - gdf[i]!);
    this.add(c, scaled(1 / dot(df, df), df));
  }
}

/** Anderson mixing over the last M steps. */
export class Anderson extends Mixing {
  private dx: Vec[] = [];
  private df: Vec[] = [];
  constructor(
    alpha: number | null | undefined,
    private readonly w0: number,
    private readonly size: number,
  ) {
    super(alpha);
  }
  solve(f: Vec): Vec {
    const result = scaled(-this.alpha, f);
    const k = this.dx.length;
    if (k === 0) return result;
    const a = new Float64Array(k * k);
    const b = new Float64Array(k);
    for (let i = 0; i < k; i++) {
      b[i] = dot(this.df[i]!, f);
      for (let j = 0; j < k; j++) a[i * k + j] = dot(this.df[i]!, this.df[j]!) * (i === j ? 1 + this.w0 ** 2 : 1);
    }
    const gamma = solveLinear(a, k, b);
    if (!gamma) {
      this.dx = [];
      this.df = [];
      return result;
    }
    for (let i = 0; i < k; i++) {
      addScaled(result, gamma[i]!, this.dx[i]!);
      addScaled(result, gamma[i]! * this.alpha, this.df[i]!);
    }
    return result;
  }
  protected learn(dx: Vec, df: Vec): void {
    this.dx.push(dx);
    this.df.push(df);
    if (this.dx.length > this.size) {
      this.dx.shift();
      this.df.shift();
    }
  }
}

/** A diagonal by Broyden's update. */
export class DiagBroyden extends Mixing {
  private diagonal!: Vec;
  protected override begin(): void {
    this.diagonal = new Float64Array(this.x.length).fill(1 / this.alpha);
  }
  solve(f: Vec): Vec {
    return f.map((t, i) => -t / this.diagonal[i]!);
  }
  protected learn(dx: Vec, df: Vec): void {
    const square = dot(dx, dx);
    for (let i = 0; i < dx.length; i++) this.diagonal[i]! -= ((df[i]! + this.diagonal[i]! * dx[i]!) * dx[i]!) / square;
  }
}

/** Always `-1 / alpha`. */
export class LinearMixing extends Mixing {
  solve(f: Vec): Vec {
    return scaled(-this.alpha, f);
  }
  protected learn(): void {}
}

/** A step for each variable that grows while its residual keeps its sign. */
export class ExcitingMixing extends Mixing {
  private beta!: Vec;
  constructor(
    alpha: number | null | undefined,
    private readonly most: number,
  ) {
    super(alpha);
  }
  protected override begin(): void {
    this.beta = new Float64Array(this.x.length).fill(this.alpha);
  }
  solve(f: Vec): Vec {
    return f.map((t, i) => -this.beta[i]! * t);
  }
  protected learn(_dx: Vec, _df: Vec, _x: Vec, f: Vec): void {
    for (let i = 0; i < f.length; i++) {
      this.beta[i] = f[i]! * this.f[i]! > 0 ? this.beta[i]! + this.alpha : this.alpha;
      this.beta[i] = Math.min(Math.max(this.beta[i]!, 0), this.most);
    }
  }
}

/** What an inner iteration may use: an approximate inverse of the Jacobian, which may follow the outer iteration. */
export interface Preconditioner {
  apply(v: Vec): Vec;
  setup?(x: Vec, f: Vec, fun: (x: Vec) => Vec): void;
  update?(x: Vec, f: Vec): void;
}

/** Newton's step by GMRES, restarted, on differences along directions; preconditioned from the right. */
export class Krylov implements ApproximateJacobian {
  private x!: Vec;
  private f!: Vec;
  private fun!: (x: Vec) => Vec;
  private omega = 0;
  constructor(
    private readonly rdiff: number | null | undefined,
    private readonly maxiter: number,
    private readonly restarts: number,
    private readonly preconditioner?: Preconditioner | undefined,
  ) {}
  setup(x: Vec, f: Vec, fun: (x: Vec) => Vec): void {
    this.fun = fun;
    this.preconditioner?.setup?.(x, f, fun);
    this.follow(x, f);
  }
  update(x: Vec, f: Vec): void {
    this.preconditioner?.update?.(x, f);
    this.follow(x, f);
  }
  private follow(x: Vec, f: Vec): void {
    this.x = x;
    this.f = f;
    this.omega = ((this.rdiff ?? Math.sqrt(Number.EPSILON)) * Math.max(1, normInf(x))) / Math.max(1, normInf(f));
  }
  product(v: Vec): Vec {
    const size = norm2(v);
    if (size === 0) return new Float64Array(v.length);
    const h = this.omega / size;
    const moved = this.fun(this.x.map((t, i) => t + h * v[i]!));
    return moved.map((t, i) => (t - this.f[i]!) / h);
  }
  solve(f: Vec, tol: number): Vec {
    const n = f.length;
    const x: Vec = new Float64Array(n);
    const goal = tol * norm2(f);
    const { preconditioner } = this;
    const inner = (v: Vec): Vec => (preconditioner ? preconditioner.apply(v) : v);
    let r: Vec = f.slice();
    for (let outer = 0; outer < this.restarts; outer++) {
      const size = norm2(r);
      if (size <= goal || size === 0) break;
      const m = Math.min(this.maxiter, n);
      const basis: Vec[] = [scaled(1 / size, r)];
      const h: Vec[] = [];
      const cs: number[] = [];
      const sn: number[] = [];
      const right = [size];
      let k = 0;
      for (; k < m; k++) {
        const w = this.product(inner(basis[k]!));
        const column = new Float64Array(k + 2);
        for (let j = 0; j <= k; j++) {
          column[j] = dot(w, basis[j]!);
          addScaled(w, -column[j]!, basis[j]!);
        }
        column[k + 1] = norm2(w);
        const next = column[k + 1]!;
        for (let j = 0; j < k; j++) {
          const t = cs[j]! * column[j]! + sn[j]! * column[j + 1]!;
          column[j + 1] = -sn[j]! * column[j]! + cs[j]! * column[j + 1]!;
          column[j] = t;
        }
        const length = Math.hypot(column[k]!, next);
        if (length === 0) break;
        cs.push(column[k]! / length);
        sn.push(next / length);
        column[k] = length;
        right.push(-sn[k]! * right[k]!);
        right[k]! *= cs[k]!;
        h.push(column);
        if (Math.abs(right[k + 1]!) <= goal || next <= 1e-14 * size) {
          k++;
          break;
        }
        basis.push(scaled(1 / next, w));
      }
      const y = new Float64Array(k);
      for (let i = k - 1; i >= 0; i--) {
        let sum = right[i]!;
        for (let j = i + 1; j < k; j++) sum -= h[j]![i]! * y[j]!;
        y[i] = sum / h[i]![i]!;
      }
      const u: Vec = new Float64Array(n);
      for (let i = 0; i < k; i++) addScaled(u, y[i]!, basis[i]!);
      addScaled(x, 1, inner(u));
      if (Math.abs(right[k] ?? 0) <= goal) break;
      const ax = this.product(x);
      r = f.map((t, i) => t - ax[i]!);
    }
    return x;
  }
}
