/** Contours of a field: lines, filled bands, labels on them. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { artistDefaults, type LineCollection, type Mappable, type PolyCollection, type TextArtist } from './artists.js';
import { AxesImages, COLOR_OPTIONS, type ColorOptions, type Grid } from './axesImages.js';
import { getCmap, makeNorm } from './colormaps.js';
import { rgbaText, type Color } from './colors.js';
import { labelPlace, pieceOf } from './contourLabels.js';
import { contourChains, reversed } from './contours.js';
import { dashes, type LineStyle } from './formatString.js';
import { textWidth } from './text.js';
import { contourLevels } from './ticks.js';
import { extent, vector, type Matrix } from './values.js';

export interface ContourOptions extends ColorOptions {
  /** How many, or which. */
  levels?: number | ArrayLike;
  colors?: Color | readonly Color[];
  linewidths?: number;
  linestyles?: LineStyle;
  extend?: 'neither' | 'both' | 'min' | 'max';
}

/** Contours as they were drawn. */
export interface ContourSet {
  readonly levels: readonly number[];
  readonly colors: readonly string[];
  /** The chains of each level, x and y in turn. */
  readonly chains: readonly (readonly ArrayLikeNumbers[])[];
  readonly artist: LineCollection | PolyCollection;
  readonly mappable: Mappable;
}
type ArrayLikeNumbers = readonly number[];

/** Axes with contours. */
export class AxesContours extends AxesImages {
  /** Lines where a field has certain values: `contour(z)`, `contour(x, y, z)`. */
  contour(...args: readonly (ArrayLike | ContourOptions)[]): ContourSet {
    const { grid, options } = this.contourField('contour', args);
    const levels = this.levels('contour', grid.field, options, false);
    const norm = makeNorm('contour', Float64Array.from(levels), options);
    const cmap = getCmap(options.cmap ?? this.style.imageCmap);
    const colors = levels.map(
      (level, k) => this.levelColor('contour', options.colors, k) ?? rgbaText(cmap.evaluate(norm.scale(level))),
    );
    const chains = levels.map((level) => contourChains(grid.field, grid.x, grid.y, level, false));
    const single = typeof options.colors === 'string';
    const drawn: number[][] = [];
    const lineColors: string[] = [];
    const lineDashes: (number[] | null)[] = [];
    chains.forEach((list, k) => {
      for (const chain of list) {
        drawn.push(chain);
        lineColors.push(colors[k]!);
        lineDashes.push(dashes('contour', options.linestyles ?? (single && levels[k]! < 0 ? '--' : '-')) ?? null);
      }
    });
    const mappable: Mappable = { cmap, norm, values: grid.field.data, lines: { levels, colors } };
    this.mappable = mappable;
    const artist = this.add({
      kind: 'segments' as const, ...artistDefaults(2), chains: drawn, colors: lineColors, linewidths: [options.linewidths ?? 1.5], dashes: lineDashes,
      alpha: options.alpha ?? 1, mappable, ...this.gridEdges(grid),
    }); // prettier-ignore
    this.reach(grid);
    return { levels, colors, chains, artist, mappable };
  }

