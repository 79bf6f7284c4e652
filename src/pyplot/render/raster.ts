/** Pictures made here: arrays enlarged to the screen's size, and clouds of very many points painted at once. */
import type { AxesImage, PathCollection } from '../artists.js';
import { toRgba } from '../colors.js';
import { base64, encodePng } from '../png.js';
import type { Frame } from './layout.js';
import { pixelX, pixelY } from './layout.js';

const uri = (rgba: Uint8Array, width: number, height: number): string =>
  'data:image/png;base64,' + base64(encodePng(rgba, width, height));

/** An image as a data URI: enlarged (or thinned) to about its size on the screen, so that viewers need not smooth it. */
export function imageUri(image: AxesImage, width: number, height: number): string {
  const { columns, rows, rgba } = image;
  const w = Math.max(1, Math.round(width));
  const h = Math.max(1, Math.round(height));
  if (image.interpolation === 'bilinear') return uri(bilinear(image, w, h), w, h);
  // Many pixels an element already: whole enlargement keeps edges sharp and the file small.
  const sx = columns >= w ? 1 : Math.ceil(w / columns);
  const sy = rows >= h ? 1 : Math.ceil(h / rows);
  if (columns > 2 * w || rows > 2 * h) {
    const result = new Uint8Array(w * h * 4);
    for (let i = 0; i < h; i++) {
      const r = Math.min(rows - 1, Math.floor(((i + 0.5) * rows) / h));
      for (let j = 0; j < w; j++) {
        const from = (r * columns + Math.min(columns - 1, Math.floor(((j + 0.5) * columns) / w))) * 4;
        result.set(rgba.subarray(from, from + 4), (i * w + j) * 4);
      }
    }
    return uri(result, w, h);
  }
  if (sx === 1 && sy === 1) return uri(rgba, columns, rows);
  const W = columns * sx;
  const result = new Uint8Array(W * rows * sy * 4);
  for (let i = 0; i < rows; i++) {
    const start = i * sy * W * 4;
    for (let j = 0; j < columns; j++) {
      const element = rgba.subarray((i * columns + j) * 4, (i * columns + j) * 4 + 4);
      for (let k = 0; k < sx; k++) result.set(element, start + (j * sx + k) * 4);
    }
    for (let k = 1; k < sy; k++) result.copyWithin(start + k * W * 4, start, start + W * 4);
  }
  return uri(result, W, rows * sy);
}

function bilinear({ columns, rows, rgba }: AxesImage, w: number, h: number): Uint8Array {
  const result = new Uint8Array(w * h * 4);
  const clamp = (v: number, most: number): number => Math.min(most, Math.max(0, v));
  for (let i = 0; i < h; i++) {
    const y = clamp(((i + 0.5) * rows) / h - 0.5, rows - 1);
    const r = Math.min(rows - 1, Math.floor(y));
    const r2 = Math.min(rows - 1, r + 1);
    for (let j = 0; j < w; j++) {
      const x = clamp(((j + 0.5) * columns) / w - 0.5, columns - 1);
      const c = Math.min(columns - 1, Math.floor(x));
      const c2 = Math.min(columns - 1, c + 1);
      for (let k = 0; k < 4; k++) {
        const at = (row: number, column: number): number => rgba[(row * columns + column) * 4 + k]!;
        const top = at(r, c) + (x - c) * (at(r, c2) - at(r, c));
        const low = at(r2, c) + (x - c) * (at(r2, c2) - at(r2, c));
        result[(i * w + j) * 4 + k] = Math.round(top + (y - r) * (low - top));
      }
    }
  }
  return result;
}

/** From so many points on, a cloud is painted as one picture. */
export const RASTER_POINTS = 20000;

/** Points as one picture of the axes' box, twice its size in pixels. */
export function cloudUri(points: PathCollection, frame: Frame, scale: number): string {
  const zoom = 2;
  const w = Math.max(1, Math.round(frame.width * zoom));
  const h = Math.max(1, Math.round(frame.height * zoom));
  const rgba = new Uint8Array(w * h * 4);
  const colors = points.faces.map((face) => parse(face === 'none' ? (points.edges[0] ?? '#000') : face));
  const { xaxis, yaxis } = frame.axes;
  for (let n = 0; n < points.x.length; n++) {
    const cx = (pixelX(frame, xaxis.scale.forward(points.x[n]!)) - frame.left) * zoom;
    const cy = (pixelY(frame, yaxis.scale.forward(points.y[n]!)) - frame.top) * zoom;
    const size = points.sizes[points.sizes.length === 1 ? 0 : n]!;
    const radius = Math.max(0.5, (Math.sqrt(size) * scale * zoom) / 2);
    if (!(cx > -radius && cy > -radius && cx < w + radius && cy < h + radius)) continue;
    const color = colors[colors.length === 1 ? 0 : n]!;
    const alpha = color[3] * points.alpha;
    const i1 = Math.min(h - 1, Math.floor(cy + radius));
    const j1 = Math.min(w - 1, Math.floor(cx + radius));
    for (let i = Math.max(0, Math.ceil(cy - radius - 0.5)); i <= i1; i++) {
      for (let j = Math.max(0, Math.ceil(cx - radius - 0.5)); j <= j1; j++) {
        if (radius > 1 && (i + 0.5 - cy) ** 2 + (j + 0.5 - cx) ** 2 > radius * radius) continue;
        const k = (i * w + j) * 4;
        const below = rgba[k + 3]! / 255;
        const out = alpha + below * (1 - alpha);
        for (let part = 0; part < 3; part++) {
          rgba[k + part] = (color[part]! * 255 * alpha + rgba[k + part]! * below * (1 - alpha)) / out;
        }
        rgba[k + 3] = out * 255;
      }
    }
  }
  return uri(rgba, w, h);
}

function parse(color: string): readonly [number, number, number, number] {
  const match = /^rgba\((\d+),(\d+),(\d+),([\d.]+)\)$/.exec(color);
  if (match !== null) return [Number(match[1]) / 255, Number(match[2]) / 255, Number(match[3]) / 255, Number(match[4])];
  return toRgba('scatter', color);
}
