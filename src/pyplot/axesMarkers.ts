/** Plots of points: scatter, points with error bars, stems. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { artistDefaults, type Line2D, type LineCollection, type Mappable, type PathCollection } from './artists.js';
import { AxesLines, LINE_OPTIONS, checkMarker, type LineOptions } from './axesLines.js';
import { getCmap, makeNorm, type Colormap } from './colormaps.js';
import { isColor, rgbaText, type Color } from './colors.js';
import { sameLength, spread, vector, type PlotData } from './values.js';

export interface ScatterOptions {
  /** Areas of the markers in square points: one, or one each. */
  s?: ArrayLike;
  /** A colour, a colour for each, or numbers that the colour map shows. */
  c?: Color | readonly Color[] | ArrayLike;
  color?: Color | readonly Color[];
  marker?: string;
  cmap?: string | Colormap;
  norm?: 'linear' | 'log';
  vmin?: number;
  vmax?: number;
  alpha?: number;
  linewidths?: number;
  edgecolors?: Color;
  label?: string;
  zorder?: number;
}

export interface ErrorbarOptions extends LineOptions {
  /** Lengths down and up: one, one each, or two rows. */
  yerr?: ArrayLike;
  xerr?: ArrayLike;
  fmt?: string;
  ecolor?: Color;
  elinewidth?: number;
  capsize?: number;
}

/** Axes with points. */
export class AxesMarkers extends AxesLines {
  /**
   * Markers at points, each with its size and colour.
   *
   * @returns the points; hand them to `colorbar` where `c` is numbers
   * @throws ValueError for lengths that differ or unknown colours
   */
  scatter(x: PlotData, y: PlotData, options: ScatterOptions = {}): PathCollection {
    checkOptions('scatter', options, [
      's',
      'c',
      'color',
      'marker',
      'cmap',
      'norm',
      'vmin',
      'vmax',
      'alpha',
      'linewidths',
      'edgecolors',
      'label',
      'zorder',
    ]);
    const px = this.data('scatter', 'x', x);
    const py = this.data('scatter', 'y', y);
    sameLength('scatter', { x: px, y: py });
    const given = options.c ?? options.color;
    let faces: readonly string[];
    let mappable: Mappable | undefined;
    if (given === undefined) faces = [this.nextColor('patch')];
    else if (isOneColor(given, px.length)) faces = [this.color('scatter', given)!];
    else if (Array.isArray(given) && (typeof given[0] === 'string' || Array.isArray(given[0]))) {
      if (given.length !== px.length) {
        throw new ValueError(`scatter: c has ${given.length} colours for ${px.length} points`);
      }
      faces = (given as readonly Color[]).map((color) => this.color('scatter', color)!);
    } else {
      const values = vector('scatter', 'c', given as ArrayLike);
      if (values.length !== px.length)
        throw new ValueError(`scatter: c has ${values.length} numbers for ${px.length} points`);
      const cmap = getCmap(options.cmap ?? this.style.imageCmap);
      const norm = makeNorm('scatter', values, options);
      faces = Array.from(values, (v) => rgbaText(cmap.evaluate(norm.scale(v))));
      mappable = this.mappable = { cmap, norm, values };
    }
    const marker = checkMarker('scatter', options.marker) ?? 'o';
    const thin = '+x|_1234'.includes(marker);
    return this.add({
      kind: 'points',
      ...artistDefaults(options.zorder ?? 1, options.label ?? ''),
      x: px,
      y: py,
      sizes:
        options.s === undefined ? Float64Array.of(this.style.linesMarkersize ** 2) : spreadSizes(options.s, px.length),
      faces: thin ? ['none'] : faces,
      edges:
        options.edgecolors === undefined ? (thin ? faces : ['none']) : [this.color('scatter', options.edgecolors)!],
      linewidth: options.linewidths ?? (thin ? 1.5 : 1),
      marker,
      alpha: options.alpha ?? 1,
      mappable,
    });
  }