  /**
   * Bands between certain values of a field, filled: `contourf(z)`, `contourf(x, y, z)`.
   *
   * @example
   * const [X, Y] = np.meshgrid(np.linspace(-1, 1, 20), np.linspace(-1, 1, 20));
   * plt.colorbar(plt.contourf(X, Y, np.hypot(X, Y), { levels: 8 }));
   */
  contourf(...args: readonly (ArrayLike | ContourOptions)[]): ContourSet {
    const { grid, options } = this.contourField('contourf', args);
    const levels = this.levels('contourf', grid.field, options, true);
    const extend = options.extend ?? 'neither';
    const edge: number[] = [...levels];
    if (extend === 'both' || extend === 'min') edge.unshift(-Number.MAX_VALUE);
    if (extend === 'both' || extend === 'max') edge.push(Infinity);
    const middles = edge.slice(0, -1).map((low, k) => {
      const high = edge[k + 1]!;
      if (low === -Number.MAX_VALUE) return levels[0]! - 1e-12;
      return high === Infinity ? levels[levels.length - 1]! : (low + high) / 2;
    });
    const norm = makeNorm('contourf', Float64Array.from(levels), {
      vmin: options.vmin,
      vmax: options.vmax,
      norm: options.norm,
    });
    const cmap = getCmap(options.cmap ?? this.style.imageCmap);
    const inner = makeNorm('contourf', Float64Array.from(middles), {
      vmin: options.vmin,
      vmax: options.vmax,
      norm: options.norm,
    });
    const colors = middles.map(
      (v, k) =>
        this.levelColor('contourf', options.colors, k) ??
        rgbaText(cmap.evaluate((extend === 'neither' ? norm : inner).scale(v))),
    );
    const greatest = extent(grid.field.data)?.[1] ?? 0;
    const rings = edge.map((level) =>
      level === Infinity ? [] : contourChains(grid.field, grid.x, grid.y, level, true),
    );
    const areas: number[][][] = [];
    const faces: string[] = [];
    colors.forEach((color, k) => {
      // The last band holds its upper edge too.
      const last = edge[k + 1]! >= greatest && k === colors.length - 1;
      const band = [...rings[k]!, ...(last ? [] : rings[k + 1]!.map(reversed))];
      areas.push(band);
      faces.push(color);
    });
    const mappable: Mappable = { cmap, norm, values: grid.field.data, bands: { levels, colors } };
    this.mappable = mappable;
    const artist = this.add({
      kind: 'areas' as const, ...artistDefaults(1), areas, faces, edges: [options.alpha === undefined ? '' : 'none'], linewidth: 0.3, dash: null,
      alpha: options.alpha ?? 1, mappable, ...this.gridEdges(grid),
    }); // prettier-ignore
    this.reach(grid);
    return { levels, colors, chains: rings, artist, mappable };
  }

  private contourField(functionName: string, args: readonly unknown[]): { grid: Grid; options: ContourOptions } {
    // A fourth array or a number after the field are the levels, as in Matplotlib.
    const rest = [...args];
    const options = (
      typeof rest[rest.length - 1] === 'object' && Object.getPrototypeOf(rest[rest.length - 1]) === Object.prototype
        ? rest.pop()
        : {}
    ) as ContourOptions;
    const levels = rest.length === 2 || rest.length === 4 ? (rest.pop() as number | ArrayLike) : options.levels;
    const known = ['levels', 'colors', 'linewidths', 'linestyles', 'extend', ...COLOR_OPTIONS];
    const { grid } = this.field(functionName, [...rest, options], known);
    if (grid.field.rows < 2 || grid.field.columns < 2) {
      throw new ValueError(
        `${functionName}: z must be at least a (2, 2) shaped array, but has shape (${grid.field.rows},${grid.field.columns})`,
      );
    }
    return { grid, options: { ...options, levels } };
  }

  private levels(functionName: string, field: Matrix, options: ContourOptions, filled: boolean): number[] {
    const given = options.levels;
    if (given !== undefined && typeof given !== 'number') {
      const levels = [...vector(functionName, 'levels', given)];
      if (levels.length === 0 || levels.some((v, k) => k > 0 && !(v > levels[k - 1]!))) {
        throw new ValueError(`${functionName}: contour levels must be increasing, got ${describe(levels)}`);
      }
      if (filled && levels.length < 2) throw new ValueError('contourf: filled contours require at least 2 levels');
      return levels;
    }
    const [low, high] = extent(field.data) ?? [0, 1];
    if (options.norm === 'log') {
      const from = Math.floor(Math.log10(Math.max(low, Number.MIN_VALUE)));
      return Array.from({ length: Math.ceil(Math.log10(high)) - from + 1 }, (_, k) => 10 ** (from + k));
    }
    return contourLevels(low, high, given ?? 7, options.extend ?? 'neither');
  }

  private levelColor(
    functionName: string,
    colors: Color | readonly Color[] | undefined,
    k: number,
  ): string | undefined {
    if (colors === undefined) return undefined;
    const list =
      typeof colors === 'string' || typeof colors[0] === 'number' ? [colors as Color] : (colors as readonly Color[]);
    return this.color(functionName, list[k % list.length]);
  }

  private gridEdges(grid: Grid): { stickyX: number[]; stickyY: number[] } {
    return { stickyX: [...(extent(grid.x) ?? [])], stickyY: [...(extent(grid.y) ?? [])] };
  }

