/** What an axes is made of: labels, legend, grid, sides, the options of texts and areas, and what stands in three dimensions. */
import type { Artist, Mappable } from './artists.js';
import type { Color } from './colors.js';

/** A text's look. */
export interface TextOptions {
  fontsize?: number | FontSize;
  color?: Color;
  fontweight?: 'normal' | 'bold';
  rotation?: number | 'vertical' | 'horizontal';
  ha?: 'left' | 'center' | 'right';
  va?: 'top' | 'center' | 'bottom' | 'baseline';
  alpha?: number;
  /** A frame round the text. */
  bbox?: { facecolor?: Color; edgecolor?: Color; boxstyle?: 'square' | 'round' };
  zorder?: number;
}

/** Sizes by name, as factors of the style's. */
export type FontSize = 'xx-small' | 'x-small' | 'small' | 'medium' | 'large' | 'x-large' | 'xx-large';

export const FONT_SIZES: Record<FontSize, number> = {
  'xx-small': 0.579,
  'x-small': 0.694,
  small: 0.833,
  medium: 1,
  large: 1.2,
  'x-large': 1.44,
  'xx-large': 1.728,
};

/** A title or label: its text and look, sizes in points. */
export interface Label {
  text: string;
  fontsize: number;
  color: string;
  fontweight: 'normal' | 'bold';
  loc: 'left' | 'center' | 'right';
}

/** Where a legend may stand. */
export type LegendLocation =
  | 'best'
  | 'upper right'
  | 'upper left'
  | 'lower left'
  | 'lower right'
  | 'right'
  | 'center left'
  | 'center right'
  | 'lower center'
  | 'upper center'
  | 'center';

export const LOCATIONS = [
  'best', 'upper right', 'upper left', 'lower left', 'lower right', 'right', 'center left', 'center right', 'lower center',
  'upper center', 'center',
]; // prettier-ignore

export interface LegendOptions {
  loc?: LegendLocation;
  /** The legend's corner that `loc` names is put here, in parts of the axes. */
  bboxToAnchor?: readonly [number, number];
  title?: string;
  fontsize?: number | FontSize;
  ncol?: number;
  frameon?: boolean;
}

export interface LegendState extends Required<Omit<LegendOptions, 'bboxToAnchor' | 'fontsize'>> {
  bboxToAnchor: readonly [number, number] | null;
  fontsize: number;
  entries: { label: string; artist: Artist }[] | null;
}

export interface GridOptions {
  visible?: boolean;
  which?: 'major' | 'minor' | 'both';
  axis?: 'both' | 'x' | 'y';
  color?: Color;
  linestyle?: '-' | '--' | ':' | '-.';
  linewidth?: number;
  alpha?: number;
}

export interface GridState {
  x: boolean;
  y: boolean;
  minor: boolean;
  color: string;
  linestyle: string;
  linewidth: number;
}

/** How one side of an axes shows its axis. */
export interface Side {
  visible: boolean;
  labels: boolean;
  /** The other side: right for y, top for x. */
  opposite: boolean;
  rotation: number;
  fontsize: number;
  color: string;
  label: Label;
}

/** A limit of an axis. */
export type Limit = number | Date | null | undefined;

export interface TickParams {
  axis?: 'x' | 'y' | 'both';
  labelsize?: number | FontSize;
  rotation?: number;
  colors?: Color;
  labelleft?: boolean;
  labelbottom?: boolean;
  left?: boolean;
  bottom?: boolean;
}

/** The options that texts take. */
export const TEXT_OPTIONS: readonly string[] = [
  'fontsize', 'color', 'fontweight', 'rotation', 'ha', 'va', 'alpha', 'bbox', 'zorder',
]; // prettier-ignore

/** How angles run in a polar axes. */
export interface PolarState {
  /** The direction of angle 0 in degrees, counter-clockwise from the right. */
  zero: number;
  /** 1: counter-clockwise. */
  sense: 1 | -1;
  /** Where the distances are written, in degrees. */
  labels: number;
}

/** What a 3-d axes looks from and holds. */
export interface ThreeState {
  elev: number;
  azim: number;
  zlabel: string;
  zlim: [number, number] | null;
  readonly surfaces: Surface3d[];
}

/** A surface, its wire frame, or points or lines in space. */
export interface Surface3d {
  readonly kind: 'surface' | 'wire' | 'points' | 'line';
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly mappable: Mappable | null;
  readonly color: string;
  readonly alpha: number;
  readonly size: number;
  readonly edge: string;
  readonly label: string;
}

/** How an area looks. */
export interface PatchOptions {
  color?: Color;
  facecolor?: Color;
  edgecolor?: Color;
  linewidth?: number;
  alpha?: number;
  label?: string;
  zorder?: number;
}

export const PATCH_OPTIONS: readonly string[] = [
  'color',
  'facecolor',
  'edgecolor',
  'linewidth',
  'alpha',
  'label',
  'zorder',
];
