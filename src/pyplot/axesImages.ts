/** Matrices as pictures and coloured meshes, histograms over two variables. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { histogram2d, type Bins } from '../ops/histograms.js';
import { artistDefaults, type AxesImage, type Mappable, type PolyCollection } from './artists.js';
import { AxesBoxes } from './axesBoxes.js';
import { getCmap, makeNorm, type Colormap, type Norm } from './colormaps.js';
import { colorText, rgbaText, type Color } from './colors.js';
import { hexagons } from './hexagons.js';
import { extent, matrix, sameLength, toFloats, vector, type Matrix } from './values.js';

/** How values become colours. */
export interface ColorOptions {
  cmap?: string | Colormap;
  norm?: 'linear' | 'log';
  vmin?: number;
  vmax?: number;
  alpha?: number;
}
export const COLOR_OPTIONS = ['cmap', 'norm', 'vmin', 'vmax', 'alpha'];

export interface ImshowOptions extends ColorOptions {
  aspect?: 'equal' | 'auto' | number;
  interpolation?: 'nearest' | 'bilinear' | 'none' | 'antialiased';
  origin?: 'upper' | 'lower';
  /** Left, right, bottom, top in data. */
  extent?: readonly [number, number, number, number];
}

export interface PcolorOptions extends ColorOptions {
  shading?: 'auto' | 'nearest' | 'flat' | 'gouraud';
  edgecolors?: Color;
  linewidth?: number;
}

export interface HexbinOptions extends ColorOptions {
  C?: ArrayLike;
  gridsize?: number | readonly [number, number];
  bins?: 'log';
  mincnt?: number;
  /** Left, right, bottom, top in data. */
  extent?: readonly [number, number, number, number];
  reduceCFunction?: (values: readonly number[]) => number;
  edgecolors?: 'face' | Color;
  linewidths?: number;
}

/** A field and where it lies. */
export interface Grid {
  readonly field: Matrix;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Does each element have its own x and y? */
  readonly full: boolean;
  readonly rows: number;
  readonly columns: number;
}

/** Axes with pictures. */
export class AxesImages extends AxesBoxes {
  protected colours(
    functionName: string,
    values: Float64Array,
    options: ColorOptions,
  ): { cmap: Colormap; norm: Norm; values: Float64Array } {
    return {
      cmap: getCmap(options.cmap ?? this.style.imageCmap),
      norm: makeNorm(functionName, values, options),
      values,
    };
  }

