/** Plots of fields over a plane: pictures, coloured meshes, contours, arrows. */
import type { ArrayLike } from '../core/arrayLike.js';
import { asNDArray } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { histogram2d, type Bins } from '../ops/histograms.js';
import {
  artistDefaults,
  type AxesImage,
  type LineCollection,
  type Mappable,
  type PolyCollection,
  type Quiver,
  type TextArtist,
} from './artists.js';
import { AxesAreas } from './axesAreas.js';
import { getCmap, makeNorm, type Colormap, type Norm } from './colormaps.js';
import { colorText, rgbaText, type Color } from './colors.js';
import { contourChains, reversed } from './contours.js';
import { dashes, type LineStyle } from './formatString.js';
import { contourLevels } from './ticks.js';
import { matrix, toFloats, vector, extent, type Matrix } from './values.js';

/** How values become colours. */
export interface ColorOptions {
  cmap?: string | Colormap;
  norm?: 'linear' | 'log';
  vmin?: number;
  vmax?: number;
  alpha?: number;
}
const COLOR_OPTIONS = ['cmap', 'norm', 'vmin', 'vmax', 'alpha'];

export interface ImshowOptions extends ColorOptions {
  aspect?: 'equal' | 'auto' | number;
  interpolation?: 'nearest' | 'bilinear' | 'none' | 'antialiased';
  origin?: 'upper' | 'lower';
  /** Left, right, bottom, top in data. */
  extent?: readonly [number, number, number, number];
}

export interface ContourOptions extends ColorOptions {
  /** How many, or which. */
  levels?: number | ArrayLike;
  colors?: Color | readonly Color[];
  linewidths?: number;
  linestyles?: LineStyle;
  extend?: 'neither' | 'both' | 'min' | 'max';
}

/** Contours as they were drawn. */
export interface ContourSet {
  readonly levels: readonly number[];
  readonly colors: readonly string[];
  /** The chains of each level, x and y in turn. */
  readonly chains: readonly (readonly ArrayLikeNumbers[])[];
  readonly artist: LineCollection | PolyCollection;
  readonly mappable: Mappable;
}
type ArrayLikeNumbers = readonly number[];

export interface QuiverOptions extends ColorOptions {
  color?: Color;
  scale?: number;
  width?: number;
  pivot?: 'tail' | 'mid' | 'tip' | 'middle';
  angles?: 'uv' | 'xy';
  scaleUnits?: 'width' | 'xy';
}

