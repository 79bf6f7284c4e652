/** Where ticks stand and what they say, by Matplotlib's rules: round steps of 1, 2, 2.5, 5; decades; calendar units. */
import type { Scale } from './scales.js';

/** The ticks of one axis. */
export interface Ticks {
  /** Places in data. */
  readonly major: readonly number[];
  readonly labels: readonly string[];
  readonly minor: readonly number[];
  /** What stands at the axis' end: `1e6`, `+2.5e3`. */
  readonly offset: string;
}

/** A round step between two values: where its multiples begin, and how they continue on both sides. */
function roundStep(low: number, high: number, bins: number, steps: readonly number[], least: number) {
  const width = high - low;
  const mean = (low + high) / 2;
  const offset = Math.abs(mean) / width < 100 ? 0 : Math.sign(mean) * 10 ** Math.floor(Math.log10(Math.abs(mean)));
  const scale = 10 ** Math.floor(Math.log10(width / bins));
  const all = [...steps.slice(0, -1).map((v) => v / 10), ...steps, 10 * steps[1]!].map((step) => step * scale);
  const a = low - offset;
  const b = high - offset;
  let k = all.findIndex((step) => step >= width / bins);
  if (k < 0) k = all.length - 1;
  for (; ; k--) {
    const step = all[k]!;
    const base = Math.floor(a / step + 1e-10) * step;
    const from = Math.ceil((a - base) / step - 1e-10);
    const to = Math.floor((b - base) / step + 1e-10);
    if (to - from + 1 >= least || k === 0) {
      const place = (i: number): number => Number((Number((i * step + base).toPrecision(14)) + offset).toPrecision(15));
      return { from, to, place };
    }
  }
}

/** Round places between two values, at most `bins` + 1 of them. */
export function linearTicks(low: number, high: number, bins: number): number[] {
  if (!(high > low) || !Number.isFinite(high - low)) return [low];
  const { from, to, place } = roundStep(low, high, bins, [1, 2, 2.5, 5, 10], 2);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => place(from + k));
}

/** The levels of contours of values between two limits: round ones, the outermost just beyond. */
export function contourLevels(low: number, high: number, count: number, extend: string): number[] {
  if (!(high > low) || !Number.isFinite(high - low)) return [low - 0.5, low, low + 0.5];
  const { from, to, place } = roundStep(low, high, count + 1, [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10], 1);
  const all: number[] = [];
  for (let i = from - 1; i <= to + 1; i++) all.push(place(i));
  let first = Math.max(
    0,
    all.findLastIndex((v) => v < low),
  );
  let end = all.findIndex((v) => v > high) + 1 || all.length;
  if (extend === 'min' || extend === 'both') first++;
  if (extend === 'max' || extend === 'both') end--;
  // A limit that is round itself is the outermost level.
  if (place(from) === low) first = Math.max(first, all.indexOf(place(from)));
  if (place(to) === high) end = Math.min(end, all.indexOf(place(to)) + 1);
  return end - first < 3 ? all : all.slice(first, end);
}

const minus = (text: string): string => text.replace('-', '−');

/** Labels of places on a linear axis, all with as many digits as tell them apart. */
export function linearLabels(places: readonly number[], useOffset = true): { labels: string[]; offset: string } {
  if (places.length === 0) return { labels: [], offset: '' };
  const low = Math.min(...places);
  const high = Math.max(...places);
  let offset = 0;
  if (useOffset && low !== high && !(low <= 0 && high >= 0)) offset = commonOffset(low, high);
  const shifted = places.map((v) => v - offset);
  const reference = offset !== 0 ? high - low : Math.max(Math.abs(low), Math.abs(high));
  let power = reference === 0 ? 0 : Math.floor(Math.log10(reference));
  if (offset === 0 && power > -5 && power < 6) power = 0;
  if (offset !== 0 && power > -5 && power < 6) power = 0;
  const scaled = shifted.map((v) => v / 10 ** power);
  const range = Math.max(...scaled) - Math.min(...scaled) || Math.max(...scaled.map(Math.abs));
  let digits = 0;
  if (range > 0) {
    const order = Math.floor(Math.log10(range));
    digits = Math.min(Math.max(0, 3 - order), 20);
    const threshold = 1e-3 * 10 ** order;
    const fits = (n: number): boolean => scaled.every((v) => Math.abs(v - Number(v.toFixed(n))) < threshold);
    while (digits > 0 && fits(digits - 1)) digits--;
  }
  const labels = scaled.map((v) => {
    const text = v.toFixed(digits);
    return minus(Number(text) === 0 ? text.replace('-', '') : text);
  });
  let text = power === 0 ? '' : minus(`1e${power}`);
  if (offset !== 0) text += (offset > 0 ? '+' : '−') + exponential(Math.abs(offset));
  return { labels, offset: text };
}

