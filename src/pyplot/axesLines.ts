/** Lines: plot, its logarithmic faces, and steps. */
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { artistDefaults, type DrawStyle, type Line2D } from './artists.js';
import { AxesFrame } from './axesFrame.js';
import type { Color } from './colors.js';
import { MARKERS, dashes, isFormat, parseFormat, type LineStyle } from './formatString.js';
import { columns, sameLength, unitsOf, type PlotData } from './values.js';

/** How a line looks. */
export interface LineOptions {
  label?: string;
  color?: Color;
  c?: Color;
  linestyle?: LineStyle;
  ls?: LineStyle;
  linewidth?: number;
  lw?: number;
  marker?: string;
  markersize?: number;
  ms?: number;
  markerfacecolor?: Color;
  markeredgecolor?: Color;
  markeredgewidth?: number;
  alpha?: number;
  zorder?: number;
  drawstyle?: DrawStyle;
}

export const LINE_OPTIONS = [
  'label', 'color', 'c', 'linestyle', 'ls', 'linewidth', 'lw', 'marker', 'markersize', 'ms', 'markerfacecolor', 'markeredgecolor',
  'markeredgewidth', 'alpha', 'zorder', 'drawstyle',
]; // prettier-ignore

/** A marker that exists. */
export function checkMarker(functionName: string, marker: string | undefined): string | null {
  if (marker === undefined || marker === '' || marker === 'none' || marker === 'None') return null;
  if (typeof marker !== 'string' || marker.length !== 1 || !MARKERS.includes(marker)) {
    throw new ValueError(
      `${functionName}: unrecognized marker style ${describe(marker)}; there are ${[...MARKERS].join(' ')}`,
    );
  }
  return marker;
}

/** Axes with lines and points. */
/** Axes with lines and points. */
export class AxesLines extends AxesFrame {
  /** One line from its data and options. */
  protected makeLine(
    functionName: string,
    x: Float64Array,
    y: Float64Array,
    format: string,
    options: LineOptions,
  ): Line2D {
    const parsed = parseFormat(functionName, format);
    const marker = checkMarker(functionName, options.marker ?? parsed.marker);
    const linestyle =
      options.linestyle ??
      options.ls ??
      parsed.linestyle ??
      (parsed.marker !== undefined && format !== '' ? 'none' : '-');
    const color = this.color(functionName, options.color ?? options.c ?? parsed.color) ?? this.nextColor();
    const thin = marker !== null && '+x|_1234'.includes(marker);
    return {
      kind: 'line',
      ...artistDefaults(options.zorder ?? 2, options.label ?? ''),
      x,
      y,
      color,
      linestyle,
      dash: dashes(functionName, linestyle),
      linewidth: options.linewidth ?? options.lw ?? this.style.linesLinewidth,
      drawstyle: options.drawstyle ?? 'default',
      marker,
      markersize: options.markersize ?? options.ms ?? this.style.linesMarkersize,
      markerfacecolor: thin ? 'none' : (this.color(functionName, options.markerfacecolor) ?? color),
      markeredgecolor: this.color(functionName, options.markeredgecolor) ?? color,
      markeredgewidth: options.markeredgewidth ?? (thin ? 1.5 : 1),
      alpha: options.alpha ?? 1,
    };
  }

  /**
   * Draw lines or markers: `plot(y)`, `plot(x, y)`, `plot(x, y, 'r--')`, several of them in a row, options last. A matrix is a line a
   * column.
   *
   * @returns the lines
   * @throws ValueError for a format string, colour or marker that is unknown, or lengths that differ
   * @example
   * const [, ax] = plt.subplots();
   * ax.plot(np.linspace(0, 1, 50), np.linspace(0, 1, 50).mul(2), 'k--', { label: 'twice' });
   */
  plot(...args: readonly (PlotData | string | LineOptions)[]): Line2D[] {
    return this.plotLines('plot', args);
  }

  protected plotLines(functionName: string, args: readonly (PlotData | string | LineOptions)[]): Line2D[] {
    const { data, options } = splitOptions<LineOptions>(functionName, args, LINE_OPTIONS);
    const groups: { x: PlotData | null; y: PlotData; format: string }[] = [];
    let k = 0;
    while (k < data.length) {
      const first = data[k] as PlotData;
      if (typeof first === 'string') {
        throw new DTypeError(`${functionName}: expected data at argument ${k + 1}, got ${describe(first)}`);
      }
      const second = data[k + 1];
      const pair = second !== undefined && typeof second !== 'string';
      const third = data[k + (pair ? 2 : 1)];
      const format = typeof third === 'string' ? third : '';
      groups.push({ x: pair ? first : null, y: pair ? (second as PlotData) : first, format });
      k += (pair ? 2 : 1) + (typeof third === 'string' ? 1 : 0);
    }
    if (groups.length === 0) throw new DTypeError(`${functionName}: nothing to plot; give y, or x and y`);
    // First everything is read, then drawn: a mistake leaves the plot as it was.
    const [lines, patches] = [this.lineCount, this.patchCount];
    try {
      const made = groups.flatMap(({ x, y, format }) => {
        const ys = this.dataColumns(functionName, 'y', y);
        const xs = x === null ? [Float64Array.from(ys[0]!, (_, i) => i)] : this.dataColumns(functionName, 'x', x);
        const count = Math.max(xs.length, ys.length);
        if (xs.length !== 1 && ys.length !== 1 && xs.length !== ys.length) {
          throw new ValueError(`${functionName}: x has ${xs.length} columns and y has ${ys.length}`);
        }
        return Array.from({ length: count }, (_, c) => {
          const px = xs[Math.min(c, xs.length - 1)]!;
          const py = ys[Math.min(c, ys.length - 1)]!;
          sameLength(functionName, { x: px, y: py });
          return this.makeLine(functionName, px, py, format, options);
        });
      });
      made.forEach((line) => this.add(line));
      return made;
    } catch (error) {
      this.lineCount = lines;
      this.patchCount = patches;
      throw error;
    }
  }

