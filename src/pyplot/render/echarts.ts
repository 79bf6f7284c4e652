/**
 * The parts of Apache ECharts that draw here: three kinds of series, grids, graphics, and what a page needs. The build bundles them, so that
 * the package itself (62 MB) is not installed with numloom.
 */
import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  DataZoomComponent,
  GraphicComponent,
  GridComponent,
  ToolboxComponent,
  TooltipComponent,
} from 'echarts/components';
import * as core from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

core.use([CustomChart, LineChart, ScatterChart, DataZoomComponent, GraphicComponent, GridComponent, ToolboxComponent, TooltipComponent, SVGRenderer]); // prettier-ignore

/** What the charting library tells of the pointer: where it is in the chart. */
export interface Pointer {
  readonly offsetX: number;
  readonly offsetY: number;
}
/** A chart, as far as it is used here. */
export interface Chart {
  setOption(option: object): void;
  renderToSVGString(): string;
  dispose(): void;
  getZr(): {
    on(event: string, handler: (pointer: Pointer) => void): void;
    setCursorStyle(style: string): void;
  };
}

/** A chart in an element of a page, or in none for text alone. */
export const init = core.init as unknown as (element: unknown, theme: null, options: object) => Chart;
