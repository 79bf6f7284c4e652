/** Three dimensions on paper: Matplotlib's view (a camera ten units away), the box's back walls, faces painted from far to near. */
import { artistDefaults, type Artist } from '../artists.js';
import type { AxesBase, Surface3d } from '../axesBase.js';
import { rgbaText, toRgba } from '../colors.js';
import { linearLabels, linearTicks } from '../ticks.js';

type Vector = readonly [number, number, number];

const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const unit = (a: Vector): Vector => {
  const n = Math.hypot(...a) || 1;
  return [a[0] / n, a[1] / n, a[2] / n];
};
const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

/** The sides of the box relative to each other. */
const BOX: Vector = [4, 4, 3].map((v) => (v * 1.9056918) / Math.hypot(4, 4, 3)) as unknown as Vector;

function rangeOf(surfaces: readonly Surface3d[], name: 'x' | 'y' | 'z'): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const surface of surfaces) {
    for (const v of surface[name]) {
      if (v < low) low = v;
      if (v > high) high = v;
    }
  }
  if (!(low < high)) return Number.isFinite(low) ? [low - 0.5, high + 0.5] : [0, 1];
  return [low, high];
}

/** The artists of a 3-d axes, in a plane from 0 to 1. */
export function projectThree(axes: AxesBase, length: number): Artist[] {
  const three = axes.three!;
  const limits: [number, number][] = [
    axes.xaxis.low !== null && axes.xaxis.high !== null
      ? [axes.xaxis.low, axes.xaxis.high]
      : rangeOf(three.surfaces, 'x'),
    axes.yaxis.low !== null && axes.yaxis.high !== null
      ? [axes.yaxis.low, axes.yaxis.high]
      : rangeOf(three.surfaces, 'y'),
    three.zlim ?? rangeOf(three.surfaces, 'z'),
  ];
  const wide = limits.map(([a, b]): [number, number] => [a - (b - a) / 48, b + (b - a) / 48]);
  const elev = (three.elev * Math.PI) / 180;
  const azim = (three.azim * Math.PI) / 180;
  const centre: Vector = [BOX[0] / 2, BOX[1] / 2, BOX[2] / 2];
  const outward: Vector = [Math.cos(elev) * Math.cos(azim), Math.cos(elev) * Math.sin(azim), Math.sin(elev)];
  const eye: Vector = [centre[0] + 10 * outward[0], centre[1] + 10 * outward[1], centre[2] + 10 * outward[2]];
  const up: Vector = Math.abs(Math.cos(elev)) < 1e-9 ? [-Math.cos(azim), -Math.sin(azim), 0] : [0, 0, 1];
  const right = unit(cross(up, outward));
  const top = cross(outward, right);
  /** Place on the paper and distance from the eye. */
  const project = (x: number, y: number, z: number): Vector => {
    const world: Vector = [
      ((x - wide[0]![0]) / (wide[0]![1] - wide[0]![0])) * BOX[0],
      ((y - wide[1]![0]) / (wide[1]![1] - wide[1]![0])) * BOX[1],
      ((z - wide[2]![0]) / (wide[2]![1] - wide[2]![0])) * BOX[2],
    ];
    const seen = minus(world, eye);
    const depth = -dot(seen, outward);
    const k = 10 / depth;
    return [0.5 + (dot(seen, right) * k) / 2.15, 0.53 + (dot(seen, top) * k) / 2.15, depth];
  };
  const artists: Artist[] = [];
  const dark = axes.style.textColor;
  const area = (ring: number[], face: string, edge: string, width: number, z: number, alpha = 1): void => {
    artists.push({
      kind: 'areas',
      ...artistDefaults(z),
      clip: false,
      areas: [[ring]],
      faces: [face],
      edges: [edge],
      linewidth: width,
      dash: null,
      alpha,
    });
  };
  const lines = (chains: number[][], color: string, width: number, z: number): void => {
    artists.push({
      kind: 'segments',
      ...artistDefaults(z),
      clip: false,
      chains,
      colors: [color],
      linewidths: [width],
      dashes: [null],
      alpha: 1,
    });
  };
  const words = (x: number, y: number, text: string, size: number, angle = 0): void => {
    artists.push({
      kind: 'text', ...artistDefaults(3), clip: false, x, y, text, color: dark, fontsize: size, fontweight: 'normal', ha: 'center', va: 'center', rotation: angle,
      offset: [0, 0], box: null, arrow: null, alpha: 1,
    }); // prettier-ignore
  };
  const flat = (p: Vector): [number, number] => [p[0], p[1]];
  // Of each pair of walls the farther one is drawn.
  const back = [0, 1, 2].map((k) => (outward[k]! > 0 ? wide[k]![0] : wide[k]![1]));
  const front = [0, 1, 2].map((k) => (outward[k]! > 0 ? wide[k]![1] : wide[k]![0]));
  const walls: [number, string][] = [[0, '#f2f2f2'], [1, '#e5e5e5'], [2, '#ececec']]; // prettier-ignore
  for (const [k, face] of walls) {
    const [a, b] = [(k + 1) % 3, (k + 2) % 3];
    const corner = (s: number, t: number): [number, number] => {
      const place = [0, 0, 0];
      place[k] = back[k]!;
      place[a] = wide[a]![s]!;
      place[b] = wide[b]![t]!;
      return flat(project(place[0]!, place[1]!, place[2]!));
    };
    area([...corner(0, 0), ...corner(1, 0), ...corner(1, 1), ...corner(0, 1)], face, '#e0e0e0', 0.8, 0);
  }
  const bins = Math.max(3, Math.min(8, Math.floor(length / 55)));
  const ticks = limits.map(([a, b]) =>
    linearTicks(a, b, bins).filter((v) => v >= a - 1e-9 * (b - a) && v <= b + 1e-9 * (b - a)),
  );
  for (const [k] of walls) {
    // A tick of one axis shows on the two walls along it.
    const net: number[][] = [];
    for (const t of ticks[k]!) {
      for (const wall of [0, 1, 2]) {
        if (wall === k) continue;
        const other = 3 - k - wall;
        const at = (v: number): [number, number] => {
          const place = [0, 0, 0];
          place[k] = t;
          place[wall] = back[wall]!;
          place[other] = v;
          return flat(project(place[0]!, place[1]!, place[2]!));
        };
        net.push([...at(wide[other]![0]), ...at(wide[other]![1])]);
      }
    }
    lines(net, '#b8b8b8', 0.8, 0);
  }
  const size = axes.style.fontSize;
  const labels = [axes.xside.label.text, axes.yside.label.text, three.zlabel];
  for (const k of [0, 1, 2]) {
    // The edge that an axis stands on: at the bottom in front for x and y, at the outer side for z.
    const base = [...front];
    base[2] = k === 2 ? base[2]! : wide[2]![0];
    if (k === 2) {
      const candidates = [
        [front[0]!, back[1]!],
        [back[0]!, front[1]!],
      ].map(([x, y]) => ({ x: x!, y: y!, p: project(x!, y!, wide[2]![0]) }));
      const outer = candidates.sort((p, q) => q.p[0] - p.p[0])[0]!;
      [base[0], base[1]] = [outer.x, outer.y];
    } else base[k === 0 ? 1 : 0] = front[k === 0 ? 1 : 0]!;
    const on = (v: number): Vector => {
      const place = [...base];
      place[k] = v;
      return project(place[0]!, place[1]!, place[2]!);
    };
    lines([[...flat(on(wide[k]![0])), ...flat(on(wide[k]![1]))]], dark, 0.8, 1);
    const [ax, ay] = on(wide[k]![0]);
    const [bx, by] = on(wide[k]![1]);
    const n = Math.hypot(bx - ax, by - ay) || 1;
    // Away from the middle of the picture.
    let [nx, ny] = [-(by - ay) / n, (bx - ax) / n];
    if (nx * ((ax + bx) / 2 - 0.5) + ny * ((ay + by) / 2 - 0.53) < 0) [nx, ny] = [-nx, -ny];
    const { labels: texts } = linearLabels(ticks[k]!, false);
    const small: number[][] = [];
    ticks[k]!.forEach((t, i) => {
      const [px, py] = on(t);
      small.push([px, py, px + nx * 0.012, py + ny * 0.012]);
      words(px + nx * 0.052, py + ny * 0.042, texts[i]!, size);
    });
    lines(small, dark, 0.8, 1);
    const angle = (Math.atan2(by - ay, bx - ax) * 180) / Math.PI;
    const upright = angle > 90 ? angle - 180 : angle < -90 ? angle + 180 : angle;
    if (labels[k] !== '') words((ax + bx) / 2 + nx * 0.12, (ay + by) / 2 + ny * 0.1, labels[k]!, size, upright);
  }
  // Everything solid goes into one list, painted from far to near.
  const faces: { depth: number; ring: number[]; face: string; edge: string; width: number }[] = [];
  for (const surface of three.surfaces) addSurface(surface, project, limits, faces, artists);
  faces.sort((p, q) => q.depth - p.depth);
  if (faces.length > 0) {
    const alpha = three.surfaces.find((surface) => surface.kind === 'surface')?.alpha ?? 1;
    for (const width of new Set(faces.map((face) => face.width))) {
      const own = faces.filter((face) => face.width === width);
      artists.push({
        kind: 'areas', ...artistDefaults(2), clip: false, areas: own.map((f) => [f.ring]), faces: own.map((f) => f.face), edges: own.map((f) => f.edge),
        linewidth: width, dash: null, alpha,
      }); // prettier-ignore
    }
  }
  return artists;
}

