/** One chart: a measure against the size, a line for each backend, quartiles as bars through the points. */
import { CustomChart, LineChart, type CustomSeriesOption, type LineSeriesOption } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
  type GridComponentOption,
  type TooltipComponentOption,
} from 'echarts/components';
import { init, use, type ComposeOption, type ECharts } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { ratioTo, type Precision, type Result, type Run } from '../../results.js';
import { duration, ratioText, spread } from '../../units.js';
import { label, type Look } from './palette.js';

use([LineChart, CustomChart, GridComponent, TooltipComponent, MarkLineComponent, AriaComponent, SVGRenderer]);

type Options = ComposeOption<LineSeriesOption | CustomSeriesOption | GridComponentOption | TooltipComponentOption>;

/** What the vertical axis shows. */
export type Measure = 'single' | 'numpy' | 'time';

/** What is drawn of a run. */
export interface Choice {
  readonly measure: Measure;
  readonly dtype: Precision;
  readonly hidden: ReadonlySet<string>;
}

/** A point of a line. */
export interface Point {
  readonly result: Result;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The place of one result under a measure; null where what it is compared with was not timed. */
export function pointOf(run: Run, result: Result, measure: Measure): Point | null {
  if (measure === 'time') {
    const scale = 1e9 / result.work;
    return { result, value: result.median * scale, low: result.q1 * scale, high: result.q3 * scale };
  }
  const ratio = ratioTo(run, result, measure);
  return ratio && { result, value: ratio.ratio, low: ratio.q1, high: ratio.q3 };
}

/** A value of a measure in words. */
export const valueText = (value: number, measure: Measure): string =>
  `${ratioText(value)}${measure === 'time' ? ' ns' : '×'}`;

const RAISED: Readonly<Record<string, string>> = {
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
};

/** A size as an axis shows it: 10⁴, 256. */
export function sizeLabel(size: number): string {
  const power = Math.round(Math.log10(size));
  if (size < 1000 || 10 ** power !== size) return String(size);
  return `10${[...String(power)].map((digit) => RAISED[digit]).join('')}`;
}

/** The colours of the page, read from its style sheet so that they are kept in one place. */
function pageColors(): { text: string; quiet: string; line: string; panel: string } {
  const style = getComputedStyle(document.documentElement);
  const get = (name: string): string => style.getPropertyValue(name).trim();
  return { text: get('--text'), quiet: get('--quiet'), line: get('--line'), panel: get('--panel') };
}

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** A place for a tooltip beside the pointer, inside the window; all in pixels of the chart. */
function besidePointer(
  [x, y]: readonly [number, number] | readonly number[],
  [width, height]: readonly [number, number] | readonly number[],
  element: HTMLElement,
): [number, number] {
  const { left, top } = element.getBoundingClientRect();
  const gap = 16;
  const right = document.documentElement.clientWidth - 8 - left - width!;
  const beside = x! + gap <= right ? x! + gap : x! - gap - width!;
  const below = Math.min(y! + gap, innerHeight - 8 - top - height!);
  return [Math.max(8 - left, Math.min(beside, right)), Math.max(8 - top, below)];
}

/** What a tooltip says about all lines at one size. */
function tooltip(points: readonly { name: string; look: Look; point: Point }[], measure: Measure): string {
  const [first] = points;
  if (!first) return '';
  const { size, unit } = first.point.result;
  const head = unit === 'multiply-add' ? `${size} × ${size}` : `${size.toLocaleString('en')} elements`;
  const rows = [...points]
    .sort((a, b) => (measure === 'time' ? a.point.value - b.point.value : b.point.value - a.point.value))
    .map(({ name, look, point: { result, value, low, high } }) => {
      const range = `${valueText(low, measure)} to ${valueText(high, measure)}`;
      return `<tr><td><i style="background:${look.color}"></i>${escape(label(name))}</td><td><b>${valueText(value, measure)}</b></td><td class="more">${range}</td><td>${duration(result.median)} ±${spread(result)}</td><td class="more">${result.samples} × ${result.calls}</td></tr>`;
    });
  const heads = `<tr><th></th><th>${measure === 'time' ? 'median' : 'speed-up'}</th><th class="more">quartiles</th><th>a call</th><th class="more">samples × calls</th></tr>`;
  return `<div class="tip"><b>${head}</b><table>${heads}${rows.join('')}</table></div>`;
}

/**
 * Draw one operation into an element, or draw it anew.
 *
 * @param element Where to; an earlier chart in it is reused.
 * @param results The results of the operation in the chosen precision.
 * @param large Whether there is room for axis names.
 * @returns The chart, or null where there is nothing to show under this measure.
 */
export function drawChart(
  chart: ECharts | undefined,
  element: HTMLElement,
  run: Run,
  results: readonly Result[],
  choice: Choice,
  lines: ReadonlyMap<string, Look>,
  large: boolean,
): ECharts {
  const { measure } = choice;
  const colors = pageColors();
  const sizes = [...new Set(results.map(({ size }) => size))].sort((a, b) => a - b);
  const square = results[0]?.unit === 'multiply-add';
  const drawn = [...lines]
    .filter(([name]) => !choice.hidden.has(name))
    .map(([name, look]) => ({
      name,
      look,
      points: results
        .filter(({ backend }) => backend === name)
        .map((result) => pointOf(run, result, measure))
        .filter((point) => point !== null),
    }))
    .filter(({ points }) => points.length > 0);
  const values = drawn.flatMap(({ points }) => points.map(({ value }) => value));
  // A straight scale shows 1.8 against 2.0 best; a few lines far above the others need a logarithmic one.
  const logarithmic = measure === 'time' || (values.length > 0 && Math.max(...values) > 8);
  const place = (size: number): number => Math.log10(size);

  const series: (LineSeriesOption | CustomSeriesOption)[] = drawn.flatMap(({ name, look, points }, k) => [
    {
      type: 'line',
      name,
      data: points.map(({ result, value }) => [place(result.size), value]),
      color: look.color,
      symbol: look.symbol,
      ...(look.hollow && { itemStyle: { color: colors.panel, borderColor: look.color, borderWidth: 2 } }),
      symbolSize: large ? 8 : 6,
      lineStyle: { color: look.color, width: large ? 2.5 : 2, type: look.dashed ? 'dashed' : 'solid' },
      emphasis: { disabled: true },
      z: 3,
      ...(k === 0 &&
        measure !== 'time' && {
          markLine: {
            silent: true,
            symbol: 'none',
            label: { show: false },
            lineStyle: { color: colors.quiet, type: 'solid', width: 1 },
            data: [{ yAxis: 1 }],
          },
        }),
    } satisfies LineSeriesOption,
    {
      type: 'custom',
      name: `${name}, quartiles`,
      data: points.map(({ result, low, high }) => [place(result.size), low, high]),
      silent: true,
      tooltip: { show: false },
      clip: true,
      z: 2,
      renderItem: (_, api) => {
        const [x, bottom] = api.coord([api.value(0), api.value(1)]) as [number, number];
        const [, top] = api.coord([api.value(0), api.value(2)]) as [number, number];
        return {
          type: 'line',
          shape: { x1: x, y1: bottom, x2: x, y2: top },
          style: { stroke: look.color, lineWidth: large ? 6 : 4, opacity: 0.28, lineCap: 'round' },
        };
      },
    } satisfies CustomSeriesOption,
  ]);

  const margin = sizes.length > 1 ? 0.06 * (place(sizes.at(-1)!) - place(sizes[0]!)) : 0.5;
  const options: Options = {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    aria: { enabled: true },
    grid: large ? { left: 64, right: 20, top: 20, bottom: 48 } : { left: 44, right: 12, top: 10, bottom: 26 },
    tooltip: {
      trigger: 'axis',
      appendTo: 'body',
      position: (point, _, __, ___, { contentSize }) => besidePointer(point, contentSize, element),
      className: 'tip-box',
      backgroundColor: colors.panel,
      borderColor: colors.line,
      textStyle: { color: colors.text, fontSize: 12 },
      axisPointer: { type: 'line', snap: true, lineStyle: { color: colors.quiet }, label: { show: false } },
      formatter: (hovered) => {
        const x = ((Array.isArray(hovered) ? hovered[0] : hovered)?.value as number[] | undefined)?.[0];
        const at = drawn.flatMap(({ name, look, points }) =>
          points.filter(({ result }) => place(result.size) === x).map((point) => ({ name, look, point })),
        );
        return tooltip(at, measure);
      },
    },
    xAxis: {
      type: 'value',
      min: (sizes[0] === undefined ? 0 : place(sizes[0])) - margin,
      max: (sizes.length === 0 ? 1 : place(sizes.at(-1)!)) + margin,
      name: large ? (square ? 'n, for n × n matrices' : 'elements') : '',
      nameLocation: 'middle',
      nameGap: 30,
      nameTextStyle: { color: colors.quiet },
      axisLine: { lineStyle: { color: colors.line }, onZero: false },
      axisTick: { customValues: sizes.map(place), lineStyle: { color: colors.line } },
      axisLabel: {
        customValues: sizes.map(place),
        formatter: (value: number) => sizeLabel(Math.round(10 ** value)),
        color: colors.quiet,
        fontSize: large ? 12 : 11,
        hideOverlap: true,
      },
      splitLine: { show: false },
    },
    yAxis: {
      type: logarithmic ? 'log' : 'value',
      ...(logarithmic ? {} : { min: 0, minInterval: 0.25 }),
      splitNumber: large ? 6 : 3,
      name: large ? axisName(measure, square) : '',
      nameLocation: 'middle',
      nameGap: 46,
      nameTextStyle: { color: colors.quiet },
      axisLabel: {
        color: colors.quiet,
        fontSize: large ? 12 : 11,
        formatter: (value: number) => `${Number(value.toPrecision(3))}${measure === 'time' ? '' : '×'}`,
      },
      splitLine: { lineStyle: { color: colors.line } },
    },
    series,
  };
  const target = chart ?? init(element, null, { renderer: 'svg' });
  target.setOption(options as never, { notMerge: true });
  return target;
}

/** The name of the vertical axis. */
export function axisName(measure: Measure, square: boolean): string {
  if (measure === 'time') return square ? 'ns a multiply-add' : 'ns an element';
  return measure === 'single' ? 'times as fast as single' : 'times as fast as NumPy';
}
