/** Artists as ECharts series: lines and points as ECharts' own kinds, the rest as marks of a custom series. */
import type { Artist, Line2D, LineCollection, PathCollection, PolyCollection, Quiver, TextArtist } from '../artists.js';
import { FONT, plainText } from '../text.js';
import { keepDistinct, keepM4 } from './downsample.js';
import { pixelX, pixelY, type Frame } from './layout.js';
import { RASTER_POINTS, cloudUri, imageUri } from './raster.js';
import type { Mark } from './runtime.js';
import type { Scene } from './threeView.js';

/** A series for ECharts; `marks` becomes its renderItem. */
export interface Series {
  type: 'line' | 'scatter' | 'custom';
  marks?: Mark[];
  /** In a page: three dimensions that turn. */
  scene?: Scene;
  [option: string]: unknown;
}

/** Pixels of a unit of the drawn coordinates, and numbers rounded to what can be seen. */
interface Plane {
  readonly frame: Frame;
  readonly scale: number;
  u(value: number): number;
  v(value: number): number;
}

const ECHARTS_MARKERS: Readonly<Record<string, { symbol: string; rotate?: number; size?: number }>> = {
  o: { symbol: 'circle' },
  '.': { symbol: 'circle', size: 0.5 },
  ',': { symbol: 'rect', size: 0.15 },
  s: { symbol: 'rect' },
  '^': { symbol: 'triangle' },
  v: { symbol: 'triangle', rotate: 180 },
  '<': { symbol: 'triangle', rotate: 90 },
  '>': { symbol: 'triangle', rotate: -90 },
  D: { symbol: 'diamond', size: 1.41 },
  d: { symbol: 'path://M3,0L6,5L3,10L0,5Z' },
  '+': { symbol: 'path://M5,0L5,10M0,5L10,5' },
  x: { symbol: 'path://M0,0L10,10M10,0L0,10' },
  '|': { symbol: 'path://M0,0M5,0L5,10M10,10' },
  _: { symbol: 'path://M0,0M0,5L10,5M10,10' },
  p: { symbol: 'path://M5,0L9.755,3.455L7.939,9.045L2.061,9.045L0.245,3.455Z' },
  h: { symbol: 'path://M5,0L9.33,2.5L9.33,7.5L5,10L0.67,7.5L0.67,2.5Z' },
  H: { symbol: 'path://M0,5L2.5,0.67L7.5,0.67L10,5L7.5,9.33L2.5,9.33Z' },
  '8': { symbol: 'path://M3,0L7,0L10,3L10,7L7,10L3,10L0,7L0,3Z' },
  '*': { symbol: 'path://M5,0L6.18,3.38L9.76,3.45L6.9,5.62L7.94,9.05L5,7L2.06,9.05L3.1,5.62L0.24,3.45L3.82,3.38Z' },
  P: { symbol: 'path://M3.3,0L6.7,0L6.7,3.3L10,3.3L10,6.7L6.7,6.7L6.7,10L3.3,10L3.3,6.7L0,6.7L0,3.3L3.3,3.3Z' },
  X: { symbol: 'path://M2.5,0L5,2.5L7.5,0L10,2.5L7.5,5L10,7.5L7.5,10L5,7.5L2.5,10L0,7.5L2.5,5L0,2.5Z' },
  '1': { symbol: 'path://M0,0M5,5L5,10M5,5L0.7,2.5M5,5L9.3,2.5M10,10' },
  '2': { symbol: 'path://M0,0M5,5L5,0M5,5L0.7,7.5M5,5L9.3,7.5M10,10' },
  '3': { symbol: 'path://M0,0M5,5L0,5M5,5L7.5,0.7M5,5L7.5,9.3M10,10' },
  '4': { symbol: 'path://M0,0M5,5L10,5M5,5L2.5,0.7M5,5L2.5,9.3M10,10' },
};

/** A marker as ECharts names it. */
export function symbolOf(
  marker: string,
  size: number,
): { symbol: string; symbolSize: number; symbolRotate: number; symbolKeepAspect: boolean } {
  const known = ECHARTS_MARKERS[marker] ?? ECHARTS_MARKERS['o']!;
  return {
    symbol: known.symbol,
    symbolSize: size * (known.size ?? 1),
    symbolRotate: known.rotate ?? 0,
    symbolKeepAspect: true,
  };
}

