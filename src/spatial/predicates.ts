/**
 * Which side of a hyperplane, and inside or outside of a sphere, decided without error: floating-point determinants with a bound on
 * their rounding (J. R. Shewchuk, Adaptive precision floating-point arithmetic and fast robust geometric predicates, Discrete &
 * Computational Geometry 18, 1997), and exact integers where that does not decide.
 */

const EPS = 2 ** -53;
const ORIENT2 = (3 + 16 * EPS) * EPS;
const CIRCLE2 = (10 + 96 * EPS) * EPS;
const ORIENT3 = (7 + 56 * EPS) * EPS;
const SPHERE3 = (16 + 224 * EPS) * EPS;

/** Predicates on a set of points of d coordinates, given by their numbers. */
export class Predicates {
  readonly #exact: (bigint[] | undefined)[];
  #exponent: number | undefined;

  constructor(
    readonly points: Float64Array,
    readonly d: number,
  ) {
    this.#exact = new Array<bigint[] | undefined>(points.length / d);
  }

  /** The sign of the determinant of the rows `v[i] - v[d]`, i < d: positive for one orientation of the simplex. */
  orient(v: Int32Array): number {
    const { points: p, d } = this;
    if (d === 2) {
      const [a, b, c] = [2 * v[0]!, 2 * v[1]!, 2 * v[2]!];
      const left = (p[a]! - p[c]!) * (p[b + 1]! - p[c + 1]!);
      const right = (p[a + 1]! - p[c + 1]!) * (p[b]! - p[c]!);
      const det = left - right;
      const bound = ORIENT2 * (Math.abs(left) + Math.abs(right));
      return det > bound || -det > bound ? Math.sign(det) : this.#orientExactly(v);
    }
    if (d === 3) {
      const [a, b, c, o] = [3 * v[0]!, 3 * v[1]!, 3 * v[2]!, 3 * v[3]!];
      const [ox, oy, oz] = [p[o]!, p[o + 1]!, p[o + 2]!];
      const [ax, ay, az] = [p[a]! - ox, p[a + 1]! - oy, p[a + 2]! - oz];
      const [bx, by, bz] = [p[b]! - ox, p[b + 1]! - oy, p[b + 2]! - oz];
      const [cx, cy, cz] = [p[c]! - ox, p[c + 1]! - oy, p[c + 2]! - oz];
      const [bxcy, cxby] = [bx * cy, cx * by];
      const [cxay, axcy] = [cx * ay, ax * cy];
      const [axby, bxay] = [ax * by, bx * ay];
      const det = az * (bxcy - cxby) + bz * (cxay - axcy) + cz * (axby - bxay);
      const size =
        (Math.abs(bxcy) + Math.abs(cxby)) * Math.abs(az) +
        (Math.abs(cxay) + Math.abs(axcy)) * Math.abs(bz) +
        (Math.abs(axby) + Math.abs(bxay)) * Math.abs(cz);
      const bound = ORIENT3 * size;
      return det > bound || -det > bound ? Math.sign(det) : this.#orientExactly(v);
    }
    const rows = Array.from({ length: d }, (_, i) => this.#difference(v[i]!, v[d]!));
    return certain(rows) ?? this.#orientExactly(v);
  }

  /** Positive when point q lies strictly inside the sphere through the d + 1 points of a positively oriented simplex. */
  inSphere(v: Int32Array, q: number): number {
    const { points: p, d } = this;
    if (d === 2) {
      const [a, b, c, o] = [2 * v[0]!, 2 * v[1]!, 2 * v[2]!, 2 * q];
      const [ox, oy] = [p[o]!, p[o + 1]!];
      const [ax, ay] = [p[a]! - ox, p[a + 1]! - oy];
      const [bx, by] = [p[b]! - ox, p[b + 1]! - oy];
      const [cx, cy] = [p[c]! - ox, p[c + 1]! - oy];
      const [bxcy, cxby] = [bx * cy, cx * by];
      const [cxay, axcy] = [cx * ay, ax * cy];
      const [axby, bxay] = [ax * by, bx * ay];
      const [al, bl, cl] = [ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy];
      const det = al * (bxcy - cxby) + bl * (cxay - axcy) + cl * (axby - bxay);
      const size =
        (Math.abs(bxcy) + Math.abs(cxby)) * al +
        (Math.abs(cxay) + Math.abs(axcy)) * bl +
        (Math.abs(axby) + Math.abs(bxay)) * cl;
      const bound = CIRCLE2 * size;
      return det > bound || -det > bound ? Math.sign(det) : this.#inSphereExactly(v, q);
    }
    if (d === 3) return this.#inSphere3(v, q);
    const rows = Array.from({ length: d + 1 }, (_, i) => {
      const row = this.#difference(v[i]!, q);
      row.push(row.reduce((sum, x) => sum + x * x, 0));
      return row;
    });
    return certain(rows) ?? this.#inSphereExactly(v, q);
  }

  #inSphere3(v: Int32Array, q: number): number {
    const { points: p } = this;
    const o = 3 * q;
    const [ox, oy, oz] = [p[o]!, p[o + 1]!, p[o + 2]!];
    const [a, b, c, e] = [3 * v[0]!, 3 * v[1]!, 3 * v[2]!, 3 * v[3]!];
    const [ax, ay, az] = [p[a]! - ox, p[a + 1]! - oy, p[a + 2]! - oz];
    const [bx, by, bz] = [p[b]! - ox, p[b + 1]! - oy, p[b + 2]! - oz];
    const [cx, cy, cz] = [p[c]! - ox, p[c + 1]! - oy, p[c + 2]! - oz];
    const [ex, ey, ez] = [p[e]! - ox, p[e + 1]! - oy, p[e + 2]! - oz];
    const [ab, bc, ce, ea, ac, be] = [
      ax * by - bx * ay, bx * cy - cx * by, cx * ey - ex * cy, ex * ay - ax * ey, ax * cy - cx * ay, bx * ey - ex * by,
    ]; // prettier-ignore
    const abc = az * bc - bz * ac + cz * ab;
    const bce = bz * ce - cz * be + ez * bc;
    const cea = cz * ea + ez * ac + az * ce;
    const eab = ez * ab + az * be + bz * ea;
    const [al, bl, cl, el] = [ax * ax + ay * ay + az * az, bx * bx + by * by + bz * bz, cx * cx + cy * cy + cz * cz, ex * ex + ey * ey + ez * ez]; // prettier-ignore
    const det = el * abc - cl * eab + (bl * cea - al * bce);
    // Shewchuk's bound, with the products of coordinates in absolute value.
    const m = (s: number, t: number, u: number, w: number): number => Math.abs(s * t) + Math.abs(u * w);
    const [mab, mbc, mce, mea, mac, mbe] = [
      m(ax, by, bx, ay), m(bx, cy, cx, by), m(cx, ey, ex, cy), m(ex, ay, ax, ey), m(ax, cy, cx, ay), m(bx, ey, ex, by),
    ]; // prettier-ignore
    const [za, zb, zc, ze] = [Math.abs(az), Math.abs(bz), Math.abs(cz), Math.abs(ez)];
    const size =
      (mce * zb + mbe * zc + mbc * ze) * al +
      (mea * zc + mac * ze + mce * za) * bl +
      (mab * ze + mbe * za + mea * zb) * cl +
      (mbc * za + mac * zb + mab * zc) * el;
    const bound = SPHERE3 * size;
    return det > bound || -det > bound ? Math.sign(det) : this.#inSphereExactly(v, q);
  }

