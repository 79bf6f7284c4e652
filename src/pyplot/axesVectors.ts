/** Fields of vectors: arrows, and lines along them. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { artistDefaults, type LineCollection, type Mappable, type Quiver } from './artists.js';
import { AxesContours } from './axesContours.js';
import { COLOR_OPTIONS, type ColorOptions } from './axesImages.js';
import { rgbaText, type Color } from './colors.js';
import { along, streamlines } from './streamlines.js';
import { matrix, toFloats, type Matrix } from './values.js';

export interface QuiverOptions extends ColorOptions {
  color?: Color;
  scale?: number;
  width?: number;
  pivot?: 'tail' | 'mid' | 'tip' | 'middle';
  angles?: 'uv' | 'xy';
  scaleUnits?: 'width' | 'xy';
}

export interface StreamplotOptions extends ColorOptions {
  /** How close lines come: 1 is about 30 of them across; one number, or one for each direction. */
  density?: number | readonly [number, number];
  linewidth?: number | ArrayLike;
  color?: Color | ArrayLike;
  arrowsize?: number;
  /** Shorter lines are left out, longer ones end; in parts of the axes. */
  minlength?: number;
  maxlength?: number;
  integrationDirection?: 'both' | 'forward' | 'backward';
  /** Where lines begin: rows of x and y. */
  startPoints?: ArrayLike;
  zorder?: number;
}

/** Axes with vectors. */
export class AxesVectors extends AxesContours {
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

