/** Values on a rectangular grid at many points, linearly or from the nearest node: loops over plain numbers alone. */
import { intervalOf } from './intervals.js';
import { sharedKernel } from './sharing.js';

/** Ascending grids and values in C order, `width` numbers a node. */
export interface GridData {
  readonly grids: readonly Float64Array[];
  readonly values: Float64Array;
  readonly width: number;
}

/** The interval that a point would fall into if the grid were even: the first guess, right for most grids in use. */
function evenGuess(grid: Float64Array, x: number, perUnit: number): number {
  const i = Math.floor((x - grid[0]!) * perUnit);
  const last = grid.length - 2;
  return i > 0 ? (i < last ? i : last) : 0;
}

/** Intervals a unit of length. */
function density(grid: Float64Array): number {
  return (grid.length - 1) / (grid[grid.length - 1]! - grid[0]!);
}

const split = (arrays: readonly unknown[], width: number): GridData => ({
  values: arrays[0] as Float64Array,
  grids: arrays.slice(1) as Float64Array[],
  width,
});
const sharedLinear = sharedKernel('grid: linear', (arrays, width: number, points, out) =>
  linearHere(split(arrays, width), points, 0, points.length / (arrays.length - 1), out),
);
const sharedNearest = sharedKernel('grid: nearest', (arrays, width: number, points, out) =>
  nearestHere(split(arrays, width), points, 0, points.length / (arrays.length - 1), out),
);

/** Multilinear interpolation; beyond the grid its outer cells go on. A point with a nan gives nan. */
export function gridLinear({ values, grids, width }: GridData, points: Float64Array, out: Float64Array): void {
  const d = grids.length;
  sharedLinear([values, ...grids], width, points, out, points.length / d, 10 * d + 2 ** d * width);
}

/** The value of the nearest node; half way, that of the lower one. */
export function gridNearest({ values, grids, width }: GridData, points: Float64Array, out: Float64Array): void {
  const d = grids.length;
  sharedNearest([values, ...grids], width, points, out, points.length / d, 20 * d + width);
}

function linearHere(data: GridData, points: Float64Array, from: number, to: number, out: Float64Array): void {
  const { grids, width } = data;
  if (width === 1 && grids.length === 2) linear2(data, points, from, to, out);
  else if (width === 1 && grids.length === 3) linear3(data, points, from, to, out);
  else linearAny(data, points, from, to, out);
}

function linear2({ grids, values }: GridData, points: Float64Array, from: number, to: number, out: Float64Array): void {
  const gx = grids[0]!;
  const gy = grids[1]!;
  const lx = gx.length - 2;
  const ly = gy.length - 2;
  const ny = gy.length;
  const px = density(gx);
  const py = density(gy);
  for (let p = from; p < to; p++) {
    const x = points[2 * p]!;
    const y = points[2 * p + 1]!;
    const i = intervalOf(gx, x, 0, lx, evenGuess(gx, x, px));
    const j = intervalOf(gy, y, 0, ly, evenGuess(gy, y, py));
    if (i < 0 || j < 0) {
      out[p] = NaN;
      continue;
    }
    const u = (x - gx[i]!) / (gx[i + 1]! - gx[i]!);
    const v = (y - gy[j]!) / (gy[j + 1]! - gy[j]!);
    const a = i * ny + j;
    const b = a + ny;
    out[p] = (1 - u) * ((1 - v) * values[a]! + v * values[a + 1]!) + u * ((1 - v) * values[b]! + v * values[b + 1]!);
  }
}

