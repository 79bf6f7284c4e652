/** A run as tables: aligned text for the terminal, Markdown for documents. */
import type { Case } from './case.js';
import { missingLines } from './notTimed.js';
import { counterpart, ratioTo, type Environment, type Precision, type Result, type Run } from './results.js';
import { duration, providerText, ratioText, sizeText, spread } from './units.js';

/** The record of the machine, a line each. */
export function environmentLines(environment: Environment): string[] {
  const { cpu, cores, memoryGB, os, node, numloom, numpy, python, providers, devices, peers, date } = environment;
  const more = Object.entries(peers).map(([name, version]) => `${name} ${version}`);
  return [
    `${cpu}, ${cores} core${cores === 1 ? '' : 's'}, ${memoryGB} GB; ${os}`,
    `numloom ${numloom}, Node ${node}${numpy ? `, NumPy ${numpy} (Python ${python})` : ''}${more.length ? `, ${more.join(', ')}` : ''}`,
    ...Object.entries(devices).map(([mode, device]) => `${mode}: ${device}`),
    ...Object.entries(providers).map(([name, about]) => `${name}: ${providerText(about)}`),
    date,
  ];
}

const BASE = 'single';

/** The backends and libraries of a run, in the order of their first result. */
export const contestantsOf = (run: Run): string[] => [...new Set(run.results.map((one) => one.backend))];

/** Rows of one precision: header, then cells. */
function rows(run: Run, dtype: Precision): string[][] {
  const names = contestantsOf(run).filter((name) =>
    run.results.some((one) => one.backend === name && one.dtype === dtype),
  );
  const withNumPy = names.includes('numpy');
  const hosts = names.filter((name) => name !== 'numpy');
  const header = [
    'operation',
    'size',
    ...hosts,
    ...(withNumPy ? ['NumPy', ...(hosts[0] ? [`${hosts[0]} / NumPy`] : [])] : []),
  ];
  const seen = new Set<string>();
  const body: string[][] = [];
  for (const one of run.results) {
    const key = `${one.operation} ${one.size}`;
    if (one.dtype !== dtype || seen.has(key)) continue;
    seen.add(key);
    const cell = (name: string): string => {
      const result = counterpart(run, one, name);
      if (!result) return '-';
      const ratio = name === BASE || name === 'numpy' ? null : ratioTo(run, result, BASE);
      return `${duration(result.median)} ±${spread(result)}${ratio ? ` (${ratioText(ratio.ratio)}x)` : ''}`;
    };
    const first = hosts[0] === undefined ? undefined : counterpart(run, one, hosts[0]);
    const toNumPy = first ? ratioTo(run, first, 'numpy') : null;
    body.push([
      one.operation,
      one.unit === 'multiply-add' ? `${one.size} x ${one.size}` : sizeText(one.size),
      ...hosts.map(cell),
      ...(withNumPy ? [cell('numpy'), ...(hosts[0] ? [toNumPy ? ratioText(1 / toNumPy.ratio) : '-'] : [])] : []),
    ]);
  }
  return [header, ...body];
}

/** What the cases' targets say of a run: a line for each one that could be judged. */
export function targetLines(run: Run, cases: readonly Case[]): string[] {
  const lines: string[] = [];
  for (const one of cases) {
    if (one.atMost === undefined) continue;
    const size = one.product ? 256 : 1e6;
    const find = (operation: string, backend: string): Result | undefined =>
      run.results.find(
        (r) => r.operation === operation && r.backend === backend && r.size === size && r.dtype === 'float64',
      );
    const own = find(one.name, BASE);
    const [times, other] = typeof one.atMost === 'number' ? [one.atMost, undefined] : one.atMost;
    const against = other === undefined ? find(one.name, 'numpy') : find(other, BASE);
    if (!own || !against) continue;
    const ratio = own.median / against.median;
    const than = other === undefined ? "NumPy's time" : `the time of ${other}`;
    lines.push(
      `${one.name}: ${ratio.toFixed(2)} times ${than}, at most ${times.toFixed(2)}${ratio > times ? ' (missed)' : ''}`,
    );
  }
  return lines;
}

const READING =
  'Medians, ± half the distance between the quartiles; in brackets how many times faster than single in the same turns.';

function present(
  run: Run,
  cases: readonly Case[],
  title: (text: string) => string,
  item: (text: string) => string,
  draw: (cells: string[][]) => string,
): string {
  const part = (name: string, lines: readonly string[]): string[] =>
    lines.length > 0 ? ['', `${name}:`, '', ...lines.map(item)] : [];
  const tables = (['float64', 'float32'] as const)
    .filter((dtype) => run.results.some((one) => one.dtype === dtype))
    .flatMap((dtype) => ['', title(dtype), '', draw(rows(run, dtype))]);
  return [
    ...environmentLines(run.environment).map(item),
    ...tables,
    '',
    READING,
    ...part('Targets of single, float64 at 1e6', targetLines(run, cases)),
    ...part('Not timed', missingLines(run.missing)),
    ...part('Notes', run.notes),
  ].join('\n');
}

const widthsOf = (cells: string[][]): number[] =>
  cells[0]!.map((_, k) => Math.max(...cells.map((row) => row[k]!.length)));

/**
 * For the terminal.
 *
 * @param columns How many characters a line has; tables that are wider are cut in parts, each with the first two columns.
 */
export const terminalTable = (run: Run, cases: readonly Case[], columns = Infinity): string =>
  present(
    run,
    cases,
    (text) => text,
    (text) => text,
    (cells) => {
      const widths = widthsOf(cells);
      const named = widths[0]! + 2 + widths[1]!;
      const parts: number[][] = [[]];
      let used = named;
      for (let k = 2; k < widths.length; k++) {
        if (used + 2 + widths[k]! > columns && parts.at(-1)!.length > 0) {
          parts.push([]);
          used = named;
        }
        parts.at(-1)!.push(k);
        used += 2 + widths[k]!;
      }
      const part = (shown: readonly number[]): string => {
        const line = (row: string[]): string =>
          shown.map((k) => (k === 0 ? row[k]!.padEnd(widths[k]!) : row[k]!.padStart(widths[k]!))).join('  ');
        const rule = shown.map((k) => '-'.repeat(widths[k]!)).join('  ');
        return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join('\n');
      };
      return parts.map((shown) => part([0, 1, ...shown])).join('\n\n');
    },
  );

/** For documents. */
export const markdownTable = (run: Run, cases: readonly Case[]): string =>
  present(
    run,
    cases,
    (text) => `### ${text}`,
    (text) => `- ${text}`,
    (cells) => {
      const widths = widthsOf(cells);
      const line = (row: string[]): string =>
        `| ${row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!))).join(' | ')} |`;
      const rule = widths.map((width, k) => (k === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`));
      return [line(cells[0]!), `|${rule.join('|')}|`, ...cells.slice(1).map(line)].join('\n');
    },
  ) + '\n';
