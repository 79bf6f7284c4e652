/** A figure: its size, its axes in their places, colour bars, and the ways out (SVG, PNG, HTML, a terminal). */
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import type { Artist, Mappable } from './artists.js';
import { artistDefaults } from './artists.js';
import { Axes } from './axes.js';
import type { TextOptions } from './axesParts.js';
import type { Axis } from './axis.js';
import type { ContourSet } from './axesContours.js';
import { colorText, rgbaText, type Color } from './colors.js';
import { fileSystem } from '../files/fileSystem.js';
import { drawTerminal, type TerminalOptions } from './render/terminal.js';
import { renderPage } from './render/page.js';
import { renderPng } from './render/picture.js';
import { renderSvg } from './render/svg.js';
import { currentStyle, type Style } from './styles.js';

export interface FigureOptions {
  /** Width and height in inches. */
  figsize?: readonly [number, number];
  dpi?: number;
  facecolor?: Color;
  /** `'tight'`: leave just the room that labels need. */
  layout?: 'tight' | 'none' | 'constrained';
}

export interface SubplotOptions {
  projection?: '3d' | 'polar';
  sharex?: Axes;
  sharey?: Axes;
  facecolor?: Color;
}

export interface SavefigOptions {
  /** Dots an inch of a PNG; the figure's when left out. */
  dpi?: number;
  format?: 'svg' | 'png' | 'html';
  facecolor?: Color;
  transparent?: boolean;
  /** `'tight'` lays the figure out tightly. */
  bboxInches?: 'tight';
}

export interface ColorbarOptions {
  ax?: Axes;
  label?: string;
  orientation?: 'vertical' | 'horizontal';
  shrink?: number;
  ticks?: readonly number[];
}

/** Margins of the subplots in parts of the figure; spaces in parts of an axes. */
export interface SubplotMargins {
  left: number;
  right: number;
  bottom: number;
  top: number;
  wspace: number;
  hspace: number;
}

export const FIGURE_OPTIONS: readonly string[] = ['figsize', 'dpi', 'facecolor', 'layout'];

/** A figure. */
export class Figure {
  readonly axes: Axes[] = [];
  readonly style: Style;
  readonly dpi: number;
  /** Inches. */
  readonly figsize: readonly [number, number];
  facecolor: string;
  tight: boolean;
  title: { text: string; fontsize: number; color: string } | null = null;
  margins: SubplotMargins = { left: 0.125, right: 0.9, bottom: 0.11, top: 0.88, wspace: 0.2, hspace: 0.2 };
  /** The axes that plots go to. */
  current: Axes | null = null;

  constructor(
    readonly number: number,
    options: FigureOptions = {},
  ) {
    checkOptions('figure', options, FIGURE_OPTIONS);
    this.style = currentStyle();
    this.figsize = options.figsize ?? this.style.figsize;
    this.dpi = options.dpi ?? this.style.dpi;
    if (this.figsize.length !== 2 || !this.figsize.every((v) => v > 0 && v < 1000)) {
      throw new ValueError(
        `figure: figsize must be [width, height] in inches, both positive, got ${describe(options.figsize)}`,
      );
    }
    if (!(this.dpi > 0)) throw new ValueError(`figure: dpi must be positive, got ${describe(options.dpi)}`);
    this.facecolor =
      options.facecolor === undefined ? this.style.figureFacecolor : colorText('figure', options.facecolor);
    this.tight = options.layout === 'tight' || options.layout === 'constrained';
  }

  /** Width and height in pixels. */
  get size(): [number, number] {
    return [Math.round(this.figsize[0] * this.dpi), Math.round(this.figsize[1] * this.dpi)];
  }

