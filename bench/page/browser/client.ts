/** The page of a run in the browser: what is chosen, and drawing it. The run lies in the page as JSON. */
import type { ECharts } from 'echarts/core';
import type { Precision, Result, Run } from '../../results.js';
import { axisName, drawChart, pointOf, type Choice, type Measure } from './chart.js';
import { element, figures, record, remarks, swatch } from './figures.js';
import { label, looks, type Look } from './palette.js';

const run = JSON.parse(document.getElementById('run')!.textContent!) as Run;
const names = [...new Set(run.results.map(({ backend }) => backend))];
const dtypes = (['float64', 'float32'] as const).filter((dtype) => run.results.some((one) => one.dtype === dtype));
const measures: readonly Measure[] = [
  ...(names.includes('single') ? (['single'] as const) : []),
  ...(names.includes('numpy') ? (['numpy'] as const) : []),
  'time',
];
const MEASURES: Readonly<Record<Measure, string>> = {
  single: 'Speed-up over single',
  numpy: 'Speed-up over NumPy',
  time: 'Time',
};
const dark = matchMedia('(prefers-color-scheme: dark)');

interface State extends Choice {
  readonly operation: string | null;
}

/** What the address asks for, so that a view can be linked to and survives a reload. */
function fromAddress(): State {
  const asked = new URLSearchParams(location.hash.slice(1));
  const one = <T extends string>(key: string, possible: readonly T[]): T | undefined =>
    possible.find((value) => value === asked.get(key));
  const defaults: Measure = names.some((name) => name.startsWith('threads:'))
    ? 'single'
    : (measures[1] ?? measures[0]!);
  return {
    measure: one('measure', measures) ?? defaults,
    dtype: one('dtype', dtypes) ?? dtypes[0]!,
    operation:
      one(
        'operation',
        run.operations.map(({ name }) => name),
      ) ?? null,
    hidden: new Set(asked.getAll('hidden').filter((name) => names.includes(name))),
  };
}

let state = fromAddress();
const charts = new Map<HTMLElement, ECharts>();
const main = document.getElementById('charts')!;
const controls = document.getElementById('controls')!;
const table = document.getElementById('figures')!;

/** Change what is shown. */
function choose(change: Partial<State>): void {
  state = { ...state, ...change };
  const said = new URLSearchParams({ measure: state.measure, dtype: state.dtype });
  if (state.operation !== null) said.set('operation', state.operation);
  for (const name of state.hidden) said.append('hidden', name);
  history.replaceState(null, '', `#${said}`);
  draw();
}

/** A row of buttons of which one is on. */
function segments<T extends string>(
  label: string,
  values: readonly T[],
  text: (value: T) => string,
  now: T,
  on: (value: T) => void,
): HTMLElement {
  const group = element('div', 'segments');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', label);
  for (const value of values) {
    const button = element('button', '', text(value));
    button.type = 'button';
    button.setAttribute('aria-pressed', String(value === now));
    button.addEventListener('click', () => on(value));
    group.append(button);
  }
  return group;
}

/** The list of operations, by family. */
function picker(): HTMLElement {
  const select = element('select');
  select.setAttribute('aria-label', 'operation');
  select.append(new Option('All operations', '', state.operation === null, state.operation === null));
  for (const family of new Set(run.operations.map((one) => one.family))) {
    const group = element('optgroup');
    group.label = family;
    for (const { name } of run.operations.filter((one) => one.family === family))
      group.append(new Option(name, name, name === state.operation, name === state.operation));
    select.append(group);
  }
  select.addEventListener('change', () => choose({ operation: select.value || null }));
  return select;
}

/** The legend: every line of the charts, each of which can be hidden. */
function legend(lines: ReadonlyMap<string, Look>): HTMLElement {
  const group = element('div', 'legend');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', 'lines shown');
  for (const [name, look] of lines) {
    if (!run.results.some((one) => one.backend === name && one.dtype === state.dtype)) continue;
    const button = element('button', '', swatch(look), label(name));
    button.type = 'button';
    button.title = 'click to hide or show; double-click to show it alone';
    button.setAttribute('aria-pressed', String(!state.hidden.has(name)));
    button.addEventListener('click', () => {
      const hidden = new Set(state.hidden);
      if (!hidden.delete(name)) hidden.add(name);
      choose({ hidden });
    });
    button.addEventListener('dblclick', () => choose({ hidden: new Set(names.filter((other) => other !== name)) }));
    group.append(button);
  }
  return group;
}

