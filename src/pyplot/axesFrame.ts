/** What stands round a plot: titles, labels, ticks, grid, legend, the frame, and texts in it. No kind of plot is here. */
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import type { ArrayLike } from '../core/arrayLike.js';
import { artistDefaults, type TextArtist } from './artists.js';
import { AxesBase } from './axesBase.js';
import {
  LOCATIONS,
  TEXT_OPTIONS,
  type FontSize,
  type GridOptions,
  type LegendOptions,
  type LegendState,
  type Side,
  type TextOptions,
  type TickParams,
} from './axesParts.js';
import type { Axis } from './axis.js';
import { colorText, type Color } from './colors.js';
import { vector, type DateList, type NameList } from './values.js';

/** An axes with what stands round the plot. */
export class AxesFrame extends AxesBase {
  /** Write a title above the axes. */
  setTitle(text: string, options: TextOptions & { loc?: 'left' | 'center' | 'right' } = {}): void {
    checkOptions('setTitle', options, ['loc', ...TEXT_OPTIONS]);
    const loc = options.loc ?? 'center';
    this.titles[loc] = {
      ...this.label(String(text)),
      fontsize: this.size('setTitle', options.fontsize, this.style.fontSize * 1.2),
      color: this.color('setTitle', options.color) ?? this.style.textColor,
      fontweight: options.fontweight ?? 'normal',
      loc,
    };
  }

  /** Write what x is. */
  setXlabel(text: string, options: TextOptions = {}): void {
    this.setLabel('setXlabel', this.xside, text, options);
  }

  /** Write what y is. */
  setYlabel(text: string, options: TextOptions = {}): void {
    this.setLabel('setYlabel', this.yside, text, options);
  }

  private setLabel(functionName: string, side: Side, text: string, options: TextOptions): void {
    checkOptions(functionName, options, TEXT_OPTIONS);
    side.label = {
      ...this.label(String(text)),
      fontsize: this.size(functionName, options.fontsize),
      color: this.color(functionName, options.color) ?? this.style.textColor,
      fontweight: options.fontweight ?? 'normal',
    };
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
   * @param x, y - where; with `transform: 'axes'` in parts of the axes
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