function linear3({ grids, values }: GridData, points: Float64Array, from: number, to: number, out: Float64Array): void {
  const gx = grids[0]!;
  const gy = grids[1]!;
  const gz = grids[2]!;
  const lx = gx.length - 2;
  const ly = gy.length - 2;
  const lz = gz.length - 2;
  const nz = gz.length;
  const nyz = gy.length * nz;
  const px = density(gx);
  const py = density(gy);
  const pz = density(gz);
  for (let p = from; p < to; p++) {
    const x = points[3 * p]!;
    const y = points[3 * p + 1]!;
    const z = points[3 * p + 2]!;
    const i = intervalOf(gx, x, 0, lx, evenGuess(gx, x, px));
    const j = intervalOf(gy, y, 0, ly, evenGuess(gy, y, py));
    const k = intervalOf(gz, z, 0, lz, evenGuess(gz, z, pz));
    if (i < 0 || j < 0 || k < 0) {
      out[p] = NaN;
      continue;
    }
    const u = (x - gx[i]!) / (gx[i + 1]! - gx[i]!);
    const v = (y - gy[j]!) / (gy[j + 1]! - gy[j]!);
    const w = (z - gz[k]!) / (gz[k + 1]! - gz[k]!);
    const a = i * nyz + j * nz + k;
    const b = a + nz;
    const c = a + nyz;
    const d = c + nz;
    const low = (1 - v) * ((1 - w) * values[a]! + w * values[a + 1]!) + v * ((1 - w) * values[b]! + w * values[b + 1]!);
    const high =
      (1 - v) * ((1 - w) * values[c]! + w * values[c + 1]!) + v * ((1 - w) * values[d]! + w * values[d + 1]!);
    out[p] = (1 - u) * low + u * high;
  }
}

/** Steps between nodes, in rows of `width`. */
function stepsOf(grids: readonly Float64Array[]): Int32Array {
  const steps = new Int32Array(grids.length);
  let step = 1;
  for (let k = grids.length - 1; k >= 0; k--) {
    steps[k] = step;
    step *= grids[k]!.length;
  }
  return steps;
}

function linearAny(data: GridData, points: Float64Array, from: number, to: number, out: Float64Array): void {
  const { grids, values, width } = data;
  const d = grids.length;
  const steps = stepsOf(grids);
  const densities = Float64Array.from(grids, density);
  const corners = 2 ** d;
  const share = new Float64Array(d);
  for (let p = from; p < to; p++) {
    let base = 0;
    let missing = false;
    for (let k = 0; k < d; k++) {
      const grid = grids[k]!;
      const x = points[p * d + k]!;
      const i = grid.length === 1 ? 0 : intervalOf(grid, x, 0, grid.length - 2, evenGuess(grid, x, densities[k]!));
      if (i < 0 || x !== x) missing = true;
      else {
        share[k] = grid.length === 1 ? 0 : (x - grid[i]!) / (grid[i + 1]! - grid[i]!);
        base += i * steps[k]!;
      }
    }
    const at = p * width;
    if (missing) {
      for (let column = 0; column < width; column++) out[at + column] = NaN;
      continue;
    }
    for (let column = 0; column < width; column++) out[at + column] = 0;
    for (let corner = 0; corner < corners; corner++) {
      let weight = 1;
      let node = base;
      for (let k = 0; k < d; k++) {
        if ((corner >> k) & 1) {
          weight *= share[k]!;
          if (grids[k]!.length > 1) node += steps[k]!;
        } else weight *= 1 - share[k]!;
      }
      if (weight === 0) continue;
      for (let column = 0; column < width; column++) out[at + column]! += weight * values[node * width + column]!;
    }
  }
}

function nearestHere(data: GridData, points: Float64Array, from: number, to: number, out: Float64Array): void {
  const { grids, values, width } = data;
  const d = grids.length;
  const steps = stepsOf(grids);
  const densities = Float64Array.from(grids, density);
  for (let p = from; p < to; p++) {
    let node = 0;
    for (let k = 0; k < d; k++) {
      const grid = grids[k]!;
      const x = points[p * d + k]!;
      if (x !== x) {
        node = -1;
        break;
      }
      if (grid.length === 1) continue;
      const i = intervalOf(grid, x, 0, grid.length - 2, evenGuess(grid, x, densities[k]!));
      const near = (x - grid[i]!) / (grid[i + 1]! - grid[i]!) <= 0.5 ? i : i + 1;
      node += near * steps[k]!;
    }
    for (let column = 0; column < width; column++) {
      out[p * width + column] = node < 0 ? NaN : values[node * width + column]!;
    }
  }
}