  /** Axes in a place of a grid; `index` counts along rows from 1, two of them span a block. */
  addSubplot(rows = 1, columns = 1, index: number | readonly [number, number] = 1, options: SubplotOptions = {}): Axes {
    checkOptions('addSubplot', options, ['projection', 'sharex', 'sharey', 'facecolor']);
    const [from, to] = typeof index === 'number' ? [index, index] : index;
    for (const v of [from, to]) {
      if (!Number.isInteger(v) || v < 1 || v > rows * columns) {
        throw new ValueError(
          `addSubplot: index must be an integer with 1 <= index <= ${rows * columns}, got ${describe(index)}`,
        );
      }
    }
    const [r0, c0] = [Math.floor((from - 1) / columns), (from - 1) % columns];
    const [r1, c1] = [Math.floor((to - 1) / columns), (to - 1) % columns];
    const cell = { rows, columns, row: r0, column: c0, rowspan: r1 - r0 + 1, colspan: c1 - c0 + 1 };
    const axes = new Axes(this, [0, 0, 1, 1], { x: options.sharex?.xaxis, y: options.sharey?.yaxis });
    axes.cell = cell;
    axes.position = cellPosition(cell, this.margins);
    project(axes, options.projection);
    if (options.facecolor !== undefined) axes.setFacecolor(options.facecolor);
    this.axes.push(axes);
    this.current = axes;
    return axes;
  }

  /** Axes at a place: left, bottom, width and height in parts of the figure. */
  addAxes(place: readonly [number, number, number, number], options: SubplotOptions = {}): Axes {
    if (!Array.isArray(place) || place.length !== 4) {
      throw new ValueError(`addAxes: place must be [left, bottom, width, height], got ${describe(place)}`);
    }
    const axes = new Axes(this, place as [number, number, number, number], {
      x: options.sharex?.xaxis,
      y: options.sharey?.yaxis,
    });
    project(axes, options.projection);
    this.axes.push(axes);
    this.current = axes;
    return axes;
  }

  /** @internal Axes on the place of others. */
  addTwin(sibling: Axes, share: { x?: Axis; y?: Axis }): Axes {
    const twin = new Axes(this, sibling.position, share);
    twin.twin = true;
    twin.sibling = sibling;
    twin.continueColors(sibling);
    twin.cell = sibling.cell;
    twin.gridState = { ...twin.gridState, x: false, y: false };
    this.axes.push(twin);
    this.current = twin;
    return twin;
  }

  /** The current axes, made when there are none. */
  gca(): Axes {
    return this.current ?? this.addSubplot();
  }

  /** A title over all. */
  suptitle(text: string, options: Pick<TextOptions, 'fontsize' | 'color'> = {}): void {
    checkOptions('suptitle', options, ['fontsize', 'color']);
    this.title = {
      text: String(text),
      fontsize: typeof options.fontsize === 'number' ? options.fontsize : this.style.fontSize * 1.2,
      color: options.color === undefined ? this.style.textColor : colorText('suptitle', options.color),
    };
  }

  /** Move the subplots: margins in parts of the figure, spaces in parts of an axes. */
  subplotsAdjust(margins: Partial<SubplotMargins>): void {
    checkOptions('subplotsAdjust', margins, Object.keys(this.margins));
    const next = { ...this.margins, ...margins };
    if (next.left >= next.right)
      throw new ValueError(`subplotsAdjust: left (${next.left}) cannot be >= right (${next.right})`);
    if (next.bottom >= next.top)
      throw new ValueError(`subplotsAdjust: bottom (${next.bottom}) cannot be >= top (${next.top})`);
    this.margins = next;
    this.tight = false;
    for (const axes of this.axes) if (axes.cell !== null) axes.position = cellPosition(axes.cell, next);
  }

  /** Leave just the room that titles and labels need. */
  tightLayout(): void {
    this.tight = true;
  }