  /** Contours reach as far as their grid, though their lines do not. */
  private reach(grid: Grid): void {
    const [x, y] = [extent(grid.x), extent(grid.y)];
    if (x === null || y === null) return;
    this.add({
      kind: 'segments', ...artistDefaults(0), chains: [[x[0], y[0]], [x[1], y[1]]], colors: ['none'], linewidths: [0], dashes: [null], alpha: 0, ...this.gridEdges(grid),
    }); // prettier-ignore
  }

  /**
   * Write the values on contour lines that are long enough, along them; lines are parted below the texts (`inline`).
   *
   * @param options - `fmt`: `'%.1f'` or a function; `levels`: which of them
   */
  clabel(
    contours: ContourSet,
    options: {
      fontsize?: number;
      fmt?: string | ((value: number) => string);
      inline?: boolean;
      levels?: ArrayLike;
    } = {},
  ): TextArtist[] {
    checkOptions('clabel', options, ['fontsize', 'fmt', 'inline', 'levels']);
    const { fmt, inline = true, fontsize = 10 } = options;
    const digits = typeof fmt === 'string' ? /\.(\d+)f/.exec(fmt)?.[1] : undefined;
    const wanted = options.levels === undefined ? null : [...vector('clabel', 'levels', options.levels)];
    const artist = contours.artist as LineCollection;
    const lines = artist.kind === 'segments' ? artist : null;
    // Pixels of the axes as it stands now.
    const [W, H] = this.figure.size;
    const [left, bottom, width, height] = this.position;
    const [x0, x1] = this.xaxis.limits().map((v) => this.xaxis.scale.forward(v)) as [number, number];
    const [y0, y1] = this.yaxis.limits().map((v) => this.yaxis.scale.forward(v)) as [number, number];
    const box = [left * W, (left + width) * W, (1 - bottom - height) * H, (1 - bottom) * H] as const;
    const px = (x: number): number => box[0] + ((this.xaxis.scale.forward(x) - x0) / (x1 - x0)) * width * W;
    const py = (y: number): number => box[3] - ((this.yaxis.scale.forward(y) - y0) / (y1 - y0)) * height * H;
    const texts: TextArtist[] = [];
    const taken: [number, number][] = [];
    const cut = new Map<readonly number[], number[][]>();
    contours.levels.forEach((level, k) => {
      if (wanted !== null && !wanted.some((v) => Math.abs(v - level) <= 1e-9 * Math.max(1, Math.abs(v)))) return;
      const plain = digits === undefined ? String(Number(level.toPrecision(6))) : level.toFixed(Number(digits));
      const text =
        typeof fmt === 'function'
          ? fmt(level)
          : typeof fmt === 'string'
            ? fmt.replace(/%[\d.]*f/, plain).replace('%%', '%')
            : plain;
      const wide = (textWidth(text, fontsize) * this.figure.dpi) / 72;
      for (const chain of contours.chains[k]!) {
        const place = labelPlace(Array.from(chain, (v, i) => (i % 2 ? py(v) : px(v))), wide, taken, box); // prettier-ignore
        if (place === null) continue;
        taken.push([place.x, place.y]);
        const x = this.xaxis.scale.backward(x0 + ((place.x - box[0]) / (width * W)) * (x1 - x0));
        const y = this.yaxis.scale.backward(y0 + ((box[3] - place.y) / (height * H)) * (y1 - y0));
        const label = this.makeText('clabel', x, y, text, {
          ha: 'center',
          va: 'center',
          fontsize,
          color: contours.colors[k]!,
          rotation: place.angle,
        });
        label.clip = true;
        texts.push(this.add(label));
        if (inline && lines !== null)
          cut.set(
            chain,
            place.pieces.map(([from, to]) => pieceOf(chain, from, to)),
          );
      }
    });
    if (lines !== null && cut.size > 0) {
      const parts = lines.chains.map((chain) => cut.get(chain as readonly number[]) ?? [chain]);
      lines.colors = parts.flatMap((list, i) => list.map(() => lines.colors[i % lines.colors.length]!));
      lines.dashes = parts.flatMap((list, i) => list.map(() => lines.dashes[i % lines.dashes.length] ?? null));
      lines.chains = parts.flat();
    }
    return texts;
  }
}
