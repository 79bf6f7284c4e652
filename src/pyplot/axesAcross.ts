/** Straight lines and bands across the axes, texts with arrows. */
import type { ArrayLike } from '../core/arrayLike.js';
import { checkOptions } from '../core/errors.js';
import { artistDefaults, type Line2D, type LineCollection, type PolyCollection, type TextArtist } from './artists.js';
import { LINE_OPTIONS, type LineOptions } from './axesLines.js';
import { AxesMarkers } from './axesMarkers.js';
import { PATCH_OPTIONS, TEXT_OPTIONS, type PatchOptions, type TextOptions } from './axesParts.js';
import type { Color } from './colors.js';
import { dashes, type LineStyle } from './formatString.js';
import { spread, vector } from './values.js';

/** A line across the axes. */
export interface AcrossOptions extends Omit<LineOptions, 'marker' | 'drawstyle'> {}

/** An arrow of an annotation. */
export interface ArrowProps {
  arrowstyle?: '->' | '-' | '<-' | '<->' | '-|>' | 'simple';
  color?: Color;
  facecolor?: Color;
  linewidth?: number;
  shrink?: number;
}

export interface AnnotateOptions extends TextOptions {
  xytext?: readonly [number | Date, number];
  /** Where `xytext` counts: in data, or in points from `xy`. */
  textcoords?: 'data' | 'offset points';
  arrowprops?: ArrowProps;
}

/** Axes with lines across. */
export class AxesAcross extends AxesMarkers {
  private across(
    functionName: string,
    values: [number[], number[]],
    axesX: boolean,
    axesY: boolean,
    options: AcrossOptions,
  ): Line2D {
    checkOptions(functionName, options, LINE_OPTIONS);
    return this.add({
      ...this.makeLine(functionName, Float64Array.from(values[0]), Float64Array.from(values[1]), '', options),
      axesX,
      axesY,
    });
  }

  /** A horizontal line across the axes, from `xmin` to `xmax` in parts of its width. */
  axhline(y = 0, options: AcrossOptions & { xmin?: number; xmax?: number } = {}): Line2D {
    const { xmin = 0, xmax = 1, ...rest } = options;
    return this.across(
      'axhline',
      [
        [xmin, xmax],
        [y, y],
      ],
      true,
      false,
      { color: 'C0', ...rest },
    );
  }

  /** A vertical line across the axes. */
  axvline(x: number | Date = 0, options: AcrossOptions & { ymin?: number; ymax?: number } = {}): Line2D {
    const { ymin = 0, ymax = 1, ...rest } = options;
    return this.across(
      'axvline',
      [
        [+x, +x],
        [ymin, ymax],
      ],
      false,
      true,
      { color: 'C0', ...rest },
    );
  }

  /** Horizontal lines at `y` from `xmin` to `xmax`, each a number or one a line. */
  hlines(
    y: ArrayLike,
    xmin: ArrayLike,
    xmax: ArrayLike,
    options: { colors?: Color; linestyles?: LineStyle; linewidths?: number; label?: string } = {},
  ): LineCollection {
    const at = vector('hlines', 'y', y);
    const from = spread('hlines', 'xmin', xmin, at.length);
    const to = spread('hlines', 'xmax', xmax, at.length);
    return this.segments(
      'hlines',
      Array.from(at, (v, i) => [from[i]!, v, to[i]!, v]),
      options,
    );
  }

  /** Vertical lines at `x` from `ymin` to `ymax`. */
  vlines(
    x: ArrayLike,
    ymin: ArrayLike,
    ymax: ArrayLike,
    options: { colors?: Color; linestyles?: LineStyle; linewidths?: number; label?: string } = {},
  ): LineCollection {
    const at = vector('vlines', 'x', x);
    const from = spread('vlines', 'ymin', ymin, at.length);
    const to = spread('vlines', 'ymax', ymax, at.length);
    return this.segments(
      'vlines',
      Array.from(at, (v, i) => [v, from[i]!, v, to[i]!]),
      options,
    );
  }

  private segments(
    functionName: string,
    chains: number[][],
    options: { colors?: Color; linestyles?: LineStyle; linewidths?: number; label?: string },
  ): LineCollection {
    checkOptions(functionName, options, ['colors', 'linestyles', 'linewidths', 'label']);
    return this.add({
      kind: 'segments',
      ...artistDefaults(2, options.label),
      chains,
      colors: [this.color(functionName, options.colors ?? 'C0')!],
      linewidths: [options.linewidths ?? this.style.linesLinewidth],
      dashes: [dashes(functionName, options.linestyles ?? '-') ?? null],
      alpha: 1,
    });
  }

  private band(
    functionName: string,
    ring: number[],
    axesX: boolean,
    axesY: boolean,
    options: PatchOptions,
  ): PolyCollection {
    return this.add({
      kind: 'areas', ...artistDefaults(options.zorder ?? 1, options.label), axesX, axesY, areas: [[ring]],
      faces: [this.color(functionName, options.facecolor ?? options.color ?? 'C0')!],
      edges: [this.color(functionName, options.edgecolor ?? options.color) ?? 'none'],
      linewidth: options.linewidth ?? 1, dash: null, alpha: options.alpha ?? 1,
    }); // prettier-ignore
  }

  /** A band across the axes between two heights. */
  axhspan(ymin: number, ymax: number, options: PatchOptions = {}): PolyCollection {
    checkOptions('axhspan', options, PATCH_OPTIONS);
    return this.band('axhspan', [0, ymin, 1, ymin, 1, ymax, 0, ymax], true, false, options);
  }

  /** A band up the axes between two places. */
  axvspan(xmin: number | Date, xmax: number | Date, options: PatchOptions = {}): PolyCollection {
    checkOptions('axvspan', options, PATCH_OPTIONS);
    return this.band('axvspan', [+xmin, 0, +xmax, 0, +xmax, 1, +xmin, 1], false, true, options);
  }

  /**
   * A text about a place, with an arrow to it where `arrowprops` is given.
   *
   * @param xy - the place
   * @param options - `xytext`: where the text stands
   */
  annotate(text: string, xy: readonly [number | Date | string, number], options: AnnotateOptions = {}): TextArtist {
    checkOptions('annotate', options, ['xytext', 'textcoords', 'arrowprops', ...TEXT_OPTIONS]);
    const { xytext, textcoords = 'data', arrowprops, ...rest } = options;
    const target = this.makeText('annotate', xy[0], xy[1], '', {});
    const offset = textcoords === 'offset points' && xytext !== undefined;
    const artist = this.makeText(
      'annotate',
      offset || xytext === undefined ? xy[0] : xytext[0],
      offset || xytext === undefined ? xy[1] : xytext[1],
      text,
      rest,
    );
    if (offset) artist.offset = [Number(xytext[0]), xytext[1]];
    if (arrowprops !== undefined) {
      checkOptions('annotate: arrowprops', arrowprops, ['arrowstyle', 'color', 'facecolor', 'linewidth', 'shrink']);
      artist.arrow = {
        x: target.x,
        y: target.y,
        color: this.color('annotate', arrowprops.color ?? arrowprops.facecolor) ?? this.style.textColor,
        width: arrowprops.linewidth ?? 1,
        style: arrowprops.arrowstyle ?? 'simple',
      };
    }
    return this.add(artist);
  }
}
