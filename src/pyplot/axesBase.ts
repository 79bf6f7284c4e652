/** The state of a plot: its place in the figure, its axes and sides, its artists and their colours, limits and scales. */
import { ValueError, describe } from '../core/errors.js';
import type { Artist, Mappable } from './artists.js';
import { Axis } from './axis.js';
import {
  FONT_SIZES,
  type FontSize,
  type GridState,
  type Label,
  type LegendState,
  type Limit,
  type PolarState,
  type Side,
  type ThreeState,
} from './axesParts.js';
import { colorText, type Color } from './colors.js';
import type { Figure } from './figure.js';
import type { ScaleName } from './scales.js';
import type { Style } from './styles.js';
import { unitsOf, vector, type PlotData } from './values.js';

/** The frame of a plot, with what all kinds of plots share. */
export class AxesBase {
  /** What is drawn, in order of creation. */
  readonly artists: Artist[] = [];
  xaxis: Axis;
  yaxis: Axis;
  readonly xside: Side;
  readonly yside: Side;
  readonly titles: Partial<Record<'left' | 'center' | 'right', Label>> = {};
  readonly style: Style;
  legendState: LegendState | null = null;
  gridState: GridState;
  facecolor: string;
  /** Are frame, ticks and labels drawn? */
  frame = true;
  spines: Record<'left' | 'right' | 'top' | 'bottom', boolean>;
  /** The height of a unit of y over the width of a unit of x. */
  aspect: number | 'auto' = 'auto';
  adjustable: 'box' | 'datalim' = 'box';
  /** A twin draws on its sibling's place, without frame or background. */
  twin = false;
  /** Whose place a twin has. */
  sibling: AxesBase | null = null;
  /** What a colour bar would show. */
  mappable: Mappable | null = null;
  /** Place in the figure: left, bottom, width, height in parts of it. */
  position: readonly [number, number, number, number];
  /** The place in a grid of subplots, for `tightLayout`. */
  cell: { rows: number; columns: number; row: number; column: number; rowspan: number; colspan: number } | null = null;
  /** The view of three dimensions, where this is a 3-d axes. */
  three: ThreeState | null = null;
  /** How angles run, where this is a polar axes: x are angles, y distances. */
  polar: PolarState | null = null;
  /** The axes whose colours this one explains. */
  colorbarOf: AxesBase | null = null;
  protected lineCount = 0;
  protected patchCount = 0;

  constructor(
    readonly figure: Figure,
    position: readonly [number, number, number, number],
    share: { x?: Axis; y?: Axis } = {},
  ) {
    this.position = position;
    this.style = figure.style;
    const { style } = this;
    this.xaxis = share.x ?? new Axis('x');
    this.yaxis = share.y ?? new Axis('y');
    this.xaxis.members.push(this);
    this.yaxis.members.push(this);
    const side = (): Side => ({
      visible: true,
      labels: true,
      opposite: false,
      rotation: 0,
      fontsize: style.fontSize,
      color: style.tickColor,
      label: this.label(''),
    });
    this.xside = side();
    this.yside = side();
    this.facecolor = style.axesFacecolor;
    this.gridState = {
      x: style.grid,
      y: style.grid,
      minor: false,
      color: style.gridColor,
      linestyle: style.gridLinestyle,
      linewidth: style.gridLinewidth,
    };
    this.spines = { left: style.spines, right: style.spines, top: style.spines, bottom: style.spines };
  }

  protected label(text: string): Label {
    return { text, fontsize: this.style.fontSize, color: this.style.textColor, fontweight: 'normal', loc: 'center' };
  }

  /** A font size in points. */
  protected size(functionName: string, size: number | FontSize | undefined, usual = this.style.fontSize): number {
    if (size === undefined) return usual;
    if (typeof size === 'number' && size > 0) return size;
    const factor = FONT_SIZES[size as FontSize];
    if (factor === undefined) {
      throw new ValueError(
        `${functionName}: fontsize must be a positive number or one of ${Object.keys(FONT_SIZES).join(', ')}, got ${describe(size)}`,
      );
    }
    return factor * this.style.fontSize;
  }

  /** The next colour for lines; `patch` counts on its own. */
  nextColor(which: 'line' | 'patch' = 'line'): string {
    const { cycle } = this.style;
    return cycle[(which === 'line' ? this.lineCount++ : this.patchCount++) % cycle.length]!;
  }