function exponential(value: number): string {
  const power = Math.floor(Math.log10(value));
  const lead = String(Number((value / 10 ** power).toPrecision(10)));
  return power === 0 ? lead : minus(`${lead}e${power}`);
}

/** The part that all places share, worth writing once; 0 where there is none. */
function commonOffset(low: number, high: number): number {
  const sign = Math.sign(low);
  const a = Math.min(Math.abs(low), Math.abs(high));
  const b = Math.max(Math.abs(low), Math.abs(high));
  let order = Math.ceil(Math.log10(b));
  while (order > -300 && Math.floor(a / 10 ** order) === Math.floor(b / 10 ** order)) order--;
  order += 1;
  if ((b - a) / 10 ** order <= 1e-2) {
    order = Math.ceil(Math.log10(b));
    while (order > -300 && Math.floor(b / 10 ** order) - Math.floor(a / 10 ** order) <= 1) order--;
    order += 1;
  }
  const whole = Math.floor(b / 10 ** order);
  return whole >= 1e3 ? Number((sign * whole * 10 ** order).toPrecision(15)) : 0;
}

const RAISED: Record<string, string> = {
  '-': '⁻',
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
};

/** A power of ten with its exponent raised. */
export function powerLabel(exponent: number): string {
  return '10' + [...String(exponent)].map((c) => RAISED[c] ?? c).join('');
}

/** Decades, their parts as minor ticks. */
export function logTicks(low: number, high: number, bins: number): Ticks {
  const from = Math.ceil(Math.log10(low) - 1e-10);
  const to = Math.floor(Math.log10(high) + 1e-10);
  const stride = Math.max(1, Math.ceil((to - from + 1) / Math.max(bins, 2)));
  const major: number[] = [];
  for (let e = from; e <= to; e += stride) major.push(10 ** e);
  const minor: number[] = [];
  if (stride === 1 && to - from < 12) {
    for (let e = from - 1; e <= to; e++) {
      for (let k = 2; k < 10; k++) {
        const v = k * 10 ** e;
        if (v >= low * (1 - 1e-12) && v <= high * (1 + 1e-12)) minor.push(v);
      }
    }
  }
  if (major.length < 2) {
    // Less than two decades: the parts get labels too.
    const shown = [...major, ...minor].sort((a, b) => a - b);
    const some = shown.length > 8 ? shown.filter((v) => [1, 2, 3, 4, 6].includes(leading(v))) : shown;
    return { major: some, minor, labels: some.map(scientific), offset: '' };
  }
  return { major, minor, labels: major.map((v) => powerLabel(Math.round(Math.log10(v)))), offset: '' };
}

const leading = (v: number): number => Math.round(v / 10 ** Math.floor(Math.log10(v) + 1e-10));

function scientific(v: number): string {
  const exponent = Math.floor(Math.log10(v) + 1e-10);
  const lead = leading(v);
  return lead === 1 ? powerLabel(exponent) : `${lead}×${powerLabel(exponent)}`;
}

/** Ticks of a symmetric logarithmic axis: zero and decades on both sides. */
function symlogTicks(low: number, high: number): Ticks {
  const major: number[] = [];
  const top = Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high), 10)));
  for (let e = top; e >= 0; e--) if (-(10 ** e) >= low) major.push(-(10 ** e));
  if (low <= 0 && high >= 0) major.push(0);
  for (let e = 0; e <= top; e++) if (10 ** e <= high && 10 ** e >= low) major.push(10 ** e);
  const labels = major.map((v) =>
    v === 0 ? '0' : (v < 0 ? '−' : '') + powerLabel(Math.round(Math.log10(Math.abs(v)))),
  );
  return { major, labels, minor: [], offset: '' };
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const iso = (v: number): string => new Date(v).toISOString();

/** What a date axis may step by: how many such parts a span has, the strides, the most ticks, the labels. */
interface DateUnit {
  readonly count: (low: Date, high: Date) => number;
  readonly strides: readonly number[];
  readonly most: number;
  readonly text: (v: number) => string;
  readonly places: (low: number, high: number, stride: number) => number[];
}

const monthsBetween = (a: Date, b: Date): number => {
  const whole = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  const part = (d: Date): number => d.getUTCDate() * DAY + (d.getTime() % DAY);
  return part(b) < part(a) ? whole - 1 : whole;
};

/** Even steps of a fixed length within the next longer unit. */
const fixedUnit = (length: number, whole: number, strides: number[], most: number, text: (v: number) => string): DateUnit => ({
  count: (a, b) => Math.floor((b.getTime() - a.getTime()) / length),
  strides,
  most,
  text,
  places: (low, high, stride) => {
    const found: number[] = [];
    for (let v = Math.floor(low / (whole * length)) * whole * length; v <= high; v += stride * length) if (v >= low) found.push(v);
    return found;
  },
}); // prettier-ignore

