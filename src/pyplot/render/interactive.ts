/**
 * What makes a chart respond: values under the pointer, zoom by wheel and box, ticks that follow. Pages get this function as text, programs
 * in a browser call it; so it uses nothing from outside itself.
 */
import type { FigureOption } from './options.js';
import type { Chart, Pointer } from './echarts.js';
import type { drawMarks, Mark } from './runtime.js';
import type { Scene, drawScene } from './threeView.js';

interface AxisOption {
  type?: string;
  min: number;
  max: number;
  minInterval?: number;
  axisLabel?: { formatter?: (v: number) => string };
  numloom?: { scale: 'linear' | 'log' | 'symlog'; units?: string; labels?: readonly [number, string][] };
}
interface SeriesOption {
  type: string;
  name?: string;
  symbol?: unknown;
  showSymbol?: boolean;
  id?: string;
  marks?: readonly Mark[];
  scene?: Scene;
  renderItem?: unknown;
  data?: unknown;
  xAxisIndex: number;
  yAxisIndex: number;
}
interface Pointed {
  value?: readonly number[];
  seriesIndex: number;
}

/** Something with three dimensions in a chart: where it lies, and from where it is seen. */
export interface View {
  readonly id: string | undefined;
  readonly scene: Scene;
  readonly grid: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  elev: number;
  azim: number;
}

/** Completes the options of a figure (mode `page`) by functions; returns what in it can be turned. */
export function makeInteractive(option: FigureOption, draw: typeof drawMarks, drawSolids: typeof drawScene): View[] {
  const views: View[] = [];
  const flat = new Set(option.grid.map((_, k) => k));
  const xAxis = option.xAxis as AxisOption[];
  const yAxis = option.yAxis as AxisOption[];
  const list = option.series as unknown as SeriesOption[];
  const scales = {
    linear: (v: number) => v,
    log: (v: number) => Math.pow(10, v),
    symlog: (v: number) => (Math.abs(v) <= 1 / 0.9 ? v * 1.8 : Math.sign(v) * 2 * Math.pow(10, Math.abs(v) - 1 / 0.9)),
  };
  const short = (v: number): string => String(Number(v.toPrecision(6))).replace('-', '\u2212');
  const textOf = (axis: AxisOption, v: number): string => {
    const info = axis.numloom;
    if (!info) return short(v);
    const named = info.labels && info.labels.find((l) => Math.abs(l[0] - v) < 1e-9 * (Math.abs(v) + 1));
    if (named) return named[1];
    if (info.units === 'date') return new Date(v).toISOString().replace('T', ' ').slice(0, 19);
    return short(scales[info.scale](v));
  };
  for (const axis of xAxis.concat(yAxis)) {
    if (axis.axisLabel && axis.type !== 'time') axis.axisLabel.formatter = (v) => textOf(axis, v);
    if (axis.axisLabel && axis.numloom && axis.numloom.scale === 'log') {
      axis.minInterval = axis.max - axis.min > 2 ? 1 : 0;
    }
  }
  for (const series of list) {
    if (series.marks) {
      series.renderItem = draw(series.marks);
      series.data = [[0, 0]];
      delete series.marks;
    }
    if (series.scene) {
      const { scene } = series;
      const grid = option.grid[series.xAxisIndex] as unknown as View['grid'];
      views.push({ id: series.id, scene, grid, elev: scene.elev, azim: scene.azim });
      flat.delete(series.xAxisIndex);
      series.renderItem = draw(drawSolids(scene, scene.elev, scene.azim));
      series.data = [[0, 0]];
      delete series.scene;
    }
    if (series.type === 'line' && series.symbol === 'none') {
      series.symbol = 'circle';
      series.showSymbol = false;
    }
  }
  option['tooltip'] = {
    trigger: 'item',
    formatter: (p: Pointed) => {
      if (!p.value) return '';
      const s = list[p.seriesIndex]!;
      const x = textOf(xAxis[s.xAxisIndex]!, p.value[0]!);
      const y = textOf(yAxis[s.yAxisIndex]!, p.value[1]!);
      const name = s.name ? String(s.name).replace(/[&<>]/g, (c) => '&#' + c.charCodeAt(0) + ';') + '<br>' : '';
      return name + 'x = ' + x + '<br>y = ' + y;
    },
  };
  const zoomed = [...flat];
  option['dataZoom'] = zoomed.flatMap((k) => [
    { type: 'inside', xAxisIndex: k, filterMode: 'none' },
    { type: 'inside', yAxisIndex: k, filterMode: 'none' },
  ]);
  option['toolbox'] = {
    right: 4,
    top: 0,
    itemSize: 12,
    feature: {
      ...(zoomed.length > 0 ? { dataZoom: { filterMode: 'none', xAxisIndex: zoomed, yAxisIndex: zoomed } } : {}),
      restore: {},
      saveAsImage: { type: 'svg' },
    },
  };
  return views;
}

/** Lets dragging turn what has three dimensions, as far as in Matplotlib; a double click turns it back. Also given to pages as text. */
export function letTurn(
  chart: Chart,
  views: readonly View[],
  draw: typeof drawMarks,
  drawSolids: typeof drawScene,
): void {
  const zr = chart.getZr();
  const inside = ({ grid }: View, at: Pointer): boolean =>
    at.offsetX >= grid.left &&
    at.offsetX <= grid.left + grid.width &&
    at.offsetY >= grid.top &&
    at.offsetY <= grid.top + grid.height;
  const redraw = ({ id, scene, elev, azim }: View): void =>
    chart.setOption({
      series: [{ id, type: 'custom', data: [[0, 0]], renderItem: draw(drawSolids(scene, elev, azim)) }],
    });
  let held: { view: View; x: number; y: number } | null = null;
  let waiting = false;
  zr.on('mousedown', (at) => {
    const view = views.find((one) => inside(one, at));
    if (view) held = { view, x: at.offsetX, y: at.offsetY };
  });
  zr.on('mousemove', (at) => {
    for (const one of views) if (inside(one, at)) zr.setCursorStyle(held ? 'grabbing' : 'grab');
    if (!held) return;
    const { view } = held;
    view.azim -= ((at.offsetX - held.x) / view.grid.width) * 180;
    view.elev += ((at.offsetY - held.y) / view.grid.height) * 180;
    held.x = at.offsetX;
    held.y = at.offsetY;
    if (waiting) return;
    waiting = true;
    (globalThis as unknown as { requestAnimationFrame(f: () => void): void }).requestAnimationFrame(() => {
      waiting = false;
      redraw(view);
    });
  });
  const release = (): void => {
    held = null;
  };
  zr.on('mouseup', release);
  zr.on('globalout', release);
  zr.on('dblclick', (at) => {
    for (const view of views) {
      if (!inside(view, at)) continue;
      view.elev = view.scene.elev;
      view.azim = view.scene.azim;
      redraw(view);
    }
  });
}
