/** Plots of areas: bars, histograms, filled curves, box and violin plots, pies. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { histogram, type Bins } from '../ops/histograms.js';
import { artistDefaults, type Line2D, type LineCollection, type PolyCollection, type TextArtist } from './artists.js';
import { AxesLines, PATCH_OPTIONS, type PatchOptions } from './axesLines.js';
import type { Color } from './colors.js';
import { boxStats, gaussianDensity, type BoxStats } from './statistics.js';
import { dataSets, extent, sameLength, spread, vector, type NameList, type PlotData } from './values.js';

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

export interface FillBetweenOptions extends PatchOptions {
  where?: ArrayLike;
  step?: 'pre' | 'post' | 'mid';
}

export interface BoxplotOptions {
  positions?: ArrayLike;
  widths?: ArrayLike;
  labels?: readonly string[];
  whis?: number;
  showfliers?: boolean;
  showmeans?: boolean;
  vert?: boolean;
  patchArtist?: boolean;
  notch?: boolean;
}

export interface ViolinOptions {
  positions?: ArrayLike;
  widths?: ArrayLike;
  showmeans?: boolean;
  showmedians?: boolean;
  showextrema?: boolean;
  points?: number;
  bwMethod?: number;
  vert?: boolean;
}

export interface PieOptions {
  labels?: readonly string[];
  colors?: readonly Color[];
  explode?: ArrayLike;
  /** `'%.1f%%'` or a function of the percentage. */
  autopct?: string | ((percent: number) => string);
  startangle?: number;
  counterclock?: boolean;
  radius?: number;
  /** `{ width: 0.4 }` makes a ring. */
  wedgeprops?: { width?: number; edgecolor?: Color; linewidth?: number };
}

