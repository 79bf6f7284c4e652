/**
 * npm run bench: times the operations of cases.ts in numloom, in NumPy (where python3 has it) and in peers (where they are
 * installed), turn by turn in one run, and prints medians and ratios.
 *
 *   npm run bench -- --only sort,add     operations whose names hold one of the words
 *   npm run bench -- --quick             fewer rounds
 *   npm run bench -- --json FILE         the figures as JSON
 *   npm run bench -- --markdown FILE     the table for docs/performance.md
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { CASES, type Case } from './cases.js';
import { loadPeers } from './peers.js';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean' },
    json: { type: 'string' },
    markdown: { type: 'string' },
    python: { type: 'string', default: process.env.NUMLOOM_PYTHON ?? 'python3' },
  },
});
const rounds = options.quick ? 7 : 25;

interface Row {
  name: string;
  numloom: number;
  numpy: number | null;
  ratio: number | null;
  target: number | null;
  against: string | null;
  peers: Record<string, number>;
}

const median = (times: number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1]!;

function time(run: () => unknown, repeat: number, count: number): number[] {
  for (let i = 0; i < Math.max(3, repeat / 4); i++) run();
  const times: number[] = [];
  for (let r = 0; r < count; r++) {
    const start = performance.now();
    for (let i = 0; i < repeat; i++) run();
    times.push((performance.now() - start) / repeat);
  }
  return times;
}

/** A Python process that answers each case with its times, or null where there is no NumPy. */
async function startNumPy(): Promise<{
  version: string;
  ask: (one: Case, count: number) => Promise<number[]>;
  stop: () => void;
} | null> {
  const script = new URL('../../bench/timing.py', import.meta.url).pathname;
  const child = spawn(options.python, [script], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const failed = Promise.race([once(child, 'error'), once(child, 'exit')]).then(() => null);
  const first = await Promise.race([lines.next(), failed]);
  if (first === null || first.done) return null;
  const ask = async (one: Case, count: number): Promise<number[]> => {
    const [setup, statement] = one.numpy;
    child.stdin.write(JSON.stringify({ setup, statement, repeat: one.repeat ?? 1, rounds: count }) + '\n');
    const answer = await lines.next();
    return JSON.parse(answer.value as string) as number[];
  };
  return { version: (JSON.parse(first.value) as { version: string }).version, ask, stop: () => child.kill() };
}

const words = options.only?.split(',');
const chosen = CASES.filter(({ name }) => !words || words.some((word) => name.includes(word)));
const numpy = await startNumPy();
const peers = await loadPeers();
const rows: Row[] = [];
for (const one of chosen) {
  if (process.stderr.isTTY) process.stderr.write(`\r${one.name.padEnd(40)}`);
  const run = one.ours();
  const repeat = one.repeat ?? 1;
  // Three turns each, so that a slow moment of the machine does not hit one side alone.
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    ours.push(...time(run, repeat, Math.ceil(rounds / 3)));
    if (numpy) theirs.push(...(await numpy.ask(one, Math.ceil(rounds / 3))));
  }
  const others: Record<string, number> = {};
  for (const [name, call] of Object.entries(one.peers?.(peers) ?? {})) {
    if (call) others[name] = median(time(call, repeat, Math.ceil(rounds / 3)));
  }
  const a = median(ours);
  const b = numpy ? median(theirs) : null;
  rows.push({
    name: one.name,
    numloom: a,
    numpy: b,
    ratio: b === null ? null : a / b,
    target: one.target ?? null,
    against: one.against ?? null,
    peers: others,
  });
}
numpy?.stop();
if (process.stderr.isTTY) process.stderr.write('\r' + ' '.repeat(40) + '\r');

const duration = (ms: number): string =>
  ms < 0.01 ? `${(ms * 1e6).toFixed(0)} ns` : `${ms.toFixed(ms < 1 ? 3 : 2)} ms`;
/** The target, and whether it was missed. */
function limit(row: Row): string {
  if (row.target === null) return '';
  const other = row.against === null ? undefined : rows.find((one) => one.name === row.against);
  if (row.against !== null && !other) return '';
  const ratio = other ? row.numloom / other.numloom : row.ratio;
  const text = other ? `${ratio!.toFixed(2)} of ${row.target.toFixed(2)} x ${other.name}` : row.target.toFixed(2);
  return text + (ratio !== null && ratio > row.target ? ' (missed)' : '');
}

const heading = `${cpus()[0]!.model.trim()}, ${cpus().length} cores; Node ${process.versions.node}; NumPy ${numpy?.version ?? 'not found'}`;
const header = ['operation', 'numloom', 'NumPy', 'numloom / NumPy', 'at most', 'others'];
const body = rows.map((row) => [
  row.name,
  duration(row.numloom),
  row.numpy === null ? '-' : duration(row.numpy),
  row.ratio === null ? '-' : row.ratio.toFixed(2),
  limit(row),
  Object.entries(row.peers)
    .map(([name, ms]) => `${name} ${duration(ms)}`)
    .join(', '),
]);
const widths = header.map((text, k) => Math.max(text.length, ...body.map((cells) => cells[k]!.length)));
const line = (cells: readonly string[]): string => `| ${cells.map((cell, k) => cell.padEnd(widths[k]!)).join(' | ')} |`;
const table = [line(header), `|${widths.map((w) => '-'.repeat(w + 2)).join('|')}|`, ...body.map(line)].join('\n');
console.log(`${heading}\n\n${table}`);
if (options.json)
  writeFileSync(options.json, JSON.stringify({ machine: heading, date: new Date().toISOString(), rows }, null, 1));
if (options.markdown) writeFileSync(options.markdown, `${heading}\n\n${table}\n`);
