/** Tables of the page: the figures behind the charts, and the record of the machine. */
import { ratioTo, type Result, type Run } from '../../results.js';
import { missingLines } from '../../notTimed.js';
import { duration, providerText, spread } from '../../units.js';
import { sizeLabel, valueText } from './chart.js';
import { label, type Look } from './palette.js';

/** An element with classes and children; text is text, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  classes = '',
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  made.append(...children);
  return made;
}

/** A line sample with the mark of a backend. */
export function swatch(look: Look): HTMLElement {
  const made = element('i', `swatch ${look.symbol}${look.hollow ? ' hollow' : ''}${look.dashed ? ' dashed' : ''}`);
  made.style.setProperty('--color', look.color);
  return made;
}

/** The figures of results: a row for each size and backend. */
export function figures(
  run: Run,
  results: readonly Result[],
  lines: ReadonlyMap<string, Look>,
  hidden: ReadonlySet<string>,
  withOperation: boolean,
): HTMLTableElement {
  const table = element('table', 'figures');
  const heads: [text: string, classes?: string][] = [
    ...(withOperation ? ([['operation', 'name']] as [string, string][]) : []),
    ['size', 'size'],
    ['backend', 'name'],
    ['median'],
    ['±'],
    [results.every(({ unit }) => unit === 'element') ? 'an element' : 'a unit'],
    ['to single'],
    ['to NumPy'],
    ...(withOperation ? ([['samples']] as [string][]) : []),
  ];
  const head = element('tr', '', ...heads.map(([text, classes]) => element('th', classes, text)));
  table.append(element('thead', '', head));
  const body = element('tbody');
  const order = [...new Set(results.map(({ operation, size }) => `${operation}\n${size}`))];
  const place = [...lines.keys()];
  const sorted = results
    .filter(({ backend }) => !hidden.has(backend))
    .sort(
      (a, b) =>
        order.indexOf(`${a.operation}\n${a.size}`) - order.indexOf(`${b.operation}\n${b.size}`) ||
        place.indexOf(a.backend) - place.indexOf(b.backend),
    );
  let before = '';
  for (const one of sorted) {
    const group = `${one.operation}\n${one.size}`;
    const fresh = group !== before;
    before = group;
    const ratio = (backend: string): string => {
      const found = one.backend === backend ? null : ratioTo(run, one, backend);
      return found ? valueText(found.ratio, 'single') : '';
    };
    const size = one.unit === 'multiply-add' ? `${one.size} × ${one.size}` : sizeLabel(one.size);
    const cells = [
      duration(one.median),
      spread(one),
      valueText((one.median * 1e9) / one.work, 'time'),
      ratio('single'),
      ratio('numpy'),
      ...(withOperation ? [`${one.samples} × ${one.calls}`] : []),
    ];
    body.append(
      element(
        'tr',
        fresh ? 'first' : '',
        ...(withOperation ? [element('td', 'name', fresh ? one.operation : '')] : []),
        element('td', 'size', fresh ? size : ''),
        element('td', 'name', swatch(lines.get(one.backend)!), label(one.backend)),
        ...cells.map((text) => element('td', '', text)),
      ),
    );
  }
  table.append(body);
  return table;
}

/** The machine, the versions and the options of a run. */
export function record(run: Run): HTMLElement {
  const { environment } = run;
  const list = element('dl');
  const add = (name: string, value: string | null): void => {
    if (value) list.append(element('dt', '', name), element('dd', '', value));
  };
  const pairs = (values: Readonly<Record<string, string>>): string =>
    Object.entries(values)
      .map((pair) => pair.join(' '))
      .join(', ');
  add('Processor', `${environment.cpu}, ${environment.cores} core${environment.cores === 1 ? '' : 's'}`);
  add('Memory', `${environment.memoryGB} GB`);
  add('System', environment.os);
  add('numloom', environment.numloom);
  add('Node', environment.node);
  add('NumPy', environment.numpy && `${environment.numpy} (Python ${environment.python})`);
  for (const [name, about] of Object.entries(environment.providers)) add(name, providerText(about));
  for (const [mode, device] of Object.entries(environment.devices)) add(mode, device);
  add('Other libraries', pairs(environment.peers));
  add('Measured', new Date(environment.date).toUTCString());
  const { rounds, quick } = environment.options;
  add('Turns', `${String(rounds)}${quick ? ', a quick run' : ''}`);
  return list;
}

/** What could not be timed, and other notes; null where there is nothing to say. */
export function remarks(run: Run): HTMLElement | null {
  const lines = [...run.notes, ...missingLines(run.missing)];
  return lines.length > 0 ? element('ul', '', ...lines.map((line) => element('li', '', line))) : null;
}