/** The turns of a step line. */
function stepped(x: Float64Array, y: Float64Array, style: string): [Float64Array, Float64Array] {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let i = 0; i < x.length; i++) {
    if (i > 0) {
      if (style === 'steps-post') {
        xs.push(x[i]!);
        ys.push(y[i - 1]!);
      } else if (style === 'steps-mid') {
        const middle = (x[i - 1]! + x[i]!) / 2;
        xs.push(middle, middle);
        ys.push(y[i - 1]!, y[i]!);
      } else {
        xs.push(x[i - 1]!);
        ys.push(y[i]!);
      }
    }
    xs.push(x[i]!);
    ys.push(y[i]!);
  }
  return [Float64Array.from(xs), Float64Array.from(ys)];
}

const z = (artist: Artist): number => Math.round(artist.zorder * 10);

/** Enough digits for a ten-thousandth of the axes. */
function rounder([a, b]: readonly [number, number]): (value: number) => number {
  const digits = Math.min(100, Math.max(0, 5 - Math.floor(Math.log10(Math.abs(b - a) || 1))));
  const power = 10 ** digits;
  if (!Number.isFinite(power) || Math.max(Math.abs(a), Math.abs(b)) * power > 2 ** 52) return (value) => value;
  return (value) => Math.round(value * power) / power;
}

function plane(frame: Frame, scale: number, artist: Artist): Plane {
  const { xaxis, yaxis, three, polar } = frame.axes;
  const rx = rounder(frame.x);
  const ry = rounder(frame.y);
  const part = (limits: readonly [number, number], t: number): number => limits[0] + t * (limits[1] - limits[0]);
  if (three !== null || polar !== null) return { frame, scale, u: rx, v: ry };
  return {
    frame,
    scale,
    u: artist.axesX ? (t) => rx(part(frame.x, t)) : (t) => rx(xaxis.scale.forward(t)),
    v: artist.axesY ? (t) => ry(part(frame.y, t)) : (t) => ry(yaxis.scale.forward(t)),
  };
}

function lineSeries(line: Line2D, p: Plane, detail: number): Series {
  const { frame, scale } = p;
  let [xs, ys] = [line.x, line.y];
  if (line.drawstyle !== 'default') [xs, ys] = stepped(xs, ys, line.drawstyle);
  let kept: Int32Array | null = null;
  const columns = Math.ceil(frame.width) * detail;
  if (xs.length > 4 * columns && line.drawstyle === 'default') {
    const us = frame.axes.xaxis.scale.name === 'linear' ? xs : xs.map((v) => p.u(v));
    const [a, b] = [Math.min(...frame.x), Math.max(...frame.x)];
    kept = keepM4(us, ys, a, b, columns);
    if (kept === null) {
      kept = keepDistinct(
        us,
        ys.map((v) => p.v(v)),
        (frame.width * detail) / Math.abs(b - a),
        (frame.height * detail) / Math.abs(frame.y[1] - frame.y[0]),
      );
    }
  }
  const count = kept === null ? xs.length : kept.length;
  const data: (readonly [number, number] | readonly [null, null])[] = [];
  for (let n = 0; n < count; n++) {
    const i = kept === null ? n : kept[n]!;
    const u = p.u(xs[i]!);
    const v = p.v(ys[i]!);
    // null is ECharts' gap, and survives JSON.
    data.push(Number.isFinite(u) && Number.isFinite(v) ? [u, v] : [null, null]);
  }
  const width = line.linewidth * scale;
  const marked = line.marker !== null;
  return {
    type: 'line',
    name: line.label,
    data,
    z: z(line),
    clip: line.clip,
    connectNulls: false,
    showSymbol: marked,
    showAllSymbol: true,
    ...(marked ? symbolOf(line.marker!, line.markersize * scale) : { symbol: 'none' }),
    lineStyle: {
      color: line.color, width: line.dash === undefined || line.color === 'none' ? 0 : width, opacity: line.alpha, join: 'round',
      cap: line.dash ? 'butt' : 'square', type: line.dash ? line.dash.map((d) => d * width) : 'solid',
    },
    itemStyle: {
      color: line.markerfacecolor === 'none' ? 'transparent' : line.markerfacecolor, borderColor: line.markeredgecolor,
      borderWidth: marked ? line.markeredgewidth * scale : 0, opacity: line.alpha,
    },
    emphasis: { disabled: true },
    animation: false,
  }; // prettier-ignore
}

