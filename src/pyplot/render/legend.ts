/** The legend: its entries, its place (where it hides least), its drawing. */
import { artistDefaults, type Artist } from '../artists.js';
import type { AxesBase } from '../axesBase.js';
import type { LegendState } from '../axesParts.js';
import { FONT, plainText, textWidth } from '../text.js';
import { pixelX, pixelY, type Frame } from './layout.js';
import { symbolOf } from './series.js';

/** An ECharts graphic element. */
export type Element = Record<string, unknown>;

interface Entry {
  readonly label: string;
  readonly artist: Artist;
}

function entriesOf(axes: AxesBase, state: LegendState): Entry[] {
  if (state.entries !== null) return state.entries;
  return [...axes.artists, ...spaceArtists(axes)]
    .filter((artist) => artist.label !== '' && !artist.label.startsWith('_') && artist.visible)
    .map((artist) => ({ label: artist.label, artist }));
}

const ORDER = [
  'upper right', 'upper left', 'lower left', 'lower right', 'center left', 'center right', 'lower center', 'upper center', 'center',
]; // prettier-ignore

/** Left and top of a box of this size at a named place. */
function corner(
  loc: string,
  frame: Frame,
  w: number,
  h: number,
  pad: number,
  anchor: readonly [number, number] | null,
): [number, number] {
  const { left, top, width, height } = frame;
  if (anchor !== null) {
    const x = left + anchor[0] * width;
    const y = top + (1 - anchor[1]) * height;
    return [
      loc.includes('left') ? x + pad : loc.includes('right') ? x - w - pad : x - w / 2,
      loc.includes('upper') ? y + pad : loc.includes('lower') ? y - h - pad : y - h / 2,
    ];
  }
  return [
    loc.includes('left') ? left + pad : loc.includes('right') ? left + width - w - pad : left + (width - w) / 2,
    loc.includes('upper') ? top + pad : loc.includes('lower') ? top + height - h - pad : top + (height - h) / 2,
  ];
}

/** Places of the drawn things, in pixels, thinned out. */
function obstacles(frame: Frame): [number, number][] {
  const { axes } = frame;
  const found: [number, number][] = [];
  const add = (x: number, y: number): void => {
    const px = pixelX(frame, axes.xaxis.scale.forward(x));
    const py = pixelY(frame, axes.yaxis.scale.forward(y));
    if (Number.isFinite(px) && Number.isFinite(py)) found.push([px, py]);
  };
  for (const artist of axes.artists) {
    if (artist.axesX || artist.axesY) continue;
    if (artist.kind === 'line' || artist.kind === 'points') {
      const stride = Math.max(1, Math.ceil(artist.x.length / 2000));
      for (let i = 0; i < artist.x.length; i += stride) {
        add(artist.x[i]!, artist.y[i]!);
        // Between far neighbours of a line too.
        if (artist.kind === 'line' && artist.x.length < 50 && i + 1 < artist.x.length && artist.dash !== undefined) {
          for (let k = 1; k < 8; k++) {
            add(
              artist.x[i]! + ((artist.x[i + 1]! - artist.x[i]!) * k) / 8,
              artist.y[i]! + ((artist.y[i + 1]! - artist.y[i]!) * k) / 8,
            );
          }
        }
      }
    } else if (artist.kind === 'areas') {
      for (const [ring] of artist.areas) {
        if (ring === undefined) continue;
        let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
        for (let i = 0; i < ring.length; i += 2) {
          x0 = Math.min(x0, ring[i]!);
          x1 = Math.max(x1, ring[i]!);
          y0 = Math.min(y0, ring[i + 1]!);
          y1 = Math.max(y1, ring[i + 1]!);
          if (ring.length > 8) add(ring[i]!, ring[i + 1]!);
        }
        if (ring.length === 8)
          for (let a = 0; a <= 4; a++)
            for (let b = 0; b <= 4; b++) add(x0 + ((x1 - x0) * a) / 4, y0 + ((y1 - y0) * b) / 4);
      }
    }
  }
  return found;
}