/** Axes with areas. */
export class AxesAreas extends AxesLines {
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
      if (horizontal) this.errorbar(tips, middles, { ...look, xerr: options.yerr });
      else this.errorbar(middles, tips, { ...look, yerr: options.yerr });
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
    return bars.ends.map(([middle, end], i) => {
      const value = bars.heights[bars.heights.length === 1 ? 0 : i]!;
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

  /** Fill between two curves over x, where `where` is true; a gap (NaN) parts the area. */
  fillBetween(x: PlotData, y1: ArrayLike, y2: ArrayLike = 0, options: FillBetweenOptions = {}): PolyCollection {
    return this.between('fillBetween', 'x', x, y1, y2, options);
  }

  /** Fill between two curves over y. */
  fillBetweenx(y: PlotData, x1: ArrayLike, x2: ArrayLike = 0, options: FillBetweenOptions = {}): PolyCollection {
    return this.between('fillBetweenx', 'y', y, x1, x2, options);
  }

  private between(
    name: string,
    direction: 'x' | 'y',
    along: PlotData,
    first: ArrayLike,
    second: ArrayLike,
    options: FillBetweenOptions,
  ): PolyCollection {
    checkOptions(name, options, ['where', 'step', ...PATCH_OPTIONS]);
    const x = this.data(name, direction, along);
    const a = spread(name, 'y1', first, x.length);
    const b = spread(name, 'y2', second, x.length);
    const where = options.where === undefined ? null : spread(name, 'where', options.where, x.length);
    const areas: number[][][] = [];
    let start = -1;
    const close = (end: number): void => {
      if (start >= 0 && end - start > 1) {
        const ring: number[] = [];
        const edge = (curve: Float64Array, backwards: boolean): void => {
          const points: number[] = [];
          for (let i = start; i < end; i++) {
            if (options.step !== undefined && i > start) {
              const turn =
                options.step === 'pre'
                  ? [x[i - 1]!, curve[i]!]
                  : options.step === 'post'
                    ? [x[i]!, curve[i - 1]!]
                    : null;
              if (turn) points.push(...turn);
              else points.push((x[i - 1]! + x[i]!) / 2, curve[i - 1]!, (x[i - 1]! + x[i]!) / 2, curve[i]!);
            }
            points.push(x[i]!, curve[i]!);
          }
          if (backwards) for (let k = points.length - 2; k >= 0; k -= 2) ring.push(points[k]!, points[k + 1]!);
          else for (const v of points) ring.push(v);
        };
        edge(a, false);
        edge(b, true);
        areas.push([direction === 'x' ? ring : swapped(ring)]);
      }
      start = -1;
    };
    for (let i = 0; i < x.length; i++) {
      const inside = (where === null || where[i] !== 0) && Number.isFinite(a[i]! + b[i]! + x[i]!);
      if (inside && start < 0) start = i;
      if (!inside) close(i);
    }
    close(x.length);
    return this.add(this.patch(name, areas, options));
  }

  private patch(name: string, areas: number[][][], options: PatchOptions): PolyCollection {
    const face = this.color(name, options.facecolor ?? options.color) ?? this.nextColor('patch');
    return {
      kind: 'areas',
      ...artistDefaults(options.zorder ?? 1, options.label),
      areas,
      faces: [face],
      edges: [this.color(name, options.edgecolor ?? options.color) ?? face],
      linewidth: options.linewidth ?? 1,
      dash: null,
      alpha: options.alpha ?? 1,
    };
  }

  /** A filled polygon through points. */
  fill(x: PlotData, y: PlotData, options: PatchOptions = {}): PolyCollection {
    checkOptions('fill', options, PATCH_OPTIONS);
    const px = this.data('fill', 'x', x);
    const py = this.data('fill', 'y', y);
    sameLength('fill', { x: px, y: py });
    return this.add(
      this.patch('fill', [[Array.from(px, (v, i) => [v, py[i]!]).flat()]], {
        ...options,
        edgecolor: options.edgecolor ?? 'none',
      }),
    );
  }

  /** Curves put on top of each other, the areas between them filled. */
  stackplot(
    x: PlotData,
    ys: readonly ArrayLike[],
    options: { labels?: readonly string[]; colors?: readonly Color[]; alpha?: number } = {},
  ): PolyCollection[] {
    checkOptions('stackplot', options, ['labels', 'colors', 'alpha']);
    const px = this.data('stackplot', 'x', x);
    let below = new Float64Array(px.length);
    return ys.map((y, k) => {
      const own = spread('stackplot', `y[${k}]`, y, px.length);
      const top = below.map((v, i) => v + own[i]!);
      const area = this.fillBetween(x, below, top, {
        color: options.colors?.[k % options.colors.length] ?? this.nextColor(),
        label: options.labels?.[k],
        alpha: options.alpha,
        edgecolor: 'none',
      });
      below = top;
      return { ...area, stickyY: [0] };
    });
  }

  /**
   * Box plots: quartiles, median, whiskers and what lies beyond.
   *
   * @param x - one data set, a list of them, or a matrix (one a column)
   * @returns the statistics drawn
   */
  boxplot(x: ArrayLike | readonly ArrayLike[], options: BoxplotOptions = {}): BoxStats[] {
    checkOptions('boxplot', options, [
      'positions',
      'widths',
      'labels',
      'whis',
      'showfliers',
      'showmeans',
      'vert',
      'patchArtist',
      'notch',
    ]);
    const sets = dataSets('boxplot', 'x', x);
    const count = sets.length;
    const at =
      options.positions === undefined
        ? Float64Array.from(sets, (_, k) => k + 1)
        : spread('boxplot', 'positions', options.positions, count);
    const reach = extent(at);
    const usual = reach === null ? 0.5 : Math.min(0.5, Math.max(0.15, 0.15 * (reach[1] - reach[0])));
    const widths = spread('boxplot', 'widths', options.widths ?? usual, count);
    if (options.labels !== undefined && options.labels.length !== count) {
      throw new ValueError(`boxplot: ${options.labels.length} labels for ${count} data sets`);
    }
    const vertical = options.vert ?? true;
    const turn = (chain: number[]): number[] => (vertical ? chain : swapped(chain));
    const all = sets.map((set) => boxStats(set, options.whis ?? 1.5));
    const lines: number[][] = [];
    const medians: number[][] = [];
    const boxes: number[][][] = [];
    const means: [number, number][] = [];
    all.forEach((stats, k) => {
      const p = at[k]!;
      const w = widths[k]! / 2;
      if (Number.isNaN(stats.med)) return;
      boxes.push([turn([p - w, stats.q1, p + w, stats.q1, p + w, stats.q3, p - w, stats.q3])]);
      lines.push(
        [p, stats.q1, p, stats.whislo],
        [p, stats.q3, p, stats.whishi],
        [p - w / 2, stats.whislo, p + w / 2, stats.whislo],
        [p - w / 2, stats.whishi, p + w / 2, stats.whishi],
      );
      medians.push([p - w, stats.med, p + w, stats.med]);
      means.push([p, stats.mean]);
      if ((options.showfliers ?? true) && stats.fliers.length > 0) {
        const places = new Float64Array(stats.fliers.length).fill(p);
        this.add({
          ...this.makeLine('boxplot', vertical ? places : stats.fliers, vertical ? stats.fliers : places, '', {
            color: this.style.textColor,
            marker: 'o',
            linestyle: 'none',
            markerfacecolor: 'none',
          }),
        });
      }
    });
    const dark = this.style.textColor;
    this.add({
      kind: 'areas',
      ...artistDefaults(2),
      areas: boxes,
      faces: [options.patchArtist ? this.style.cycle[0]! : 'none'],
      edges: [dark],
      linewidth: 1,
      dash: null,
      alpha: 1,
    });
    const chains = (list: number[][], color: string): void =>
      void this.add({
        kind: 'segments',
        ...artistDefaults(2),
        chains: list.map(turn),
        colors: [color],
        linewidths: [1],
        dashes: [null],
        alpha: 1,
      });
    chains(lines, dark);
    chains(medians, this.style.cycle[1]!);
    if (options.showmeans) {
      const xs = Float64Array.from(means, (m) => m[vertical ? 0 : 1]);
      const ys = Float64Array.from(means, (m) => m[vertical ? 1 : 0]);
      this.add(this.makeLine('boxplot', xs, ys, '', { color: this.style.cycle[2]!, marker: '^', linestyle: 'none' }));
    }
    this.placeTicks(at, options.labels ?? Array.from(at, String), vertical);
    return all;
  }

  private placeTicks(at: Float64Array, labels: readonly string[], vertical: boolean): void {
    const axis = vertical ? this.xaxis : this.yaxis;
    axis.ticks = [...at];
    axis.tickLabels = labels;
    axis.margin = 0;
    const reach = extent(at);
    if (reach !== null) [axis.low, axis.high] = [reach[0] - 0.5, reach[1] + 0.5];
  }

  /** Violin plots: the density of each data set (Gaussian kernels, Scott's bandwidth) on both sides of its place. */
  violinplot(
    x: ArrayLike | readonly ArrayLike[],
    options: ViolinOptions = {},
  ): { bodies: PolyCollection; lines: LineCollection } {
    checkOptions('violinplot', options, [
      'positions',
      'widths',
      'showmeans',
      'showmedians',
      'showextrema',
      'points',
      'bwMethod',
      'vert',
    ]);
    const sets = dataSets('violinplot', 'x', x).map((set) => set.filter((v) => !Number.isNaN(v)));
    const at =
      options.positions === undefined
        ? Float64Array.from(sets, (_, k) => k + 1)
        : spread('violinplot', 'positions', options.positions, sets.length);
    const widths = spread('violinplot', 'widths', options.widths ?? 0.5, sets.length);
    const vertical = options.vert ?? true;
    const turn = (chain: number[]): number[] => (vertical ? chain : swapped(chain));
    const bodies: number[][][] = [];
    const lines: number[][] = [];
    sets.forEach((set, k) => {
      const reach = extent(set);
      if (reach === null) throw new ValueError(`violinplot: data set ${k} is empty`);
      const n = options.points ?? 100;
      const places = Float64Array.from({ length: n }, (_, i) => reach[0] + ((reach[1] - reach[0]) * i) / (n - 1));
      const density =
        set.length > 1 && reach[0] < reach[1]
          ? gaussianDensity(set, places, options.bwMethod)
          : new Float64Array(n).fill(1);
      const most = extent(density)![1];
      const half = Array.from(density, (d) => (d / most) * (widths[k]! / 2));
      const p = at[k]!;
      const ring: number[] = [];
      for (let i = 0; i < n; i++) ring.push(p - half[i]!, places[i]!);
      for (let i = n - 1; i >= 0; i--) ring.push(p + half[i]!, places[i]!);
      bodies.push([turn(ring)]);
      const w = widths[k]! / 4;
      const bar = (v: number): void => void lines.push(turn([p - w, v, p + w, v]));
      if (options.showextrema ?? true) {
        lines.push(turn([p, reach[0], p, reach[1]]));
        bar(reach[0]);
        bar(reach[1]);
      }
      if (options.showmeans) bar(set.reduce((a, b) => a + b, 0) / set.length);
      if (options.showmedians) bar(boxStats(set, 1.5).med);
    });
    const color = this.nextColor('patch');
    const body = this.add({
      kind: 'areas' as const,
      ...artistDefaults(1),
      areas: bodies,
      faces: [color],
      edges: ['none'],
      linewidth: 1,
      dash: null,
      alpha: 0.3,
    });
    const drawn = this.add({
      kind: 'segments' as const,
      ...artistDefaults(2),
      chains: lines,
      colors: [color],
      linewidths: [1.5],
      dashes: [null],
      alpha: 1,
    });
    return { bodies: body, lines: drawn };
  }

  /**
   * A pie: parts of a whole as wedges, counter-clockwise from the right.
   *
   * @throws ValueError for negative parts or as many labels as do not fit
   */
  pie(x: ArrayLike, options: PieOptions = {}): PolyCollection[] {
    checkOptions('pie', options, [
      'labels',
      'colors',
      'explode',
      'autopct',
      'startangle',
      'counterclock',
      'radius',
      'wedgeprops',
    ]);
    const parts = vector('pie', 'x', x);
    if (parts.some((v) => !(v >= 0))) throw new ValueError(`pie: wedge sizes 'x' must be non negative values`);
    const total = parts.reduce((a, b) => a + b, 0);
    if (!(total > 0)) throw new ValueError('pie: there is nothing to share out, the sum of x is 0');
    if (options.labels !== undefined && options.labels.length !== parts.length) {
      throw new ValueError(`pie: 'labels' must be of length 'x', not ${options.labels.length} for ${parts.length}`);
    }
    const explode = spread('pie', 'explode', options.explode ?? 0, parts.length);
    const radius = options.radius ?? 1;
    const inner = radius - (options.wedgeprops?.width ?? radius);
    const sense = (options.counterclock ?? true) ? 1 : -1;
    let angle = ((options.startangle ?? 0) * Math.PI) / 180;
    const wedges = Array.from(parts, (part, k) => {
      const share = part / total;
      const next = angle + sense * share * 2 * Math.PI;
      const middle = (angle + next) / 2;
      const cx = explode[k]! * Math.cos(middle);
      const cy = explode[k]! * Math.sin(middle);
      const steps = Math.max(2, Math.ceil(share * 90));
      const ring: number[] = [];
      for (let i = 0; i <= steps; i++) {
        const a = angle + ((next - angle) * i) / steps;
        ring.push(cx + radius * Math.cos(a), cy + radius * Math.sin(a));
      }
      if (inner <= 0) ring.push(cx, cy);
      for (let i = steps; inner > 0 && i >= 0; i--) {
        const a = angle + ((next - angle) * i) / steps;
        ring.push(cx + inner * Math.cos(a), cy + inner * Math.sin(a));
      }
      angle = next;
      const place = (distance: number): [number, number] => [
        cx + distance * radius * Math.cos(middle),
        cy + distance * radius * Math.sin(middle),
      ];
      const color =
        options.colors === undefined
          ? this.nextColor('patch')
          : this.color('pie', options.colors[k % options.colors.length])!;
      const wedge = this.add({
        kind: 'areas' as const, ...artistDefaults(1, options.labels?.[k] ?? ''), clip: false, areas: [[ring]], faces: [color],
        edges: [this.color('pie', options.wedgeprops?.edgecolor) ?? 'none'], linewidth: options.wedgeprops?.linewidth ?? 1, dash: null, alpha: 1,
      }); // prettier-ignore
      if (options.labels !== undefined) {
        const [tx, ty] = place(1.1);
        this.add(this.makeText('pie', tx, ty, options.labels[k]!, { ha: tx > 0 ? 'left' : 'right', va: 'center' }));
      }
      if (options.autopct !== undefined) {
        const [tx, ty] = place(0.6);
        const percent = share * 100;
        const text =
          typeof options.autopct === 'function' ? options.autopct(percent) : percentText(options.autopct, percent);
        this.add(this.makeText('pie', tx, ty, text, { ha: 'center', va: 'center' }));
      }
      return wedge;
    });
    this.frame = false;
    this.aspect = 1;
    this.setXlim(-1.25, 1.25);
    this.setYlim(-1.25, 1.25);
    return wedges;
  }
}

/** A percentage in C's manner: `%.1f%%`, `%d%%`. */
function percentText(format: string, percent: number): string {
  const match = /%(?:\d*\.(\d+))?\d*([fdi])/.exec(format);
  if (match === null) throw new ValueError(`pie: autopct must be like '%.1f%%' or a function, got ${describe(format)}`);
  const text = match[2] === 'f' ? percent.toFixed(Number(match[1] ?? 6)) : String(Math.trunc(percent));
  return format.replace(match[0], text).replace(/%%/g, '%');
}

/** x and y exchanged. */
function swapped(chain: readonly number[]): number[] {
  const result: number[] = [];
  for (let i = 0; i < chain.length; i += 2) result.push(chain[i + 1]!, chain[i]!);
  return result;
}

export type { Line2D, NameList };
