/** pyplot's functions: they draw into the current axes of the current figure, and make one where there is none. */
import { ValueError, checkOptions, describe } from '../core/errors.js';
import type { Artist, Line2D, Mappable } from './artists.js';
import type { LineOptions } from './axesLines.js';
import type { PlotData } from './values.js';
import { Axes } from './axes.js';
import type { Axis } from './axis.js';
import type { TextOptions } from './axesParts.js';
import type { ContourSet } from './axesContours.js';
import {
  FIGURE_OPTIONS,
  Figure,
  type ColorbarOptions,
  type FigureOptions,
  type SavefigOptions,
  type SubplotMargins,
  type SubplotOptions,
} from './figure.js';
import type { ArrayLike } from '../core/arrayLike.js';
import { showFigures, type ShowOptions } from './render/show.js';
import { available, use } from './styles.js';

const figures = new Map<number, Figure>();
let active: Figure | null = null;

/** Named styles: `style.use('ggplot')`. */
export const style = { use, available };

/**
 * A new figure, or the one with this number, made current.
 *
 * @param number - of an earlier figure, or for the new one
 * @example
 * plt.figure({ figsize: [8, 3] });
 */
export function figure(number?: number | FigureOptions, options: FigureOptions = {}): Figure {
  const given = typeof number === 'object' ? number : options;
  const known = typeof number === 'number' ? figures.get(number) : undefined;
  if (known !== undefined) return (active = known);
  const next = typeof number === 'number' ? number : Math.max(0, ...figures.keys()) + 1;
  const made = new Figure(next, given);
  figures.set(next, made);
  return (active = made);
}

/** The current figure. */
export function gcf(): Figure {
  return active ?? figure();
}

/** The current axes. */
export function gca(): Axes {
  return gcf().gca();
}

/** Make axes (and their figure) current. */
export function sca(axes: Axes): void {
  active = axes.figure;
  active.current = axes;
}

/** Close the current figure, one of a number, or all. */
export function close(which?: number | Figure | 'all'): void {
  if (which === 'all') figures.clear();
  else {
    const number = which === undefined ? active?.number : typeof which === 'number' ? which : which.number;
    if (number !== undefined) figures.delete(number);
  }
  if (active !== null && !figures.has(active.number)) active = [...figures.values()].pop() ?? null;
}

/** Remove all from the current figure. */
export function clf(): void {
  gcf().clear();
}

/** Remove all from the current axes. */
export function cla(): void {
  gca().clear();
}

/** The axes at a place of a grid (`subplot(2, 2, 1)` or `subplot(221)`), made current. */
export function subplot(
  rows: number,
  columns?: number | SubplotOptions,
  index?: number | readonly [number, number],
  options: SubplotOptions = {},
): Axes {
  const short = typeof columns !== 'number';
  const given = short ? ((columns as SubplotOptions | undefined) ?? {}) : options;
  const [r, c, k] = short
    ? [Math.floor(rows / 100), Math.floor(rows / 10) % 10, rows % 10]
    : [rows, columns, index ?? 1];
  if (short && (rows < 111 || rows > 999)) {
    throw new ValueError(`subplot: takes (rows, columns, index) or a three-digit integer, got ${describe(rows)}`);
  }
  const fig = gcf();
  const [from] = typeof k === 'number' ? [k] : k;
  const there = fig.axes.find(
    ({ cell, twin }) =>
      !twin &&
      cell !== null &&
      cell.rows === r &&
      cell.columns === c &&
      cell.row * c + cell.column + 1 === from &&
      cell.colspan * cell.rowspan === 1,
  );
  if (there !== undefined && typeof k === 'number' && Object.keys(given).length === 0) return (fig.current = there);
  return fig.addSubplot(r, c, k, given);
}

export interface SubplotsOptions extends FigureOptions {
  sharex?: boolean;
  sharey?: boolean;
  /** `{ projection: '3d' }`. */
  subplotKw?: SubplotOptions;
}

/**
 * A figure and its axes: one, a list (one row or column), or a list of rows.
 *
 * @example
 * const [fig, ax] = plt.subplots();
 * const [, [left, right]] = plt.subplots(1, 2, { figsize: [8, 3] });
 */
