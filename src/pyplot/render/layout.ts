/** Where everything stands, in pixels: each axes' box and limits, its ticks, the room that labels need, the tight layout. */
import type { AxesBase } from '../axesBase.js';
import { cellPosition, type Figure, type SubplotMargins } from '../figure.js';
import type { Axes } from '../axes.js';
import { plainText, textHeight, textWidth } from '../text.js';
import type { Ticks } from '../ticks.js';

/** One axes laid out. */
export interface Frame {
  readonly axes: AxesBase;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Limits in drawn coordinates, left to right and bottom to top. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly xticks: Ticks;
  readonly yticks: Ticks;
}

/** How far labels reach beyond a box, in pixels. */
interface Reach {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Pixels a point. */
export const pointsToPixels = (figure: Figure): number => figure.dpi / 72;

/** A horizontal position of a drawn coordinate, in pixels. */
export const pixelX = (frame: Frame, u: number): number =>
  frame.left + ((u - frame.x[0]) / (frame.x[1] - frame.x[0])) * frame.width;
/** A vertical position of a drawn coordinate, in pixels from the top. */
export const pixelY = (frame: Frame, v: number): number =>
  frame.top + frame.height - ((v - frame.y[0]) / (frame.y[1] - frame.y[0])) * frame.height;

function frameOf(axes: AxesBase, figure: Figure): Frame {
  const [W, H] = figure.size;
  const [l, b, w, h] = (axes.sibling ?? axes).position;
  let left = l * W;
  let top = (1 - b - h) * H;
  let width = w * W;
  let height = h * H;
  const forward = (axis: AxesBase['xaxis']): [number, number] => {
    const [low, high] = axis.limits();
    return [axis.scale.forward(low), axis.scale.forward(high)];
  };
  const fixed: [number, number] | null = axes.three !== null ? [0, 1] : axes.polar !== null ? [-1, 1] : null;
  let x = fixed ?? forward(axes.xaxis);
  let y = fixed ?? forward(axes.yaxis);
  const aspect = fixed !== null ? 1 : axes.aspect;
  const wider = fixed === null && aspect !== 'auto' && axes.adjustable === 'datalim';
  if (aspect !== 'auto') {
    const dx = Math.abs(x[1] - x[0]);
    const dy = Math.abs(y[1] - y[0]);
    const ratio = (dy * aspect) / dx;
    if (axes.adjustable === 'box' || fixed !== null) {
      if (height / width > ratio) {
        top += (height - width * ratio) / 2;
        height = width * ratio;
      } else {
        left += (width - height / ratio) / 2;
        width = height / ratio;
      }
    } else if (height / width > ratio) y = widened(y, (dx * height) / width / aspect);
    else x = widened(x, (dy * aspect * width) / height);
  }
  const scale = pointsToPixels(figure);
  const back = (axis: AxesBase['xaxis'], [a, b]: readonly [number, number]): [number, number] => [
    axis.scale.backward(a),
    axis.scale.backward(b),
  ];
  const bins = (length: number, size: number): number => Math.max(1, Math.min(9, Math.floor(length / scale / size)));
  return {
    axes, left, top, width, height, x, y,
    xticks: axes.xaxis.chosenTicks(
      bins(width, axes.xside.fontsize * 3), axes.xside.rotation === 0 ? width / scale / axes.xside.fontsize : Infinity, wider ? back(axes.xaxis, x) : undefined,
    ),
    yticks: axes.yaxis.chosenTicks(bins(height, axes.yside.fontsize * 2), height / scale / axes.yside.fontsize, wider ? back(axes.yaxis, y) : undefined),
  }; // prettier-ignore
}

function widened([a, b]: [number, number], length: number): [number, number] {
  const middle = (a + b) / 2;
  const half = (Math.sign(b - a) * length) / 2;
  return [middle - half, middle + half];
}

/** The size of rotated tick labels: widest and highest. */
export function labelSize(labels: readonly string[], size: number, rotation: number): [number, number] {
  let wide = 0;
  let high = 0;
  const angle = (rotation * Math.PI) / 180;
  for (const label of labels) {
    const text = plainText(label);
    const w = textWidth(text, size);
    const h = textHeight(text, size);
    wide = Math.max(wide, Math.abs(w * Math.cos(angle)) + Math.abs(h * Math.sin(angle)));
    high = Math.max(high, Math.abs(w * Math.sin(angle)) + Math.abs(h * Math.cos(angle)));
  }
  return [wide, high];
}

/** How far tick labels reach from the box, and how far the axis' label does beyond them. */
export function sideReach(frame: Frame, which: 'x' | 'y', scale: number): { ticks: number; all: number } {
  const { axes } = frame;
  const side = which === 'x' ? axes.xside : axes.yside;
  const ticks = which === 'x' ? frame.xticks : frame.yticks;
  let reach = 0;
  if (side.visible) reach += axes.style.tickLength * scale;
  if (side.labels && ticks.labels.length > 0) {
    const [wide, high] = labelSize(ticks.labels, side.fontsize * scale, side.rotation);
    reach += 3.5 * scale + (which === 'x' ? high : wide);
  }
  let all = reach;
  if (side.label.text !== '')
    all += 4 * scale + textHeight(plainText(side.label.text), side.label.fontsize * scale) * 1.1;
  return { ticks: reach, all };
}

function reachOf(frame: Frame, scale: number): Reach {
  const { axes } = frame;
  const reach: Reach = { left: 0, right: 0, top: 0, bottom: 0 };
  if (axes.polar !== null) {
    // Angles are written round the circle.
    const room = labelSize(['180°'], axes.xside.fontsize * scale, 0);
    reach.left = reach.right = room[0] + 4 * scale;
    reach.top = reach.bottom = room[1] + 4 * scale;
  }
  if (axes.frame && axes.three === null && axes.polar === null) {
    const x = sideReach(frame, 'x', scale);
    const y = sideReach(frame, 'y', scale);
    reach[axes.xside.opposite ? 'top' : 'bottom'] = x.all;
    reach[axes.yside.opposite ? 'right' : 'left'] = y.all;
    if (axes.xside.labels && frame.xticks.labels.length > 0) {
      // The outermost labels of x stand over the corners.
      const half =
        labelSize(
          [frame.xticks.labels[frame.xticks.labels.length - 1]!],
          axes.xside.fontsize * scale,
          axes.xside.rotation,
        )[0] / 2;
      const end =
        frame.left +
        frame.width -
        pixelX(frame, axes.xaxis.scale.forward(frame.xticks.major[frame.xticks.major.length - 1]!));
      reach.right = Math.max(reach.right, half - end);
    }
  }
  const title = Object.values(axes.titles)[0];
  if (title !== undefined && title.text !== '') {
    reach.top += 6 * scale + textHeight(plainText(title.text), title.fontsize * scale) * 1.15;
  }
  return reach;
}

/** Set the margins so that titles and labels just find room (Matplotlib's tight_layout, pad 1.08 font sizes). */
function tighten(figure: Figure): void {
  const scale = pointsToPixels(figure);
  const [W, H] = figure.size;
  const pad = 1.08 * figure.style.fontSize * scale;
  const placed = figure.axes.filter((axes) => axes.cell !== null);
  if (placed.length === 0) return;
  const most = (name: keyof Reach, wanted: (axes: Axes) => boolean): number => {
    let value = 0;
    for (const axes of placed) {
      if (!wanted(axes)) continue;
      value = Math.max(value, reachOf(frameOf(axes, figure), scale)[name]);
      for (const bar of figure.axes) {
        if (bar.colorbarOf !== axes || (name !== 'right' && name !== 'bottom')) continue;
        const own = reachOf(frameOf(bar, figure), scale)[name];
        if ((name === 'right') === bar.yside.opposite) value = Math.max(value, own);
      }
    }
    return value;
  };
  const at = (axes: Axes): NonNullable<Axes['cell']> => axes.cell!;
  const first = at(placed[0]!);
  const { rows, columns } = first;
  const top =
    figure.title === null ? 0 : textHeight(figure.title.text, figure.title.fontsize * scale) * 1.2 + pad * 0.5;
  const left = most('left', (axes) => at(axes).column === 0) + pad;
  const right = W - most('right', (axes) => at(axes).column + at(axes).colspan === columns) - pad;
  const bottom = most('bottom', (axes) => at(axes).row + at(axes).rowspan === rows) + pad;
  const upper = H - most('top', (axes) => at(axes).row === 0) - pad - top;
  const between = (a: keyof Reach, b: keyof Reach, count: number): number =>
    count < 2 ? 0 : most(a, () => true) + most(b, () => true) + pad;
  const gapX = between('left', 'right', columns);
  const gapY = between('bottom', 'top', rows);
  const width = (right - left - gapX * (columns - 1)) / columns;
  const height = (upper - bottom - gapY * (rows - 1)) / rows;
  if (!(width > 20 && height > 20)) return;
  const margins: SubplotMargins = {
    left: left / W,
    right: right / W,
    bottom: bottom / H,
    top: upper / H,
    wspace: gapX / width,
    hspace: gapY / height,
  };
  const old = new Map<AxesBase, readonly [number, number, number, number]>();
  for (const axes of placed) {
    old.set(axes, axes.position);
    const [l, b, w, h] = cellPosition(at(axes), margins);
    const bars = figure.axes.filter((other) => other.colorbarOf === axes);
    axes.position =
      bars.length === 0 ? [l, b, w, h] : bars[0]!.yside.opposite ? [l, b, w * 0.87, h] : [l, b + h * 0.2, w, h * 0.8];
    for (const bar of bars) {
      bar.position = bar.yside.opposite
        ? [l + w * 0.91, b, (h * H) / W / 20, h]
        : [l, b + h * 0.02, w, (w * W) / H / 20];
    }
  }
}

/** All axes of a figure, laid out. */
export function layoutFigure(figure: Figure): Frame[] {
  if (figure.tight) for (let k = 0; k < 2; k++) tighten(figure);
  const frames = figure.axes.map((axes) => frameOf(axes, figure));
  // A colour bar is as high as the box that it explains.
  return frames.map((frame) => {
    const owner = frames.find((other) => other.axes === frame.axes.colorbarOf);
    if (owner === undefined || owner.axes.aspect === 'auto') return frame;
    return frame.axes.yside.opposite
      ? {
          ...frame,
          left: owner.left + owner.width * 1.06,
          width: frame.width * (owner.height / frame.height),
          top: owner.top,
          height: owner.height,
        }
      : { ...frame, left: owner.left, width: owner.width };
  });
}
