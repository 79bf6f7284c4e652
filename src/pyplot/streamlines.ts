/**
 * Lines along a field of vectors, evenly spread: each is followed both ways (Runge-Kutta of second order with step control) until it leaves the
 * field or comes near another, which a mask of cells tells (after Jobard and Lefer, 1997).
 */
import type { Matrix } from './values.js';

/** A line along the field: places in data, x and y in turn, and where its arrow stands (index of a place). */
export interface Streamline {
  readonly points: number[];
  readonly arrow: number;
}

export interface StreamSettings {
  readonly density: readonly [number, number];
  readonly minlength: number;
  readonly maxlength: number;
  readonly direction: 'forward' | 'backward' | 'both';
  readonly starts: readonly (readonly [number, number])[] | null;
}

/** The value of a field at a place in elements, between four of them. */
function sample({ data, rows, columns }: Matrix, x: number, y: number): number {
  const j = Math.min(columns - 2, Math.floor(x));
  const i = Math.min(rows - 2, Math.floor(y));
  const [s, t] = [x - j, y - i];
  const k = i * columns + j;
  const low = data[k]! + s * (data[k + 1]! - data[k]!);
  const high = data[k + columns]! + s * (data[k + columns + 1]! - data[k + columns]!);
  return low + t * (high - low);
}

/** Which cells have a line already. A line may pass its own cells again only at once. */
class Mask {
  readonly taken: Uint8Array;
  private path: number[] = [];
  private current = -1;

  constructor(
    readonly nx: number,
    readonly ny: number,
  ) {
    this.taken = new Uint8Array(nx * ny);
  }
  /** The cell of a place in parts of the field. */
  cell(s: number, t: number): number {
    return Math.round(t * (this.ny - 1)) * this.nx + Math.round(s * (this.nx - 1));
  }
  start(s: number, t: number): boolean {
    const at = this.cell(s, t);
    if (this.taken[at]) return false;
    this.path = [at];
    this.current = at;
    this.taken[at] = 1;
    return true;
  }
  /** The same line, from its start the other way. */
  again(s: number, t: number): void {
    this.current = this.cell(s, t);
  }
  /** Go on to a place; false where another line (or this one) is. */
  pass(s: number, t: number): boolean {
    const at = this.cell(s, t);
    if (at === this.current) return true;
    if (this.taken[at]) return false;
    this.taken[at] = 1;
    this.path.push(at);
    this.current = at;
    return true;
  }
  undo(): void {
    for (const at of this.path) this.taken[at] = 0;
  }
}

/** Cells from the outside in: lines begin at the border, as they look best. */
function* inwards(nx: number, ny: number): Generator<[number, number]> {
  let [left, right, low, high] = [0, nx - 1, 0, ny - 1];
  while (left <= right && low <= high) {
    for (let j = left; j <= right; j++) yield [j, low];
    for (let i = low + 1; i <= high; i++) yield [right, i];
    if (high > low) for (let j = right - 1; j >= left; j--) yield [j, high];
    if (right > left) for (let i = high - 1; i > low; i--) yield [left, i];
    left++;
    right--;
    low++;
    high--;
  }
}

