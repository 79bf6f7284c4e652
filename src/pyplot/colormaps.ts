/** From values to colours: colour maps, and the norms that bring values to 0..1. */
import { ValueError, describe } from '../core/errors.js';
import { QUALITATIVE, SMOOTH } from './colormapData.js';
import type { Rgba } from './colors.js';

/** A map from 0..1 to colours; NaN gives the bad colour (transparent). */
export interface Colormap {
  readonly name: string;
  /** 256 colours as bytes, red, green, blue in turn. */
  readonly table: Uint8Array;
  /** The colour of a value from 0 to 1. */
  evaluate(value: number): Rgba;
}

const made = new Map<string, Colormap>();

/** The names of all colour maps; each also with `_r`, reversed. */
export function colormapNames(): string[] {
  return [...Object.keys(SMOOTH), ...Object.keys(QUALITATIVE)];
}

/**
 * A colour map by name.
 *
 * @param name - such as `'viridis'`, `'plasma'`, `'coolwarm'`; with `_r` at its end it is reversed
 * @throws ValueError for an unknown name
 */
export function getCmap(name: string | Colormap = 'viridis'): Colormap {
  if (typeof name !== 'string') return name;
  const known = made.get(name);
  if (known !== undefined) return known;
  const reversed = name.endsWith('_r');
  const base = reversed ? name.slice(0, -2) : name;
  const smooth = SMOOTH[base] ?? (base === 'grey' ? SMOOTH['gray'] : undefined);
  const hex = smooth ?? QUALITATIVE[base];
  if (hex === undefined) {
    throw new ValueError(`getCmap: ${describe(name)} is not a colour map; there are ${colormapNames().join(', ')}`);
  }
  const count = hex.length / 6;
  const anchor = (k: number, part: number): number => parseInt(hex.slice(k * 6 + part * 2, k * 6 + part * 2 + 2), 16);
  const table = new Uint8Array(768);
  for (let i = 0; i < 256; i++) {
    const at = smooth ? (i / 255) * (count - 1) : Math.min(count - 1, Math.floor((i / 256) * count));
    const low = Math.min(Math.floor(at), count - 1);
    const high = Math.min(low + 1, count - 1);
    const target = reversed ? 255 - i : i;
    for (let part = 0; part < 3; part++) {
      table[target * 3 + part] = Math.round(anchor(low, part) + (at - low) * (anchor(high, part) - anchor(low, part)));
    }
  }
  const map: Colormap = {
    name,
    table,
    evaluate(value) {
      if (Number.isNaN(value)) return [0, 0, 0, 0];
      const k = Math.min(255, Math.max(0, Math.floor(value * 256))) * 3;
      return [table[k]! / 255, table[k + 1]! / 255, table[k + 2]! / 255, 1];
    },
  };
  made.set(name, map);
  return map;
}

/** How values come to 0..1. */
export interface Norm {
  readonly kind: 'linear' | 'log';
  readonly vmin: number;
  readonly vmax: number;
  /** 0 at vmin, 1 at vmax, NaN for what cannot be shown. */
  scale(value: number): number;
}

/**
 * A norm over values.
 *
 * @throws ValueError when vmin is above vmax, or a logarithmic norm has no positive value
 */
export function makeNorm(
  functionName: string,
  values: Float64Array,
  options: { vmin?: number | null; vmax?: number | null; norm?: 'linear' | 'log' },
): Norm {
  const kind = options.norm ?? 'linear';
  if (kind !== 'linear' && kind !== 'log') {
    throw new ValueError(`${functionName}: norm must be 'linear' or 'log', got ${describe(kind)}`);
  }
  let low = Infinity;
  let high = -Infinity;
  for (const v of values) {
    if (!Number.isFinite(v) || (kind === 'log' && v <= 0)) continue;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  if (low > high) [low, high] = kind === 'log' ? [1, 10] : [0, 1];
  const vmin = options.vmin ?? low;
  const vmax = options.vmax ?? high;
  if (vmin > vmax) throw new ValueError(`${functionName}: vmin must be less or equal to vmax, got ${vmin} and ${vmax}`);
  if (kind === 'log' && vmin <= 0) {
    throw new ValueError(`${functionName}: vmin must be positive with a logarithmic norm, got ${vmin}`);
  }
  const width = kind === 'log' ? Math.log(vmax / vmin) : vmax - vmin;
  return {
    kind,
    vmin,
    vmax,
    scale: (value) => {
      if (width === 0) return Number.isNaN(value) ? NaN : 0;
      if (kind === 'log') return value > 0 ? Math.log(value / vmin) / width : NaN;
      return (value - vmin) / width;
    },
  };
}
