/** The axes that users hold: all kinds of plots, twins that share an axis, and three dimensions. */
import type { ArrayLike } from '../core/arrayLike.js';
import { asNDArray } from '../core/arrayLike.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import type { Mappable } from './artists.js';
import type { PolarState, Surface3d, ThreeState } from './axesParts.js';
import type { ColorOptions } from './axesImages.js';
import { AxesVectors } from './axesVectors.js';
import { getCmap, makeNorm } from './colormaps.js';
import type { Color } from './colors.js';
import { sameLength, toFloats, vector } from './values.js';

export interface SurfaceOptions extends ColorOptions {
  color?: Color;
  /** At most so many rows and columns are drawn. */
  rcount?: number;
  ccount?: number;
  edgecolor?: Color;
  linewidth?: number;
  label?: string;
}

export interface SpaceOptions extends ColorOptions {
  c?: Color | ArrayLike;
  color?: Color;
  s?: number;
  linewidth?: number;
  label?: string;
}

/** One plot of a figure. */
export class Axes extends AxesVectors {
  /** A second y axis on the right, over the same x. */
  twinx(): Axes {
    const twin = this.figure.addTwin(this, { x: this.xaxis });
    twin.yside.opposite = true;
    twin.xside.visible = twin.xside.labels = false;
    return twin;
  }

  /** A second x axis on top, over the same y. */
  twiny(): Axes {
    const twin = this.figure.addTwin(this, { y: this.yaxis });
    twin.xside.opposite = true;
    twin.yside.visible = twin.yside.labels = false;
    return twin;
  }

  /** @internal Start the count of colours where a sibling's stands. */
  continueColors(other: Axes): void {
    this.lineCount = other.lineCount;
  }

  private space(functionName: string): ThreeState {
    if (this.three === null) {
      throw new DTypeError(
        `${functionName}: these axes have two dimensions; make them by addSubplot(1, 1, 1, { projection: '3d' })`,
      );
    }
    return this.three;
  }

  /**
   * A surface over a plane, in axes made with `projection: '3d'`.
   *
   * @param x - a matrix as meshgrid makes it, or a place a column
   * @param y - the same, or a place a row
   * @param z - heights
   */
  plotSurface(x: ArrayLike, y: ArrayLike, z: ArrayLike, options: SurfaceOptions = {}): Surface3d {
    checkOptions('plotSurface', options, [
      'color',
      'rcount',
      'ccount',
      'edgecolor',
      'linewidth',
      'label',
      'cmap',
      'norm',
      'vmin',
      'vmax',
      'alpha',
    ]);
    return this.surface('plotSurface', 'surface', x, y, z, options);
  }

  /** A surface as a net of lines. */
  plotWireframe(x: ArrayLike, y: ArrayLike, z: ArrayLike, options: Omit<SurfaceOptions, 'cmap'> = {}): Surface3d {
    checkOptions('plotWireframe', options, ['color', 'rcount', 'ccount', 'linewidth', 'label', 'alpha']);
    return this.surface('plotWireframe', 'wire', x, y, z, options);
  }

  private surface(
    name: string,
    kind: 'surface' | 'wire',
    x: ArrayLike,
    y: ArrayLike,
    z: ArrayLike,
    options: SurfaceOptions,
  ): Surface3d {
    const space = this.space(name);
    const az = asNDArray(name, z);
    if (az.ndim !== 2) throw new ValueError(`${name}: z must be 2-dimensional, got shape ${shapeText(az.shape)}`);
    const [rows, columns] = az.shape as [number, number];
    const heights = toFloats(name, 'z', az);
    const place = (value: ArrayLike, which: 'x' | 'y'): Float64Array => {
      const array = asNDArray(name, value);
      const given = toFloats(name, which, array);
      if (array.ndim === 2 && given.length === heights.length) return given;
      if (given.length === (which === 'x' ? columns : rows)) {
        return Float64Array.from(heights, (_, k) => given[which === 'x' ? k % columns : Math.floor(k / columns)]!);
      }
      throw new ValueError(
        `${name}: ${which} has shape ${shapeText(array.shape)}, which does not fit z of shape ${shapeText(az.shape)}`,
      );
    };
    const px = place(x, 'x');
    const py = place(y, 'y');
    // No more rows and columns than asked for: every so many are kept, and the last.
    const keep = (count: number, most: number): number[] => {
      const stride = Math.max(1, Math.ceil(count / most));
      const kept: number[] = [];
      for (let k = 0; k < count; k += stride) kept.push(k);
      if (kept[kept.length - 1] !== count - 1) kept.push(count - 1);
      return kept;
    };
    const r = keep(rows, options.rcount ?? 50);
    const c = keep(columns, options.ccount ?? 50);
    const pick = (from: Float64Array): Float64Array =>
      Float64Array.from(r.flatMap((i) => c.map((j) => from[i * columns + j]!)));
    const kept = pick(heights);
    let mappable: Mappable | null = null;
    if (options.cmap !== undefined) {
      // Colours go by the means of the faces, and so does their range.
      const means: number[] = [];
      for (let i = 0; i + 1 < r.length; i++) {
        for (let j = 0; j + 1 < c.length; j++) {
          const k = i * c.length + j;
          const below = k + c.length;
          means.push((kept[k]! + kept[k + 1]! + kept[below + 1]! + kept[below]!) / 4);
        }
      }
      const values = Float64Array.from(means);
      mappable = this.mappable = { cmap: getCmap(options.cmap), norm: makeNorm(name, values, options), values };
    }
    const surface: Surface3d = {
      kind,
      x: pick(px),
      y: pick(py),
      z: kept,
      rows: r.length,
      columns: c.length,
      mappable,
      color: this.color(name, options.color) ?? this.nextColor(),
      alpha: options.alpha ?? 1,
      size: options.linewidth ?? (kind === 'wire' ? 1.5 : 0),
      edge: this.color(name, options.edgecolor) ?? 'none',
      label: options.label ?? '',
    };
    space.surfaces.push(surface);
    return surface;
  }