  /**
   * A matrix as a picture: each element a square, the first row on top.
   *
   * @param image - a matrix, shown by the colour map; or rows of [r, g, b] or [r, g, b, a], 0..1 or (uint8) 0..255
   * @throws ValueError for another shape or an empty array
   * @example
   * const [, ax] = plt.subplots();
   * ax.imshow([[1, 2], [3, 4]], { cmap: 'gray' });
   */
  imshow(image: ArrayLike, options: ImshowOptions = {}): AxesImage {
    checkOptions('imshow', options, ['aspect', 'interpolation', 'origin', 'extent', ...COLOR_OPTIONS]);
    const array = asNDArray('imshow', image);
    const { shape } = array;
    const colored = array.ndim === 3 && (shape[2] === 3 || shape[2] === 4);
    if (array.ndim !== 2 && !colored)
      throw new ValueError(`imshow: invalid shape ${shapeText(shape)} for image data; give (M,N), (M,N,3) or (M,N,4)`);
    if (array.size === 0) throw new ValueError(`imshow: image is empty, shape ${shapeText(shape)}`);
    const [rows, columns] = shape as [number, number];
    const flip = options.origin === 'lower';
    const data = toFloats('imshow', 'image', array);
    const rgba = new Uint8Array(rows * columns * 4);
    let mappable: Mappable | undefined;
    if (colored) {
      const parts = shape[2]!;
      const factor = array.dtype === 'uint8' ? 1 : 255;
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          const from = ((flip ? rows - 1 - i : i) * columns + j) * parts;
          const to = (i * columns + j) * 4;
          for (let k = 0; k < 3; k++) rgba[to + k] = Math.min(255, Math.max(0, Math.round(data[from + k]! * factor)));
          rgba[to + 3] = Math.round((parts === 4 ? data[from + 3]! * factor : 255) * (options.alpha ?? 1));
        }
      }
    } else {
      mappable = this.mappable = this.colours('imshow', data, options);
      paint(rgba, { data, rows, columns }, mappable, flip, options.alpha ?? 1);
    }
    this.aspect = options.aspect === undefined || options.aspect === 'equal' ? 1 : options.aspect;
    const place =
      options.extent ?? (flip ? [-0.5, columns - 0.5, -0.5, rows - 0.5] : [-0.5, columns - 0.5, rows - 0.5, -0.5]);
    if (!flip && options.extent === undefined) this.yaxis.inverted = true;
    const drawn: AxesImage = {
      kind: 'image',
      ...artistDefaults(0),
      extent: place as [number, number, number, number],
      rgba,
      columns,
      rows,
      interpolation: options.interpolation === 'bilinear' ? 'bilinear' : 'nearest',
      mappable,
      stickyX: [place[0], place[1]],
      stickyY: [place[2], place[3]],
    };
    return this.add(drawn);
  }

  /** A matrix as a picture, its columns numbered above. */
  matshow(image: ArrayLike, options: ImshowOptions = {}): AxesImage {
    this.xside.opposite = true;
    return this.imshow(image, options);
  }

  /**
   * A matrix as coloured cells between places: `pcolormesh(C)`, `pcolormesh(x, y, C)`. With as many places as cells, cells are centred
   * about them.
   */
  pcolormesh(...args: readonly (ArrayLike | PcolorOptions)[]): PolyCollection | AxesImage {
    const { grid, options } = this.field('pcolormesh', args, ['shading', 'edgecolors', 'linewidth', ...COLOR_OPTIONS]);
    const { field } = grid;
    const mappable = (this.mappable = this.colours('pcolormesh', field.data, options as ColorOptions));
    const { alpha = 1, edgecolors } = options as PcolorOptions;
    const x = grid.full ? null : edges('x', grid.x, field.columns);
    const y = grid.full ? null : edges('y', grid.y, field.rows);
    if (x !== null && y !== null && edgecolors === undefined && this.polar === null && isEven(x) && isEven(y)) {
      const rgba = new Uint8Array(field.rows * field.columns * 4);
      paint(rgba, field, mappable, true, alpha);
      const place = [x[0]!, x[x.length - 1]!, y[0]!, y[y.length - 1]!] as [number, number, number, number];
      return this.add({
        kind: 'image', ...artistDefaults(0), extent: place, rgba, columns: field.columns, rows: field.rows, interpolation: 'nearest', mappable,
        stickyX: place.slice(0, 2), stickyY: place.slice(2),
      }); // prettier-ignore
    }
    const areas: number[][][] = [];
    const faces: string[] = [];
    const put = (v: number, ring: number[]): void => {
      if (Number.isNaN(v)) return;
      areas.push([ring]);
      faces.push(rgbaText(mappable.cmap.evaluate(mappable.norm.scale(v))));
    };
    for (let i = 0; i < field.rows; i++) {
      for (let j = 0; j < field.columns; j++) {
        const v = field.data[i * field.columns + j]!;
        if (x !== null && y !== null) {
          put(v, [x[j]!, y[i]!, x[j + 1]!, y[i]!, x[j + 1]!, y[i + 1]!, x[j]!, y[i + 1]!]);
        } else {
          const w = grid.columns;
          const at = (r: number, c: number): [number, number] => [grid.x[r * w + c]!, grid.y[r * w + c]!];
          if (i + 1 < grid.rows && j + 1 < w)
            put(v, [...at(i, j), ...at(i, j + 1), ...at(i + 1, j + 1), ...at(i + 1, j)]);
        }
      }
    }
    const ends = (v: Float64Array): number[] => {
      const reach = extent(v);
      return reach === null ? [] : [...reach];
    };
    return this.add({
      kind: 'areas', ...artistDefaults(0), areas, faces, edges: edgecolors === undefined ? faces : [colorText('pcolormesh', edgecolors)],
      linewidth: edgecolors === undefined ? 0.4 : ((options as PcolorOptions).linewidth ?? 1), dash: null, alpha, mappable,
      stickyX: ends(x ?? grid.x), stickyY: ends(y ?? grid.y),
    }); // prettier-ignore
  }

  /** The grid behind `(z)` or `(x, y, z)`, with the options at the end. */
  protected field(
    functionName: string,
    args: readonly unknown[],
    known: readonly string[],
  ): { grid: Grid; options: object } {
    const last = args[args.length - 1];
    const has = last !== null && typeof last === 'object' && Object.getPrototypeOf(last) === Object.prototype;
    const options = (has ? last : {}) as object;
    const data = (has ? args.slice(0, -1) : args) as ArrayLike[];
    checkOptions(functionName, options, known);
    if (data.length !== 1 && data.length !== 3) {
      throw new ValueError(`${functionName}: takes (z) or (x, y, z), got ${data.length} arrays`);
    }
    const field = matrix(functionName, 'z', data[data.length - 1]!);
    if (data.length === 1) {
      const count = functionName === 'pcolormesh' ? 1 : 0;
      return {
        grid: {
          field,
          x: steps(field.columns + count),
          y: steps(field.rows + count),
          full: false,
          rows: field.rows,
          columns: field.columns,
        },
        options,
      };
    }
    const [ax, ay] = [asNDArray(functionName, data[0]!), asNDArray(functionName, data[1]!)];
    let x = toFloats(functionName, 'x', ax);
    let y = toFloats(functionName, 'y', ay);
    let full = ax.ndim === 2 && ay.ndim === 2;
    const rows = full ? ax.shape[0]! : field.rows;
    const columns = full ? ax.shape[1]! : field.columns;
    const extra = functionName === 'pcolormesh' ? 1 : 0;
    const fits = (length: number, cells: number): boolean => length === cells || length === cells + extra;
    if (full && (x.length !== y.length || !fits(rows, field.rows) || !fits(columns, field.columns))) {
      throw new ValueError(
        `${functionName}: shapes of x ${shapeText(ax.shape)}, y ${shapeText(ay.shape)} and z (${field.rows},${field.columns}) do not fit`,
      );
    }
    if (full && isMesh(x, y, rows, columns)) {
      x = x.slice(0, columns);
      y = Float64Array.from({ length: rows }, (_, i) => y[i * columns]!);
      full = false;
    } else if (!full && (!fits(x.length, field.columns) || !fits(y.length, field.rows))) {
      throw new ValueError(
        `${functionName}: z has shape (${field.rows},${field.columns}), so x must have length ${field.columns} and y ${field.rows}, got ${x.length} and ${y.length}`,
      );
    }
    return { grid: { field, x, y, full, rows, columns }, options };
  }

  /** A histogram over two variables, as coloured cells. */
  hist2d(
    x: ArrayLike,
    y: ArrayLike,
    options: ColorOptions & { bins?: Bins; density?: boolean } = {},
  ): PolyCollection | AxesImage {
    checkOptions('hist2d', options, ['bins', 'density', ...COLOR_OPTIONS]);
    const { bins = 10, density = false, ...rest } = options;
    const [counts, ex, ey] = histogram2d(x, y, { bins: bins as number, density });
    return this.pcolormesh(ex, ey, counts.T, rest);
  }

  /**
   * Points counted in hexagons, or values `C` at them put together by `reduceCFunction` (their mean).
   *
   * @param options - `gridsize`: hexagons across (and up); `bins: 'log'` colours by logarithm; `mincnt`: fewer points leave a hexagon out
   */
  hexbin(x: ArrayLike, y: ArrayLike, options: HexbinOptions = {}): PolyCollection {
    checkOptions('hexbin', options, [
      'C', 'gridsize', 'bins', 'mincnt', 'extent', 'reduceCFunction', 'edgecolors', 'linewidths', ...COLOR_OPTIONS,
    ]); // prettier-ignore
    const [px, py] = [vector('hexbin', 'x', x), vector('hexbin', 'y', y)];
    sameLength('hexbin', { x: px, y: py });
    const { gridsize = 100, mincnt, bins, edgecolors = 'face' } = options;
    const [nx, ny] = typeof gridsize === 'number' ? [gridsize, Math.floor(gridsize / Math.sqrt(3))] : gridsize;
    if (![nx, ny].every((n) => Number.isInteger(n) && n > 0)) {
      throw new ValueError(
        `hexbin: gridsize must be a positive integer (at least 2) or two of them, got ${describe(gridsize)}`,
      );
    }
    const ex: readonly [number, number] = extent(px) ?? [0, 1];
    const ey: readonly [number, number] = extent(py) ?? [0, 1];
    const box: readonly [number, number, number, number] = options.extent ?? [ex[0], ex[1], ey[0], ey[1]];
    // A little room, so that points at the border fall inside.
    const pad = (1e-9 * (box[1] - box[0] || 1)) / 2;
    const wide =
      options.extent ??
      ([box[0] - pad, box[1] + pad || box[0] + 1, box[2], box[3] > box[2] ? box[3] : box[2] + 1] as const);
    const { middles, counts, members, size } = hexagons(px, py, nx, ny, wide);
    const values = options.C === undefined ? null : vector('hexbin', 'C', options.C);
    if (values !== null) sameLength('hexbin', { x: px, C: values });
    const reduce =
      options.reduceCFunction ?? ((list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length);
    const least = mincnt ?? (values === null ? 0 : 1);
    const kept = Array.from(counts.keys()).filter((k) => counts[k]! >= least && !(bins === 'log' && counts[k] === 0));
    const shown = Float64Array.from(kept, (k) =>
      values === null ? counts[k]! : reduce(members[k]!.map((n) => values[n]!)),
    );
    const mappable = (this.mappable = this.colours('hexbin', shown, {
      ...options,
      ...(bins === 'log' ? { norm: 'log' as const } : {}),
    }));
    const [a, b] = size;
    const areas = kept.map((k) => {
      const [cx, cy] = [middles[2 * k]!, middles[2 * k + 1]!];
      return [[cx + a, cy - b / 2, cx + a, cy + b / 2, cx, cy + b, cx - a, cy + b / 2, cx - a, cy - b / 2, cx, cy - b]];
    });
    const faces = Array.from(shown, (v) => rgbaText(mappable.cmap.evaluate(mappable.norm.scale(v))));
    return this.add({
      kind: 'areas', ...artistDefaults(1), areas, faces, edges: edgecolors === 'face' ? faces : [colorText('hexbin', edgecolors)],
      linewidth: options.linewidths ?? (edgecolors === 'face' ? 0.7 : 1), dash: null, alpha: options.alpha ?? 1, mappable, reach: [box[0], box[1], box[2], box[3]],
    }); // prettier-ignore
  }
}

