/** Filled areas: between curves, polygons, curves on top of each other, pies. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { artistDefaults, type PolyCollection } from './artists.js';
import { AxesBars } from './axesBars.js';
import { PATCH_OPTIONS, type PatchOptions } from './axesParts.js';
import type { Color } from './colors.js';
import { sameLength, spread, swapped, vector, type PlotData } from './values.js';

export interface FillBetweenOptions extends PatchOptions {
  where?: ArrayLike;
  step?: 'pre' | 'post' | 'mid';
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
export class AxesFills extends AxesBars {
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
      area.stickyY = [0];
      return area;
    });
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
