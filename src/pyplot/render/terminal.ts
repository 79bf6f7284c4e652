/** A figure in characters: lines and points as Braille dots (2 by 4 in a cell), areas and pictures as blocks. */
import type { Artist } from '../artists.js';
import { checkOptions } from '../../core/errors.js';
import type { Figure } from '../figure.js';
import { plainText } from '../text.js';
import { layoutFigure, type Frame } from './layout.js';
import { polarArtists } from './polar.js';
import { sceneOf } from './three.js';
import { drawScene } from './threeView.js';

export interface TerminalOptions {
  /** Characters across and down, an axes. */
  width?: number;
  height?: number;
  /** ANSI colours; by default where the output is a terminal. */
  color?: boolean;
}

/** The bit of each dot of a Braille cell. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
];

class Canvas {
  readonly bits: Uint8Array;
  readonly colors: (string | null)[];

  constructor(
    readonly columns: number,
    readonly rows: number,
  ) {
    this.bits = new Uint8Array(columns * rows);
    this.colors = new Array<string | null>(columns * rows).fill(null);
  }

  dot(x: number, y: number, color: string): void {
    const i = Math.floor(y);
    const j = Math.floor(x);
    if (!(i >= 0 && j >= 0 && i < this.rows * 4 && j < this.columns * 2)) return;
    const cell = (i >> 2) * this.columns + (j >> 1);
    this.bits[cell]! |= DOTS[i & 3]![j & 1]!;
    this.colors[cell] = color;
  }

  line(x0: number, y0: number, x1: number, y1: number, color: string): void {
    if (!Number.isFinite(x0 + y0 + x1 + y1)) return;
    const steps = Math.min(4000, Math.max(1, Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)))));
    for (let k = 0; k <= steps; k++) this.dot(x0 + ((x1 - x0) * k) / steps, y0 + ((y1 - y0) * k) / steps, color);
  }
}

function ansi(color: string): string {
  const hex = /^#(..)(..)(..)$/.exec(color);
  if (hex !== null) return `\u001b[38;2;${parseInt(hex[1]!, 16)};${parseInt(hex[2]!, 16)};${parseInt(hex[3]!, 16)}m`;
  return '';
}

function paint(canvas: Canvas, frame: Frame, artist: Artist): void {
  const { xaxis, yaxis } = frame.axes;
  const W = canvas.columns * 2;
  const H = canvas.rows * 4;
  const part = (v: number, [a, b]: readonly [number, number]): number => (v - a) / (b - a);
  // What is polar lies in its plane already.
  const plane = frame.axes.polar !== null;
  const px = (v: number): number => (artist.axesX ? v : part(plane ? v : xaxis.scale.forward(v), frame.x)) * (W - 1);
  const py = (v: number): number =>
    (1 - (artist.axesY ? v : part(plane ? v : yaxis.scale.forward(v), frame.y))) * (H - 1);
  switch (artist.kind) {
    case 'line':
    case 'points':
    case 'quiver': {
      const color =
        artist.kind === 'line' ? artist.color : artist.kind === 'points' ? artist.faces[0]! : artist.colors[0]!;
      const joined = artist.kind === 'line' && artist.dash !== undefined;
      for (let i = 0; i < artist.x.length; i++) {
        if (joined && i > 0)
          canvas.line(px(artist.x[i - 1]!), py(artist.y[i - 1]!), px(artist.x[i]!), py(artist.y[i]!), color);
        if (!joined || artist.x.length === 1) canvas.dot(px(artist.x[i]!), py(artist.y[i]!), color);
      }
      return;
    }
    case 'segments':
      artist.chains.forEach((chain, k) => {
        for (let i = 2; i < chain.length; i += 2) {
          canvas.line(
            px(chain[i - 2]!),
            py(chain[i - 1]!),
            px(chain[i]!),
            py(chain[i + 1]!),
            artist.colors[k % artist.colors.length]!,
          );
        }
      });
      return;
    case 'areas':
      artist.areas.forEach(([ring], k) => {
        if (ring === undefined) return;
        const face = artist.faces[k % artist.faces.length]!;
        const color = face === 'none' ? artist.edges[0]! : face;
        const xs: number[] = [];
        const ys: number[] = [];
        for (let i = 0; i < ring.length; i += 2) {
          xs.push(px(ring[i]!));
          const y = py(ring[i + 1]!);
          ys.push(Number.isFinite(y) ? y : H - 1);
        }
        const n = xs.length;
        for (let i = 0; i < n; i++) canvas.line(xs[i]!, ys[i]!, xs[(i + 1) % n]!, ys[(i + 1) % n]!, color);
        if (face === 'none') return;
        // Every row is filled between the crossings of the edges.
        for (let y = Math.max(0, Math.ceil(Math.min(...ys))); y <= Math.min(H - 1, Math.max(...ys)); y++) {
          const crossings: number[] = [];
          for (let i = 0; i < n; i++) {
            const [y0, y1] = [ys[i]!, ys[(i + 1) % n]!];
            if (y0 <= y !== y1 <= y) crossings.push(xs[i]! + ((y - y0) / (y1 - y0)) * (xs[(i + 1) % n]! - xs[i]!));
          }
          crossings.sort((a, b) => a - b);
          for (let c = 0; c + 1 < crossings.length; c += 2) canvas.line(crossings[c]!, y, crossings[c + 1]!, y, color);
        }
      });
      return;
    case 'image': {
      // Darker elements get fewer dots, in the order of a fixed pattern.
      const order = [[0, 4, 2, 6], [5, 1, 7, 3]]; // prettier-ignore
      for (let y = 0; y < H; y++) {
        for (let x = 0; x < W; x++) {
          const r = Math.min(artist.rows - 1, Math.floor(((y + 0.5) / H) * artist.rows));
          const c = Math.min(artist.columns - 1, Math.floor(((x + 0.5) / W) * artist.columns));
          const k = (r * artist.columns + c) * 4;
          const [red, green, blue] = [artist.rgba[k]!, artist.rgba[k + 1]!, artist.rgba[k + 2]!];
          const level = (0.3 * red + 0.59 * green + 0.11 * blue) / 255;
          if (level * 8 > order[x & 1]![y & 3]! + 0.5)
            canvas.dot(x, y, '#' + [red, green, blue].map((v) => v.toString(16).padStart(2, '0')).join(''));
        }
      }
      return;
    }
    case 'text':
  }
}

/** Three dimensions: the edges of what is solid. */
function paintScene(canvas: Canvas, frame: Frame): void {
  const scene = sceneOf(frame.axes, Math.min(frame.width, frame.height), 1);
  for (const mark of drawScene(scene, scene.elev, scene.azim)) {
    const color = mark.s ?? mark.f ?? '#000000';
    // Walls are left out.
    if (mark.f !== undefined && /^#f[0-9a-f]f[0-9a-f]f[0-9a-f]$/.test(mark.f)) continue;
    const x = (v: number): number => v * (canvas.columns * 2 - 1);
    const y = (v: number): number => (1 - v) * (canvas.rows * 4 - 1);
    if (mark.px !== undefined) canvas.dot(x(mark.at![0]), y(mark.at![1]), color);
    for (const ring of mark.r ?? [])
      for (let i = 2; i < ring.length; i += 2) canvas.line(x(ring[i - 2]!), y(ring[i - 1]!), x(ring[i]!), y(ring[i + 1]!), color);
  }
} // prettier-ignore

/** A figure as lines of characters. */
export function drawTerminal(figure: Figure, options: TerminalOptions = {}): string {
  checkOptions('toTerminal', options, ['width', 'height', 'color']);
  const width = options.width ?? Math.min(100, globalThis.process?.stdout?.columns ?? 80);
  const height = options.height ?? 20;
  const color = options.color ?? (globalThis.process?.stdout?.isTTY === true && !process.env['NO_COLOR']);
  const lines: string[] = [];
  const centred = (text: string, room: number): string =>
    ' '.repeat(Math.max(0, Math.floor((room - text.length) / 2))) + text;
  if (figure.title !== null) lines.push(centred(plainText(figure.title.text), width));
  const frames = layoutFigure(figure);
  for (const frame of frames) {
    const { axes } = frame;
    if (axes.colorbarOf !== null || axes.twin) continue;
    const bare = axes.three !== null || axes.polar !== null;
    const labels = bare ? [] : frame.yticks.labels.map(plainText);
    const margin = Math.max(0, ...labels.map((label) => label.length)) + 1;
    const canvas = new Canvas(Math.max(10, width - margin - 1), height);
    if (axes.three !== null) paintScene(canvas, frame);
    // Twins are drawn over their sibling, by their own limits.
    for (const own of [frame, ...frames.filter((other) => other.axes.sibling === axes)]) {
      const artists = axes.polar === null ? [...own.axes.artists] : polarArtists(axes, frame);
      for (const artist of artists.sort((a, b) => a.zorder - b.zorder)) if (artist.visible) paint(canvas, own, artist);
    }
    const title = Object.values(axes.titles)[0]?.text;
    if (title) lines.push(' '.repeat(margin) + centred(plainText(title), canvas.columns));
    const rows = Array.from({ length: height }, () => ' '.repeat(margin));
    if (!bare)
      frame.yticks.major.forEach((v, k) => {
        const t = (axes.yaxis.scale.forward(v) - frame.y[0]) / (frame.y[1] - frame.y[0]);
        rows[Math.min(height - 1, Math.max(0, Math.round((1 - t) * (height - 1))))] =
          labels[k]!.padStart(margin - 1) + ' ';
      });
    for (let i = 0; i < height; i++) {
      let row = rows[i]! + (rows[i]!.trim() === '' ? '│' : '┤');
      for (let j = 0; j < canvas.columns; j++) {
        const cell = i * canvas.columns + j;
        const char = canvas.bits[cell] === 0 ? ' ' : String.fromCodePoint(0x2800 + canvas.bits[cell]!);
        const start = color && canvas.colors[cell] !== null && char !== ' ' ? ansi(canvas.colors[cell]!) : '';
        row += start === '' ? char : `${start}${char}\u001b[0m`;
      }
      lines.push(row.trimEnd());
    }
    const base = new Array<string>(canvas.columns).fill('─');
    const under = new Array<string>(canvas.columns + margin + 12).fill(' ');
    let free = 0;
    if (!bare)
      frame.xticks.major.forEach((v, k) => {
        const at = Math.round(
          ((axes.xaxis.scale.forward(v) - frame.x[0]) / (frame.x[1] - frame.x[0])) * (canvas.columns - 1),
        );
        base[at] = '┬';
        const label = plainText(frame.xticks.labels[k] ?? '');
        const start = Math.max(0, at + margin + 1 - Math.floor(label.length / 2));
        if (start < free) return;
        [...label].forEach((char, n) => (under[start + n] = char));
        free = start + label.length + 1;
      });
    lines.push(' '.repeat(margin) + '└' + base.join(''));
    lines.push(under.join('').trimEnd());
    if (axes.xside.label.text)
      lines.push(' '.repeat(margin) + centred(plainText(axes.xside.label.text), canvas.columns));
  }
  return lines.join('\n');
}