function addSurface(
  surface: Surface3d,
  project: (x: number, y: number, z: number) => Vector,
  limits: readonly (readonly [number, number])[],
  faces: { depth: number; ring: number[]; face: string; edge: string; width: number }[],
  artists: Artist[],
): void {
  const { x, y, z, rows, columns, mappable } = surface;
  const at = (k: number): Vector => project(x[k]!, y[k]!, z[k]!);
  if (surface.kind === 'points' || surface.kind === 'line') {
    const places = Array.from(x, (_, k) => at(k));
    const px = Float64Array.from(places, (p) => p[0]);
    const py = Float64Array.from(places, (p) => p[1]);
    if (surface.kind === 'line') {
      artists.push({
        kind: 'segments', ...artistDefaults(2, surface.label), chains: [places.flatMap((p) => [p[0], p[1]])], colors: [surface.color], linewidths: [surface.size],
        dashes: [null], alpha: surface.alpha,
      }); // prettier-ignore
      return;
    }
    const colors =
      mappable === null
        ? [surface.color]
        : Array.from(mappable.values, (v) => rgbaText(mappable.cmap.evaluate(mappable.norm.scale(v))));
    // Far points first.
    const order = places.map((_, k) => k).sort((a, b) => places[b]![2] - places[a]![2]);
    artists.push({
      kind: 'points', ...artistDefaults(2, surface.label), x: Float64Array.from(order, (k) => px[k]!), y: Float64Array.from(order, (k) => py[k]!),
      sizes: Float64Array.of(surface.size ** 2), faces: colors.length === 1 ? colors : order.map((k) => colors[k]!), edges: ['none'], linewidth: 1, marker: 'o',
      alpha: surface.alpha,
    }); // prettier-ignore
    return;
  }
  if (surface.kind === 'wire') {
    const chains: number[][] = [];
    for (let i = 0; i < rows; i++)
      chains.push(Array.from({ length: columns }, (_, j) => at(i * columns + j).slice(0, 2)).flat());
    for (let j = 0; j < columns; j++)
      chains.push(Array.from({ length: rows }, (_, i) => at(i * columns + j).slice(0, 2)).flat());
    artists.push({
      kind: 'segments',
      ...artistDefaults(2, surface.label),
      chains,
      colors: [surface.color],
      linewidths: [surface.size],
      dashes: [null],
      alpha: surface.alpha,
    });
    return;
  }
  const plain = toRgba('plotSurface', surface.color);
  const light = unit([-0.4, -0.6, 0.7]);
  for (let i = 0; i + 1 < rows; i++) {
    for (let j = 0; j + 1 < columns; j++) {
      const corners = [i * columns + j, i * columns + j + 1, (i + 1) * columns + j + 1, (i + 1) * columns + j];
      const mean = corners.reduce((sum, k) => sum + z[k]!, 0) / 4;
      if (!Number.isFinite(mean)) continue;
      const places = corners.map(at);
      let face: string;
      if (mappable !== null) face = rgbaText(mappable.cmap.evaluate(mappable.norm.scale(mean)));
      else {
        const inBox = (k: number): Vector => [
          (x[k]! - limits[0]![0]) / (limits[0]![1] - limits[0]![0]),
          (y[k]! - limits[1]![0]) / (limits[1]![1] - limits[1]![0]),
          (0.75 * (z[k]! - limits[2]![0])) / (limits[2]![1] - limits[2]![0]),
        ];
        let normal = unit(
          cross(minus(inBox(corners[1]!), inBox(corners[0]!)), minus(inBox(corners[3]!), inBox(corners[0]!))),
        );
        if (normal[2] < 0) normal = [-normal[0], -normal[1], -normal[2]];
        const shade = 0.6 + 0.4 * Math.max(-0.5, dot(normal, light));
        face = rgbaText([plain[0] * shade, plain[1] * shade, plain[2] * shade, plain[3]]);
      }
      const depth = places.reduce((sum, p) => sum + p[2], 0) / 4;
      faces.push({
        depth,
        ring: places.flatMap((p) => [p[0], p[1]]),
        face,
        edge: surface.edge === 'none' ? face : surface.edge,
        width: surface.edge === 'none' ? 0.4 : surface.size || 0.5,
      });
    }
  }
}
