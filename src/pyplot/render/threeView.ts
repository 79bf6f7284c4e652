/**
 * Three dimensions on paper: Matplotlib's view (a camera ten units away), the box's back walls, what is solid painted from far to near. The
 * one function runs here and in the page, which gets it as text and calls it again as the view turns; so it uses nothing from outside itself.
 */
import type { Mark } from './runtime.js';

/** What a view shows, whatever it is seen from. */
export interface Scene {
  /** Limits of x, y, z with their margins. */
  readonly limits: readonly (readonly [number, number])[];
  readonly ticks: readonly (readonly number[])[];
  readonly labels: readonly (readonly string[])[];
  /** The axes' labels. */
  readonly names: readonly string[];
  /** From where it is seen at first, in degrees. */
  readonly elev: number;
  readonly azim: number;
  /** The font's size in pixels, pixels a point, the text's colour. */
  readonly size: number;
  readonly scale: number;
  readonly font: string;
  readonly dark: string;
  readonly solids: readonly Solid[];
}

/** A surface as faces, chains of points, or points. */
export interface Solid {
  /** Places: x, y, z in turn. */
  readonly at: readonly number[];
  /** Corners of the faces, four in turn, with a colour each. */
  readonly faces?: readonly number[];
  /** Chains as lists of places. */
  readonly chains?: readonly (readonly number[])[];
  /** Are the places points? Their diameter in pixels. */
  readonly points?: number;
  /** One colour, or one a face or point. */
  readonly colors: readonly string[];
  readonly edge?: string;
  readonly width: number;
  readonly alpha: number;
}