/** The results of an operation in the chosen precision. */
const resultsOf = (operation: string): Result[] =>
  run.results.filter((one) => one.operation === operation && one.dtype === state.dtype);

/** One operation: title, what NumPy calls it, chart. */
function panel(name: string, numpy: string, results: readonly Result[], large: boolean): [HTMLElement, HTMLElement] {
  const canvas = element('div', 'chart');
  const title = element('h3');
  if (large) title.append(name);
  else {
    const link = element('button', 'link', name);
    link.type = 'button';
    link.title = 'show it large, with its figures';
    link.addEventListener('click', () => {
      choose({ operation: name });
      scrollTo({ top: 0 });
    });
    title.append(link);
  }
  const made = element(
    'section',
    large ? 'panel large' : 'panel',
    element('header', '', title, element('code', '', numpy)),
    canvas,
  );
  if (!results.some((one) => !state.hidden.has(one.backend) && pointOf(run, one, state.measure)))
    canvas.replaceWith(element('p', 'empty', `nothing to compare in ${state.dtype}`));
  return [made, canvas];
}

/** Draw everything that depends on the choice. */
function draw(): void {
  for (const chart of charts.values()) chart.dispose();
  charts.clear();
  const lines = looks(names, dark.matches);
  const keep = document.activeElement;
  const focused = keep && controls.contains(keep) ? [...controls.querySelectorAll('button, select')].indexOf(keep) : -1;
  controls.replaceChildren(
    segments(
      'what is shown',
      measures,
      (value) => MEASURES[value],
      state.measure,
      (measure) => choose({ measure }),
    ),
    segments(
      'precision',
      dtypes,
      (value: Precision) => value,
      state.dtype,
      (dtype) => choose({ dtype }),
    ),
    picker(),
    legend(lines),
  );
  if (focused >= 0) (controls.querySelectorAll('button, select')[focused] as HTMLElement | undefined)?.focus();

  const drawn: [HTMLElement, Result[]][] = [];
  const large = state.operation !== null;
  main.className = large ? 'one' : 'many';
  const chosen = run.operations.filter(({ name }) => !large || name === state.operation);
  const children: HTMLElement[] = [];
  // A few charts need no headings between them.
  const families = chosen.length > 8 ? [...new Set(chosen.map((one) => one.family))] : [null];
  for (const family of families) {
    const panels = chosen
      .filter((one) => family === null || one.family === family)
      .flatMap(({ name, numpy }) => {
        const results = resultsOf(name);
        if (results.length === 0 && !large) return [];
        const [made, canvas] = panel(name, numpy, results, large);
        drawn.push([canvas, results]);
        return [made];
      });
    if (panels.length === 0) continue;
    if (family !== null) children.push(element('h2', '', family));
    children.push(element('div', 'panels', ...panels));
  }
  if (large) {
    const back = element('button', 'back', '← all operations');
    back.type = 'button';
    back.addEventListener('click', () => choose({ operation: null }));
    children.unshift(back);
    const beside = figures(run, resultsOf(state.operation!), lines, state.hidden, false);
    children.at(-1)!.append(element('div', 'beside', beside));
  }
  main.replaceChildren(...children);
  document.getElementById('axis')!.textContent = large
    ? ''
    : `Across: number of elements (for matmul, the side of the matrices). Up: ${axisName(state.measure, false)}.`;
  const all = run.results.filter((one) => one.dtype === state.dtype);
  table.replaceChildren(figures(run, all, lines, state.hidden, true));
  for (const [canvas, results] of drawn) {
    if (!canvas.isConnected) continue;
    const chart = drawChart(undefined, canvas, run, results, state, lines, large);
    charts.set(canvas, chart);
  }
}

document.getElementById('record')!.append(record(run));
const remarked = remarks(run);
if (remarked) document.getElementById('remarks')!.append(remarked);
else document.getElementById('remarks-part')!.remove();
draw();
dark.addEventListener('change', draw);
addEventListener('hashchange', () => {
  state = fromAddress();
  draw();
});
let resizing = 0;
addEventListener('resize', () => {
  cancelAnimationFrame(resizing);
  resizing = requestAnimationFrame(() => {
    for (const chart of charts.values()) chart.resize();
  });
});
