/** A contestant in a process of its own (serve.ts), as the run sees it. */
import { fork, type ChildProcess } from 'node:child_process';
import type { Clock } from './clock.js';
import type { GpuMode } from './gpu.js';
import type { Entrant } from './measure.js';
import type { PeerName } from './peers.js';
import type { Precision } from './results.js';

/** What a process is to time. */
export type Spec =
  | { readonly kind: 'host'; readonly workers: number | null }
  | { readonly kind: 'gpu'; readonly mode: GpuMode }
  | { readonly kind: 'peer'; readonly name: PeerName; readonly folder: string };

type Question =
  | {
      readonly verb: 'prepare';
      readonly key: number;
      readonly operation: string;
      readonly size: number;
      readonly dtype: Precision;
      readonly sampleTime: number;
    }
  | { readonly verb: 'calibrate' | 'drop'; readonly key: number }
  | { readonly verb: 'sample'; readonly key: number; readonly count: number }
  | { readonly verb: 'close' };

/** A question to the process; the answer has the same number. */
export type Asked = Question & { readonly id: number };

/** An answer. */
export type Told = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: string };

/** Seconds after which a process that does not answer is ended: a start, and everything else (calls last seconds at most). */
const START_LIMIT = 60;
const ANSWER_LIMIT = 180;

/** A process and the questions that it has not answered. */
class Worker {
  private readonly waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  private questions = 0;
  dead: Error | null = null;
  /** What it says of itself once it is ready. */
  readonly ready: Promise<unknown>;
  private readonly child: ChildProcess;

  constructor(program: string, spec: Spec) {
    this.child = fork(program, [JSON.stringify(spec)], {
      execArgv: ['--expose-gc'],
      serialization: 'advanced',
      stdio: ['inherit', 'inherit', 'pipe', 'ipc'],
    });
    passOn(this.child.stderr!);
    this.child.on('message', (told: Told) => {
      const waiting = this.waiting.get(told.id);
      this.waiting.delete(told.id);
      if ('error' in told) waiting?.reject(new Error(told.error));
      else waiting?.resolve(told.value);
    });
    this.child.on('error', (error) => this.end(error));
    this.child.on('exit', (code, signal) =>
      this.end(new Error(`its process ended (${signal ?? `exit code ${code}`})`)),
    );
    this.ready = this.expect(0, START_LIMIT);
  }

  private expect(id: number, limit: number): Promise<unknown> {
    const late = setTimeout(() => {
      this.end(new Error(`it did not answer within ${limit} s`));
      this.stop();
    }, 1000 * limit);
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject })).finally(() =>
      clearTimeout(late),
    );
  }

  private end(error: Error): void {
    this.dead ??= error;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }

  ask(question: Question): Promise<unknown> {
    if (this.dead) return Promise.reject(this.dead);
    const id = ++this.questions;
    const answer = this.expect(id, ANSWER_LIMIT);
    this.child.send({ ...question, id }, (error) => error && this.end(error));
    return answer;
  }

  stop(): void {
    this.child.removeAllListeners('exit');
    this.child.kill('SIGKILL');
  }
}

/**
 * Start a contestant.
 *
 * @param name Its name in the results.
 * @param program The path of the bundled serve.ts.
 * @throws Error in a sentence where the backend or library is not there.
 */
export async function startRemote(
  name: string,
  program: string,
  spec: Spec,
): Promise<Entrant & { readonly about: Readonly<Record<string, unknown>> }> {
  let worker = new Worker(program, spec);
  let keys = 0;
  const ready = async (): Promise<Readonly<Record<string, unknown>>> => {
    try {
      return (await worker.ready) as Record<string, unknown>;
    } catch (error) {
      worker.stop();
      throw error;
    }
  };
  const about = await ready();
  return {
    name,
    about,
    async enter() {
      // One that died is started again, without the operands that it had.
      if (!worker.dead) return;
      worker = new Worker(program, spec);
      await ready();
    },
    async prepare(one, { n: size, dtype }, sampleTime): Promise<Clock | null> {
      const key = ++keys;
      const mine = await worker.ask({ verb: 'prepare', key, operation: one.name, size, dtype, sampleTime });
      if (!mine) return null;
      let calls = 1;
      return {
        get calls() {
          return calls;
        },
        async calibrate() {
          const told = (await worker.ask({ verb: 'calibrate', key })) as { once: number; calls: number };
          calls = told.calls;
          return told.once;
        },
        sample: async (count) => (await worker.ask({ verb: 'sample', key, count })) as number[],
        close: () => void worker.ask({ verb: 'drop', key }).catch(() => undefined),
      };
    },
    async close() {
      const patience = new Promise((resolve) => setTimeout(resolve, 2000).unref());
      await Promise.race([worker.ask({ verb: 'close' }).catch(() => undefined), patience]);
      worker.stop();
    },
  };
}

/** What Dawn and the Vulkan loader write where there is no GPU: that there is none is said in a note. */
const DRIVER_TALK = /^(error: XDG_RUNTIME_DIR |Warning: Vulkan | - While initializing adapter| {4}at Initialize)/;

/** Show what a process writes to its standard error, but for its drivers' talk. */
function passOn(stream: NodeJS.ReadableStream): void {
  let rest = '';
  const show = (lines: readonly string[]): void => {
    for (const line of lines) if (!DRIVER_TALK.test(line)) process.stderr.write(`${line}\n`);
  };
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    show(lines);
  });
  stream.on('end', () => rest !== '' && show([rest]));
}