  /**
   * Lines along a field of vectors with an arrow each: `streamplot(x, y, u, v)`.
   *
   * @param x - places that increase evenly, or a matrix as meshgrid makes it
   * @param y - the same upwards
   * @param u - the vectors' parts to the right, a row for each y
   * @param v - their parts upwards
   * @param options - `density`: how close lines come; `color` and `linewidth`: one, or a matrix like u
   * @throws ValueError for places that are not even or shapes that do not fit
   * @example
   * const [, ax] = plt.subplots();
   * ax.streamplot([0, 1, 2], [0, 1], [[1, 1, 1], [1, 1, 1]], [[0, 1, 0], [0, 1, 0]]);
   */
  streamplot(x: ArrayLike, y: ArrayLike, u: ArrayLike, v: ArrayLike, options: StreamplotOptions = {}): LineCollection {
    checkOptions('streamplot', options, [
      'density', 'linewidth', 'color', 'arrowsize', 'minlength', 'maxlength', 'integrationDirection', 'startPoints', 'zorder', ...COLOR_OPTIONS,
    ]); // prettier-ignore
    const [au, av] = [matrix('streamplot', 'u', u), matrix('streamplot', 'v', v)];
    const { rows, columns } = au;
    if (av.rows !== rows || av.columns !== columns || rows < 2 || columns < 2) {
      throw new ValueError(
        `streamplot: u and v must be matrices of the same shape, at least (2,2), got (${rows},${columns}) and (${av.rows},${av.columns})`,
      );
    }
    const even = (value: ArrayLike, name: 'x' | 'y', count: number): Float64Array => {
      const array = asNDArray('streamplot', value);
      const all = toFloats('streamplot', name, array);
      const places =
        array.ndim === 2 && all.length === rows * columns
          ? Float64Array.from({ length: count }, (_, k) => all[name === 'x' ? k : k * columns]!)
          : all;
      if (places.length !== count)
        throw new ValueError(
          `streamplot: ${name} has ${places.length} places for a field of shape (${rows},${columns})`,
        );
      const step = (places[count - 1]! - places[0]!) / (count - 1);
      if (!(step > 0) || places.some((p, k) => Math.abs(p - places[0]! - k * step) > 1e-5 * step * count))
        throw new ValueError(`streamplot: ${name} must increase evenly`);
      return places;
    };
    const [px, py] = [even(x, 'x', columns), even(y, 'y', rows)];
    const { density = 1, minlength = 0.1, maxlength = 4, integrationDirection = 'both', arrowsize = 1 } = options;
    const each: readonly [number, number] = typeof density === 'number' ? [density, density] : density;
    if (!each.every((d) => d > 0))
      throw new ValueError(`streamplot: density must be positive, got ${describe(density)}`);
    if (!['both', 'forward', 'backward'].includes(integrationDirection)) {
      throw new ValueError(
        `streamplot: integrationDirection must be 'both', 'forward' or 'backward', got ${describe(integrationDirection)}`,
      );
    }
    let starts: [number, number][] | null = null;
    if (options.startPoints !== undefined) {
      const given = matrix('streamplot', 'startPoints', options.startPoints);
      if (given.columns !== 2)
        throw new ValueError(`streamplot: startPoints must have shape (n,2), got (${given.rows},${given.columns})`);
      starts = Array.from({ length: given.rows }, (_, k) => [given.data[2 * k]!, given.data[2 * k + 1]!]);
      const outside = starts.find(
        ([a, b]) => !(a >= px[0]! && a <= px[columns - 1]! && b >= py[0]! && b <= py[rows - 1]!),
      );
      if (outside !== undefined)
        throw new ValueError(`streamplot: the start [${outside.join(', ')}] lies outside the field`);
    }
    const lines = streamlines(px, py, au, av, {
      density: each,
      minlength,
      maxlength,
      direction: integrationDirection,
      starts,
    });
    const isColor = (value: unknown): value is Color =>
      typeof value === 'string' ||
      (Array.isArray(value) && (value.length === 3 || value.length === 4) && typeof value[0] === 'number');
    let mappable: Mappable | undefined;
    let field: Matrix | null = null;
    if (options.color !== undefined && !isColor(options.color)) {
      field = matrix('streamplot', 'color', options.color);
      mappable = this.mappable = this.colours('streamplot', field.data, options);
    }
    const one =
      field === null ? (this.color('streamplot', options.color as Color | undefined) ?? this.nextColor()) : '';
    const widths =
      typeof options.linewidth === 'number' || options.linewidth === undefined
        ? null
        : matrix('streamplot', 'linewidth', options.linewidth);
    for (const [name, given] of [['color', field], ['linewidth', widths]] as const) {
      if (given !== null && (given.rows !== rows || given.columns !== columns))
        throw new ValueError(`streamplot: ${name} has shape (${given.rows},${given.columns}), the field (${rows},${columns})`);
    } // prettier-ignore
    const width = typeof options.linewidth === 'number' ? options.linewidth : this.style.linesLinewidth;
    const chains: number[][] = [];
    const colors: string[] = [];
    const linewidths: number[] = [];
    const heads: { at: [number, number]; to: [number, number]; color: string }[] = [];
    const shade = (value: number): string =>
      rgbaText(mappable!.cmap.evaluate(Math.round(mappable!.norm.scale(value) * 47) / 47));
    for (const { points, arrow } of lines) {
      const n = points.length / 2;
      const values = field === null ? null : along(px, py, field, points);
      const thick = widths === null ? null : along(px, py, widths, points);
      if (values === null && thick === null) {
        chains.push(points);
        colors.push(one);
        linewidths.push(width);
      } else {
        for (let k = 1; k < n; k++) {
          const color = values === null ? one : shade((values[k]! + values[k - 1]!) / 2);
          const wide = thick === null ? width : Math.round((thick[k]! + thick[k - 1]!) * 4) / 8;
          const last = chains.length - 1;
          // A piece that looks like the one before goes on with it.
          if (k > 1 && colors[last] === color && linewidths[last] === wide)
            chains[last]!.push(points[2 * k]!, points[2 * k + 1]!);
          else {
            chains.push(points.slice(2 * k - 2, 2 * k + 2));
            colors.push(color);
            linewidths.push(wide);
          }
        }
      }
      heads.push({
        at: [points[2 * arrow]!, points[2 * arrow + 1]!],
        to: [points[2 * arrow]! - points[2 * arrow - 2]!, points[2 * arrow + 1]! - points[2 * arrow - 1]!],
        color: values === null ? one : shade(values[arrow]!),
      });
    }
    const zorder = options.zorder ?? 2;
    const edges = { stickyX: [px[0]!, px[columns - 1]!], stickyY: [py[0]!, py[rows - 1]!] };
    const drawn = this.add({
      kind: 'segments' as const, ...artistDefaults(zorder), chains, colors, linewidths, dashes: [null], alpha: options.alpha ?? 1, mappable, ...edges,
    }); // prettier-ignore
    this.add({
      kind: 'quiver', ...artistDefaults(zorder), x: Float64Array.from(heads, (h) => h.at[0]), y: Float64Array.from(heads, (h) => h.at[1]),
      u: Float64Array.from(heads, (h) => h.to[0]), v: Float64Array.from(heads, (h) => h.to[1]), colors: heads.map((h) => h.color), scale: null, xy: true,
      width: null, pivot: 'mid', alpha: options.alpha ?? 1, head: 7 * arrowsize, ...edges,
    }); // prettier-ignore
    // The field reaches as far as its grid, though its lines do not.
    this.add({
      kind: 'segments', ...artistDefaults(0), chains: [[px[0]!, py[0]!], [px[columns - 1]!, py[rows - 1]!]], colors: ['none'], linewidths: [0], dashes: [null],
      alpha: 0, ...edges,
    }); // prettier-ignore
    return drawn;
  }
}
