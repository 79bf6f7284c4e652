/**
 * Which operations a program spends its time in. While a profile runs, a shell round the backend notes every call: what, how long, how
 * many bytes, from which line of the program. Without one there is no shell, and nothing is paid.
 */
import { watchBackend, type Backend, type Kernel, type StridedView } from '../backends/backend.js';
import { wantedProvider } from '../backends/provider.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { fileSystem } from '../files/fileSystem.js';

/** One kind of operation, or one line of the program. */
export interface ProfileRow {
  /** The operation (`add`, `add.reduce`, `matmul`, ...), or the line as `file:line:column`. */
  readonly name: string;
  readonly calls: number;
  readonly seconds: number;
  /** Bytes read and written by arrays, each element counted once. */
  readonly bytes: number;
  readonly backend: string;
}

export interface ProfileOptions {
  /** Print the table on stderr when done. */
  print?: boolean;
  /** Write the trace for Chrome's performance panel to this file. */
  trace?: string;
  /** Note the lines of the program; costs some microseconds a call. */
  sites?: boolean;
}

interface Event {
  readonly name: string;
  readonly start: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly site: string;
  readonly backend: string;
}

const MOST_EVENTS = 1_000_000;

/** What was noted. */
export class Profile<T = unknown> {
  /** What the function returned. */
  result!: T;
  /** From start to end. */
  seconds = 0;
  readonly provider = wantedProvider();
  /** Calls that came after a million and are in the sums, but not in the trace. */
  dropped = 0;
  private readonly events: Event[] = [];
  private readonly sums = new Map<
    string,
    { name: string; calls: number; seconds: number; bytes: number; backend: string }
  >();
  private readonly lines = new Map<
    string,
    { name: string; calls: number; seconds: number; bytes: number; backend: string }
  >();

  /** @internal */
  note(event: Event): void {
    if (this.events.length < MOST_EVENTS) this.events.push(event);
    else this.dropped++;
    const add = (map: typeof this.sums, key: string, name: string): void => {
      let row = map.get(key);
      if (row === undefined) map.set(key, (row = { name, calls: 0, seconds: 0, bytes: 0, backend: event.backend }));
      row.calls++;
      row.seconds += event.seconds;
      row.bytes += event.bytes;
    };
    add(this.sums, `${event.backend} ${event.name}`, event.name);
    if (event.site !== '') add(this.lines, event.site, event.site);
  }

  /** The operations, those that took longest first. */
  get operations(): ProfileRow[] {
    return [...this.sums.values()].sort((a, b) => b.seconds - a.seconds);
  }
  /** The program's lines, those that took longest first. */
  get sites(): ProfileRow[] {
    return [...this.lines.values()].sort((a, b) => b.seconds - a.seconds);
  }
  /** A table of both. */
  toString(): string {
    const inside = this.operations.reduce((sum, row) => sum + row.seconds, 0);
    const share = this.seconds > 0 ? ` (${Math.round((100 * inside) / this.seconds)}%)` : '';
    return [
      `${time(this.seconds)} in all, ${time(inside)}${share} in array operations; provider ${this.provider}`,
      '',
      ...table('operation', this.operations.slice(0, 20)),
      ...(this.lines.size > 0 ? ['', ...table('line', this.sites.slice(0, 10))] : []),
    ].join('\n');
  }
  /** The events for Chrome's performance panel (and Perfetto): its trace format as JSON. */
  toTrace(): string {
    const traceEvents = [
      { name: 'process_name', ph: 'M', pid: 1, tid: 1, args: { name: 'numloom' } },
      ...this.events.map((event) => ({
        name: event.name, cat: 'numloom', ph: 'X', pid: 1, tid: 1, ts: event.start * 1e3, dur: event.seconds * 1e6,
        args: { bytes: event.bytes, backend: event.backend, provider: this.provider, ...(event.site === '' ? {} : { line: event.site }) },
      })),
    ]; // prettier-ignore
    return JSON.stringify({ traceEvents, displayTimeUnit: 'ms' });
  }
}

function time(seconds: number): string {
  if (seconds >= 1) return `${seconds.toFixed(2)} s`;
  return seconds >= 1e-3 ? `${(seconds * 1e3).toFixed(2)} ms` : `${(seconds * 1e6).toFixed(1)} µs`;
}

