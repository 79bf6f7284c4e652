/** A figure as ECharts options: one grid an axes, series for its artists, graphics for frame, ticks, titles and legend. */
import type { AxesBase } from '../axesBase.js';
import type { Label } from '../axesParts.js';
import type { Figure } from '../figure.js';
import { FONT, plainText, textHeight, textWidth } from '../text.js';
import { layoutFigure, pixelX, pixelY, pointsToPixels, sideReach, type Frame } from './layout.js';
import { legendElements, type Element } from './legend.js';
import { artistSeries, type Series } from './series.js';
import { polarArtists } from './polar.js';
import { sceneOf } from './three.js';
import { drawScene } from './threeView.js';

/** Options for ECharts, whose custom series hold `marks` instead of a function. */
export interface FigureOption {
  backgroundColor: string;
  animation: false;
  grid: object[];
  xAxis: object[];
  yAxis: object[];
  series: Series[];
  graphic: { elements: Element[] };
  [component: string]: unknown;
}

/** Is the option for a fixed picture, or for a page that zooms? */
export type Mode = 'fixed' | 'page';

/** Options of a figure. */
export function figureOption(figure: Figure, mode: Mode): FigureOption {
  const scale = pointsToPixels(figure);
  const frames = layoutFigure(figure);
  const option: FigureOption = {
    backgroundColor: figure.facecolor === 'none' ? 'transparent' : figure.facecolor,
    animation: false,
    grid: [],
    xAxis: [],
    yAxis: [],
    series: [],
    graphic: { elements: [] },
  };
  const draw = option.graphic.elements;
  frames.forEach((frame, k) => {
    const { axes } = frame;
    const { left, top, width, height } = frame;
    const plain = axes.three === null && axes.polar === null;
    option.grid.push({ left, top, width, height, containLabel: false, outerBoundsMode: 'none' });
    option.xAxis.push(axisOption(frame, 'x', k, mode, scale));
    option.yAxis.push(axisOption(frame, 'y', k, mode, scale));
    if (axes.frame && !axes.twin && plain && axes.facecolor !== 'none') {
      draw.push({
        type: 'rect',
        z: -20,
        silent: true,
        shape: { x: left, y: top, width, height },
        style: { fill: axes.facecolor },
      });
    }
    if (axes.three !== null) {
      const scene = sceneOf(axes, Math.min(width, height), scale);
      option.series.push({
        type: 'custom', id: `three${k}`, z: 20, clip: false, animation: false, silent: true, tooltip: { show: false }, xAxisIndex: k, yAxisIndex: k,
        ...(mode === 'page' ? { scene } : { marks: drawScene(scene, scene.elev, scene.azim) }),
      }); // prettier-ignore
    }
    for (const artist of axes.polar === null ? axes.artists : polarArtists(axes, frame)) {
      const series = artistSeries(artist, frame, scale, mode === 'page' ? 8 : 1);
      if (series !== null) option.series.push({ ...series, xAxisIndex: k, yAxisIndex: k });
    }
    if (axes.frame && plain) frameElements(draw, frame, scale, mode);
    titleElements(draw, frame, scale);
    draw.push(...legendElements(frame, scale));
  });
  if (figure.title !== null) {
    const [W, H] = figure.size;
    const size = figure.title.fontsize * scale;
    draw.push(
      textElement(W / 2, 0.02 * H, plainText(figure.title.text), {
        size,
        color: figure.title.color,
        align: 'center',
        valign: 'top',
      }),
    );
  }
  return option;
}

function axisOption(frame: Frame, which: 'x' | 'y', index: number, mode: Mode, scale: number): object {
  const { axes } = frame;
  const [a, b] = which === 'x' ? frame.x : frame.y;
  const axis = which === 'x' ? axes.xaxis : axes.yaxis;
  const side = which === 'x' ? axes.xside : axes.yside;
  const base = {
    gridIndex: index,
    type: axis.units === 'date' && mode === 'page' && axis.scale.name === 'linear' ? 'time' : 'value',
    min: Math.min(a, b),
    max: Math.max(a, b),
    inverse: a > b,
  };
  const shown = mode === 'page' && axes.frame && axes.three === null && axes.polar === null;
  if (!shown) return { ...base, show: false };
  const ticks = which === 'x' ? frame.xticks : frame.yticks;
  const fixed = axis.ticks !== null || axis.units === 'category';
  return {
    ...base,
    show: true,
    position: which === 'x' ? (side.opposite ? 'top' : 'bottom') : side.opposite ? 'right' : 'left',
    axisLine: { show: false, onZero: false },
    axisTick: { show: side.visible, length: axes.style.tickLength * scale, lineStyle: { color: side.color, width: 0.8 * scale } },
    axisLabel: {
      show: side.labels, color: side.color, fontSize: side.fontsize * scale, fontFamily: FONT, rotate: side.rotation, hideOverlap: true,
      ...(fixed ? { customValues: ticks.major.map((v) => axis.scale.forward(v)) } : {}),
    },
    splitLine: { show: which === 'x' ? axes.gridState.x : axes.gridState.y, lineStyle: { color: axes.gridState.color, width: axes.gridState.linewidth * scale, type: gridDash(axes, scale) ?? 'solid' } },
    // What the page's own functions need to write values.
    numloom: {
      scale: axis.scale.name, units: axis.units,
      ...(fixed ? { labels: ticks.major.map((v, k) => [axis.scale.forward(v), plainText(ticks.labels[k] ?? '')]) } : {}),
    },
  }; // prettier-ignore
}

