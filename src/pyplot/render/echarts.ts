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
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([CustomChart, LineChart, ScatterChart, DataZoomComponent, GraphicComponent, GridComponent, ToolboxComponent, TooltipComponent, SVGRenderer]); // prettier-ignore

export { init };
