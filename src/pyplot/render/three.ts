/** A 3-d axes as a scene: its limits and ticks, its surfaces cut into coloured faces. How it is seen is threeView's. */
import type { AxesBase } from '../axesBase.js';
import type { Surface3d } from '../axesParts.js';
import { rgbaText, toRgba } from '../colors.js';
import { FONT, plainText } from '../text.js';
import { linearLabels, linearTicks } from '../ticks.js';
import type { Scene, Solid } from './threeView.js';

type Vector = readonly [number, number, number];

const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const unit = (a: Vector): Vector => {
  const n = Math.hypot(...a) || 1;
  return [a[0] / n, a[1] / n, a[2] / n];
};
const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

function rangeOf(surfaces: readonly Surface3d[], name: 'x' | 'y' | 'z'): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const surface of surfaces) {
    for (const v of surface[name]) {
      if (v < low) low = v;
      if (v > high) high = v;
    }
  }
  if (!(low < high)) return Number.isFinite(low) ? [low - 0.5, high + 0.5] : [0, 1];
  return [low, high];
}

/**
 * The scene of a 3-d axes.
 *
 * @param length - pixels of its side, for the number of ticks
 * @param scale - pixels a point
 */
export function sceneOf(axes: AxesBase, length: number, scale: number): Scene {
  const three = axes.three!;
  const given = (axis: AxesBase['xaxis']): [number, number] | null =>
    axis.low !== null && axis.high !== null ? [axis.low, axis.high] : null;
  const limits = [
    given(axes.xaxis) ?? rangeOf(three.surfaces, 'x'),
    given(axes.yaxis) ?? rangeOf(three.surfaces, 'y'),
    three.zlim ?? rangeOf(three.surfaces, 'z'),
  ];
  const bins = Math.max(3, Math.min(9, Math.floor(length / (3 * axes.style.fontSize * scale))));
  const ticks = limits.map(([a, b]) =>
    linearTicks(a, b, bins).filter((v) => v >= a - 1e-9 * (b - a) && v <= b + 1e-9 * (b - a)),
  );
  return {
    limits: limits.map(([a, b]) => [a - (b - a) / 48, b + (b - a) / 48] as const),
    ticks,
    labels: ticks.map((list) => linearLabels(list, false).labels),
    names: [axes.xside.label.text, axes.yside.label.text, three.zlabel].map(plainText),
    elev: three.elev,
    azim: three.azim,
    size: axes.style.fontSize * scale,
    scale,
    font: FONT,
    dark: axes.style.textColor,
    solids: three.surfaces.map((surface) => solidOf(surface, limits, scale)),
  };
}

/** Seven digits: finer than any picture, and short in a page. */
const short = (v: number): number => (Number.isFinite(v) ? Number(v.toPrecision(7)) : NaN);

function solidOf(surface: Surface3d, limits: readonly (readonly [number, number])[], scale: number): Solid {
  const { x, y, z, rows, columns, mappable, alpha } = surface;
  const at = Array.from(x, (_, k) => [short(x[k]!), short(y[k]!), short(z[k]!)]).flat();
  const shade = (v: number): string => rgbaText(mappable!.cmap.evaluate(mappable!.norm.scale(v)));
  const base = { at, alpha, width: surface.size * scale };
  const colors = mappable === null ? [surface.color] : Array.from(mappable.values, shade);
  if (surface.kind === 'points') return { ...base, points: surface.size * scale, colors };
  if (surface.kind === 'line') return { ...base, chains: [Array.from(x, (_, k) => k)], colors: [surface.color] };
  if (surface.kind === 'wire') {
    const chains: number[][] = [];
    for (let i = 0; i < rows; i++) chains.push(Array.from({ length: columns }, (_, j) => i * columns + j));
    for (let j = 0; j < columns; j++) chains.push(Array.from({ length: rows }, (_, i) => i * columns + j));
    return { ...base, chains, colors: [surface.color] };
  }
  const plain = toRgba('plotSurface', surface.color);
  const light = unit([-0.4, -0.6, 0.7]);
  const faces: number[] = [];
  const faceColors: string[] = [];
  for (let i = 0; i + 1 < rows; i++) {
    for (let j = 0; j + 1 < columns; j++) {
      const corners = [i * columns + j, i * columns + j + 1, (i + 1) * columns + j + 1, (i + 1) * columns + j];
      const mean = corners.reduce((sum, k) => sum + z[k]!, 0) / 4;
      if (!Number.isFinite(mean)) continue;
      faces.push(...corners);
      if (mappable !== null) {
        faceColors.push(shade(mean));
        continue;
      }
      const inBox = (k: number): Vector => [
        (x[k]! - limits[0]![0]) / (limits[0]![1] - limits[0]![0]),
        (y[k]! - limits[1]![0]) / (limits[1]![1] - limits[1]![0]),
        (0.75 * (z[k]! - limits[2]![0])) / (limits[2]![1] - limits[2]![0]),
      ];
      let normal = unit(
        cross(minus(inBox(corners[1]!), inBox(corners[0]!)), minus(inBox(corners[3]!), inBox(corners[0]!))),
      );
      if (normal[2] < 0) normal = [-normal[0], -normal[1], -normal[2]];
      const bright = 0.6 + 0.4 * Math.max(-0.5, dot(normal, light));
      faceColors.push(rgbaText([plain[0] * bright, plain[1] * bright, plain[2] * bright, plain[3]]));
    }
  }
  return {
    ...base,
    faces,
    colors: faceColors,
    ...(surface.edge === 'none' ? {} : { edge: surface.edge }),
    width: (surface.edge === 'none' ? 0.4 : surface.size || 0.5) * scale,
  };
}