function pointsSeries(points: PathCollection, p: Plane): Series {
  const { frame, scale } = p;
  if (points.x.length > RASTER_POINTS) {
    const [x0, x1] = frame.x;
    const [y0, y1] = frame.y;
    return custom(points, [{ img: [x0, y0, x1, y1], href: cloudUri(points, frame, scale) }]);
  }
  const oneSize = points.sizes.length === 1;
  const oneColor = points.faces.length === 1 && points.edges.length === 1;
  const size = (i: number): number => Math.sqrt(points.sizes[i]!) * scale;
  const look = (i: number): object => {
    const face = points.faces[points.faces.length === 1 ? 0 : i]!;
    const edge = points.edges[points.edges.length === 1 ? 0 : i]!;
    return {
      color: face === 'none' ? 'transparent' : face,
      borderColor: edge === 'none' ? face : edge,
      borderWidth: edge === 'none' && face === 'none' ? 0 : points.linewidth * scale,
    };
  };
  const data: unknown[] = [];
  for (let i = 0; i < points.x.length; i++) {
    const value = [p.u(points.x[i]!), p.v(points.y[i]!)];
    if (!Number.isFinite(value[0]!) || !Number.isFinite(value[1]!)) continue;
    if (oneSize && oneColor) data.push(value);
    else {
      data.push({
        value,
        ...(oneSize ? {} : { symbolSize: symbolOf(points.marker, size(i)).symbolSize }),
        ...(oneColor ? {} : { itemStyle: look(i) }),
      });
    }
  }
  return {
    type: 'scatter',
    name: points.label,
    data,
    z: z(points),
    clip: points.clip,
    ...symbolOf(points.marker, oneSize ? size(0) : 6),
    itemStyle: { ...look(0), opacity: points.alpha },
    emphasis: { disabled: true },
    animation: false,
  };
}

function custom(artist: Artist, marks: Mark[]): Series {
  return {
    type: 'custom',
    name: artist.label,
    marks,
    z: z(artist),
    clip: artist.clip,
    animation: false,
    silent: true,
    tooltip: { show: false },
  };
}

function chain(points: ArrayLike<number>, p: Plane): number[] {
  const result = new Array<number>(points.length);
  for (let i = 0; i < points.length; i += 2) {
    result[i] = p.u(points[i]!);
    result[i + 1] = p.v(points[i + 1]!);
  }
  return result;
}

function areaMarks(areas: PolyCollection, p: Plane): Mark[] {
  const log = [p.frame.axes.xaxis.scale.name === 'log', p.frame.axes.yaxis.scale.name === 'log'];
  const pick = (list: readonly string[], i: number): string => list[list.length === 1 ? 0 : i % list.length]!;
  return areas.areas.map((rings, i) => {
    const face = pick(areas.faces, i);
    // An edge written '' is the face's own colour: it closes the seams between neighbours.
    const edge = pick(areas.edges, i) || face;
    const r = rings.map((ring) => {
      const drawn = chain(ring, p);
      // On a logarithmic axis an area that starts at 0 starts below the frame.
      for (let k = 0; k < drawn.length; k++) {
        if (log[k % 2] && Number.isNaN(drawn[k]!)) drawn[k] = Math.min(...(k % 2 ? p.frame.y : p.frame.x)) - 1;
      }
      return drawn;
    });
    return {
      r,
      z: true,
      f: face,
      s: edge,
      w: edge === 'none' ? 0 : areas.linewidth * p.scale,
      d: areas.dash,
      o: areas.alpha,
    };
  });
}

function segmentMarks(lines: LineCollection, p: Plane): Mark[] {
  // Chains of one look are one path.
  const groups = new Map<string, Mark>();
  lines.chains.forEach((points, i) => {
    const color = lines.colors[i % lines.colors.length]!;
    const width = lines.linewidths[i % lines.linewidths.length]! * p.scale;
    const dash = lines.dashes[i % lines.dashes.length] ?? null;
    if (color === 'none' || width === 0) return;
    const key = `${color} ${width} ${String(dash)}`;
    let mark = groups.get(key);
    if (mark === undefined) {
      groups.set(
        key,
        (mark = { r: [], s: color, w: width, d: dash === null ? null : dash.map((v) => v * width), o: lines.alpha }),
      );
    }
    (mark.r as number[][]).push(chain(points, p));
  });
  return [...groups.values()];
}

function textMarks(text: TextArtist, p: Plane): Mark[] {
  const mark: Mark = {
    at: [p.u(text.x), p.v(text.y)],
    t: plainText(text.text),
    size: text.fontsize * p.scale,
    font: FONT,
    c: text.color,
    ha: text.ha,
    va: text.va === 'center' ? 'middle' : text.va === 'baseline' ? 'bottom' : text.va,
    rot: (text.rotation * Math.PI) / 180,
    dx: text.offset[0] * p.scale,
    // ECharts knows no base line: it lies about a fifth of the size above the bottom.
    dy: -text.offset[1] * p.scale + (text.va === 'baseline' ? text.fontsize * p.scale * 0.2 : 0),
    o: text.alpha,
  };
  if (text.fontweight === 'bold') mark.bold = true;
  if (text.box !== null) {
    mark.bg = text.box.face;
    if (text.box.edge !== 'none') mark.bd = text.box.edge;
    mark.round = text.box.round ? 4 : 0;
  }
  if (text.arrow !== null) {
    mark.to = [p.u(text.arrow.x), p.v(text.arrow.y)];
    mark.head = text.arrow.style;
    mark.w = text.arrow.width * p.scale;
    if (text.arrow.color !== text.color)
      return [
        { ...mark, t: undefined, c: text.arrow.color },
        { ...mark, to: undefined },
      ];
  }
  return [mark];
}