/** The lines of a field over places that increase evenly. */
export function streamlines(
  x: Float64Array,
  y: Float64Array,
  u: Matrix,
  v: Matrix,
  settings: StreamSettings,
): Streamline[] {
  const [columns, rows] = [x.length, y.length];
  const [x0, y0] = [x[0]!, y[0]!];
  const [width, height] = [x[columns - 1]! - x0, y[rows - 1]! - y0];
  const mask = new Mask(
    Math.max(2, Math.round(30 * settings.density[0])),
    Math.max(2, Math.round(30 * settings.density[1])),
  );
  /** The direction in parts of the field, its length 1; null where there is none. */
  const direction = (s: number, t: number, sense: number): [number, number] | null => {
    if (!(s >= 0 && s <= 1 && t >= 0 && t <= 1)) return null;
    const a = sample(u, s * (columns - 1), t * (rows - 1)) / width;
    const b = sample(v, s * (columns - 1), t * (rows - 1)) / height;
    const n = Math.hypot(a, b);
    return n > 0 && Number.isFinite(n) ? [(sense * a) / n, (sense * b) / n] : null;
  };
  const longest = Math.min(1 / mask.nx, 1 / mask.ny, 0.1);
  const follow = (s: number, t: number, sense: number, most: number): { places: number[]; length: number } => {
    const places = [s, t];
    let length = 0;
    let step = longest;
    for (let n = 0; n < 5000 && length < most; n++) {
      const first = direction(s, t, sense);
      if (first === null) break;
      const second = direction(s + step * first[0], t + step * first[1], sense);
      if (second === null) {
        // The last piece ends at the border.
        let reach = longest;
        if (first[0] > 0) reach = Math.min(reach, (1 - s) / first[0]);
        if (first[0] < 0) reach = Math.min(reach, -s / first[0]);
        if (first[1] > 0) reach = Math.min(reach, (1 - t) / first[1]);
        if (first[1] < 0) reach = Math.min(reach, -t / first[1]);
        if (reach < step) {
          places.push(s + reach * first[0], t + reach * first[1]);
          length += reach;
        }
        break;
      }
      // Euler against Heun: their difference is the error.
      const error = (Math.hypot(second[0] - first[0], second[1] - first[1]) * step) / 2;
      if (error < 0.003) {
        s += (step * (first[0] + second[0])) / 2;
        t += (step * (first[1] + second[1])) / 2;
        if (!(s >= 0 && s <= 1 && t >= 0 && t <= 1) || !mask.pass(s, t)) break;
        places.push(s, t);
        length += step;
      }
      step = Math.min(longest, 0.85 * step * Math.sqrt(0.003 / Math.max(error, 1e-12)));
      if (step < 1e-7) break;
    }
    return { places, length };
  };
  const found: Streamline[] = [];
  const begin = (s: number, t: number): void => {
    if (!mask.start(s, t)) return;
    const most = settings.maxlength / (settings.direction === 'both' ? 2 : 1);
    const none = { places: [s, t], length: 0 };
    const back = settings.direction === 'forward' ? none : follow(s, t, -1, most);
    mask.again(s, t);
    const on = settings.direction === 'backward' ? none : follow(s, t, 1, most);
    if (back.length + on.length < settings.minlength) {
      mask.undo();
      return;
    }
    const places: number[] = [];
    for (let k = back.places.length - 2; k >= 2; k -= 2) places.push(back.places[k]!, back.places[k + 1]!);
    places.push(...on.places);
    if (places.length < 4) return;
    // The arrow stands halfway along the line.
    let half = (back.length + on.length) / 2;
    let arrow = 1;
    for (; arrow + 1 < places.length / 2; arrow++) {
      half -= Math.hypot(places[2 * arrow]! - places[2 * arrow - 2]!, places[2 * arrow + 1]! - places[2 * arrow - 1]!);
      if (half <= 0) break;
    }
    found.push({ points: places.map((p, k) => (k % 2 ? y0 + p * height : x0 + p * width)), arrow });
  };
  if (settings.starts !== null) for (const [px, py] of settings.starts) begin((px - x0) / width, (py - y0) / height);
  else {
    for (const [j, i] of inwards(mask.nx, mask.ny)) {
      if (!mask.taken[i * mask.nx + j]) begin(j / (mask.nx - 1), i / (mask.ny - 1));
    }
  }
  return found;
}

/** Values of a field along a line, for its colours and widths. */
export function along(x: Float64Array, y: Float64Array, field: Matrix, points: readonly number[]): number[] {
  const values: number[] = [];
  for (let k = 0; k < points.length; k += 2) {
    const s = ((points[k]! - x[0]!) / (x[x.length - 1]! - x[0]!)) * (x.length - 1);
    const t = ((points[k + 1]! - y[0]!) / (y[y.length - 1]! - y[0]!)) * (y.length - 1);
    values.push(sample(field, Math.min(Math.max(s, 0), x.length - 1), Math.min(Math.max(t, 0), y.length - 1)));
  }
  return values;
}
