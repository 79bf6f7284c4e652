/** One axis: what its numbers mean, its scale and limits (shared by axes that share it), and how one axes shows it. */
import { ValueError } from '../core/errors.js';
import { artistExtent, type Artist } from './artists.js';
import { scaleOf, type Scale, type ScaleName } from './scales.js';
import { chooseTicks, type Ticks } from './ticks.js';
import type { Units } from './values.js';

/** Who has a share in an axis. */
interface Member {
  readonly artists: readonly Artist[];
  readonly xaxis: Axis;
  readonly yaxis: Axis;
}

/** The state of an axis. */
export class Axis {
  scale: Scale = scaleOf('axis', 'linear');
  units: Units = 'number';
  readonly categories = new Map<string, number>();
  /** What the user set; null where the data decide. */
  low: number | null = null;
  high: number | null = null;
  inverted = false;
  /** Does it begin at 0 (the distances of a polar axes), unless values lie below? */
  fromZero = false;
  /** The empty part beyond the data, of its width. */
  margin: number;
  /** Places that the user chose. */
  ticks: readonly number[] | null = null;
  tickLabels: readonly string[] | null = null;
  /** The text of a tick, where the user has a function for it. */
  formatter: ((value: number, index: number) => string) | null = null;
  readonly members: Member[] = [];

  constructor(
    readonly direction: 'x' | 'y',
    margin = 0.05,
  ) {
    this.margin = margin;
  }

  setScale(functionName: string, name: ScaleName): void {
    this.scale = scaleOf(functionName, name);
  }

  /** Note what kind of data come; mixing them is an error. */
  admit(functionName: string, units: Units): void {
    if (units === this.units) return;
    const used = this.members.some((member) =>
      member.artists.some((artist) => artistExtent(artist, this.direction, false) !== null),
    );
    if (this.units === 'number' && !used) this.units = units;
    else if (units !== 'number') {
      throw new ValueError(
        `${functionName}: this ${this.direction} axis already shows ${WORDS[this.units]}, and ${WORDS[units]} came`,
      );
    }
  }

  /** The limits in data, left (lower) end first; the first is the greater one on an inverted axis. */
  limits(): [number, number] {
    let [low, high] = this.low !== null && this.high !== null ? [this.low, this.high] : this.dataLimits();
    low = this.low ?? low;
    high = this.high ?? high;
    if (this.scale.name === 'log') {
      if (!(high > 0)) high = 10;
      if (!(low > 0)) low = high / 1000;
    }
    if (low === high) {
      if (this.scale.name === 'log') [low, high] = [low / 10, high * 10];
      else {
        const room = this.units === 'date' ? 86400e3 : Math.abs(low) > 1e-300 ? Math.abs(low) * 0.055 : 0.055;
        [low, high] = [low - room, high + room];
      }
    }
    return this.inverted ? [high, low] : [low, high];
  }

  private dataLimits(): [number, number] {
    const positive = this.scale.name === 'log';
    let low = Infinity;
    let high = -Infinity;
    const sticky: number[] = [];
    for (const member of this.members) {
      for (const artist of member.artists) {
        if (!artist.visible) continue;
        const own = artistExtent(artist, this.direction, positive);
        if (own === null) continue;
        low = Math.min(low, own[0]);
        high = Math.max(high, own[1]);
        sticky.push(...(this.direction === 'x' ? artist.stickyX : artist.stickyY));
      }
    }
    if (this.fromZero && low >= 0 && low <= high && !positive) return [0, high + high * this.margin || 1];
    if (low > high) {
      const drawn = this.members.some((member) => member.artists.some((artist) => artist.kind !== 'text'));
      return positive ? [1, 10] : this.units === 'date' ? [0, 864e5] : drawn ? [-0.055, 0.055] : [0, 1];
    }
    const a = this.scale.forward(low);
    const b = this.scale.forward(high);
    const room = (b - a) * this.margin;
    const slack = Math.abs(high - low) * 1e-9;
    const holds = (edge: number): boolean => sticky.some((v) => Math.abs(v - edge) <= slack);
    if (low === high && !positive) return [low, high];
    return [holds(low) ? low : this.scale.backward(a - room), holds(high) ? high : this.scale.backward(b + room)];
  }

  /**
   * The ticks within the limits, with room for so many intervals.
   *
   * @param room - the length in font sizes
   * @param shown - other limits than the axis' own, where a fixed aspect widens them
   */
  chosenTicks(bins: number, room = Infinity, shown?: readonly [number, number]): Ticks {
    const [first, last] = shown ?? this.limits();
    const low = Math.min(first, last);
    const high = Math.max(first, last);
    if (this.ticks !== null || this.units === 'category') {
      const places = this.ticks ?? [...this.categories.values()];
      const names = this.ticks === null ? [...this.categories.keys()] : this.tickLabels;
      const width = (high - low) * 1e-10;
      const kept = places.map((v, k) => k).filter((k) => places[k]! >= low - width && places[k]! <= high + width);
      const major = kept.map((k) => places[k]!);
      if (names !== null) return { major, labels: kept.map((k) => names[k] ?? ''), minor: [], offset: '' };
      const auto = chooseTicks(this.scale, this.units, low, high, bins);
      return { ...this.labelled(major), minor: auto.minor };
    }
    const ticks = chooseTicks(this.scale, this.units, low, high, bins, room);
    return this.formatter === null ? ticks : { ...ticks, labels: ticks.major.map(this.formatter), offset: '' };
  }

  private labelled(major: readonly number[]): Ticks {
    if (this.formatter !== null) return { major, labels: major.map(this.formatter), minor: [], offset: '' };
    const low = Math.min(...major);
    const high = Math.max(...major);
    const byPlace = new Map<number, string>();
    const auto = chooseTicks(this.scale, this.units, low, high, 9);
    auto.major.forEach((v, k) => byPlace.set(v, auto.labels[k]!));
    if (this.scale.name === 'linear' && this.units === 'number') return { major, ...fixedLabels(major), minor: [] };
    return { major, labels: major.map((v) => byPlace.get(v) ?? String(v)), minor: [], offset: '' };
  }
}

const WORDS: Record<Units, string> = { number: 'numbers', date: 'dates', category: 'names' };

function fixedLabels(major: readonly number[]): { labels: string[]; offset: string } {
  const digits = Math.min(10, Math.max(0, ...major.map((v) => (String(v).split('.')[1] ?? '').length)));
  return { labels: major.map((v) => v.toFixed(digits).replace('-', '−')), offset: '' };
}