  #difference(a: number, b: number): number[] {
    const { points, d } = this;
    return Array.from({ length: d }, (_, k) => points[a * d + k]! - points[b * d + k]!);
  }

  /** A point's coordinates as integers, all points being scaled by one power of two. */
  #integers(i: number): bigint[] {
    let row = this.#exact[i];
    if (row) return row;
    this.#exponent ??= lowestExponent(this.points);
    row = Array.from({ length: this.d }, (_, k) => scaled(this.points[i * this.d + k]!, this.#exponent!));
    this.#exact[i] = row;
    return row;
  }

  #orientExactly(v: Int32Array): number {
    const base = this.#integers(v[this.d]!);
    const rows = Array.from({ length: this.d }, (_, i) => this.#integers(v[i]!).map((x, k) => x - base[k]!));
    return signOf(determinant(rows));
  }

  #inSphereExactly(v: Int32Array, q: number): number {
    const base = this.#integers(q);
    const rows = Array.from({ length: this.d + 1 }, (_, i) => {
      const row = this.#integers(v[i]!).map((x, k) => x - base[k]!);
      row.push(row.reduce((sum, x) => sum + x * x, 0n));
      return row;
    });
    return signOf(determinant(rows));
  }
}

function signOf(x: bigint): number {
  return x > 0n ? 1 : x < 0n ? -1 : 0;
}

/** The sign of a determinant by elimination where rounding cannot have changed it (bounded by the rows' norms); else undefined. */
function certain(rows: number[][]): number | undefined {
  const n = rows.length;
  let size = 1;
  for (const row of rows) size *= Math.sqrt(row.reduce((sum, x) => sum + x * x, 0));
  const a = rows.map((row) => [...row]);
  let det = 1;
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i]![k]!) > Math.abs(a[best]![k]!)) best = i;
    if (a[best]![k] === 0) return undefined;
    if (best !== k) {
      [a[k], a[best]] = [a[best]!, a[k]!];
      det = -det;
    }
    det *= a[k]![k]!;
    for (let i = k + 1; i < n; i++) {
      const factor = a[i]![k]! / a[k]![k]!;
      for (let j = k + 1; j < n; j++) a[i]![j]! -= factor * a[k]![j]!;
    }
  }
  return Math.abs(det) > 64 * n ** 3 * 2 ** n * EPS * size ? Math.sign(det) : undefined;
}

/** An exact determinant by expansion along the last column (Laplace), small ones written out. */
function determinant(rows: bigint[][]): bigint {
  const n = rows.length;
  if (n === 1) return rows[0]![0]!;
  if (n === 2) return rows[0]![0]! * rows[1]![1]! - rows[0]![1]! * rows[1]![0]!;
  let sum = 0n;
  for (let i = 0; i < n; i++) {
    const value = rows[i]![n - 1]!;
    if (value === 0n) continue;
    const minor = determinant(rows.filter((_, r) => r !== i).map((row) => row.slice(0, n - 1)));
    sum += (i + n - 1) % 2 ? -value * minor : value * minor;
  }
  return sum;
}

const view = new DataView(new ArrayBuffer(8));

/** The mantissa as an integer, and the power of two it is multiplied by. */
function parts(x: number): [mantissa: bigint, exponent: number] {
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const field = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = field === 0 ? fraction : fraction | 0x10000000000000n;
  return [x < 0 ? -mantissa : mantissa, Math.max(field, 1) - 1075];
}

/** The lowest power of two that a set of numbers needs. */
function lowestExponent(values: Float64Array): number {
  let lowest = Infinity;
  for (const x of values) if (x !== 0) lowest = Math.min(lowest, parts(x)[1]);
  return Number.isFinite(lowest) ? lowest : 0;
}

function scaled(x: number, exponent: number): bigint {
  if (x === 0) return 0n;
  const [mantissa, own] = parts(x);
  return mantissa << BigInt(own - exponent);
}