function quiverMarks(q: Quiver, p: Plane): Mark[] {
  const { frame } = p;
  const n = q.x.length;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < n; i++) {
    const length = Math.hypot(q.u[i]!, q.v[i]!);
    if (!Number.isFinite(length)) continue;
    sum += length;
    count++;
  }
  // Matplotlib's choice: the mean arrow about 1 / (1.8 sqrt(n)) of the axes' width.
  const sn = Math.max(10, Math.sqrt(n));
  const scale = q.scale ?? 1.8 * (sum / Math.max(count, 1)) * sn;
  const shaft = (q.width ?? 0.06 / Math.max(8, Math.min(25, Math.sqrt(n)))) * frame.width;
  const [unitX, unitY] = q.xy
    ? [
        frame.width / (frame.x[1] - frame.x[0]) / (q.scale ?? 1),
        frame.height / (frame.y[1] - frame.y[0]) / (q.scale ?? 1),
      ]
    : [frame.width / scale, frame.width / scale];
  const marks: Mark[] = [];
  for (let i = 0; i < n; i++) {
    const dx = q.u[i]! * unitX;
    const dy = -q.v[i]! * unitY;
    const length = Math.hypot(dx, dy);
    const at: [number, number] = [p.u(q.x[i]!), p.v(q.y[i]!)];
    if (!Number.isFinite(length + at[0] + at[1])) continue;
    const color = q.colors[q.colors.length === 1 ? 0 : i]!;
    const start = q.pivot === 'mid' ? -0.5 : q.pivot === 'tip' ? -1 : 0;
    const px: number[] = [];
    if (q.head !== undefined) {
      if (!(length > 0)) continue;
      const long = q.head * p.scale;
      for (const [along, aside] of [[0.5, 0], [-0.5, 0.42], [-0.5, -0.42]] as const)
        px.push((long * (along * dx - aside * dy)) / length, (long * (along * dy + aside * dx)) / length);
      marks.push({ at, px: px.map((v) => Math.round(v * 100) / 100), f: color, o: q.alpha });
      continue;
    } // prettier-ignore
    if (length < shaft) {
      for (let k = 0; k < 6; k++)
        px.push((Math.cos((k * Math.PI) / 3) * shaft) / 2, (Math.sin((k * Math.PI) / 3) * shaft) / 2);
    } else {
      const ux = dx / length;
      const uy = dy / length;
      const small = Math.min(1, length / (5 * shaft));
      const head = 5 * shaft * small;
      const axis = 4.5 * shaft * small;
      const half = 1.5 * shaft * small;
      const thick = (shaft / 2) * Math.min(1, small * 1.5);
      const put = (along: number, aside: number): void => {
        const s = along + start * length;
        px.push(Math.round((s * ux - aside * uy) * 100) / 100, Math.round((s * uy + aside * ux) * 100) / 100);
      };
      put(0, thick);
      put(length - axis, thick);
      put(length - head, half);
      put(length, 0);
      put(length - head, -half);
      put(length - axis, -thick);
      put(0, -thick);
    }
    marks.push({ at, px, f: color, o: q.alpha });
  }
  return marks;
}

/**
 * The series of one artist.
 *
 * @param detail - how many columns a pixel a long line keeps
 */
export function artistSeries(artist: Artist, frame: Frame, scale: number, detail: number): Series | null {
  if (!artist.visible) return null;
  const p = plane(frame, scale, artist);
  switch (artist.kind) {
    case 'line':
      return lineSeries(artist, p, detail);
    case 'points':
      return pointsSeries(artist, p);
    case 'areas':
      return custom(artist, areaMarks(artist, p));
    case 'segments':
      return custom(artist, segmentMarks(artist, p));
    case 'text':
      return custom(artist, textMarks(artist, p));
    case 'quiver':
      return custom(artist, quiverMarks(artist, p));
    case 'image': {
      const [l, r, b, t] = artist.extent;
      const [x0, x1, y0, y1] = [p.u(l), p.u(r), p.v(b), p.v(t)];
      const wide = Math.abs(pixelX(frame, x1) - pixelX(frame, x0));
      const high = Math.abs(pixelY(frame, y1) - pixelY(frame, y0));
      return custom(artist, [{ img: [x0, y0, x1, y1], href: imageUri(artist, wide, high) }]);
    }
  }
}