const DAYS: DateUnit = {
  count: (a, b) => Math.floor((b.getTime() - a.getTime()) / DAY),
  strides: [1, 2, 3, 7, 14, 21],
  most: 11,
  text: (v) => iso(v).slice(0, 10),
  places: (low, high, stride) => {
    // Days of each month, so that the first is one of them.
    const days = stride === 14 ? [1, 15] : stride === 7 ? [1, 8, 15, 22] : Array.from({ length: Math.ceil(31 / stride) }, (_, k) => 1 + k * stride);
    const found: number[] = [];
    const start = new Date(low);
    for (let m = 0; ; m++) {
      const month = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + m);
      if (month > high) return found;
      const end = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + m + 1);
      for (const day of days) {
        const v = month + (day - 1) * DAY;
        if (v >= low && v <= high && v < end) found.push(v);
      }
    }
  },
}; // prettier-ignore

/** Matplotlib's units, longest first. */
const DATE_UNITS: readonly DateUnit[] = [
  {
    count: (a, b) => Math.floor(monthsBetween(a, b) / 12),
    strides: [1, 2, 4, 5, 10, 20, 40, 50, 100, 200, 400, 500, 1000, 2000, 4000, 5000, 10000],
    most: 11,
    text: (v) => String(new Date(v).getUTCFullYear()),
    places: (low, high, stride) => {
      const found: number[] = [];
      const first = Math.floor(new Date(low).getUTCFullYear() / stride) * stride;
      for (let y = first; ; y += stride) {
        const v = new Date(0).setUTCFullYear(y, 0, 1);
        if (v > high) return found;
        if (v >= low) found.push(v);
      }
    },
  },
  {
    count: monthsBetween,
    strides: [1, 2, 3, 4, 6],
    most: 12,
    text: (v) => iso(v).slice(0, 7),
    places: (low, high, stride) => {
      const found: number[] = [];
      for (let m = 0; ; m += stride) {
        const v = Date.UTC(new Date(low).getUTCFullYear(), m);
        if (v > high) return found;
        if (v >= low) found.push(v);
      }
    },
  },
  DAYS,
  fixedUnit(HOUR, 24, [1, 2, 3, 4, 6, 12], 12, (v) => iso(v).slice(5, 13).replace('T', ' ')),
  fixedUnit(MINUTE, 60, [1, 5, 10, 15, 30], 11, (v) => iso(v).slice(8, 16).replace('T', ' ')),
  fixedUnit(SECOND, 60, [1, 5, 10, 15, 30], 11, (v) => iso(v).slice(11, 19)),
  fixedUnit(1, 1000, [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], 8, (v) => iso(v).slice(14, 23)),
]; // prettier-ignore

/**
 * Ticks of a date axis; places are milliseconds since 1970, UTC.
 *
 * @param room - the axis' length in font sizes: labels must not meet
 */
export function dateTicks(low: number, high: number, room: number): Ticks {
  const [a, b] = [new Date(low), new Date(high)];
  if (Number.isNaN(a.getTime()) || Number.isNaN(b.getTime())) return { major: [], labels: [], minor: [], offset: '' };
  const at = DATE_UNITS.findIndex((unit) => unit.count(a, b) >= 5);
  for (const unit of DATE_UNITS.slice(Math.max(0, at < 0 ? DATE_UNITS.length - 1 : at))) {
    const count = Math.max(1, unit.count(a, b));
    for (const stride of unit.strides) {
      if (count > stride * (unit.most - 1) && stride !== unit.strides[unit.strides.length - 1]) continue;
      const major = unit.places(low, high, stride);
      const labels = major.map(unit.text);
      const wide = labels.length * (0.62 * (labels[0]?.length ?? 0) + 0.8);
      if (wide > room && stride !== unit.strides[unit.strides.length - 1]) continue;
      if (wide > room && major.length > 2) {
        // First days of months stand at even distances, other days do not.
        const firsts = major.filter((v) => new Date(v).getUTCDate() === 1);
        const even = unit === DAYS && firsts.length > 1 ? firsts : major;
        const every = Math.ceil((wide * even.length) / major.length / room);
        const kept = even.filter((_, k) => k % every === 0);
        return { major: kept, labels: kept.map(unit.text), minor: [], offset: '' };
      }
      return { major, labels, minor: [], offset: '' };
    }
  }
  return { major: [], labels: [], minor: [], offset: '' };
}

/**
 * The ticks of an axis.
 *
 * @param low, high - its limits in data, in order
 * @param bins - how many intervals there is room for
 * @param room - the axis' length in font sizes, for labels of dates
 */
export function chooseTicks(
  scale: Scale,
  units: string,
  low: number,
  high: number,
  bins: number,
  room = Infinity,
): Ticks {
  if (scale.name === 'log') return logTicks(low, high, bins);
  if (scale.name === 'symlog') return symlogTicks(low, high);
  if (units === 'date') return dateTicks(low, high, room);
  const major = linearTicks(low, high, bins);
  return { major, ...linearLabels(major), minor: [] };
}
