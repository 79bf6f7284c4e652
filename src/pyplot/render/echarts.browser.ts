/** ECharts in a browser: only the parts that figures are made of, so that a bundle holds no others. */
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
import type { ECharts } from './echarts.js';

let ready = false;

/** ECharts with the parts that figures use. */
export function loadECharts(): ECharts {
  if (!ready) {
    ready = true;
    use([
      ...[CustomChart, LineChart, ScatterChart],
      ...[DataZoomComponent, GraphicComponent, GridComponent, ToolboxComponent, TooltipComponent],
      SVGRenderer,
    ]);
  }
  return { init } as unknown as ECharts;
}