  private cloud(
    name: string,
    kind: 'points' | 'line',
    x: ArrayLike,
    y: ArrayLike,
    z: ArrayLike,
    options: SpaceOptions,
  ): Surface3d {
    checkOptions(name, options, ['c', 'color', 's', 'linewidth', 'label', 'cmap', 'norm', 'vmin', 'vmax', 'alpha']);
    const space = this.space(name);
    const [px, py, pz] = [vector(name, 'x', x), vector(name, 'y', y), vector(name, 'z', z)];
    sameLength(name, { x: px, y: py, z: pz });
    const given = options.c ?? options.color;
    let mappable: Mappable | null = null;
    if (given !== undefined && typeof given !== 'string' && options.c !== undefined) {
      const values = vector(name, 'c', given as ArrayLike);
      sameLength(name, { x: px, c: values });
      mappable = this.mappable = {
        cmap: getCmap(options.cmap ?? this.style.imageCmap),
        norm: makeNorm(name, values, options),
        values,
      };
    }
    const surface: Surface3d = {
      kind, x: px, y: py, z: pz, rows: 1, columns: px.length, mappable,
      color: (mappable === null ? this.color(name, given as Color | undefined) : undefined) ?? this.nextColor(),
      alpha: options.alpha ?? 1, size: kind === 'points' ? Math.sqrt(options.s ?? 20) : (options.linewidth ?? 1.5), edge: 'none', label: options.label ?? '',
    }; // prettier-ignore
    space.surfaces.push(surface);
    return surface;
  }

  /** Points in space. */
  scatter3D(x: ArrayLike, y: ArrayLike, z: ArrayLike, options: SpaceOptions = {}): Surface3d {
    return this.cloud('scatter3D', 'points', x, y, z, options);
  }

  /** A line through points in space. */
  plot3D(x: ArrayLike, y: ArrayLike, z: ArrayLike, options: SpaceOptions = {}): Surface3d {
    return this.cloud('plot3D', 'line', x, y, z, options);
  }

  /** Look from this height and direction, both in degrees. */
  viewInit(elev = 30, azim = -60): void {
    const space = this.space('viewInit');
    space.elev = elev;
    space.azim = azim;
  }

  /** Write what z is. */
  setZlabel(text: string): void {
    this.space('setZlabel').zlabel = text;
  }

  /** Set the limits of z. */
  setZlim(low: number, high: number): void {
    this.space('setZlim').zlim = [low, high];
  }

  /** @internal Angles and distances instead of x and y. */
  makePolar(): void {
    this.polar = { zero: 0, sense: 1, labels: 22.5 };
    [this.xaxis.low, this.xaxis.high] = [0, 2 * Math.PI];
    this.yaxis.fromZero = true;
    this.gridState = { ...this.gridState, x: true, y: true };
  }

  private round(functionName: string): PolarState {
    if (this.polar === null) {
      throw new DTypeError(
        `${functionName}: these axes are not polar; make them by addSubplot(1, 1, 1, { projection: 'polar' })`,
      );
    }
    return this.polar;
  }

  /** Where angle 0 points: a direction of the compass, in polar axes. */
  setThetaZeroLocation(place: 'N' | 'NE' | 'E' | 'SE' | 'S' | 'SW' | 'W' | 'NW'): void {
    const polar = this.round('setThetaZeroLocation');
    const k = ['E', 'NE', 'N', 'NW', 'W', 'SW', 'S', 'SE'].indexOf(place);
    if (k < 0) {
      throw new ValueError(
        `setThetaZeroLocation: place must be one of N, NE, E, SE, S, SW, W, NW, got ${describe(place)}`,
      );
    }
    polar.zero = 45 * k;
  }

  /** How angles run in polar axes: 1 counter-clockwise, -1 clockwise. */
  setThetaDirection(sense: 1 | -1): void {
    if (sense !== 1 && sense !== -1)
      throw new ValueError(`setThetaDirection: sense must be 1 or -1, got ${describe(sense)}`);
    this.round('setThetaDirection').sense = sense;
  }

  /** The angle in degrees at which the distances are written. */
  setRlabelPosition(degrees: number): void {
    this.round('setRlabelPosition').labels = degrees;
  }

  /** The distance of the outer circle. */
  setRmax(value: number): void {
    this.round('setRmax');
    this.setYlim(this.yaxis.low ?? 0, value);
  }

  /** The distances that have circles. */
  setRticks(ticks: ArrayLike): void {
    this.round('setRticks');
    this.setYticks(ticks);
  }
}
