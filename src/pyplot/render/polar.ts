/** Polar axes: artists over angle and distance laid into the plane of a unit circle, with circles, spokes and their labels. */
import { artistDefaults, type Artist, type TextArtist } from '../artists.js';
import type { AxesBase } from '../axesBase.js';
import { plainText } from '../text.js';
import { pointsToPixels, type Frame } from './layout.js';

/** From angle and distance to the plane. */
type Place = (angle: number, distance: number) => [number, number];

/** Places of a ring or chain in the plane, with steps of two degrees put between where `smooth`. */
function laid(points: ArrayLike<number>, place: Place, smooth: boolean, closed: boolean): number[] {
  const result: number[] = [];
  const count = points.length / 2;
  for (let i = 0; i < count; i++) {
    const [a, r] = [points[2 * i]!, points[2 * i + 1]!];
    result.push(...place(a, r));
    if (!smooth || (i + 1 === count && !closed)) continue;
    const k = (i + 1) % count;
    const [b, s] = [points[2 * k]!, points[2 * k + 1]!];
    const steps = Math.min(360, Math.ceil(Math.abs(b - a) / (Math.PI / 90)));
    for (let n = 1; n < steps; n++) result.push(...place(a + ((b - a) * n) / steps, r + ((s - r) * n) / steps));
  }
  return result;
}

function moved(artist: Artist, place: Place, angles: boolean, [low, high]: readonly [number, number]): Artist {
  // A line across is one over all angles, or one from the middle outwards.
  switch (artist.kind) {
    case 'line': {
      if (artist.axesX || artist.axesY) {
        const points = Array.from(artist.x, (x, i) => [
          artist.axesX ? x * 2 * Math.PI : x,
          artist.axesY ? low + artist.y[i]! * (high - low) : artist.y[i]!,
        ]).flat();
        const ring = laid(points, place, true, false);
        const [x, y] = [ring.filter((_, i) => i % 2 === 0), ring.filter((_, i) => i % 2 === 1)];
        return { ...artist, axesX: false, axesY: false, x: Float64Array.from(x), y: Float64Array.from(y) };
      }
      const [x, y] = [new Float64Array(artist.x.length), new Float64Array(artist.x.length)];
      for (let i = 0; i < x.length; i++) [x[i], y[i]] = place(artist.x[i]!, artist.y[i]!) as [number, number];
      return { ...artist, x, y };
    }
    case 'points': {
      const [x, y] = [new Float64Array(artist.x.length), new Float64Array(artist.x.length)];
      for (let i = 0; i < x.length; i++) [x[i], y[i]] = place(artist.x[i]!, artist.y[i]!) as [number, number];
      return { ...artist, x, y };
    }
    case 'areas':
      return {
        ...artist,
        clip: false,
        areas: artist.areas.map((rings) => rings.map((ring) => laid(ring, place, angles, true))),
      };
    case 'segments':
      return { ...artist, chains: artist.chains.map((chain) => laid(chain, place, false, false)) };
    case 'text': {
      const [x, y] = artist.axesX ? [artist.x * 2 - 1, artist.y * 2 - 1] : place(artist.x, artist.y);
      const arrow = artist.arrow === null ? null : { ...artist.arrow };
      if (arrow !== null) [arrow.x, arrow.y] = place(arrow.x, arrow.y);
      return { ...artist, axesX: false, axesY: false, x, y, arrow };
    }
    default:
      return artist;
  }
}

/** The artists of a polar axes in the plane, from -1 to 1. */
export function polarArtists(axes: AxesBase, frame: Frame): Artist[] {
  const { zero, sense, labels } = axes.polar!;
  const { scale } = axes.yaxis;
  const [low, high] = axes.yaxis.limits().map((v) => scale.forward(v)) as [number, number];
  const turn = (angle: number): number => (zero * Math.PI) / 180 + sense * angle;
  const place: Place = (angle, distance) => {
    const r = (scale.forward(distance) - low) / (high - low);
    // What lies beyond the circle is not drawn, what lies below its middle neither.
    if (!(r <= 1 + 1e-9) || !(r >= 0)) return [NaN, NaN];
    return [r * Math.cos(turn(angle)), r * Math.sin(turn(angle))];
  };
  const result: Artist[] = [];
  const circle = (r: number): number[] =>
    Array.from({ length: 181 }, (_, k) => [r * Math.cos((k * Math.PI) / 90), r * Math.sin((k * Math.PI) / 90)]).flat();
  const chains = (list: number[][], color: string, width: number, zorder: number): void => {
    result.push({
      kind: 'segments', ...artistDefaults(zorder), clip: false, chains: list, colors: [color], linewidths: [width], dashes: [null], alpha: 1,
    }); // prettier-ignore
  };
  if (axes.frame && axes.facecolor !== 'none') {
    result.push({
      kind: 'areas', ...artistDefaults(-1), clip: false, areas: [[circle(1)]], faces: [axes.facecolor], edges: ['none'], linewidth: 0, dash: null, alpha: 1,
    }); // prettier-ignore
  }
  const angles = axes.xaxis.ticks ?? Array.from({ length: 8 }, (_, k) => (k * Math.PI) / 4);
  const words = (x: number, y: number, text: string, side: 'x' | 'y'): TextArtist => {
    const [c, s] = [Math.round(x * 1e6), Math.round(y * 1e6)];
    return {
      kind: 'text', ...artistDefaults(3), clip: false, x, y, text, color: (side === 'x' ? axes.xside : axes.yside).color,
      fontsize: (side === 'x' ? axes.xside : axes.yside).fontsize, fontweight: 'normal',
      ha: c > 2e5 ? 'left' : c < -2e5 ? 'right' : 'center', va: s > 2e5 ? 'bottom' : s < -2e5 ? 'top' : 'center',
      rotation: 0, offset: [0, 0], box: null, arrow: null, alpha: 1,
    }; // prettier-ignore
  };
  if (axes.frame) {
    const distances = frame.yticks.major.filter((v) => {
      const r = (scale.forward(v) - low) / (high - low);
      return r > 1e-9 && r <= 1 + 1e-9;
    });
    const at = (v: number): number => (scale.forward(v) - low) / (high - low);
    const { gridState: grid } = axes;
    if (grid.y) chains(distances.map((v) => circle(at(v))), grid.color, grid.linewidth, 0.5); // prettier-ignore
    if (grid.x) chains(angles.map((a) => [0, 0, Math.cos(turn(a)), Math.sin(turn(a))]), grid.color, grid.linewidth, 0.5); // prettier-ignore
    chains([circle(1)], axes.style.axesEdgecolor, axes.style.axesLinewidth, 2.5);
    const half = frame.width / 2 / pointsToPixels(axes.figure);
    if (axes.xside.labels) {
      angles.forEach((a, k) => {
        const text = axes.xaxis.tickLabels?.[k] ?? `${Number(((a * 180) / Math.PI).toPrecision(6))}°`;
        const [c, s] = [Math.cos(turn(a)), Math.sin(turn(a))];
        result.push(words(c * (1 + 4 / half), s * (1 + 4 / half), plainText(text), 'x'));
      });
    }
    if (axes.yside.labels) {
      const a = turn((labels * Math.PI) / 180);
      for (const v of distances) {
        const text = frame.yticks.labels[frame.yticks.major.indexOf(v)] ?? '';
        result.push({
          ...words(at(v) * Math.cos(a), at(v) * Math.sin(a), plainText(text), 'y'),
          ha: 'left',
          va: 'bottom',
        });
      }
    }
  }
  for (const artist of axes.artists) result.push(moved(artist, place, 'heights' in artist, axes.yaxis.limits()));
  return result;
}