  /**
   * A bar that says which colour is which value.
   *
   * @param shown - what a plot with colours returned; the latest of the axes when left out
   */
  colorbar(
    shown?: Artist | ContourSet | { mappable: Mappable | null | undefined } | null,
    options: ColorbarOptions = {},
  ): Axes {
    checkOptions('colorbar', options, ['ax', 'label', 'orientation', 'shrink', 'ticks']);
    const found = shown as { mappable?: Mappable | null } | null | undefined;
    const owner =
      options.ax ??
      this.axes.find(
        (axes) =>
          found?.mappable !== undefined &&
          axes.artists.some((artist) => (artist as { mappable?: Mappable }).mappable === found.mappable),
      ) ??
      this.gca();
    const mappable = found?.mappable ?? owner.mappable;
    if (mappable === null || mappable === undefined) {
      throw new DTypeError(
        'colorbar: no plot with colours was found; draw one (imshow, contourf, scatter with c, ...) and hand its result',
      );
    }
    const vertical = options.orientation !== 'horizontal';
    const [left, bottom, width, height] = owner.position;
    const shrink = options.shrink ?? 1;
    const [w, h] = this.figsize;
    const { norm } = mappable;
    let bar: Axes;
    if (vertical) {
      owner.position = [left, bottom, width * 0.8, height];
      bar = new Axes(this, [
        left + width * 0.85,
        bottom + (height * (1 - shrink)) / 2,
        (height * shrink * h) / w / 20,
        height * shrink,
      ]);
    } else {
      owner.position = [left, bottom + height * 0.2, width, height * 0.8];
      bar = new Axes(this, [
        left + (width * (1 - shrink)) / 2,
        bottom + height * 0.2 - height * 0.12,
        width * shrink,
        (width * shrink * w) / h / 20,
      ]);
    }
    bar.colorbarOf = owner;
    this.axes.push(bar);
    owner.cellLess();
    const levels = mappable.bands?.levels ?? mappable.lines?.levels;
    const [low, high] = levels !== undefined ? [levels[0]!, levels[levels.length - 1]!] : [norm.vmin, norm.vmax];
    const along = vertical ? bar.yaxis : bar.xaxis;
    const across = vertical ? bar.xaxis : bar.yaxis;
    if (norm.kind === 'log') along.setScale('colorbar', 'log');
    [along.low, along.high] = low < high ? [low, high] : [low - 0.5, low + 0.5];
    [across.low, across.high] = [0, 1];
    if (levels !== undefined) along.ticks = options.ticks ?? someLevels(levels);
    else if (options.ticks !== undefined) along.ticks = options.ticks;
    if (vertical) {
      bar.yside.opposite = true;
      bar.xside.visible = bar.xside.labels = false;
    } else bar.yside.visible = bar.yside.labels = false;
    const turn = (ring: number[]): number[] => (vertical ? ring : ring.map((_, i) => ring[i ^ 1]!));
    if (mappable.bands !== undefined) {
      const { bands } = mappable;
      bar.add({
        kind: 'areas', ...artistDefaults(1), faces: bands.colors.slice(0, bands.levels.length - 1), edges: ['none'], linewidth: 0, dash: null, alpha: 1,
        areas: bands.levels.slice(0, -1).map((v, k) => [turn([0, v, 1, v, 1, bands.levels[k + 1]!, 0, bands.levels[k + 1]!])]),
      }); // prettier-ignore
    } else if (mappable.lines !== undefined) {
      const { lines } = mappable;
      bar.add({
        kind: 'segments', ...artistDefaults(2), chains: lines.levels.map((v) => turn([0, v, 1, v])), colors: lines.colors,
        linewidths: [1.5], dashes: [null], alpha: 1,
      }); // prettier-ignore
    } else {
      const rgba = new Uint8Array(256 * 4).fill(255);
      for (let k = 0; k < 256; k++)
        rgba.set(mappable.cmap.table.subarray(k * 3, k * 3 + 3), (vertical ? 255 - k : k) * 4);
      const span = [low, low < high ? high : low + 1] as const;
      bar.add({
        kind: 'image', ...artistDefaults(0), extent: vertical ? [0, 1, span[0], span[1]] : [span[0], span[1], 0, 1], rgba,
        columns: vertical ? 1 : 256, rows: vertical ? 256 : 1, interpolation: 'nearest',
      }); // prettier-ignore
    }
    if (options.label !== undefined) {
      if (vertical) bar.setYlabel(options.label);
      else bar.setXlabel(options.label);
    }
    return bar;
  }

  /** Remove all axes. */
  clear(): void {
    this.axes.length = 0;
    this.current = null;
    this.title = null;
  }