const steps = (count: number): Float64Array => Float64Array.from({ length: count }, (_, k) => k);

/** Are x and y of a matrix what meshgrid makes of two vectors? */
function isMesh(x: Float64Array, y: Float64Array, rows: number, columns: number): boolean {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      if (x[i * columns + j] !== x[j] || y[i * columns + j] !== y[i * columns]) return false;
    }
  }
  return true;
}

/** The edges of cells: as given, or halfway between their middles. */
function edges(name: string, places: Float64Array, cells: number): Float64Array {
  if (places.length === cells + 1) return places;
  const result = new Float64Array(cells + 1);
  if (cells === 1) return Float64Array.of(places[0]! - 0.5, places[0]! + 0.5);
  for (let k = 1; k < cells; k++) result[k] = (places[k - 1]! + places[k]!) / 2;
  result[0] = places[0]! - (result[1]! - places[0]!);
  result[cells] = places[cells - 1]! + (places[cells - 1]! - result[cells - 1]!);
  if (result.some(Number.isNaN)) throw new ValueError(`pcolormesh: ${name} must not contain NaN`);
  return result;
}

function isEven(edge: Float64Array): boolean {
  const step = (edge[edge.length - 1]! - edge[0]!) / (edge.length - 1);
  return edge.every((v, k) => Math.abs(v - edge[0]! - k * step) <= 1e-6 * Math.abs(step));
}

/** Colour the elements of a matrix into bytes; `flip` puts the first row at the bottom. */
function paint(rgba: Uint8Array, field: Matrix, mappable: Mappable, flip: boolean, alpha: number): void {
  const { rows, columns, data } = field;
  const { table } = mappable.cmap;
  for (let i = 0; i < rows; i++) {
    const from = (flip ? rows - 1 - i : i) * columns;
    for (let j = 0; j < columns; j++) {
      const t = mappable.norm.scale(data[from + j]!);
      if (Number.isNaN(t)) continue;
      const k = Math.min(255, Math.max(0, Math.floor(t * 256))) * 3;
      const to = (i * columns + j) * 4;
      rgba[to] = table[k]!;
      rgba[to + 1] = table[k + 1]!;
      rgba[to + 2] = table[k + 2]!;
      rgba[to + 3] = Math.round(255 * alpha);
    }
  }
}
