/** Colours: Matplotlib's names, hexadecimal, grey levels, cycle colours and RGB(A) triples, as what SVG understands. */
import { DTypeError, ValueError, describe } from '../core/errors.js';
import { CSS_COLORS } from './cssColors.js';

/** A colour: a name (`'red'`, `'tab:blue'`, `'C0'`, `'k'`, `'#ff7f0e'`, `'0.5'`, `'none'`), or red, green, blue (and alpha) from 0 to 1. */
export type Color = string | readonly [number, number, number] | readonly [number, number, number, number];

/** Red, green, blue and alpha, each from 0 to 1. */
export type Rgba = readonly [number, number, number, number];

/** Matplotlib's ten colours in turn. */
export const TAB10: readonly string[] = [
  '#1f77b4',
  '#ff7f0e',
  '#2ca02c',
  '#d62728',
  '#9467bd',
  '#8c564b',
  '#e377c2',
  '#7f7f7f',
  '#bcbd22',
  '#17becf',
];

const TAB_NAMES = ['blue', 'orange', 'green', 'red', 'purple', 'brown', 'pink', 'gray', 'olive', 'cyan'];

/** The letters of format strings. */
export const LETTERS: Readonly<Record<string, string>> = {
  b: '#0000ff',
  g: '#008000',
  r: '#ff0000',
  c: '#00bfbf',
  m: '#bf00bf',
  y: '#bfbf00',
  k: '#000000',
  w: '#ffffff',
};

function fromHex(text: string): Rgba | null {
  if (!/^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text)) return null;
  const digits = text.slice(1);
  const width = digits.length < 6 ? 1 : 2;
  const parts: number[] = [];
  for (let i = 0; i < digits.length; i += width) {
    parts.push(parseInt(digits.slice(i, i + width), 16) / (width === 1 ? 15 : 255));
  }
  return [parts[0]!, parts[1]!, parts[2]!, parts[3] ?? 1];
}

/** The colour as hexadecimal text, or undefined for an unknown name. */
function named(name: string, cycle: readonly string[]): string | undefined {
  if (/^C\d+$/.test(name)) return cycle[Number(name.slice(1)) % cycle.length];
  if (name.startsWith('tab:')) return TAB10[TAB_NAMES.indexOf(name.slice(4).replace('grey', 'gray'))];
  if (/^\d*\.?\d+$/.test(name)) {
    const level = Number(name);
    if (level > 1) return undefined;
    return (
      '#' +
      Math.round(level * 255)
        .toString(16)
        .padStart(2, '0')
        .repeat(3)
    );
  }
  return LETTERS[name] ?? CSS_COLORS[name.toLowerCase()];
}

/** Is this text a colour? */
export function isColor(value: string): boolean {
  return value === 'none' || named(value, TAB10) !== undefined || fromHex(value) !== null;
}

/**
 * A colour's parts.
 *
 * @throws ValueError for a name that is no colour or parts outside 0 to 1
 */
export function toRgba(functionName: string, color: Color, alpha?: number | null, cycle = TAB10): Rgba {
  if (typeof color === 'string') {
    if (color === 'none') return [0, 0, 0, 0];
    const parts = fromHex(named(color, cycle) ?? color);
    if (parts === null) {
      throw new ValueError(
        `${functionName}: ${describe(color)} is not a colour; use a name ('red', 'tab:blue', 'C0'), a letter of 'bgrcmykw', '#rrggbb', a grey level '0.5' or [r, g, b]`,
      );
    }
    return [parts[0], parts[1], parts[2], parts[3] * (alpha ?? 1)];
  }
  if (!Array.isArray(color) || (color.length !== 3 && color.length !== 4)) {
    throw new DTypeError(`${functionName}: a colour is a name or [r, g, b(, a)] from 0 to 1, got ${describe(color)}`);
  }
  for (const part of color as readonly number[]) {
    if (!(part >= 0 && part <= 1)) {
      throw new ValueError(`${functionName}: the parts of a colour lie from 0 to 1, got ${describe(color)}`);
    }
  }
  const [r, g, b, a = 1] = color as readonly number[];
  return [r!, g!, b!, a * (alpha ?? 1)];
}

const hex2 = (v: number): string =>
  Math.round(v * 255)
    .toString(16)
    .padStart(2, '0');

/** Parts as text: `#rrggbb`, `rgba(...)` where it is not opaque, `none` where it cannot be seen. */
export function rgbaText([r, g, b, a]: Rgba): string {
  if (a <= 0) return 'none';
  if (a >= 1) return `#${hex2(r)}${hex2(g)}${hex2(b)}`;
  return `rgba(${Math.round(r * 255)},${Math.round(g * 255)},${Math.round(b * 255)},${Math.round(a * 1000) / 1000})`;
}

/** A colour as text for SVG and ECharts. */
export function colorText(functionName: string, color: Color, alpha?: number | null, cycle = TAB10): string {
  return rgbaText(toRgba(functionName, color, alpha, cycle));
}
