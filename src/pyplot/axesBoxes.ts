/** Distributions: box plots and violins. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions } from '../core/errors.js';
import { artistDefaults, type LineCollection, type PolyCollection } from './artists.js';
import { AxesFills } from './axesFills.js';
import { boxStats, gaussianDensity, type BoxStats } from './statistics.js';
import { dataSets, extent, spread, swapped } from './values.js';

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

/** Axes with distributions. */
export class AxesBoxes extends AxesFills {
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
}
