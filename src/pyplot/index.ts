/** numloom/pyplot: Matplotlib's pyplot. Figures and axes, drawn by ECharts as SVG, PNG and interactive pages, or in a terminal. */
import '../setup.js';

export * from './drawing.js';
export * from './pyplot.js';
export {
  Figure,
  type ColorbarOptions,
  type FigureOptions,
  type SavefigOptions,
  type SubplotMargins,
  type SubplotOptions,
} from './figure.js';
export { Axes, type SpaceOptions, type SurfaceOptions } from './axes.js';
export type {
  FontSize,
  GridOptions,
  LegendLocation,
  LegendOptions,
  Limit,
  PatchOptions,
  Surface3d,
  TextOptions,
  TickParams,
} from './axesParts.js';
export type { LineOptions } from './axesLines.js';
export type { ErrorbarOptions, ScatterOptions } from './axesMarkers.js';
export type { AcrossOptions, AnnotateOptions, ArrowProps } from './axesAcross.js';
export type { BarContainer, BarOptions, BarhOptions, HistOptions } from './axesBars.js';
export type { FillBetweenOptions, PieOptions } from './axesFills.js';
export type { BoxplotOptions, ViolinOptions } from './axesBoxes.js';
export type { ColorOptions, HexbinOptions, ImshowOptions, PcolorOptions } from './axesImages.js';
export type { ContourOptions, ContourSet } from './axesContours.js';
export type { QuiverOptions, StreamplotOptions } from './axesVectors.js';
export type {
  Artist,
  AxesImage,
  LineCollection,
  Line2D,
  Mappable,
  PathCollection,
  PolyCollection,
  Quiver,
  TextArtist,
} from './artists.js';
export { colormapNames as colormaps, getCmap, type Colormap, type Norm } from './colormaps.js';
export type { Color } from './colors.js';
export type { LineStyle } from './formatString.js';
export type { ScaleName } from './scales.js';
export type { BoxStats } from './statistics.js';
export type { Style } from './styles.js';
export type { PlotData } from './values.js';
export type { TerminalOptions } from './render/terminal.js';