function gridDash(axes: AxesBase, scale: number): number[] | null {
  const width = axes.gridState.linewidth * scale;
  const table: Record<string, number[] | null> = {
    '-': null,
    '--': [3.7, 1.6],
    ':': [1, 1.65],
    '-.': [6.4, 1.6, 1, 1.6],
  };
  return table[axes.gridState.linestyle]?.map((v) => v * width) ?? null;
}

interface TextLook {
  size: number;
  color: string;
  align: string;
  valign: string;
  rotation?: number;
  bold?: boolean;
  z?: number;
}

function textElement(x: number, y: number, text: string, look: TextLook): Element {
  return {
    type: 'text', z: look.z ?? 50, silent: true, x, y, rotation: look.rotation ?? 0,
    style: {
      text, font: `${look.bold ? 'bold ' : ''}${Math.round(look.size * 100) / 100}px ${FONT}`, fill: look.color, align: look.align, verticalAlign: look.valign,
      ...(text.includes('\n') ? { lineHeight: look.size * 1.2 } : {}),
    },
  }; // prettier-ignore
}

const lineElement = (x1: number, y1: number, x2: number, y2: number, color: string, width: number, z: number, dash: number[] | null = null): Element => ({
  type: 'line', z, silent: true, shape: { x1, y1, x2, y2 }, style: { stroke: color, lineWidth: width, lineDash: dash },
}); // prettier-ignore