  private dataColumns(functionName: string, direction: 'x' | 'y', value: PlotData): Float64Array[] {
    const axis = direction === 'x' ? this.xaxis : this.yaxis;
    const units = unitsOf(value);
    if (units !== 'number') axis.admit(functionName, units);
    return columns(functionName, direction, value, axis.categories);
  }

  /** As `plot`, x on a logarithmic scale. */
  semilogx(...args: readonly (PlotData | string | LineOptions)[]): Line2D[] {
    const lines = this.plotLines('semilogx', args);
    this.setXscale('log');
    return lines;
  }

  /** As `plot`, y on a logarithmic scale. */
  semilogy(...args: readonly (PlotData | string | LineOptions)[]): Line2D[] {
    const lines = this.plotLines('semilogy', args);
    this.setYscale('log');
    return lines;
  }

  /** As `plot`, both on logarithmic scales. */
  loglog(...args: readonly (PlotData | string | LineOptions)[]): Line2D[] {
    const lines = this.plotLines('loglog', args);
    this.setXscale('log');
    this.setYscale('log');
    return lines;
  }

  /**
   * Steps through points.
   *
   * @param options - `where`: does a step lie before (`'pre'`), after (`'post'`) or around (`'mid'`) its point
   */
  step(
    x: PlotData,
    y: PlotData,
    options: LineOptions & { where?: 'pre' | 'post' | 'mid'; fmt?: string } = {},
  ): Line2D[] {
    const { where = 'pre', fmt = '', ...rest } = options;
    if (!['pre', 'post', 'mid'].includes(where)) {
      throw new ValueError(`step: where must be 'pre', 'post' or 'mid', got ${describe(where)}`);
    }
    return this.plotLines('step', [x, y, fmt, { ...rest, drawstyle: `steps-${where}` }]);
  }

  /**
   * Markers at points, each with its size and colour.
   *
   * @returns the points; hand them to `colorbar` where `c` is numbers
   * @throws ValueError for lengths that differ or unknown colours
   * @example
   * const points = plt.scatter([1, 2, 3], [1, 4, 9], { c: [0, 1, 2], s: 50 });
   * plt.colorbar(points);
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

  private across(
    functionName: string,
    values: [number[], number[]],
    axesX: boolean,
    axesY: boolean,
    options: AcrossOptions,
  ): Line2D {
    checkOptions(functionName, options, LINE_OPTIONS);
    return this.add({
      ...this.makeLine(functionName, Float64Array.from(values[0]), Float64Array.from(values[1]), '', options),
      axesX,
      axesY,
    });
  }

  /** A horizontal line across the axes, from `xmin` to `xmax` in parts of its width. */
  axhline(y = 0, options: AcrossOptions & { xmin?: number; xmax?: number } = {}): Line2D {
    const { xmin = 0, xmax = 1, ...rest } = options;
    return this.across(
      'axhline',
      [
        [xmin, xmax],
        [y, y],
      ],
      true,
      false,
      { color: 'C0', ...rest },
    );
  }

  /** A vertical line across the axes. */
  axvline(x: number | Date = 0, options: AcrossOptions & { ymin?: number; ymax?: number } = {}): Line2D {
    const { ymin = 0, ymax = 1, ...rest } = options;
    return this.across(
      'axvline',
      [
        [+x, +x],
        [ymin, ymax],
      ],
      false,
      true,
      { color: 'C0', ...rest },
    );
  }

  /** Horizontal lines at `y` from `xmin` to `xmax`, each a number or one a line. */
  hlines(
    y: ArrayLike,
    xmin: ArrayLike,
    xmax: ArrayLike,
    options: { colors?: Color; linestyles?: LineStyle; linewidths?: number; label?: string } = {},
  ): LineCollection {
    const at = vector('hlines', 'y', y);
    const from = spread('hlines', 'xmin', xmin, at.length);
    const to = spread('hlines', 'xmax', xmax, at.length);
    return this.segments(
      'hlines',
      Array.from(at, (v, i) => [from[i]!, v, to[i]!, v]),
      options,
    );
  }

