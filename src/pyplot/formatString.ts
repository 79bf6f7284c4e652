/** Format strings such as `'r--o'`: colour, line style and marker in any order. */
import { ValueError, describe } from '../core/errors.js';
import { LETTERS, isColor } from './colors.js';

/** How a line is drawn. */
export type LineStyle = '-' | '--' | '-.' | ':' | 'none' | '' | ' ' | 'solid' | 'dashed' | 'dashdot' | 'dotted';

/** What a format string says; what it leaves open is undefined. */
export interface Format {
  color?: string;
  linestyle?: LineStyle;
  marker?: string;
}

/** The markers there are. */
export const MARKERS = '.,ov^<>12348spP*hH+xXDd|_';

/**
 * Read a format string.
 *
 * @param text - `[marker][line][color]` in any order, e.g. `'ro'`, `'k--'`, `'.-C1'`; or a colour's name alone
 * @throws ValueError with the part that is not understood
 */
export function parseFormat(functionName: string, text: string): Format {
  const format: Format = {};
  if (text === '') return format;
  if (text.length > 1 && !/^[bgrcmykw]/.test(text) && isColor(text)) return { color: text };
  if (isColor(text) && !MARKERS.includes(text)) return { color: text };
  const fail = (why: string): never => {
    throw new ValueError(`${functionName}: ${describe(text)} is not a valid format string (${why})`);
  };
  let i = 0;
  while (i < text.length) {
    const two = text.slice(i, i + 2);
    const one = text[i]!;
    const cycle = /^C\d/.exec(text.slice(i));
    if (two === '--' || two === '-.') {
      if (format.linestyle !== undefined) fail('two line styles');
      format.linestyle = two;
      i += 2;
    } else if (one === '-' || one === ':') {
      if (format.linestyle !== undefined) fail('two line styles');
      format.linestyle = one;
      i += 1;
    } else if (cycle !== null) {
      if (format.color !== undefined) fail('two colours');
      format.color = cycle[0];
      i += cycle[0].length;
    } else if (LETTERS[one] !== undefined) {
      if (format.color !== undefined) {
        if (isColor(text)) return { color: text };
        fail('two colours');
      }
      format.color = one;
      i += 1;
    } else if (MARKERS.includes(one)) {
      if (format.marker !== undefined) fail('two markers');
      format.marker = one;
      i += 1;
    } else if (isColor(text)) return { color: text };
    else fail(`unrecognized character ${describe(one)}`);
  }
  return format;
}

/** Does this text read as a format string? */
export function isFormat(text: string): boolean {
  try {
    parseFormat('plot', text);
    return true;
  } catch {
    return false;
  }
}

/** The dashes of a line style in units of its width; null for a solid line, undefined for none. */
export function dashes(functionName: string, style: LineStyle): number[] | null | undefined {
  switch (style) {
    case '-':
    case 'solid':
      return null;
    case '--':
    case 'dashed':
      return [3.7, 1.6];
    case '-.':
    case 'dashdot':
      return [6.4, 1.6, 1, 1.6];
    case ':':
    case 'dotted':
      return [1, 1.65];
    case 'none':
    case '':
    case ' ':
      return undefined;
    default:
      throw new ValueError(
        `${functionName}: ${describe(style)} is not a valid value for linestyle; use '-', '--', '-.', ':' or 'none'`,
      );
  }
}
