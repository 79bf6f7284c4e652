/** Styles: the few settings that a figure's look hangs on, and named sets of them. */
import { ValueError, describe } from '../core/errors.js';
import { TAB10 } from './colors.js';

/** The settings of a look; sizes in points. */
export interface Style {
  figureFacecolor: string;
  axesFacecolor: string;
  /** The colour of texts. */
  textColor: string;
  axesEdgecolor: string;
  tickColor: string;
  axesLinewidth: number;
  grid: boolean;
  gridColor: string;
  gridLinewidth: number;
  gridLinestyle: '-' | '--' | ':';
  /** The line's width and the marker's size. */
  linesLinewidth: number;
  linesMarkersize: number;
  fontSize: number;
  tickLength: number;
  /** The colours taken in turn. */
  cycle: readonly string[];
  /** Inches. */
  figsize: readonly [number, number];
  dpi: number;
  imageCmap: string;
  /** The sides of the frame that are drawn. */
  spines: boolean;
}

const DEFAULT: Style = {
  figureFacecolor: '#ffffff',
  axesFacecolor: '#ffffff',
  textColor: '#000000',
  axesEdgecolor: '#000000',
  tickColor: '#000000',
  axesLinewidth: 0.8,
  grid: false,
  gridColor: '#b0b0b0',
  gridLinewidth: 0.8,
  gridLinestyle: '-',
  linesLinewidth: 1.5,
  linesMarkersize: 6,
  fontSize: 10,
  tickLength: 3.5,
  cycle: TAB10,
  figsize: [6.4, 4.8],
  dpi: 100,
  imageCmap: 'viridis',
  spines: true,
};

const NAMED: Readonly<Record<string, Partial<Style>>> = {
  default: {},
  ggplot: {
    axesFacecolor: '#e5e5e5',
    axesEdgecolor: '#ffffff',
    tickColor: '#555555',
    grid: true,
    gridColor: '#ffffff',
    cycle: ['#e24a33', '#348abd', '#988ed5', '#777777', '#fbc15e', '#8eba42', '#ffb5b8'],
  },
  dark_background: {
    figureFacecolor: '#000000',
    axesFacecolor: '#000000',
    textColor: '#ffffff',
    axesEdgecolor: '#ffffff',
    tickColor: '#ffffff',
    gridColor: '#ffffff',
    cycle: [
      '#8dd3c7',
      '#feffb3',
      '#bfbbd9',
      '#fa8174',
      '#81b1d2',
      '#fdb462',
      '#b3de69',
      '#bc82bd',
      '#ccebc4',
      '#ffed6f',
    ],
  },
  'seaborn-v0_8-whitegrid': {
    grid: true,
    gridColor: '#cccccc',
    axesEdgecolor: '#cccccc',
    tickColor: '#262626',
    tickLength: 0,
  },
  'seaborn-v0_8-darkgrid': {
    axesFacecolor: '#eaeaf2',
    axesEdgecolor: '#ffffff',
    grid: true,
    gridColor: '#ffffff',
    tickColor: '#262626',
    tickLength: 0,
  },
  bmh: {
    axesFacecolor: '#eeeeee',
    axesEdgecolor: '#bcbcbc',
    grid: true,
    gridColor: '#b2b2b2',
    gridLinestyle: '--',
    linesLinewidth: 2,
    cycle: [
      '#348abd',
      '#a60628',
      '#7a68a6',
      '#467821',
      '#d55e00',
      '#cc79a7',
      '#56b4e9',
      '#009e73',
      '#f0e442',
      '#0072b2',
    ],
  },
  grayscale: { cycle: ['#000000', '#666666', '#999999', '#b3b3b3'], imageCmap: 'gray' },
  fivethirtyeight: {
    figureFacecolor: '#f0f0f0',
    axesFacecolor: '#f0f0f0',
    axesEdgecolor: '#f0f0f0',
    grid: true,
    gridColor: '#cbcbcb',
    linesLinewidth: 4,
    fontSize: 14,
    tickLength: 0,
    cycle: ['#008fd5', '#fc4f30', '#e5ae38', '#6d904f', '#8b8b8b', '#810f7c'],
  },
};

/** The style that new figures take. */
let current: Style = DEFAULT;

export function currentStyle(): Style {
  return current;
}

/** The names that `style.use` knows. */
export const available: readonly string[] = Object.keys(NAMED);

/**
 * Take a named style, or some settings, for the figures to come.
 *
 * @throws ValueError for an unknown name or setting
 */
export function use(name: string | Partial<Style>): void {
  if (typeof name === 'string') {
    const settings = NAMED[name];
    if (settings === undefined) {
      throw new ValueError(`style.use: ${describe(name)} is not a style; there are ${available.join(', ')}`);
    }
    current = { ...DEFAULT, ...settings };
    return;
  }
  for (const key of Object.keys(name)) {
    if (!(key in DEFAULT)) {
      throw new ValueError(
        `style.use: ${describe(key)} is not a setting; there are ${Object.keys(DEFAULT).join(', ')}`,
      );
    }
  }
  current = { ...current, ...name };
}