/** What stands in three dimensions, as artists of the same look. */
function spaceArtists(axes: AxesBase): Artist[] {
  return (axes.three?.surfaces ?? []).map((surface): Artist => {
    const base = { ...artistDefaults(2, surface.label), alpha: surface.alpha };
    const empty = { x: new Float64Array(), y: new Float64Array() };
    if (surface.kind === 'points') {
      return { ...base, ...empty, kind: 'points', sizes: Float64Array.of(surface.size ** 2), faces: [surface.color], edges: ['none'], linewidth: 1, marker: 'o' };
    }
    if (surface.kind === 'surface') return { ...base, kind: 'areas', areas: [], faces: [surface.color], edges: ['none'], linewidth: 0, dash: null };
    return { ...base, kind: 'segments', chains: [], colors: [surface.color], linewidths: [surface.size], dashes: [null] };
  }); // prettier-ignore
}

/** The legend's elements. */
export function legendElements(frame: Frame, scale: number): Element[] {
  const { axes } = frame;
  const state = axes.legendState;
  if (state === null) return [];
  const entries = entriesOf(axes, state);
  if (entries.length === 0) return [];
  const fs = state.fontsize * scale;
  const columns = Math.max(1, Math.min(state.ncol, entries.length));
  const rows = Math.ceil(entries.length / columns);
  const texts = entries.map((entry) => plainText(entry.label));
  const handle = 2 * fs;
  const gap = 0.8 * fs;
  const widths = Array.from({ length: columns }, (_, c) =>
    Math.max(...texts.slice(c * rows, (c + 1) * rows).map((text) => textWidth(text, fs)), 0),
  );
  const line = 1.12 * fs;
  const step = line + 0.5 * fs;
  const pad = 0.4 * fs;
  const titleHeight = state.title === '' ? 0 : step;
  const inner = widths.reduce((a, b) => a + b + handle + gap, 0) + (columns - 1) * 2 * fs;
  const w = Math.max(inner, textWidth(plainText(state.title), fs)) + 2 * pad;
  const h = rows * step - 0.5 * fs + 2 * pad + titleHeight;
  const border = 0.5 * fs;
  let place = corner(state.loc, frame, w, h, border, state.bboxToAnchor);
  if (state.loc === 'best') {
    const points = obstacles(frame);
    let least = Infinity;
    for (const loc of ORDER) {
      const [x, y] = corner(loc, frame, w, h, border, state.bboxToAnchor);
      let hidden = 0;
      for (const [px, py] of points) if (px >= x && px <= x + w && py >= y && py <= y + h) hidden++;
      if (hidden < least) {
        least = hidden;
        place = [x, y];
      }
      if (hidden === 0) break;
    }
  }
  const [x0, y0] = place;
  const elements: Element[] = [];
  const z = 60;
  const dark = axes.style.axesFacecolor === '#000000';
  if (state.frameon) {
    elements.push({
      type: 'rect', z, silent: true, shape: { x: x0, y: y0, width: w, height: h, r: 0.2 * fs },
      style: { fill: dark ? 'rgba(0,0,0,0.8)' : 'rgba(255,255,255,0.8)', stroke: 'rgba(204,204,204,0.8)', lineWidth: scale },
    }); // prettier-ignore
  }
  const text = (x: number, y: number, words: string, align: string): void => {
    elements.push({
      type: 'text',
      z: z + 1,
      silent: true,
      x,
      y,
      style: { text: words, font: `${fs}px ${FONT}`, fill: axes.style.textColor, align, verticalAlign: 'middle' },
    });
  };
  if (state.title !== '') text(x0 + w / 2, y0 + pad + line / 2, plainText(state.title), 'center');
  let x = x0 + pad;
  for (let c = 0; c < columns; c++) {
    entries.slice(c * rows, (c + 1) * rows).forEach((entry, r) => {
      const y = y0 + pad + titleHeight + r * step + line / 2;
      elements.push(...handleElements(entry.artist, x, y, handle, fs, scale, z + 1));
      text(x + handle + gap, y, texts[c * rows + r]!, 'left');
    });
    x += handle + gap + widths[c]! + 2 * fs;
  }
  return elements;
}

