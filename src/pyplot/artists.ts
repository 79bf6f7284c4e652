/** What stands in a plot: small objects that hold typed arrays in data coordinates, each with its look. Nothing is drawn here. */
import type { Colormap, Norm } from './colormaps.js';
import type { LineStyle } from './formatString.js';

/** What all artists have. Sizes are in points (1/72 inch). */
interface ArtistBase {
  /** The name in the legend; one that begins with `_` or is empty stays out of it. */
  label: string;
  /** What is drawn later lies above. */
  zorder: number;
  visible: boolean;
  /** Is it cut off at the frame? */
  clip: boolean;
  /** Do x (y) count in parts of the axes from 0 to 1 instead of data? */
  axesX: boolean;
  axesY: boolean;
  /** Places that autoscaling puts no margin beyond. */
  stickyX: readonly number[];
  stickyY: readonly number[];
  /** How the legend shows it, where that is not the artist's own look. */
  handle?: LegendHandle;
}

/** The look of one legend entry. */
export interface LegendHandle {
  line?: { color: string; width: number; dash: readonly number[] | null };
  marker?: { marker: string; size: number; face: string; edge: string; edgeWidth: number };
  patch?: { face: string; edge: string; width: number };
}

/** How the points of a line are joined. */
export type DrawStyle = 'default' | 'steps' | 'steps-pre' | 'steps-mid' | 'steps-post';

/** A line through points, perhaps with markers; NaN leaves a gap. */
export interface Line2D extends ArtistBase {
  readonly kind: 'line';
  x: Float64Array;
  y: Float64Array;
  color: string;
  linestyle: LineStyle;
  /** Dashes in line widths, null for a solid line, undefined for none. */
  dash: readonly number[] | null | undefined;
  linewidth: number;
  drawstyle: DrawStyle;
  marker: string | null;
  markersize: number;
  markerfacecolor: string;
  markeredgecolor: string;
  markeredgewidth: number;
  alpha: number;
}

/** A cloud of markers, each with its size and colour. */
export interface PathCollection extends ArtistBase {
  readonly kind: 'points';
  x: Float64Array;
  y: Float64Array;
  /** Areas in square points: one, or one a marker. */
  sizes: Float64Array;
  faces: readonly string[];
  edges: readonly string[];
  linewidth: number;
  marker: string;
  alpha: number;
  mappable?: Mappable;
}

/** Filled areas, each of one ring or more (x and y in turn). */
export interface PolyCollection extends ArtistBase {
  readonly kind: 'areas';
  areas: readonly (readonly ArrayLike<number>[])[];
  faces: readonly string[];
  edges: readonly string[];
  linewidth: number;
  dash: readonly number[] | null;
  alpha: number;
  mappable?: Mappable;
  hatch?: string;
  /** What autoscaling looks at instead of the areas: left, right, bottom, top. */
  reach?: readonly [number, number, number, number];
}

/** Open chains of points. */
export interface LineCollection extends ArtistBase {
  readonly kind: 'segments';
  chains: readonly ArrayLike<number>[];
  colors: readonly string[];
  linewidths: readonly number[];
  dashes: readonly (readonly number[] | null)[];
  alpha: number;
  mappable?: Mappable;
}

/** A picture over a rectangle of data. */
export interface AxesImage extends ArtistBase {
  readonly kind: 'image';
  /** Left, right, bottom, top. */
  extent: readonly [number, number, number, number];
  /** Bytes of red, green, blue, alpha; the first row is the top one on the screen. */
  rgba: Uint8Array;
  columns: number;
  rows: number;
  interpolation: 'nearest' | 'bilinear';
  mappable?: Mappable;
}

/** A text at a place. */
export interface TextArtist extends ArtistBase {
  readonly kind: 'text';
  x: number;
  y: number;
  text: string;
  color: string;
  fontsize: number;
  fontweight: 'normal' | 'bold';
  ha: 'left' | 'center' | 'right';
  va: 'top' | 'center' | 'bottom' | 'baseline';
  /** Degrees, counter-clockwise. */
  rotation: number;
  /** Moved by so many points, right and up. */
  offset: readonly [number, number];
  box: { face: string; edge: string; round: boolean } | null;
  /** An arrow from the text to this place. */
  arrow: { x: number; y: number; color: string; width: number; style: string } | null;
  alpha: number;
}

/** Arrows of a vector field: their lengths and widths are settled when the axes' size is known. */
export interface Quiver extends ArtistBase {
  readonly kind: 'quiver';
  x: Float64Array;
  y: Float64Array;
  u: Float64Array;
  v: Float64Array;
  colors: readonly string[];
  /** Data units an axes' width; null chooses as Matplotlib does. */
  scale: number | null;
  /** Are the arrows' lengths and directions those of data? */
  xy: boolean;
  width: number | null;
  pivot: 'tail' | 'mid' | 'tip';
  /** Only heads are drawn, of this length in points. */
  head?: number;
  alpha: number;
  mappable?: Mappable;
}

export type Artist = Line2D | PathCollection | PolyCollection | LineCollection | AxesImage | TextArtist | Quiver;

/** Values shown by colours: what a colour bar needs. */
export interface Mappable {
  readonly cmap: Colormap;
  readonly norm: Norm;
  /** The values of a surface's cells or a scatter's points. */
  readonly values: Float64Array;
  /** The edges of bands and their colours, for filled contours. */
  readonly bands?: { levels: readonly number[]; colors: readonly string[] };
  /** The lines of contours. */
  readonly lines?: { levels: readonly number[]; colors: readonly string[] };
}

/** The fields that all artists share, with their usual values. */
export function artistDefaults(zorder: number, label = ''): ArtistBase {
  return { label, zorder, visible: true, clip: true, axesX: false, axesY: false, stickyX: [], stickyY: [] };
}

/** Call `visit` with every x (or y) of an artist that autoscaling looks at. */
function eachValue(artist: Artist, axis: 'x' | 'y', visit: (value: number) => void): void {
  if (axis === 'x' ? artist.axesX : artist.axesY) return;
  const shift = axis === 'x' ? 0 : 1;
  switch (artist.kind) {
    case 'line':
    case 'points':
    case 'quiver': {
      const other = axis === 'x' ? artist.y : artist.x;
      const own = artist[axis];
      for (let i = 0; i < own.length; i++)
        if (Number.isFinite(other[i]!) || artist.axesX || artist.axesY) visit(own[i]!);
      return;
    }
    case 'areas':
      if (artist.reach !== undefined) {
        visit(artist.reach[2 * shift]!);
        visit(artist.reach[2 * shift + 1]!);
        return;
      }
      for (const rings of artist.areas)
        for (const ring of rings) for (let i = shift; i < ring.length; i += 2) visit(ring[i]!);
      return;
    case 'segments':
      for (const chain of artist.chains) for (let i = shift; i < chain.length; i += 2) visit(chain[i]!);
      return;
    case 'image':
      visit(artist.extent[shift * 2]!);
      visit(artist.extent[shift * 2 + 1]!);
      return;
    case 'text':
      return;
  }
}

/** The least and greatest value of an artist along an axis, or null. */
export function artistExtent(artist: Artist, axis: 'x' | 'y', positive: boolean): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  eachValue(artist, axis, (v) => {
    if (!Number.isFinite(v) || (positive && v <= 0)) return;
    if (v < low) low = v;
    if (v > high) high = v;
  });
  return low <= high ? [low, high] : null;
}
