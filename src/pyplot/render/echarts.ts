/** ECharts, loaded when first wanted. In a browser's build echarts.browser.ts stands here. */
import { createRequire } from 'node:module';

/** A chart, as far as it is used here. */
export interface Chart {
  setOption(option: object): void;
  renderToSVGString(): string;
  dispose(): void;
}
/** The library, as far as it is used here. */
export interface ECharts {
  init(element: unknown, theme: null, options: object): Chart;
}

const require = createRequire(import.meta.url);
let echarts: ECharts | undefined;

/** ECharts; loading takes a fifth of a second, once. */
export function loadECharts(): ECharts {
  try {
    return (echarts ??= require('echarts') as ECharts);
  } catch (error) {
    throw new Error('pyplot: drawing needs the package echarts; install it by: npm install echarts', { cause: error });
  }
}

/** Where the file of ECharts for browsers lies. */
export function echartsForBrowsers(): string {
  loadECharts();
  return require.resolve('echarts/dist/echarts.min.js');
}