export function subplots(options?: SubplotsOptions): [Figure, Axes];
export function subplots(rows: 1, columns?: 1, options?: SubplotsOptions): [Figure, Axes];
export function subplots(rows: 1, columns: number, options?: SubplotsOptions): [Figure, Axes[]];
export function subplots(rows: number, columns?: 1, options?: SubplotsOptions): [Figure, Axes[]];
export function subplots(rows: number, columns: number, options?: SubplotsOptions): [Figure, Axes[][]];
export function subplots(
  rows?: number | SubplotsOptions,
  columns = 1,
  options: SubplotsOptions = {},
): [Figure, unknown] {
  const given = typeof rows === 'object' ? rows : options;
  const count = typeof rows === 'number' ? rows : 1;
  checkOptions('subplots', given, ['sharex', 'sharey', 'subplotKw', ...FIGURE_OPTIONS]);
  if (!Number.isInteger(count) || !Number.isInteger(columns) || count < 1 || columns < 1) {
    throw new ValueError(
      `subplots: numbers of rows and columns must be positive integers, got ${describe(rows)} and ${columns}`,
    );
  }
  const { sharex = false, sharey = false, subplotKw = {}, ...rest } = given;
  const fig = figure(rest);
  let x: Axes | undefined;
  let y: Axes | undefined;
  const grid = Array.from({ length: count }, (_r, r) =>
    Array.from({ length: columns }, (_c, c) => {
      const axes = fig.addSubplot(count, columns, r * columns + c + 1, { ...subplotKw, sharex: x, sharey: y });
      if (sharex) {
        x ??= axes;
        axes.xside.labels = r === count - 1;
      }
      if (sharey) {
        y ??= axes;
        axes.yside.labels = c === 0;
      }
      return axes;
    }),
  );
  fig.current = grid[count - 1]![columns - 1]!;
  if (count === 1 && columns === 1) return [fig, grid[0]![0]!];
  if (count === 1) return [fig, grid[0]!];
  return [fig, columns === 1 ? grid.map((row) => row[0]!) : grid];
}

/** A line over angle and distance in polar axes, which are made where the current axes are not. */
export function polar(y: PlotData, options: LineOptions): Line2D[];
export function polar(x: PlotData, y: PlotData, options: LineOptions): Line2D[];
export function polar(x: PlotData, y: PlotData, format: string, options: LineOptions): Line2D[];
export function polar(...args: readonly (PlotData | string | LineOptions)[]): Line2D[];
export function polar(...args: readonly (PlotData | string | LineOptions)[]): Line2D[] {
  const fig = gcf();
  const target = fig.current?.polar ? fig.current : fig.addSubplot(1, 1, 1, { projection: 'polar' });
  return target.plot(...args);
}

/** Axes at a place in parts of the figure. */
export function axes(place: readonly [number, number, number, number], options: SubplotOptions = {}): Axes {
  return gcf().addAxes(place, options);
}

/** Set the limits of x, or without arguments read them. */
export function xlim(...limits: Parameters<Axes['setXlim']>): [number, number] {
  if (limits.length > 0) gca().setXlim(...limits);
  return gca().getXlim();
}

/** Set the limits of y, or without arguments read them. */
export function ylim(...limits: Parameters<Axes['setYlim']>): [number, number] {
  if (limits.length > 0) gca().setYlim(...limits);
  return gca().getYlim();
}

/** A second y axis on the right of the current axes. */
export function twinx(): Axes {
  return gca().twinx();
}

/** A second x axis on top of the current axes. */
export function twiny(): Axes {
  return gca().twiny();
}

/** A title over all of the figure. */
export function suptitle(words: string, options: Pick<TextOptions, 'fontsize' | 'color'> = {}): void {
  gcf().suptitle(words, options);
}

/** A bar that says which colour is which value. */
export function colorbar(
  shown?: Artist | ContourSet | { mappable: Mappable | null | undefined } | null,
  options: ColorbarOptions = {},
): Axes {
  return gcf().colorbar(shown, options);
}

/** Leave just the room that titles and labels need. */
export function tightLayout(): void {
  gcf().tightLayout();
}

/** Move the subplots. */
export function subplotsAdjust(places: Partial<SubplotMargins>): void {
  gcf().subplotsAdjust(places);
}

/**
 * Write the current figure to a file; its ending (`.svg`, `.png`, `.html`) says how.
 *
 * @example
 * plt.plot([1, 4, 9]);
 * plt.savefig('squares.svg');
 */
export function savefig(path: string, options: SavefigOptions = {}): void {
  gcf().savefig(path, options);
}

/**
 * Show all figures and close them: each as an interactive page that opens in the browser (its path is printed where there is no
 * display), or drawn in the terminal.
 *
 * @param options - `terminal: true` draws in characters; so does the environment's `NUMLOOM_SHOW=terminal`
 * @returns the paths of the pages
 */
export function show(options: ShowOptions = {}): string[] {
  const shown = showFigures([...figures.values()], options);
  figures.clear();
  active = null;
  return shown;
}

/** The numbers of the figures that are open. */
export function getFignums(): number[] {
  return [...figures.keys()].sort((a, b) => a - b);
}

export type { ArrayLike, Axis, ShowOptions };