function handleElements(
  artist: Artist,
  x: number,
  y: number,
  width: number,
  fs: number,
  scale: number,
  z: number,
): Element[] {
  const elements: Element[] = [];
  const stroke = (color: string, lineWidth: number, dash: readonly number[] | null, opacity: number): void => {
    elements.push({
      type: 'line', z, silent: true, shape: { x1: x, y1: y, x2: x + width, y2: y },
      style: { stroke: color, lineWidth, opacity, lineDash: dash === null ? null : dash.map((d) => d * lineWidth) },
    }); // prettier-ignore
  };
  const marker = (name: string, size: number, face: string, edge: string, lineWidth: number, opacity: number): void => {
    const { symbol, symbolSize, symbolRotate } = symbolOf(name, size);
    elements.push(
      markerElement(
        symbol,
        x + width / 2,
        y,
        symbolSize,
        symbolRotate,
        { fill: face, stroke: edge, lineWidth, opacity },
        z,
      ),
    );
  };
  if (artist.kind === 'line') {
    if (artist.dash !== undefined) stroke(artist.color, artist.linewidth * scale, artist.dash, artist.alpha);
    if (artist.marker !== null) {
      marker(
        artist.marker,
        artist.markersize * scale,
        artist.markerfacecolor,
        artist.markeredgecolor,
        artist.markeredgewidth * scale,
        artist.alpha,
      );
    }
  } else if (artist.kind === 'points') {
    const face = artist.faces[0] ?? '#000000';
    const edge = artist.edges[0] ?? 'none';
    marker(
      artist.marker,
      Math.sqrt(artist.sizes.length === 1 ? artist.sizes[0]! : 36) * scale,
      face,
      edge === 'none' ? face : edge,
      artist.linewidth * scale,
      artist.alpha,
    );
  } else if (artist.kind === 'segments') {
    const dash = artist.dashes[0] ?? null;
    stroke(artist.colors[0] ?? '#000000', artist.linewidths[0]! * scale, dash, artist.alpha);
  } else if (artist.kind === 'areas' || artist.kind === 'quiver') {
    const face = artist.kind === 'areas' ? artist.faces[0]! : artist.colors[0]!;
    const edge = artist.kind === 'areas' ? artist.edges[0]! : 'none';
    elements.push({
      type: 'rect', z, silent: true, shape: { x, y: y - 0.35 * fs, width, height: 0.7 * fs },
      style: { fill: face, stroke: edge || 'none', lineWidth: edge === 'none' ? 0 : scale, opacity: artist.alpha },
    }); // prettier-ignore
  }
  return elements;
}

/** A marker as a graphic element. */
function markerElement(
  symbol: string,
  x: number,
  y: number,
  size: number,
  rotate: number,
  style: object,
  z: number,
): Element {
  const half = size / 2;
  const base = { z, silent: true, style };
  if (symbol === 'circle') return { ...base, type: 'circle', shape: { cx: x, cy: y, r: half } };
  if (symbol === 'rect')
    return { ...base, type: 'rect', shape: { x: x - half, y: y - half, width: size, height: size } };
  const polygon = (points: number[][]): Element => {
    const angle = (-rotate * Math.PI) / 180;
    const turned = points.map(([px, py]) => [
      x + px! * half * Math.cos(angle) - py! * half * Math.sin(angle),
      y + px! * half * Math.sin(angle) + py! * half * Math.cos(angle),
    ]);
    return { ...base, type: 'polygon', shape: { points: turned } };
  };
  if (symbol === 'triangle') return polygon([[0, -1], [1, 1], [-1, 1]]); // prettier-ignore
  if (symbol === 'diamond') return polygon([[0, -1], [1, 0], [0, 1], [-1, 0]]); // prettier-ignore
  const path = symbol.slice('path://'.length);
  const chains = path.split('M').filter((part) => part.includes('L'));
  const children = chains.map((part) => ({
    type: part.endsWith('Z') ? 'polygon' : 'polyline',
    silent: true,
    z,
    style,
    shape: { points: part.replace('Z', '').split('L').map((pair) => pair.split(',').map((v, k) => (k ? y : x) + ((Number(v) - 5) / 5) * half)) },
  })); // prettier-ignore
  return { type: 'group', children, silent: true, z };
}