function size(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(2)} GB`;
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  return bytes >= 1e3 ? `${(bytes / 1e3).toFixed(1)} kB` : `${bytes} B`;
}

function table(head: string, rows: readonly ProfileRow[]): string[] {
  const cells = [
    [head, 'calls', 'time', 'each', 'bytes', 'GB/s', 'backend'],
    ...rows.map((row) => [
      row.name, String(row.calls), time(row.seconds), time(row.seconds / row.calls), size(row.bytes), (row.bytes / row.seconds / 1e9).toFixed(2), row.backend,
    ]),
  ]; // prettier-ignore
  const widths = cells[0]!.map((_, k) => Math.max(...cells.map((row) => row[k]!.length)));
  return cells.map((row) =>
    row
      .map((cell, k) => (k === 0 || k === 6 ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!)))
      .join('  ')
      .trimEnd(),
  );
}

/** Where the library's own files lie: what is called from elsewhere is the program. */
let folders: { readonly own: string; readonly bundled: string } | undefined;

function ownFolders(): { readonly own: string; readonly bundled: string } {
  const here = import.meta.url;
  return (folders ??= { own: new URL('..', here).href, bundled: new URL('.', here).href });
}

function callSite(): string {
  const { own, bundled } = ownFolders();
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 40;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  for (const line of stack.split('\n').slice(2)) {
    const place = /\(?((?:file:|\/|[A-Za-z]:\\)[^()]*:\d+:\d+)\)?$/.exec(line)?.[1];
    if (place === undefined || place.includes('node:internal')) continue;
    const url = place.startsWith('file:') ? place : `file://${place}`;
    const inside = own.endsWith('/src/') ? url.startsWith(own) : url.startsWith(bundled);
    if (!inside) return place.replace(/^file:\/\//, '').replace(`${globalThis.process?.cwd()}/`, '');
  }
  return '';
}

const count = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
const bytesOf = (shape: readonly number[], ...views: readonly (StridedView | undefined)[]): number => {
  let total = 0;
  for (const view of views)
    if (view !== undefined) total += count(shape.filter((_, k) => view.steps[k] !== 0)) * view.info.itemsize;
  return total;
};
const plain = (kernel: Kernel): string => kernel.id.split(':')[0]!;

/** A backend that notes its calls. */
function watched(inner: Backend, profile: Profile): (sites: boolean) => Backend {
  return (sites) => {
    let depth = 0;
    const timed = (name: string, bytes: number, work: () => void): void => {
      if (depth > 0) return work();
      depth++;
      const site = sites ? callSite() : '';
      const start = performance.now();
      try {
        work();
      } finally {
        const seconds = (performance.now() - start) / 1e3;
        depth--;
        profile.note({ name, start, seconds, bytes, site, backend: inner.name });
      }
    };
    const shell: Backend = {
      name: inner.name,
      capabilities: inner.capabilities,
      ...(inner.allocator === undefined ? {} : { allocator: inner.allocator }),
      elementwise: (kernel, shape, inputs, outputs, mask) =>
        timed(plain(kernel), bytesOf(shape, ...inputs, ...outputs, mask), () =>
          inner.elementwise(kernel, shape, inputs, outputs, mask),
        ),
      elementwiseFlat: (kernel, n, operands, still) => {
        let bytes = 0;
        for (let k = 0; k < operands.length; k++) bytes += ((still >> k) & 1 ? 1 : n) * operands[k]!.info.itemsize;
        timed(plain(kernel), bytes, () => inner.elementwiseFlat(kernel, n, operands, still));
      },
      reduce: (kernel, shape, source, out, mask) =>
        timed(`${plain(kernel)}.reduce`, bytesOf(shape, source, out, mask), () =>
          inner.reduce(kernel, shape, source, out, mask),
        ),
      scan: (kernel, shape, axis, source, out) =>
        timed(`${plain(kernel)}.accumulate`, bytesOf(shape, source, out), () =>
          inner.scan(kernel, shape, axis, source, out),
        ),
      copy: (shape, source, target, mask) =>
        timed('copy', bytesOf(shape, source, target, mask), () => inner.copy(shape, source, target, mask)),
      gather: (view, positions, block, packed) =>
        timed('gather', 2 * positions.length * block * view.info.itemsize, () =>
          inner.gather(view, positions, block, packed),
        ),
      scatter: (view, positions, block, packed) =>
        timed('scatter', 2 * positions.length * block * view.info.itemsize, () =>
          inner.scatter(view, positions, block, packed),
        ),
      update: (kernel, target, positions, values) =>
        timed(`${plain(kernel)}.at`, 3 * positions.length * target.info.itemsize, () =>
          inner.update(kernel, target, positions, values),
        ),
      matmul: (batch, m, k, n, a, b, out) =>
        timed('matmul', count(batch) * (m * k + k * n + m * n) * a.info.itemsize, () =>
          inner.matmul(batch, m, k, n, a, b, out),
        ),
      sort: (shape, target) => timed('sort', 2 * bytesOf(shape, target), () => inner.sort(shape, target)),
      argsort: (shape, source, out) =>
        timed('argsort', bytesOf(shape, source, out), () => inner.argsort(shape, source, out)),
      argExtrema: (which, rest, source, step, n, out) =>
        timed(`arg${which}`, count(rest) * n * source.info.itemsize, () =>
          inner.argExtrema(which, rest, source, step, n, out),
        ),
      squaredDeviations: (shape, source, mean, out) =>
        timed('squaredDeviations', bytesOf(shape, source, mean, out), () =>
          inner.squaredDeviations(shape, source, mean, out),
        ),
      run: (task, chunks, work, ...args) => timed(taskName(task), 0, () => inner.run(task, chunks, work, ...args)),
    };
    return shell;
  };
}

