/** Lines: plot, its logarithmic faces, and steps. */
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { artistDefaults, type DrawStyle, type Line2D } from './artists.js';
import { AxesFrame } from './axesFrame.js';
import type { Color } from './colors.js';
import { MARKERS, dashes, isFormat, parseFormat, type LineStyle } from './formatString.js';
import { columns, sameLength, unitsOf, type PlotData } from './values.js';

/** How a line looks. */
export interface LineOptions {
  /** Its name in the legend. */
  label?: string;
  /** A name ('red', 'tab:blue', 'C0'), '#1f77b4', '0.5' for grey, or [r, g, b] from 0 to 1. */
  color?: Color;
  /** Short for `color`. */
  c?: Color;
  /** '-', '--', '-.', ':' or 'none'. */
  linestyle?: LineStyle;
  /** Short for `linestyle`. */
  ls?: LineStyle;
  /** In points, 1.5 by default. */
  linewidth?: number;
  /** Short for `linewidth`. */
  lw?: number;
  /** 'o', 's', '^', 'x', '+', '.', ... at each point. */
  marker?: string;
  /** In points, 6 by default. */
  markersize?: number;
  /** Short for `markersize`. */
  ms?: number;
  /** The colour inside the markers. */
  markerfacecolor?: Color;
  /** The colour of their outlines. */
  markeredgecolor?: Color;
  /** The width of their outlines, in points. */
  markeredgewidth?: number;
  /** From 0, not seen, to 1. */
  alpha?: number;
  /** What is larger is drawn on top; lines have 2. */
  zorder?: number;
  /** How points are joined: 'default', or by steps. */
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
  plot(y: PlotData, options: LineOptions): Line2D[];
  plot(x: PlotData, y: PlotData, options: LineOptions): Line2D[];
  plot(x: PlotData, y: PlotData, format: string, options: LineOptions): Line2D[];
  plot(...args: readonly (PlotData | string | LineOptions)[]): Line2D[];
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
  semilogx(y: PlotData, options: LineOptions): Line2D[];
  semilogx(x: PlotData, y: PlotData, options: LineOptions): Line2D[];
  semilogx(x: PlotData, y: PlotData, format: string, options: LineOptions): Line2D[];
  semilogx(...args: readonly (PlotData | string | LineOptions)[]): Line2D[];
  semilogx(...args: readonly (PlotData | string | LineOptions)[]): Line2D[] {
    const lines = this.plotLines('semilogx', args);
    this.setXscale('log');
    return lines;
  }

  /** As `plot`, y on a logarithmic scale. */
  semilogy(y: PlotData, options: LineOptions): Line2D[];
  semilogy(x: PlotData, y: PlotData, options: LineOptions): Line2D[];
  semilogy(x: PlotData, y: PlotData, format: string, options: LineOptions): Line2D[];
  semilogy(...args: readonly (PlotData | string | LineOptions)[]): Line2D[];
  semilogy(...args: readonly (PlotData | string | LineOptions)[]): Line2D[] {
    const lines = this.plotLines('semilogy', args);
    this.setYscale('log');
    return lines;
  }

  /** As `plot`, both on logarithmic scales. */
  loglog(y: PlotData, options: LineOptions): Line2D[];
  loglog(x: PlotData, y: PlotData, options: LineOptions): Line2D[];
  loglog(x: PlotData, y: PlotData, format: string, options: LineOptions): Line2D[];
  loglog(...args: readonly (PlotData | string | LineOptions)[]): Line2D[];
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
