/** show() in a browser: each figure becomes an interactive chart in the page. */
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import type { Figure } from '../figure.js';
import { init } from './echarts.js';
import { letTurn, makeInteractive } from './interactive.js';
import { figureOption } from './options.js';
import { drawMarks } from './runtime.js';
import type { ShowOptions } from './show.js';
import { drawScene } from './threeView.js';

export type { ShowOptions };

/** What is used here of an element. */
interface Element {
  append(child: Element): void;
  readonly style: { width: string; height: string };
}
interface Document {
  readonly body: Element;
  querySelector(selector: string): Element | null;
  createElement(name: string): Element;
}

function targetOf(document: Document, element: object | string | undefined): Element {
  if (element === undefined) return document.body;
  const found = typeof element === 'string' ? document.querySelector(element) : (element as Element);
  if (typeof found?.append !== 'function') {
    throw new ValueError(`show: element must be an element of the page or its selector, got ${describe(element)}`);
  }
  return found;
}

/** Show figures in the page, one below the other. */
export function showFigures(figures: readonly Figure[], options: ShowOptions): string[] {
  checkOptions('show', options, ['terminal', 'open', 'element']);
  const { document } = globalThis as unknown as { document?: Document };
  if (options.terminal || document === undefined) {
    for (const figure of figures) console.log(figure.toTerminal());
    return [];
  }
  const target = targetOf(document, options.element);
  for (const figure of figures) {
    const [width, height] = figure.size;
    const box = document.createElement('div');
    box.style.width = `${width}px`;
    box.style.height = `${height}px`;
    target.append(box);
    const option = figureOption(figure, 'page');
    const views = makeInteractive(option, drawMarks, drawScene);
    const chart = init(box, null, { renderer: 'svg', width, height });
    chart.setOption(option);
    letTurn(chart, views, drawMarks, drawScene);
  }
  return [];
}