  /** A colour of the user's, or undefined. */
  protected color(functionName: string, color: Color | undefined | null): string | undefined {
    return color === undefined || color === null ? undefined : colorText(functionName, color, null, this.style.cycle);
  }

  /** Data along x or y: numbers, dates, names. */
  protected data(functionName: string, direction: 'x' | 'y', value: PlotData): Float64Array {
    const axis = direction === 'x' ? this.xaxis : this.yaxis;
    const units = unitsOf(value);
    if (units !== 'number') axis.admit(functionName, units);
    return vector(functionName, direction, value, axis.categories);
  }

  /** Put an artist into the plot. */
  add<A extends Artist>(artist: A): A {
    this.artists.push(artist);
    return artist;
  }

  /** @internal A colour bar took some room: the place is no longer that of the cell. */
  cellLess(): void {
    this.hasColorbar = true;
  }
  hasColorbar = false;

  /** Take an artist out. */
  remove(artist: Artist): void {
    const at = this.artists.indexOf(artist);
    if (at >= 0) this.artists.splice(at, 1);
  }

  /** Remove all artists and settings of the axes' titles, limits and legend. */
  clear(): void {
    this.artists.length = 0;
    this.lineCount = this.patchCount = 0;
    this.legendState = null;
    for (const key of ['left', 'center', 'right'] as const) delete this.titles[key];
    this.xside.label = this.label('');
    this.yside.label = this.label('');
    for (const axis of [this.xaxis, this.yaxis]) {
      axis.low = axis.high = axis.ticks = axis.tickLabels = axis.formatter = null;
      axis.inverted = false;
      axis.units = 'number';
      axis.categories.clear();
      axis.setScale('clear', 'linear');
    }
  }

  private setLimits(functionName: string, axis: Axis, low: Limit, high: Limit): void {
    const value = (limit: Limit): number | null => {
      if (limit === null || limit === undefined) return null;
      const number = limit instanceof Date ? limit.getTime() : Number(limit);
      if (!Number.isFinite(number))
        throw new ValueError(`${functionName}: axis limits cannot be NaN or Inf, got ${describe(limit)}`);
      return number;
    };
    const a = value(low);
    const b = value(high);
    if (axis.scale.name === 'log' && ((a !== null && a <= 0) || (b !== null && b <= 0))) {
      throw new ValueError(
        `${functionName}: limits of a logarithmic axis must be positive, got ${describe(low)} and ${describe(high)}`,
      );
    }
    axis.inverted = a !== null && b !== null && a > b;
    axis.low = axis.inverted ? b : (a ?? axis.low);
    axis.high = axis.inverted ? a : (b ?? axis.high);
  }

  /** Set the limits of x; null leaves one to the data, a greater one first turns the axis round. */
  setXlim(left?: Limit | readonly [Limit, Limit], right?: Limit): void {
    const [a, b] = Array.isArray(left) ? (left as readonly [Limit, Limit]) : [left as Limit, right];
    this.setLimits('setXlim', this.xaxis, a, b);
  }

  /** Set the limits of y. */
  setYlim(bottom?: Limit | readonly [Limit, Limit], top?: Limit): void {
    const [a, b] = Array.isArray(bottom) ? (bottom as readonly [Limit, Limit]) : [bottom as Limit, top];
    this.setLimits('setYlim', this.yaxis, a, b);
  }

  /** The limits of x, left one first. */
  getXlim(): [number, number] {
    return this.xaxis.limits();
  }

  /** The limits of y, lower one first. */
  getYlim(): [number, number] {
    return this.yaxis.limits();
  }

  /** Scale x: `'linear'`, `'log'` or `'symlog'`. On a logarithmic axis what is not positive is left out. */
  setXscale(scale: ScaleName): void {
    this.xaxis.setScale('setXscale', scale);
  }

  /** Scale y. */
  setYscale(scale: ScaleName): void {
    this.yaxis.setScale('setYscale', scale);
  }

  /** Turn x round. */
  invertXaxis(): void {
    this.xaxis.inverted = !this.xaxis.inverted;
  }

  /** Turn y round. */
  invertYaxis(): void {
    this.yaxis.inverted = !this.yaxis.inverted;
  }

  /** The empty part beyond the data, of its width: for both axes, or each. */
  margins(x: number, y = x): void {
    this.xaxis.margin = x;
    this.yaxis.margin = y;
  }
}