  /** Vertical lines at `x` from `ymin` to `ymax`. */
  vlines(
    x: ArrayLike,
    ymin: ArrayLike,
    ymax: ArrayLike,
    options: { colors?: Color; linestyles?: LineStyle; linewidths?: number; label?: string } = {},
  ): LineCollection {
    const at = vector('vlines', 'x', x);
    const from = spread('vlines', 'ymin', ymin, at.length);
    const to = spread('vlines', 'ymax', ymax, at.length);
    return this.segments(
      'vlines',
      Array.from(at, (v, i) => [v, from[i]!, v, to[i]!]),
      options,
    );
  }

  private segments(
    functionName: string,
    chains: number[][],
    options: { colors?: Color; linestyles?: LineStyle; linewidths?: number; label?: string },
  ): LineCollection {
    checkOptions(functionName, options, ['colors', 'linestyles', 'linewidths', 'label']);
    return this.add({
      kind: 'segments',
      ...artistDefaults(2, options.label),
      chains,
      colors: [this.color(functionName, options.colors ?? 'C0')!],
      linewidths: [options.linewidths ?? this.style.linesLinewidth],
      dashes: [dashes(functionName, options.linestyles ?? '-') ?? null],
      alpha: 1,
    });
  }

  private band(
    functionName: string,
    ring: number[],
    axesX: boolean,
    axesY: boolean,
    options: PatchOptions,
  ): PolyCollection {
    return this.add({
      kind: 'areas', ...artistDefaults(options.zorder ?? 1, options.label), axesX, axesY, areas: [[ring]],
      faces: [this.color(functionName, options.facecolor ?? options.color ?? 'C0')!],
      edges: [this.color(functionName, options.edgecolor ?? options.color) ?? 'none'],
      linewidth: options.linewidth ?? 1, dash: null, alpha: options.alpha ?? 1,
    }); // prettier-ignore
  }

  /** A band across the axes between two heights. */
  axhspan(ymin: number, ymax: number, options: PatchOptions = {}): PolyCollection {
    checkOptions('axhspan', options, PATCH_OPTIONS);
    return this.band('axhspan', [0, ymin, 1, ymin, 1, ymax, 0, ymax], true, false, options);
  }

  /** A band up the axes between two places. */
  axvspan(xmin: number | Date, xmax: number | Date, options: PatchOptions = {}): PolyCollection {
    checkOptions('axvspan', options, PATCH_OPTIONS);
    return this.band('axvspan', [+xmin, 0, +xmax, 0, +xmax, 1, +xmin, 1], false, true, options);
  }

  /**
   * A text about a place, with an arrow to it where `arrowprops` is given.
   *
   * @param xy - the place
   * @param options - `xytext`: where the text stands
   */
  annotate(text: string, xy: readonly [number | Date | string, number], options: AnnotateOptions = {}): TextArtist {
    checkOptions('annotate', options, ['xytext', 'textcoords', 'arrowprops', ...TEXT_OPTIONS]);
    const { xytext, textcoords = 'data', arrowprops, ...rest } = options;
    const target = this.makeText('annotate', xy[0], xy[1], '', {});
    const offset = textcoords === 'offset points' && xytext !== undefined;
    const artist = this.makeText(
      'annotate',
      offset || xytext === undefined ? xy[0] : xytext[0],
      offset || xytext === undefined ? xy[1] : xytext[1],
      text,
      rest,
    );
    if (offset) artist.offset = [Number(xytext[0]), xytext[1]];
    if (arrowprops !== undefined) {
      checkOptions('annotate: arrowprops', arrowprops, ['arrowstyle', 'color', 'facecolor', 'linewidth', 'shrink']);
      artist.arrow = {
        x: target.x,
        y: target.y,
        color: this.color('annotate', arrowprops.color ?? arrowprops.facecolor) ?? this.style.textColor,
        width: arrowprops.linewidth ?? 1,
        style: arrowprops.arrowstyle ?? 'simple',
      };
    }
    return this.add(artist);
  }
}

/** Part the trailing options from the data. */
export function splitOptions<T>(
  functionName: string,
  args: readonly unknown[],
  known: readonly string[],
): { data: unknown[]; options: T } {
  const last = args[args.length - 1];
  const isOptions =
    last !== null && typeof last === 'object' && Object.getPrototypeOf(last) === Object.prototype && args.length > 0;
  const data = (isOptions ? args.slice(0, -1) : [...args]) as unknown[];
  const options = (isOptions ? last : {}) as T;
  checkOptions(functionName, options, known);
  data.forEach((value, k) => {
    if (typeof value === 'string' && !isFormat(value)) parseFormat(functionName, value);
    if (value === undefined || value === null)
      throw new DTypeError(`${functionName}: argument ${k + 1} is ${describe(value)}`);
  });
  return { data, options };
}