  /** The figure as an SVG document. */
  toSvg(): string {
    return renderSvg(this);
  }

  /** The figure as an interactive HTML page: zoom by wheel and box, values under the pointer. */
  toHtml(): string {
    return renderPage(this);
  }

  /** The figure as a PNG file's bytes; wants the optional package @resvg/resvg-js. */
  toPng(options: { dpi?: number } = {}): Uint8Array {
    return renderPng(this, options.dpi ?? this.dpi);
  }

  /** The figure drawn in characters. */
  toTerminal(options: TerminalOptions = {}): string {
    return drawTerminal(this, options);
  }

  /**
   * Write the figure to a file; its ending (`.svg`, `.png`, `.html`) says how.
   *
   * @throws ValueError for another ending
   */
  savefig(path: string, options: SavefigOptions = {}): void {
    if (typeof path !== 'string')
      throw new DTypeError(`savefig: expected a path that ends in .svg, .png or .html, got ${describe(path)}`);
    checkOptions('savefig', options, ['dpi', 'format', 'facecolor', 'transparent', 'bboxInches']);
    const format = options.format ?? /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
    if (format !== 'svg' && format !== 'png' && format !== 'html') {
      const hint = format === 'pdf' ? '; save as SVG and convert it, by rsvg-convert -f pdf or a browser' : '';
      throw new ValueError(
        `savefig: format ${describe(format)} is not supported (supported formats: svg, png, html)${hint}`,
      );
    }
    const { facecolor, tight } = this;
    try {
      if (options.transparent) this.facecolor = 'none';
      if (options.facecolor !== undefined) this.facecolor = colorText('savefig', options.facecolor);
      if (options.bboxInches === 'tight') this.tight = true;
      const { writeFileSync } = fileSystem('savefig');
      if (format === 'svg') writeFileSync(path, this.toSvg());
      else if (format === 'html') writeFileSync(path, this.toHtml());
      else writeFileSync(path, this.toPng({ dpi: options.dpi }));
    } finally {
      this.facecolor = facecolor;
      this.tight = tight;
    }
  }

  /** @internal The colour of nothing that can be seen. */
  static readonly invisible = rgbaText([0, 0, 0, 0]);
}

/** At most ten or so of the levels, zero among them where it is one. */
function someLevels(levels: readonly number[]): number[] {
  const step = Math.max(1, Math.ceil(levels.length / 10));
  const least = (list: readonly number[]): number => list.reduce((a, v) => Math.min(a, Math.abs(v)), Infinity);
  let kept = levels.filter((_, k) => k % step === 0);
  for (let start = 1; start < step; start++) {
    const other = levels.filter((_, k) => k >= start && (k - start) % step === 0);
    if (least(other) < least(kept)) kept = other;
  }
  return [...kept];
}

/** Make axes of three dimensions or polar ones. */
function project(axes: Axes, projection: SubplotOptions['projection']): void {
  if (projection === undefined) return;
  if (projection === '3d') axes.three = { elev: 30, azim: -60, zlabel: '', zlim: null, surfaces: [] };
  else if (projection === 'polar') axes.makePolar();
  else throw new ValueError(`addSubplot: unknown projection ${describe(projection)}; there are '3d' and 'polar'`);
}

/** The place of a cell in parts of the figure. */
export function cellPosition(
  cell: NonNullable<Axes['cell']>,
  margins: SubplotMargins,
): [number, number, number, number] {
  const width = (margins.right - margins.left) / (cell.columns + margins.wspace * (cell.columns - 1));
  const height = (margins.top - margins.bottom) / (cell.rows + margins.hspace * (cell.rows - 1));
  const left = margins.left + cell.column * width * (1 + margins.wspace);
  const top = margins.top - cell.row * height * (1 + margins.hspace);
  const w = width * cell.colspan + width * margins.wspace * (cell.colspan - 1);
  const h = height * cell.rowspan + height * margins.hspace * (cell.rowspan - 1);
  return [left, top - h, w, h];
}