/** Frame, grid, ticks and labels. A page draws ticks and grid by ECharts, so that they follow a zoom. */
function frameElements(draw: Element[], frame: Frame, scale: number, mode: Mode): void {
  const { axes, left, top, width, height } = frame;
  const { style, xside, yside, gridState: grid } = axes;
  const right = left + width;
  const bottom = top + height;
  const thick = style.axesLinewidth * scale;
  const long = style.tickLength * scale;
  const xAt = xside.opposite ? top : bottom;
  const yAt = yside.opposite ? right : left;
  const down = xside.opposite ? -1 : 1;
  const out = yside.opposite ? 1 : -1;
  const px = (v: number): number => pixelX(frame, axes.xaxis.scale.forward(v));
  const py = (v: number): number => pixelY(frame, axes.yaxis.scale.forward(v));
  if (!axes.twin) {
    // A quarter pixel of mercy: lines are drawn over both pixels otherwise.
    const spine = (on: boolean, ...ends: [number, number, number, number]): void => {
      if (on) draw.push(lineElement(...ends, style.axesEdgecolor, thick, 30));
    };
    spine(axes.spines.left, left, bottom, left, top);
    spine(axes.spines.right, right, bottom, right, top);
    spine(axes.spines.bottom, left, bottom, right, bottom);
    spine(axes.spines.top, left, top, right, top);
  }
  if (mode === 'fixed') {
    const dash = gridDash(axes, scale);
    const gridWidth = grid.linewidth * scale;
    const xs = [...frame.xticks.major, ...(grid.minor ? frame.xticks.minor : [])];
    const ys = [...frame.yticks.major, ...(grid.minor ? frame.yticks.minor : [])];
    if (grid.x) for (const v of xs) draw.push(lineElement(px(v), top, px(v), bottom, grid.color, gridWidth, 15, dash));
    if (grid.y) for (const v of ys) draw.push(lineElement(left, py(v), right, py(v), grid.color, gridWidth, 15, dash));
    const marks = (ticks: readonly number[], length: number, lineWidth: number): void => {
      if (xside.visible && ticks === frame.xticks.major)
        for (const v of ticks)
          draw.push(lineElement(px(v), xAt, px(v), xAt + down * length, xside.color, lineWidth, 29));
      if (yside.visible && ticks === frame.yticks.major)
        for (const v of ticks)
          draw.push(lineElement(yAt, py(v), yAt + out * length, py(v), yside.color, lineWidth, 29));
    };
    marks(frame.xticks.major, long, 0.8 * scale);
    marks(frame.yticks.major, long, 0.8 * scale);
    if (xside.visible)
      for (const v of frame.xticks.minor)
        draw.push(lineElement(px(v), xAt, px(v), xAt + down * 2 * scale, xside.color, 0.6 * scale, 29));
    if (yside.visible)
      for (const v of frame.yticks.minor)
        draw.push(lineElement(yAt, py(v), yAt + out * 2 * scale, py(v), yside.color, 0.6 * scale, 29));
    if (xside.labels) {
      const size = xside.fontsize * scale;
      const turned = xside.rotation !== 0;
      const y = xAt + down * (long + 3.5 * scale);
      frame.xticks.major.forEach((v, k) => {
        const text = plainText(frame.xticks.labels[k] ?? '');
        if (text === '') return;
        const rotation = (xside.rotation * Math.PI) / 180;
        // A turned text hangs by its middle, moved down by half its height.
        const h = turned
          ? (Math.abs(textWidth(text, size) * Math.sin(rotation)) + size * Math.abs(Math.cos(rotation))) / 2
          : 0;
        draw.push(
          textElement(px(v), y + down * h, text, {
            size,
            color: xside.color,
            align: 'center',
            valign: turned ? 'middle' : xside.opposite ? 'bottom' : 'top',
            rotation,
          }),
        );
      });
      if (frame.xticks.offset !== '') {
        draw.push(
          textElement(right, y + down * 1.25 * size, plainText(frame.xticks.offset), {
            size,
            color: xside.color,
            align: 'right',
            valign: xside.opposite ? 'bottom' : 'top',
          }),
        );
      }
    }
    if (yside.labels) {
      const size = yside.fontsize * scale;
      const x = yAt + out * (long + 3.5 * scale);
      frame.yticks.major.forEach((v, k) => {
        const text = plainText(frame.yticks.labels[k] ?? '');
        if (text === '') return;
        draw.push(
          textElement(x, py(v), text, {
            size,
            color: yside.color,
            align: yside.opposite ? 'left' : 'right',
            valign: 'middle',
            rotation: (yside.rotation * Math.PI) / 180,
          }),
        );
      });
      if (frame.yticks.offset !== '') {
        draw.push(
          textElement(yAt, top - 0.3 * size, plainText(frame.yticks.offset), {
            size,
            color: yside.color,
            align: yside.opposite ? 'right' : 'left',
            valign: 'bottom',
          }),
        );
      }
    }
  }
  const label = (text: Label, x: number, y: number, rotation: number, valign: string): void => {
    draw.push(
      textElement(x, y, plainText(text.text), {
        size: text.fontsize * scale,
        color: text.color,
        align: 'center',
        valign,
        rotation,
        bold: text.fontweight === 'bold',
      }),
    );
  };
  if (xside.label.text !== '') {
    const reach = sideReach(frame, 'x', scale).ticks + 4 * scale;
    label(xside.label, left + width / 2, xAt + down * reach, 0, xside.opposite ? 'bottom' : 'top');
  }
  if (yside.label.text !== '') {
    const reach = sideReach(frame, 'y', scale).ticks + 4 * scale;
    const half = textHeight(plainText(yside.label.text), yside.label.fontsize * scale) / 2;
    label(yside.label, yAt + out * (reach + half), top + height / 2, Math.PI / 2, 'middle');
  }
}

function titleElements(draw: Element[], frame: Frame, scale: number): void {
  const { axes, left, top, width } = frame;
  for (const title of Object.values(axes.titles)) {
    if (title.text === '') continue;
    const x = title.loc === 'left' ? left : title.loc === 'right' ? left + width : left + width / 2;
    const above =
      axes.xside.opposite && axes.frame
        ? sideReach(frame, 'x', scale).all
        : frame.yticks.offset !== '' && title.loc === 'left'
          ? axes.yside.fontsize * scale
          : axes.polar !== null && axes.xside.labels
            ? (axes.xside.fontsize + 6) * scale
            : 0;
    draw.push(
      textElement(x, top - 5 * scale - above, plainText(title.text), {
        size: title.fontsize * scale,
        color: title.color,
        align: title.loc,
        valign: 'bottom',
        bold: title.fontweight === 'bold',
      }),
    );
  }
}
