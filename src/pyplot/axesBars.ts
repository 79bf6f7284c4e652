/** Bars and histograms. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { histogram, type Bins } from '../ops/histograms.js';
import { artistDefaults, type PolyCollection, type TextArtist } from './artists.js';
import { AxesAcross } from './axesAcross.js';
import { PATCH_OPTIONS, type PatchOptions } from './axesParts.js';
import type { Color } from './colors.js';
import { spread, swapped, vector, type PlotData } from './values.js';

export interface BarOptions extends Omit<PatchOptions, 'color'> {
  width?: ArrayLike;
  bottom?: ArrayLike;
  align?: 'center' | 'edge';
  color?: Color | readonly Color[];
  tickLabel?: readonly string[];
  yerr?: ArrayLike;
  capsize?: number;
  ecolor?: Color;
}

export interface BarhOptions extends Omit<BarOptions, 'width' | 'bottom' | 'yerr'> {
  height?: ArrayLike;
  left?: ArrayLike;
  xerr?: ArrayLike;
}

/** Bars as they were drawn. */
export interface BarContainer extends PolyCollection {
  /** The lengths of the bars. */
  readonly heights: Float64Array;
  /** The place of each bar's middle and of its free end. */
  readonly ends: readonly (readonly [number, number])[];
  readonly horizontal: boolean;
  /** How far error bars reach beyond the ends, where there are any. */
  errors?: readonly (readonly [number, number])[];
}

export interface HistOptions extends PatchOptions {
  bins?: Bins;
  range?: readonly [number, number];
  density?: boolean;
  weights?: ArrayLike;
  cumulative?: boolean;
  histtype?: 'bar' | 'step' | 'stepfilled';
  orientation?: 'vertical' | 'horizontal';
  rwidth?: number;
  log?: boolean;
  align?: 'mid' | 'left' | 'right';
}

/** Axes with bars. */
export class AxesBars extends AxesAcross {
  /**
   * Upright bars.
   *
   * @param x - places or names
   * @param height - how high, one or one each
   * @throws ValueError for lengths that differ
   * @example
   * const [, ax] = plt.subplots();
   * ax.bar(['a', 'b', 'c'], [3, 1, 2]);
   */
  bar(x: PlotData, height: ArrayLike, options: BarOptions = {}): BarContainer {
    return this.bars('bar', x, height, options, false);
  }

  /** Bars from the left; `y` are places or names, `width` their lengths. */
  barh(y: PlotData, width: ArrayLike, options: BarhOptions = {}): BarContainer {
    checkOptions('barh', options, [
      'height',
      'left',
      'align',
      'tickLabel',
      'xerr',
      'capsize',
      'ecolor',
      ...PATCH_OPTIONS,
    ]);
    const { height, left, xerr, ...rest } = options;
    return this.bars('barh', y, width, { ...rest, width: height, bottom: left, yerr: xerr }, true);
  }

  private bars(
    name: string,
    places: PlotData,
    lengths: ArrayLike,
    options: BarOptions,
    horizontal: boolean,
  ): BarContainer {
    checkOptions(name, options, [
      'width',
      'bottom',
      'align',
      'tickLabel',
      'yerr',
      'capsize',
      'ecolor',
      ...PATCH_OPTIONS,
    ]);
    const at = this.data(name, horizontal ? 'y' : 'x', places);
    const count = at.length;
    const long = vector(name, horizontal ? 'width' : 'height', lengths);
    if (long.length !== count && long.length !== 1) {
      throw new ValueError(
        `${name}: ${horizontal ? 'y and width' : 'x and height'} must have the same length, but have ${count} and ${long.length} elements`,
      );
    }
    const dates = (horizontal ? this.yaxis : this.xaxis).units === 'date';
    const wide = spread(name, 'width', options.width ?? (dates ? 0.8 * 864e5 : 0.8), count);
    const from = spread(name, 'bottom', options.bottom ?? 0, count);
    const faces =
      Array.isArray(options.color) && typeof options.color[0] !== 'number'
        ? (options.color as readonly Color[]).map((color) => this.color(name, color)!)
        : [this.color(name, options.facecolor ?? (options.color as Color | undefined)) ?? this.nextColor('patch')];
    const areas: number[][][] = [];
    const ends: [number, number][] = [];
    for (let i = 0; i < count; i++) {
      const a = options.align === 'edge' ? at[i]! : at[i]! - wide[i]! / 2;
      const b = a + wide[i]!;
      const low = from[i]!;
      const high = low + long[long.length === 1 ? 0 : i]!;
      const ring = [a, low, b, low, b, high, a, high];
      areas.push([horizontal ? swapped(ring) : ring]);
      ends.push([(a + b) / 2, high]);
    }
    const container: BarContainer = {
      kind: 'areas',
      ...artistDefaults(options.zorder ?? 1, options.label),
      areas,
      faces,
      edges: [this.color(name, options.edgecolor) ?? 'none'],
      linewidth: options.linewidth ?? 1,
      dash: null,
      alpha: options.alpha ?? 1,
      heights: long,
      ends,
      horizontal,
      ...(horizontal ? { stickyX: [...from] } : { stickyY: [...from] }),
    };
    this.add(container);
    if (options.tickLabel !== undefined) {
      if (horizontal) this.setYticks(at, options.tickLabel);
      else this.setXticks(at, options.tickLabel);
    }
    if (options.yerr !== undefined) {
      const tips = Float64Array.from(ends, (end) => end[1]);
      const middles = Float64Array.from(ends, (end) => end[0]);
      const look = { fmt: 'none', ecolor: options.ecolor ?? 'k', capsize: options.capsize ?? 0, color: 'k' };
      const { bars } = horizontal
        ? this.errorbar(tips, middles, { ...look, xerr: options.yerr })
        : this.errorbar(middles, tips, { ...look, yerr: options.yerr });
      const own = horizontal ? 0 : 1;
      container.errors = bars[0]!.chains.map((chain) => [chain[own]!, chain[own + 2]!]);
    }
    return container;
  }