/** Axes with fields. */
export class AxesFields extends AxesAreas {
  private colours(
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
    if (x !== null && y !== null && edgecolors === undefined && isEven(x) && isEven(y)) {
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
  private field(
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

  /** Lines where a field has certain values: `contour(z)`, `contour(x, y, z)`. */
  contour(...args: readonly (ArrayLike | ContourOptions)[]): ContourSet {
    const { grid, options } = this.contourField('contour', args);
    const levels = this.levels('contour', grid.field, options, false);
    const norm = makeNorm('contour', Float64Array.from(levels), options);
    const cmap = getCmap(options.cmap ?? this.style.imageCmap);
    const colors = levels.map(
      (level, k) => this.levelColor('contour', options.colors, k) ?? rgbaText(cmap.evaluate(norm.scale(level))),
    );
    const chains = levels.map((level) => contourChains(grid.field, grid.x, grid.y, level, false));
    const single = typeof options.colors === 'string';
    const drawn: number[][] = [];
    const lineColors: string[] = [];
    const lineDashes: (number[] | null)[] = [];
    chains.forEach((list, k) => {
      for (const chain of list) {
        drawn.push(chain);
        lineColors.push(colors[k]!);
        lineDashes.push(dashes('contour', options.linestyles ?? (single && levels[k]! < 0 ? '--' : '-')) ?? null);
      }
    });
    const mappable: Mappable = { cmap, norm, values: grid.field.data, lines: { levels, colors } };
    this.mappable = mappable;
    const artist = this.add({
      kind: 'segments' as const, ...artistDefaults(2), chains: drawn, colors: lineColors, linewidths: [options.linewidths ?? 1.5], dashes: lineDashes,
      alpha: options.alpha ?? 1, mappable, ...this.gridEdges(grid),
    }); // prettier-ignore
    this.reach(grid);
    return { levels, colors, chains, artist, mappable };
  }

  /**
   * Bands between certain values of a field, filled: `contourf(z)`, `contourf(x, y, z)`.
   *
   * @example
   * const [X, Y] = np.meshgrid(np.linspace(-1, 1, 20), np.linspace(-1, 1, 20));
   * plt.colorbar(plt.contourf(X, Y, np.hypot(X, Y), { levels: 8 }));
   */
  contourf(...args: readonly (ArrayLike | ContourOptions)[]): ContourSet {
    const { grid, options } = this.contourField('contourf', args);
    const levels = this.levels('contourf', grid.field, options, true);
    const extend = options.extend ?? 'neither';
    const edge: number[] = [...levels];
    if (extend === 'both' || extend === 'min') edge.unshift(-Number.MAX_VALUE);
    if (extend === 'both' || extend === 'max') edge.push(Infinity);
    const middles = edge.slice(0, -1).map((low, k) => {
      const high = edge[k + 1]!;
      if (low === -Number.MAX_VALUE) return levels[0]! - 1e-12;
      return high === Infinity ? levels[levels.length - 1]! : (low + high) / 2;
    });
    const norm = makeNorm('contourf', Float64Array.from(levels), {
      vmin: options.vmin,
      vmax: options.vmax,
      norm: options.norm,
    });
    const cmap = getCmap(options.cmap ?? this.style.imageCmap);
    const inner = makeNorm('contourf', Float64Array.from(middles), {
      vmin: options.vmin,
      vmax: options.vmax,
      norm: options.norm,
    });
    const colors = middles.map(
      (v, k) =>
        this.levelColor('contourf', options.colors, k) ??
        rgbaText(cmap.evaluate((extend === 'neither' ? norm : inner).scale(v))),
    );
    const greatest = extent(grid.field.data)?.[1] ?? 0;
    const rings = edge.map((level) =>
      level === Infinity ? [] : contourChains(grid.field, grid.x, grid.y, level, true),
    );
    const areas: number[][][] = [];
    const faces: string[] = [];
    colors.forEach((color, k) => {
      // The last band holds its upper edge too.
      const last = edge[k + 1]! >= greatest && k === colors.length - 1;
      const band = [...rings[k]!, ...(last ? [] : rings[k + 1]!.map(reversed))];
      areas.push(band);
      faces.push(color);
    });
    const mappable: Mappable = { cmap, norm, values: grid.field.data, bands: { levels, colors } };
    this.mappable = mappable;
    const artist = this.add({
      kind: 'areas' as const, ...artistDefaults(1), areas, faces, edges: [options.alpha === undefined ? '' : 'none'], linewidth: 0.3, dash: null,
      alpha: options.alpha ?? 1, mappable, ...this.gridEdges(grid),
    }); // prettier-ignore
    this.reach(grid);
    return { levels, colors, chains: rings, artist, mappable };
  }

  private contourField(functionName: string, args: readonly unknown[]): { grid: Grid; options: ContourOptions } {
    // A fourth array or a number after the field are the levels, as in Matplotlib.
    const rest = [...args];
    const options = (
      typeof rest[rest.length - 1] === 'object' && Object.getPrototypeOf(rest[rest.length - 1]) === Object.prototype
        ? rest.pop()
        : {}
    ) as ContourOptions;
    const levels = rest.length === 2 || rest.length === 4 ? (rest.pop() as number | ArrayLike) : options.levels;
    const known = ['levels', 'colors', 'linewidths', 'linestyles', 'extend', ...COLOR_OPTIONS];
    const { grid } = this.field(functionName, [...rest, options], known);
    if (grid.field.rows < 2 || grid.field.columns < 2) {
      throw new ValueError(
        `${functionName}: z must be at least a (2, 2) shaped array, but has shape (${grid.field.rows},${grid.field.columns})`,
      );
    }
    return { grid, options: { ...options, levels } };
  }

  private levels(functionName: string, field: Matrix, options: ContourOptions, filled: boolean): number[] {
    const given = options.levels;
    if (given !== undefined && typeof given !== 'number') {
      const levels = [...vector(functionName, 'levels', given)];
      if (levels.length === 0 || levels.some((v, k) => k > 0 && !(v > levels[k - 1]!))) {
        throw new ValueError(`${functionName}: contour levels must be increasing, got ${describe(levels)}`);
      }
      if (filled && levels.length < 2) throw new ValueError('contourf: filled contours require at least 2 levels');
      return levels;
    }
    const [low, high] = extent(field.data) ?? [0, 1];
    if (options.norm === 'log') {
      const from = Math.floor(Math.log10(Math.max(low, Number.MIN_VALUE)));
      return Array.from({ length: Math.ceil(Math.log10(high)) - from + 1 }, (_, k) => 10 ** (from + k));
    }
    return contourLevels(low, high, given ?? 7, options.extend ?? 'neither');
  }

  private levelColor(
    functionName: string,
    colors: Color | readonly Color[] | undefined,
    k: number,
  ): string | undefined {
    if (colors === undefined) return undefined;
    const list =
      typeof colors === 'string' || typeof colors[0] === 'number' ? [colors as Color] : (colors as readonly Color[]);
    return this.color(functionName, list[k % list.length]);
  }

  private gridEdges(grid: Grid): { stickyX: number[]; stickyY: number[] } {
    return { stickyX: [...(extent(grid.x) ?? [])], stickyY: [...(extent(grid.y) ?? [])] };
  }

  /** Contours reach as far as their grid, though their lines do not. */
  private reach(grid: Grid): void {
    const [x, y] = [extent(grid.x), extent(grid.y)];
    if (x === null || y === null) return;
    this.add({
      kind: 'segments', ...artistDefaults(0), chains: [[x[0], y[0]], [x[1], y[1]]], colors: ['none'], linewidths: [0], dashes: [null], alpha: 0, ...this.gridEdges(grid),
    }); // prettier-ignore
  }

  /** Write the values on contour lines, one on the longest chain of each level. */
  clabel(
    contours: ContourSet,
    options: { fontsize?: number; fmt?: string | ((value: number) => string); inline?: boolean } = {},
  ): TextArtist[] {
    checkOptions('clabel', options, ['fontsize', 'fmt', 'inline']);
    const { fmt } = options;
    const texts: TextArtist[] = [];
    contours.levels.forEach((level, k) => {
      const longest = [...contours.chains[k]!].sort((a, b) => b.length - a.length)[0];
      if (longest === undefined || longest.length < 12) return;
      // Neighbouring levels carry their texts at different sides.
      const at = 2 * Math.floor((longest.length / 2 - 1) * ((0.5 + 0.37 * k) % 1));
      const digits = typeof fmt === 'string' ? Number(/\.(\d)f/.exec(fmt)?.[1] ?? 1) : 3;
      const text = typeof fmt === 'function' ? fmt(level) : level.toFixed(digits);
      const artist = this.makeText('clabel', longest[at]!, longest[at + 1]!, text, {
        ha: 'center',
        va: 'center',
        fontsize: options.fontsize ?? 8,
        color: contours.colors[k]!,
      });
      artist.clip = true;
      artist.box = (options.inline ?? true) ? { face: this.facecolor, edge: 'none', round: false } : null;
      texts.push(this.add(artist));
    });
    return texts;
  }

  /**
   * Arrows of a vector field: `quiver(u, v)`, `quiver(x, y, u, v)`, `quiver(x, y, u, v, c)` with numbers for colours.
   *
   * @throws ValueError for lengths that do not fit
   */
  quiver(...args: readonly (ArrayLike | QuiverOptions)[]): Quiver {
    const last = args[args.length - 1];
    const has = last !== null && typeof last === 'object' && Object.getPrototypeOf(last) === Object.prototype;
    const options = (has ? last : {}) as QuiverOptions;
    const data = (has ? args.slice(0, -1) : args) as ArrayLike[];
    checkOptions('quiver', options, ['color', 'scale', 'width', 'pivot', 'angles', 'scaleUnits', ...COLOR_OPTIONS]);
    const arrays = data.map((value) => asNDArray('quiver', value));
    if (arrays.length < 2 || arrays.length > 5)
      throw new ValueError(`quiver: takes 2 to 5 positional arrays, got ${arrays.length}`);
    const start = arrays.length >= 4 ? 2 : 0;
    const [au, av] = [arrays[start]!, arrays[start + 1]!];
    const u = toFloats('quiver', 'u', au);
    const v = toFloats('quiver', 'v', av);
    const rows = au.ndim === 2 ? au.shape[0]! : 1;
    const wide = au.ndim === 2 ? au.shape[1]! : u.length;
    const place = (array: (typeof arrays)[number] | undefined, name: 'x' | 'y'): Float64Array => {
      if (array === undefined) return Float64Array.from(u, (_, k) => (name === 'x' ? k % wide : Math.floor(k / wide)));
      const given = toFloats('quiver', name, array);
      if (given.length === u.length) return given;
      if (array.ndim === 1 && given.length === (name === 'x' ? wide : rows)) {
        return Float64Array.from(u, (_, k) => given[name === 'x' ? k % wide : Math.floor(k / wide)]!);
      }
      throw new ValueError(
        `quiver: ${name} has shape ${shapeText(array.shape)}, which does not fit u of shape ${shapeText(au.shape)}`,
      );
    };
    if (u.length !== v.length)
      throw new ValueError(`quiver: u and v must have the same length, but have ${u.length} and ${v.length} elements`);
    const x = place(start ? arrays[0] : undefined, 'x');
    const y = place(start ? arrays[1] : undefined, 'y');
    let colors: string[] = [this.color('quiver', options.color) ?? this.style.textColor];
    let mappable: Mappable | undefined;
    const c = arrays.length % 2 === 1 ? arrays[arrays.length - 1]! : undefined;
    if (c !== undefined) {
      const values = toFloats('quiver', 'c', c);
      if (values.length !== u.length)
        throw new ValueError(`quiver: c has ${values.length} numbers for ${u.length} arrows`);
      mappable = this.mappable = this.colours('quiver', values, options);
      colors = Array.from(values, (value) => rgbaText(mappable!.cmap.evaluate(mappable!.norm.scale(value))));
    }
    const pivot = options.pivot === 'middle' ? 'mid' : (options.pivot ?? 'tail');
    return this.add({
      kind: 'quiver', ...artistDefaults(1), x, y, u, v, colors, scale: options.scale ?? null, xy: options.scaleUnits === 'xy' || options.angles === 'xy',
      width: options.width ?? null, pivot, alpha: options.alpha ?? 1, mappable,
    }); // prettier-ignore
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
}

export interface PcolorOptions extends ColorOptions {
  shading?: 'auto' | 'nearest' | 'flat' | 'gouraud';
  edgecolors?: Color;
  linewidth?: number;
}

/** A field and where it lies. */
interface Grid {
  readonly field: Matrix;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Does each element have its own x and y? */
  readonly full: boolean;
  readonly rows: number;
  readonly columns: number;
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