  /**
   * Points with bars for their errors.
   *
   * @param options - `yerr`, `xerr`: lengths to both sides: one, one a point, or two rows (down, up); `fmt`: the points' format
   * @throws ValueError for negative lengths or lengths that do not fit
   */
  errorbar(x: PlotData, y: PlotData, options: ErrorbarOptions = {}): { line: Line2D; bars: LineCollection[] } {
    const { yerr, xerr, fmt = '', ecolor, elinewidth, capsize = 0, label, ...rest } = options;
    checkOptions('errorbar', rest, LINE_OPTIONS);
    const px = this.data('errorbar', 'x', x);
    const py = this.data('errorbar', 'y', y);
    sameLength('errorbar', { x: px, y: py });
    const lengths = (name: string, value: ArrayLike): [Float64Array, Float64Array] => {
      const array = asNDArray('errorbar', value);
      const both: [Float64Array, Float64Array] =
        array.ndim === 2 && array.shape[0] === 2
          ? [spread('errorbar', name, array.strided([array.shape[1]!], [array.steps[1]!], array.offset), px.length),
             spread('errorbar', name, array.strided([array.shape[1]!], [array.steps[1]!], array.offset + array.steps[0]!), px.length)]
          : [spread('errorbar', name, value, px.length), spread('errorbar', name, value, px.length)]; // prettier-ignore
      if (both.some((side) => side.some((v) => v < 0)))
        throw new ValueError(`errorbar: '${name}' must not contain negative values`);
      return both;
    };
    const up = yerr === undefined ? null : lengths('yerr', yerr);
    const across = xerr === undefined ? null : lengths('xerr', xerr);
    const style = fmt === 'none' ? { linestyle: 'none' as const, marker: undefined } : {};
    const line = this.add({
      ...this.makeLine('errorbar', px, py, fmt === 'none' ? '' : fmt, { ...rest, ...style, label }),
    });
    const color = this.color('errorbar', ecolor) ?? line.color;
    const bars: LineCollection[] = [];
    const width = elinewidth ?? line.linewidth;
    const add = (chains: number[][]): void => {
      bars.push(
        this.add({
          kind: 'segments',
          ...artistDefaults(2),
          chains,
          colors: [color],
          linewidths: [width],
          dashes: [null],
          alpha: line.alpha,
        }),
      );
    };
    const caps = (xs: number[], ys: number[], marker: string): void => {
      if (capsize <= 0) return;
      this.add({
        ...this.makeLine('errorbar', Float64Array.from(xs), Float64Array.from(ys), '', {
          color,
          marker,
          markersize: 2 * capsize,
          linestyle: 'none',
        }),
        markeredgewidth: 1,
      });
    };
    if (up !== null) {
      const [down, high] = up;
      add(Array.from(px, (v, i) => [v, py[i]! - down[i]!, v, py[i]! + high[i]!]));
      caps([...px, ...px], [...py.map((v, i) => v - down[i]!), ...py.map((v, i) => v + high[i]!)], '_');
    }
    if (across !== null) {
      const [left, right] = across;
      add(Array.from(py, (v, i) => [px[i]! - left[i]!, v, px[i]! + right[i]!, v]));
      caps([...px.map((v, i) => v - left[i]!), ...px.map((v, i) => v + right[i]!)], [...py, ...py], '|');
    }
    return { line, bars };
  }

  /** Stems from a base line to points. */
  stem(
    x: PlotData,
    y: PlotData,
    options: { linefmt?: string; markerfmt?: string; basefmt?: string; bottom?: number; label?: string } = {},
  ): { markers: Line2D; stems: LineCollection; base: Line2D } {
    checkOptions('stem', options, ['linefmt', 'markerfmt', 'basefmt', 'bottom', 'label']);
    const px = this.data('stem', 'x', x);
    const py = this.data('stem', 'y', y);
    sameLength('stem', { x: px, y: py });
    const { linefmt = 'C0-', markerfmt = 'C0o', basefmt = 'C3-', bottom = 0, label } = options;
    const look = this.makeLine('stem', px, py, linefmt, {});
    const stems = this.add({
      kind: 'segments' as const, ...artistDefaults(2), chains: Array.from(px, (v, i) => [v, bottom, v, py[i]!]),
      colors: [look.color], linewidths: [look.linewidth], dashes: [look.dash ?? null], alpha: 1,
    }); // prettier-ignore
    const markers = this.add(this.makeLine('stem', px, py, markerfmt, { label }));
    const ends = px.length === 0 ? [] : [px.reduce((a, b) => Math.min(a, b)), px.reduce((a, b) => Math.max(a, b))];
    const base = this.add(
      this.makeLine('stem', Float64Array.from(ends), new Float64Array(ends.length).fill(bottom), basefmt, {}),
    );
    return { markers, stems, base };
  }
}

function isOneColor(given: unknown, count: number): given is Color {
  if (typeof given === 'string') {
    if (!isColor(given)) throw new ValueError(`scatter: ${describe(given)} is not a colour`);
    return true;
  }
  return (
    Array.isArray(given) &&
    (given.length === 3 || given.length === 4) &&
    given.length !== count &&
    given.every((v) => typeof v === 'number' && v >= 0 && v <= 1)
  );
}

function spreadSizes(sizes: ArrayLike, count: number): Float64Array {
  const given = vector('scatter', 's', sizes);
  if (given.length !== 1 && given.length !== count) {
    throw new ValueError(`scatter: s must be one number, or the same size as x and y (${count}), got ${given.length}`);
  }
  return given;
}
