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

  /** Put ticks of x at these places, with these texts. */
  setXticks(
    ticks: ArrayLike | DateList,
    labels?: NameList | readonly string[],
    options: { rotation?: number; fontsize?: number | FontSize } = {},
  ): void {
    this.setTicks('setXticks', this.xaxis, this.xside, ticks, labels, options);
  }

  /** Put ticks of y at these places, with these texts. */
  setYticks(
    ticks: ArrayLike | DateList,
    labels?: NameList | readonly string[],
    options: { rotation?: number; fontsize?: number | FontSize } = {},
  ): void {
    this.setTicks('setYticks', this.yaxis, this.yside, ticks, labels, options);
  }

  private setTicks(
    functionName: string,
    axis: Axis,
    side: Side,
    ticks: ArrayLike | DateList,
    labels: readonly string[] | undefined,
    options: { rotation?: number; fontsize?: number | FontSize },
  ): void {
    checkOptions(functionName, options, ['rotation', 'fontsize']);
    const empty = Array.isArray(ticks) && ticks.length === 0;
    const places = empty ? new Float64Array() : vector(functionName, 'ticks', ticks);
    if (labels !== undefined && labels.length !== places.length) {
      throw new ValueError(
        `${functionName}: the number of ticks (${places.length}) does not match the number of labels (${labels.length})`,
      );
    }
    axis.ticks = [...places];
    axis.tickLabels = labels === undefined ? null : labels.map(String);
    side.rotation = options.rotation ?? side.rotation;
    side.fontsize = this.size(functionName, options.fontsize, side.fontsize);
    // Ticks beyond the limits widen them.
    if (places.length > 0 && axis.members.length > 0 && (axis.low !== null || axis.high !== null)) {
      if (axis.low !== null) axis.low = Math.min(axis.low, ...places);
      if (axis.high !== null) axis.high = Math.max(axis.high, ...places);
    }
  }

  /** Change how ticks look. */
  tickParams(options: TickParams = {}): void {
    checkOptions('tickParams', options, ['axis', 'labelsize', 'rotation', 'colors', 'labelleft', 'labelbottom', 'left', 'bottom']);
    const { axis = 'both' } = options;
    for (const [name, side] of [['x', this.xside], ['y', this.yside]] as const) {
      if (axis !== 'both' && axis !== name) continue;
      if (options.labelsize !== undefined) side.fontsize = this.size('tickParams', options.labelsize);
      if (options.rotation !== undefined) side.rotation = options.rotation;
      side.color = this.color('tickParams', options.colors) ?? side.color;
    }
    if (options.labelbottom !== undefined) this.xside.labels = options.labelbottom;
    if (options.labelleft !== undefined) this.yside.labels = options.labelleft;
    if (options.bottom !== undefined) this.xside.visible = options.bottom;
    if (options.left !== undefined) this.yside.visible = options.left;
  } // prettier-ignore

  /** Show lines at the ticks; without arguments they are turned on. */
  grid(visible: boolean | GridOptions = true, options: GridOptions = {}): void {
    const given = typeof visible === 'object' ? visible : { visible, ...options };
    checkOptions('grid', given, ['visible', 'which', 'axis', 'color', 'linestyle', 'linewidth', 'alpha']);
    const { axis = 'both', which = 'major' } = given;
    if (!['both', 'x', 'y'].includes(axis))
      throw new ValueError(`grid: axis must be 'x', 'y' or 'both', got ${describe(axis)}`);
    const state = this.gridState;
    if (axis !== 'y') state.x = given.visible ?? true;
    if (axis !== 'x') state.y = given.visible ?? true;
    if (which !== 'major') state.minor = given.visible ?? true;
    if (given.color !== undefined || given.alpha !== undefined) {
      state.color = colorText('grid', given.color ?? state.color, given.alpha, this.style.cycle);
    }
    state.linestyle = given.linestyle ?? state.linestyle;
    state.linewidth = given.linewidth ?? state.linewidth;
  }

  /**
   * Show the legend of what has a `label`.
   *
   * @param labels - names for the artists in order, instead of their own
   * @example
   * plt.plot([1, 4, 9], { label: 'squares' });
   * plt.legend({ loc: 'upper left' });
   */
  legend(labels?: readonly string[] | LegendOptions, options: LegendOptions = {}): void {
    const given = Array.isArray(labels) ? options : ((labels as LegendOptions | undefined) ?? options);
    checkOptions('legend', given, ['loc', 'bboxToAnchor', 'title', 'fontsize', 'ncol', 'frameon']);
    const loc = given.loc ?? 'best';
    if (!LOCATIONS.includes(loc)) {
      throw new ValueError(`legend: ${describe(loc)} is not a valid location; use one of ${LOCATIONS.join(', ')}`);
    }
    let entries: LegendState['entries'] = null;
    if (Array.isArray(labels)) {
      const shown = this.artists.filter((artist) => artist.kind !== 'text' && artist.kind !== 'image');
      entries = labels.slice(0, shown.length).map((label: string, k) => ({ label: String(label), artist: shown[k]! }));
    }
    this.legendState = {
      loc: loc === 'right' ? 'center right' : loc,
      bboxToAnchor: given.bboxToAnchor ?? null,
      title: given.title ?? '',
      fontsize: this.size('legend', given.fontsize),
      ncol: given.ncol ?? 1,
      frameon: given.frameon ?? true,
      entries,
    };
  }

  /** `'off'` hides the frame, `'equal'` makes units of x and y equally long, `'tight'` removes margins; numbers are limits. */
  axis(
    what:
      | 'on'
      | 'off'
      | 'equal'
      | 'tight'
      | 'scaled'
      | 'square'
      | 'image'
      | boolean
      | readonly [number, number, number, number],
  ): void {
    if (Array.isArray(what)) {
      this.setXlim(what[0] as number, what[1] as number);
      this.setYlim(what[2] as number, what[3] as number);
    } else if (what === 'on' || what === true) this.frame = true;
    else if (what === 'off' || what === false) this.frame = false;
    else if (what === 'equal') {
      this.aspect = 1;
      this.adjustable = 'datalim';
    } else if (what === 'scaled' || what === 'square' || what === 'image') this.aspect = 1;
    else if (what === 'tight') this.margins(0);
    else
      throw new ValueError(
        `axis: unrecognized argument ${describe(what)}; use 'on', 'off', 'equal', 'tight' or [xmin, xmax, ymin, ymax]`,
      );
  }

  /** The length of a unit of y over that of x: `'equal'` is 1, `'auto'` fills the place. */
  setAspect(aspect: 'equal' | 'auto' | number): void {
    this.aspect = aspect === 'equal' ? 1 : aspect;
    this.adjustable = 'box';
  }

  /** Colour the background. */
  setFacecolor(color: Color): void {
    this.facecolor = this.color('setFacecolor', color)!;
  }

  /**
   * Write a text at a place in data.
   *
   * @param x - where; with `transform: 'axes'` in parts of the axes
   * @param y - the same upwards
   */
  text(
    x: number | Date,
    y: number,
    text: string,
    options: TextOptions & { transform?: 'data' | 'axes' } = {},
  ): TextArtist {
    checkOptions('text', options, ['transform', ...TEXT_OPTIONS]);
    return this.add(this.makeText('text', x, y, text, options));
  }

  protected makeText(
    functionName: string,
    x: number | Date | string,
    y: number | string,
    text: string,
    options: TextOptions & { transform?: 'data' | 'axes' },
  ): TextArtist {
    const place = (value: number | Date | string, axis: Axis): number => {
      if (typeof value === 'string') {
        const at = axis.categories.get(value);
        if (at === undefined) throw new ValueError(`${functionName}: ${describe(value)} is no name on this axis`);
        return at;
      }
      const number = value instanceof Date ? value.getTime() : value;
      if (typeof number !== 'number')
        throw new DTypeError(`${functionName}: a place must be a number, got ${describe(value)}`);
      return number;
    };
    const { rotation = 0, bbox } = options;
    const axes = options.transform === 'axes';
    return {
      kind: 'text',
      ...artistDefaults(options.zorder ?? 3),
      clip: false,
      axesX: axes,
      axesY: axes,
      x: place(x, this.xaxis),
      y: place(y, this.yaxis),
      text: String(text),
      color: this.color(functionName, options.color) ?? this.style.textColor,
      fontsize: this.size(functionName, options.fontsize),
      fontweight: options.fontweight ?? 'normal',
      ha: options.ha ?? 'left',
      va: options.va ?? 'baseline',
      rotation: rotation === 'vertical' ? 90 : rotation === 'horizontal' ? 0 : rotation,
      offset: [0, 0],
      box:
        bbox === undefined
          ? null
          : {
              face: this.color(functionName, bbox.facecolor ?? 'C0')!,
              edge: this.color(functionName, bbox.edgecolor ?? 'black')!,
              round: bbox.boxstyle === 'round',
            },
      arrow: null,
      alpha: options.alpha ?? 1,
    };
  }
}

/** A limit of an axis. */
export type Limit = number | Date | null | undefined;

export interface TickParams {
  axis?: 'x' | 'y' | 'both';
  labelsize?: number | FontSize;
  rotation?: number;
  colors?: Color;
  labelleft?: boolean;
  labelbottom?: boolean;
  left?: boolean;
  bottom?: boolean;
}

/** The options that texts take. */
export const TEXT_OPTIONS: readonly string[] = [
  'fontsize', 'color', 'fontweight', 'rotation', 'ha', 'va', 'alpha', 'bbox', 'zorder',
]; // prettier-ignore

/** What a 3-d axes looks from and holds. */
export interface ThreeState {
  elev: number;
  azim: number;
  zlabel: string;
  zlim: [number, number] | null;
  readonly surfaces: Surface3d[];
}

/** A surface, its wire frame, or points or lines in space. */
export interface Surface3d {
  readonly kind: 'surface' | 'wire' | 'points' | 'line';
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly mappable: Mappable | null;
  readonly color: string;
  readonly alpha: number;
  readonly size: number;
  readonly edge: string;
  readonly label: string;
}
