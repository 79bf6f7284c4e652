/** NumPy, in a Python process that lives as long as the run: cases go in as lines of JSON, times come out. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import type { Case } from './case.js';
import type { Clock } from './clock.js';
import { pythonInputs, type Extent } from './inputs.js';
import type { Entrant } from './measure.js';

/** An array as the Python side gives it. */
export interface Answer {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: readonly (number | boolean)[];
}

/** A Python process that has NumPy. */
export class NumPy {
  private readonly waiting: { resolve: (told: Record<string, unknown>) => void; reject: (error: Error) => void }[] = [];
  private keys = 0;
  private dead: Error | null = null;

  private constructor(
    private readonly child: ChildProcess,
    lines: Interface,
    readonly version: string,
    readonly python: string,
    readonly blas: string,
  ) {
    lines.on('line', (line) => this.waiting.shift()?.resolve(JSON.parse(line) as Record<string, unknown>));
    child.on('exit', (code, signal) =>
      this.fail(new Error(`the Python process ended (${signal ?? `exit code ${code}`})`)),
    );
    // Writing to a process that is gone is reported here; `exit` says it as well.
    child.stdin!.on('error', (error) => this.fail(error));
  }

  /**
   * Start Python.
   *
   * @param program The name or path of the interpreter.
   * @param script The path of timing.py.
   * @throws Error in a sentence where the program does not start or has no NumPy.
   */
  static async start(program: string, script: string): Promise<NumPy> {
    const child = spawn(program, ['-u', script], { stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)));
    const lines = createInterface({ input: child.stdout });
    const hello = await new Promise<Record<string, string>>((resolve, reject) => {
      lines.once('line', (line) => {
        try {
          resolve(JSON.parse(line) as Record<string, string>);
        } catch {
          reject(new Error(`it answered ${line.slice(0, 80)}`));
        }
      });
      child.once('error', (error: NodeJS.ErrnoException) =>
        reject(new Error(error.code === 'ENOENT' ? 'there is no such program' : error.message)),
      );
      child.once('exit', (code) => reject(new Error(said.trim().split('\n').at(-1) || `it ended with code ${code}`)));
    }).catch((error: Error) => {
      child.kill();
      throw error;
    });
    if (hello.error) throw new Error(hello.error);
    return new NumPy(child, lines, hello.numpy!, hello.python!, hello.blas ?? '');
  }

  private fail(error: Error): void {
    this.dead ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }

  private ask(verb: string, request: Record<string, unknown>): Promise<Record<string, unknown>> {
    if (this.dead) return Promise.reject(this.dead);
    return new Promise<Record<string, unknown>>((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.child.stdin!.write(JSON.stringify({ verb, ...request }) + '\n');
    }).then((told) => {
      if (told.error) throw new Error(`NumPy: ${String(told.error)}`);
      return told;
    });
  }

  /** What a statement gives after its set-up. */
  async answer(setup: string, statement: string): Promise<Answer> {
    const key = this.keys++;
    await this.ask('make', { key, setup, statement });
    const told = await this.ask('answer', { key });
    await this.ask('drop', { key });
    return told as unknown as Answer;
  }

  /** A clock over a statement; its operands stay in Python until the clock is closed. */
  async clock(setup: string, statement: string, sampleTime: number): Promise<Clock> {
    const key = this.keys++;
    await this.ask('make', { key, setup, statement });
    let calls = 1;
    return {
      get calls() {
        return calls;
      },
      calibrate: async () => {
        const told = await this.ask('time', { key, seconds: sampleTime });
        calls = told.calls as number;
        return told.once as number;
      },
      sample: async (count) => (await this.ask('sample', { key, calls, count })).times as number[],
      close: () => void this.ask('drop', { key }).catch(() => undefined),
    };
  }

  /** End the process. */
  stop(): void {
    this.child.removeAllListeners('exit');
    this.child.kill();
  }
}

/** NumPy as one of those that are timed. */
export function numpyEntrant(numpy: NumPy): Entrant {
  return {
    name: 'numpy',
    enter: () => Promise.resolve(),
    prepare: (one: Case, size: Extent, sampleTime) =>
      numpy.clock(pythonInputs(one.inputs, size), one.numpy, sampleTime),
    close: () => Promise.resolve(numpy.stop()),
  };
}