const taskName = (task: unknown): string =>
  `run ${(task as { name?: string; id?: string }).name ?? (task as { id?: string }).id ?? 'task'}`;

let current: Profile | null = null;

function start(sites: boolean): Profile {
  if (current !== null) throw new ValueError('profile: a profile runs already; profiles do not nest');
  const profile = (current = new Profile());
  watchBackend((inner) => watched(inner, profile)(sites));
  profile.seconds = -performance.now();
  return profile;
}

function stop(profile: Profile, options: ProfileOptions): void {
  profile.seconds = (profile.seconds + performance.now()) / 1e3;
  watchBackend(null);
  current = null;
  if (options.trace !== undefined) fileSystem('profile').writeFileSync(options.trace, profile.toTrace());
  if (options.print) console.error(String(profile));
}

/**
 * Run a function and note where its array operations spend their time.
 *
 * @param fn - what to run; may be asynchronous, then a promise comes back
 * @param options - `print`, `trace` (a file for Chrome's performance panel), `sites` (note lines, default true)
 * @returns the profile, with the function's result in `result`
 * @throws what `fn` throws; ValueError inside another profile
 * @example
 * const found = np.profile(() => np.sum(np.sin(np.arange(1e6))));
 * console.log(String(found));
 */
export function profile<T>(fn: () => Promise<T>, options?: ProfileOptions): Promise<Profile<T>>;
export function profile<T>(fn: () => T, options?: ProfileOptions): Profile<T>;
export function profile<T>(fn: () => T | Promise<T>, options: ProfileOptions = {}): Profile<T> | Promise<Profile<T>> {
  if (typeof fn !== 'function') throw new DTypeError(`profile: expected a function, got ${describe(fn)}`);
  checkOptions('profile', options, ['print', 'trace', 'sites']);
  const noted = start(options.sites ?? true) as Profile<T>;
  let result: T | Promise<T>;
  try {
    result = fn();
  } catch (error) {
    stop(noted as Profile, options);
    throw error;
  }
  if (result instanceof Promise) {
    return result
      .then((value) => {
        noted.result = value;
        return noted;
      })
      .finally(() => stop(noted as Profile, options));
  }
  noted.result = result;
  stop(noted as Profile, options);
  return noted;
}

/**
 * `NUMLOOM_PROFILE`: the whole program, from here to its end. `1` prints the table on stderr; a path ending in `.json` is where the
 * trace is written, besides.
 */
export function profileFromEnvironment(): void {
  const asked = globalThis.process?.env?.['NUMLOOM_PROFILE'];
  if (asked === undefined || asked === '' || asked === '0') return;
  if (asked !== '1' && !asked.endsWith('.json')) {
    throw new ValueError(`NUMLOOM_PROFILE must be 1 or a path ending in .json, got ${describe(asked)}`);
  }
  const noted = start(true);
  process.once('exit', () => {
    if (current !== noted) return;
    stop(noted, { print: true, ...(asked === '1' ? {} : { trace: asked }) });
  });
}