/** The marks of a scene seen from a height and direction in degrees, in a plane from 0 to 1. */
export function drawScene(scene: Scene, elevation: number, direction: number): Mark[] {
  type Vector = readonly number[];
  const box = [4, 4, 3].map((v) => (v * 1.9056918) / Math.sqrt(41));
  const cross = (a: Vector, b: Vector): number[] => [
    a[1]! * b[2]! - a[2]! * b[1]!,
    a[2]! * b[0]! - a[0]! * b[2]!,
    a[0]! * b[1]! - a[1]! * b[0]!,
  ];
  const dot = (a: Vector, b: Vector): number => a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!;
  const wide = scene.limits;
  const elev = (elevation * Math.PI) / 180;
  const azim = (direction * Math.PI) / 180;
  const outward = [Math.cos(elev) * Math.cos(azim), Math.cos(elev) * Math.sin(azim), Math.sin(elev)];
  const eye = box.map((v, k) => v / 2 + 10 * outward[k]!);
  // Seen from straight above, north is up.
  const up =
    Math.abs(Math.cos(elev)) < 1e-9 ? [-Math.cos(azim), -Math.sin(azim), 0] : [0, 0, Math.cos(elev) < 0 ? -1 : 1];
  let right = cross(up, outward);
  const norm = Math.sqrt(dot(right, right));
  right = right.map((v) => v / norm);
  const top = cross(outward, right);
  /** Place on the paper and distance from the eye. */
  const project = (place: Vector): number[] => {
    const seen = place.map((v, k) => ((v - wide[k]![0]) / (wide[k]![1] - wide[k]![0])) * box[k]! - eye[k]!);
    const depth = -dot(seen, outward);
    return [0.5 + (dot(seen, right) * 10) / depth / 1.87, 0.51 + (dot(seen, top) * 10) / depth / 1.87, depth];
  };
  /** JSON writes null for what is no number. */
  const number = (v: number | null | undefined): number => (v === null || v === undefined ? NaN : v);
  const marks: Mark[] = [];
  const put = (k: number, v: number, base: Vector): number[] => {
    const place = base.slice();
    place[k] = v;
    return project(place);
  };
  const stroke = (r: number[][], color: string, width: number): void => {
    marks.push({ r, s: color, w: width * scene.scale });
  };
  // Of each pair of walls the farther one is drawn.
  const back = [0, 1, 2].map((k) => (outward[k]! > 0 ? wide[k]![0] : wide[k]![1]));
  const front = [0, 1, 2].map((k) => (outward[k]! > 0 ? wide[k]![1] : wide[k]![0]));
  const shades = ['#f9f9f9', '#f2f2f2', '#f5f5f5'];
  for (let k = 0; k < 3; k++) {
    const [a, b] = [(k + 1) % 3, (k + 2) % 3];
    const ring: number[] = [];
    for (const [s, t] of [[0, 0], [1, 0], [1, 1], [0, 1]] as const) {
      const place: number[] = [];
      place[k] = back[k]!;
      place[a] = wide[a]![s];
      place[b] = wide[b]![t];
      const p = project(place);
      ring.push(p[0]!, p[1]!);
    } // prettier-ignore
    marks.push({ r: [ring], z: true, f: shades[k], s: shades[k], w: 0.5 * scene.scale });
  }
  // A tick of one axis shows on the two walls along it.
  const net: number[][] = [];
  for (let k = 0; k < 3; k++) {
    for (const t of scene.ticks[k]!) {
      for (let wall = 0; wall < 3; wall++) {
        if (wall === k) continue;
        const other = 3 - k - wall;
        const place: number[] = [];
        place[k] = t;
        place[wall] = back[wall]!;
        const [p, q] = [put(other, wide[other]![0], place), put(other, wide[other]![1], place)];
        net.push([p[0]!, p[1]!, q[0]!, q[1]!]);
      }
    }
  }
  stroke(net, '#b0b0b0', 0.8);
  const words = (x: number, y: number, t: string, rot: number): void => {
    marks.push({ at: [x, y], t, size: scene.size, font: scene.font, c: scene.dark, ha: 'center', va: 'middle', rot });
  };
  for (let k = 0; k < 3; k++) {
    // The edge that an axis stands on: below and in front for x and y, at the outer side for z.
    const below = outward[2]! > 0 ? 0 : 1;
    const base = front.slice();
    base[2] = k === 2 ? base[2]! : wide[2]![below];
    if (k === 2) {
      const edges = [
        [front[0]!, back[1]!, wide[2]![0]],
        [back[0]!, front[1]!, wide[2]![0]],
      ];
      const [p, q] = [project(edges[0]!), project(edges[1]!)];
      const outer = p[0]! > q[0]! ? edges[0]! : edges[1]!;
      base[0] = outer[0]!;
      base[1] = outer[1]!;
    }
    const [p, q] = [put(k, wide[k]![0], base), put(k, wide[k]![1], base)];
    stroke([[p[0]!, p[1]!, q[0]!, q[1]!]], scene.dark, 0.8);
    const dx = q[0]! - p[0]!;
    const dy = q[1]! - p[1]!;
    const n = Math.sqrt(dx * dx + dy * dy) || 1;
    // An axis seen end on has no room for labels.
    if (n < 0.05) continue;
    let [nx, ny] = [-dy / n, dx / n];
    const [mx, my] = [(p[0]! + q[0]!) / 2, (p[1]! + q[1]!) / 2];
    // Away from the middle of the picture.
    if (nx * (mx - 0.5) + ny * (my - 0.51) < 0) [nx, ny] = [-nx, -ny];
    const small: number[][] = [];
    let longest = 0;
    scene.ticks[k]!.forEach((t, i) => {
      const at = put(k, t, base);
      small.push([at[0]!, at[1]!, at[0]! + nx * 0.012, at[1]! + ny * 0.012]);
      const text = scene.labels[k]![i]!;
      longest = Math.max(longest, text.length);
      const aside = 0.042 + Math.abs(nx) * 0.008 * text.length;
      words(at[0]! + nx * aside, at[1]! + ny * 0.052, text, 0);
    });
    stroke(small, scene.dark, 0.8);
    const angle = Math.atan2(dy, dx);
    const upright = angle > Math.PI / 2 ? angle - Math.PI : angle < -Math.PI / 2 ? angle + Math.PI : angle;
    const far = 0.09 + Math.abs(nx) * 0.016 * longest;
    if (scene.names[k] !== '') words(mx + nx * far, my + ny * Math.max(0.105, far * 0.95), scene.names[k]!, upright);
  }
  // Everything solid goes into one list, painted from far to near.
  const solid: { depth: number; mark: Mark }[] = [];
  const filled = scene.solids.some((one) => one.faces);
  for (const one of scene.solids) {
    const places: number[][] = [];
    for (let k = 0; k < one.at.length; k += 3) places.push(project([0, 1, 2].map((c) => number(one.at[k + c]))));
    const color = (k: number): string => one.colors[one.colors.length === 1 ? 0 : k]!;
    if (one.faces) {
      for (let k = 0; k < one.faces.length; k += 4) {
        const ring: number[] = [];
        let depth = 0;
        for (let c = 0; c < 4; c++) {
          const p = places[one.faces[k + c]!]!;
          ring.push(p[0]!, p[1]!);
          depth += p[2]! / 4;
        }
        const f = color(k / 4);
        solid.push({ depth, mark: { r: [ring], z: true, f, s: one.edge || f, w: one.width, o: one.alpha } });
      }
    }
    for (const chain of one.chains || []) {
      const drawn = chain.map((i) => places[i]!);
      if (!filled) {
        const r: number[] = [];
        for (const p of drawn) r.push(p[0]!, p[1]!);
        solid.push({ depth: 0, mark: { r: [r], s: color(0), w: one.width, o: one.alpha } });
      } else {
        // Pieces of a line lie between faces.
        for (let i = 1; i < drawn.length; i++) {
          const [p, q] = [drawn[i - 1]!, drawn[i]!];
          const r = [[p[0]!, p[1]!, q[0]!, q[1]!]];
          solid.push({ depth: (p[2]! + q[2]!) / 2 - 0.01, mark: { r, s: color(0), w: one.width, o: one.alpha } });
        }
      }
    }
    if (one.points) {
      const px: number[] = [];
      for (let i = 0; i < 12; i++)
        px.push((Math.cos((i * Math.PI) / 6) * one.points) / 2, (Math.sin((i * Math.PI) / 6) * one.points) / 2);
      places.forEach((p, k) => {
        if (p[0] === p[0] && p[1] === p[1]) solid.push({ depth: p[2]!, mark: { at: [p[0]!, p[1]!], px, f: color(k), o: one.alpha } });
      }); // prettier-ignore
    }
  }
  solid.sort((a, b) => b.depth - a.depth);
  for (const { mark } of solid) marks.push(mark);
  return marks;
}