  /** Write each bar's length at its end. */
  barLabel(
    bars: BarContainer,
    options: { fmt?: (value: number) => string; labels?: readonly string[]; padding?: number; fontsize?: number } = {},
  ): TextArtist[] {
    checkOptions('barLabel', options, ['fmt', 'labels', 'padding', 'fontsize']);
    const { padding = 0, fmt = (v: number) => String(Number(v.toPrecision(6))) } = options;
    return bars.ends.map(([middle, tip], i) => {
      const value = bars.heights[bars.heights.length === 1 ? 0 : i]!;
      const beyond = bars.errors?.[i];
      const end = beyond === undefined ? tip : value < 0 ? Math.min(...beyond) : Math.max(...beyond);
      const text = options.labels?.[i] ?? fmt(value);
      const up = value < 0 ? -1 : 1;
      const artist = bars.horizontal
        ? this.makeText('barLabel', end, middle, text, {
            va: 'center',
            ha: up > 0 ? 'left' : 'right',
            fontsize: options.fontsize,
          })
        : this.makeText('barLabel', middle, end, text, {
            ha: 'center',
            va: up > 0 ? 'bottom' : 'top',
            fontsize: options.fontsize,
          });
      artist.offset = bars.horizontal ? [up * (padding + 1), 0] : [0, up * (padding + 1)];
      return this.add(artist);
    });
  }

  /**
   * A histogram, counted by `np.histogram`.
   *
   * @returns counts (or densities), the bins' edges, and the bars
   * @throws ValueError for bins that do not increase or an empty range
   * @example
   * const [counts] = plt.hist([1, 2, 2, 3, 3, 3], { bins: 3 });
   * counts; // [1, 2, 3]
   */
  hist(x: ArrayLike, options: HistOptions = {}): [Float64Array, Float64Array, PolyCollection] {
    checkOptions('hist', options, [
      'bins',
      'range',
      'density',
      'weights',
      'cumulative',
      'histtype',
      'orientation',
      'rwidth',
      'log',
      'align',
      ...PATCH_OPTIONS,
    ]);
    const all = vector('hist', 'x', x);
    const values = all.some(Number.isNaN) ? all.filter((v) => !Number.isNaN(v)) : all;
    const weights =
      options.weights === undefined
        ? undefined
        : spread('hist', 'weights', options.weights, all.length).filter((_, i) => !Number.isNaN(all[i]!));
    const [counted, edged] = histogram(values, {
      bins: options.bins ?? 10,
      ...(options.range ? { range: [...options.range] as [number, number] } : {}),
      ...(weights ? { weights } : {}),
      density: options.density ?? false,
    });
    const counts = vector('hist', 'counts', counted).slice();
    const edges = vector('hist', 'edges', edged);
    if (options.cumulative) {
      let sum = 0;
      for (let i = 0; i < counts.length; i++)
        counts[i] = sum += counts[i]! * (options.density ? edges[i + 1]! - edges[i]! : 1);
    }
    const horizontal = options.orientation === 'horizontal';
    const type = options.histtype ?? 'bar';
    const own = this.color('hist', options.facecolor ?? options.color) ?? this.nextColor('patch');
    const areas: number[][][] = [];
    const shift = options.align === 'left' ? -0.5 : options.align === 'right' ? 0.5 : 0;
    const rwidth = options.rwidth ?? 1;
    const base = options.log ? 0 : 0;
    if (type === 'bar') {
      for (let i = 0; i < counts.length; i++) {
        const wide = edges[i + 1]! - edges[i]!;
        const a = edges[i]! + (shift + (1 - rwidth) / 2) * wide;
        const b = a + rwidth * wide;
        const ring = [a, base, b, base, b, counts[i]!, a, counts[i]!];
        areas.push([horizontal ? swapped(ring) : ring]);
      }
    } else if (type === 'step' || type === 'stepfilled') {
      const ring = [edges[0]!, base];
      for (let i = 0; i < counts.length; i++) ring.push(edges[i]!, counts[i]!, edges[i + 1]!, counts[i]!);
      ring.push(edges[edges.length - 1]!, base);
      areas.push([horizontal ? swapped(ring) : ring]);
    } else throw new ValueError(`hist: histtype must be 'bar', 'step' or 'stepfilled', got ${describe(type)}`);
    if (options.log) {
      if (horizontal) this.setXscale('log');
      else this.setYscale('log');
    }
    const bars = this.add({
      kind: 'areas' as const,
      ...artistDefaults(options.zorder ?? 1, options.label),
      areas,
      faces: [type === 'step' ? 'none' : own],
      edges: [this.color('hist', options.edgecolor) ?? (type === 'step' ? own : 'none')],
      linewidth: options.linewidth ?? 1,
      dash: null,
      alpha: options.alpha ?? 1,
      ...(horizontal ? { stickyX: [0] } : { stickyY: [0] }),
    });
    return [counts, edges, bars];
  }
}
