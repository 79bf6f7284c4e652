/** The threads backend from start to end: switching, sharing, errors, deaths, and what a program sees of them. */
import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import * as np from 'numloom';
import { runningThreads } from '../../src/backends/switch.js';
import { VERSION } from '../../src/version.js';
import { readFileSync } from 'node:fs';

const functions = new URL('./functions.mjs', import.meta.url);
const backendName = (): string => np.showConfig({ mode: 'dicts' }).backend;
const turn = (milliseconds = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

afterEach(() => np.setBackend('single'));
afterAll(() => np.shutdown());

describe('setBackend', () => {
  it('switches, and arrays made before keep working', async () => {
    const before = np.random.defaultRng(1).random([300, 200]);
    const expected = np.exp(before).toArray();
    const total = np.sum(before);
    await np.setBackend('threads', { workers: 2, leastWork: 0 });
    expect(backendName()).toBe('threads');
    expect(np.exp(before).toArray()).toEqual(expected);
    expect(np.sum(before)).toBe(total);
    const out = np.zeros([300, 200]);
    np.setBackend('single');
    expect(backendName()).toBe('single');
    await np.setBackend('threads', { workers: 2, leastWork: 0 });
    expect(np.exp(before, { out })).toBe(out);
    expect(out.toArray()).toEqual(expected);
    const made = np.exp(before);
    np.setBackend('single');
    expect(np.sum(made)).toBe(np.sum(np.exp(before)));
  });

  it('has the last word, however long the workers take to start', async () => {
    const starting = np.setBackend('threads', { workers: 3 });
    np.setBackend('single');
    await starting;
    expect(backendName()).toBe('single');
  });

  it('keeps the pool while its options stay, and starts another where they change', async () => {
    await np.setBackend('threads', { workers: 2 });
    const first = runningThreads()!.pool;
    np.setBackend('single');
    await np.setBackend('threads', { workers: 2 });
    expect(runningThreads()!.pool).toBe(first);
    await np.setBackend('threads', { workers: 3 });
    expect(runningThreads()!.pool).not.toBe(first);
    expect(np.showConfig({ mode: 'dicts' }).workers).toBe(3);
  });

  it('computes on the main thread alone with one worker', async () => {
    await np.setBackend('threads', { workers: 1 });
    expect(runningThreads()!.pool.threads.length).toBe(0);
    expect(np.sum(np.ones(100_000))).toBe(100_000);
  });

  it('refuses what makes no sense', async () => {
    const cores = availableParallelism();
    for (const workers of [0, -1, 1.5, NaN, Infinity, 1e6]) {
      await expect(np.setBackend('threads', { workers })).rejects.toThrow(RangeError);
    }
    await expect(np.setBackend('threads', { workers: 0 })).rejects.toThrow(
      'setBackend: workers must be a whole number of at least 1, got 0',
    );
    await expect(np.setBackend('threads', { workers: 1000 * cores })).rejects.toThrow(
      `on this machine of ${cores} cores, got ${1000 * cores}`,
    );
    // @ts-expect-error workers is a number
    await expect(np.setBackend('threads', { workers: '2' })).rejects.toThrow("workers must be a number, got '2'");
    // @ts-expect-error no such option
    expect(() => np.setBackend('threads', { worker: 2 })).toThrow(/worker.*workers/s);
    await expect(np.setBackend('threads', { leastWork: -1 })).rejects.toThrow(
      'leastWork must be a number of microseconds',
    );
    // @ts-expect-error no such backend
    expect(() => np.setBackend('cuda')).toThrow("name must be one of 'single', 'threads', got 'cuda'");
    // @ts-expect-error the GPU has arrays of its own
    expect(() => np.setBackend('webgpu')).toThrow('come from open() of numloom/gpu');
    expect(backendName()).toBe('single');
  });

  it('needs SharedArrayBuffer', async () => {
    const kept = globalThis.SharedArrayBuffer;
    try {
      // @ts-expect-error as in an engine without it
      delete globalThis.SharedArrayBuffer;
      await expect(np.setBackend('threads', { workers: 2 })).rejects.toThrow('needs SharedArrayBuffer');
    } finally {
      globalThis.SharedArrayBuffer = kept;
    }
  });
});

describe('withBackend', () => {
  it('switches for a function and goes back, also after an error', async () => {
    const names = await np.withBackend('threads', { workers: 2 }, () => [backendName()]);
    expect(names).toEqual(['threads']);
    expect(backendName()).toBe('single');
    await expect(
      np.withBackend('threads', { workers: 2 }, async () => {
        await turn();
        throw new Error('inside');
      }),
    ).rejects.toThrow('inside');
    expect(backendName()).toBe('single');
    await np.setBackend('threads', { workers: 2 });
    expect(await np.withBackend('single', backendName)).toBe('single');
    expect(backendName()).toBe('threads');
  });
  it('wants a function', async () => {
    // @ts-expect-error no function
    await expect(np.withBackend('single', {})).rejects.toThrow('the last argument must be a function, got undefined');
  });
});

describe('showConfig', () => {
  it('tells what is in use', async () => {
    await np.setBackend('threads', { workers: 2 });
    const config = np.showConfig({ mode: 'dicts' });
    expect(config).toMatchObject({
      numloom: VERSION,
      backend: 'threads',
      workers: 2,
      sharedMemory: config.kernels.loaded ? false : true,
    });
    expect(config.leastWork!.awake).toBeGreaterThan(0);
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    expect(VERSION).toBe(version);
    // @ts-expect-error no such mode
    expect(() => np.showConfig({ mode: 'xml' })).toThrow("mode must be 'stdout' or 'dicts', got 'xml'");
  });
});

describe('functions of modules', () => {
  it('are called on every thread, with the same results', async () => {
    const collatz = await np.moduleFunction<(n: number) => number>(functions, 'collatz');
    const numbers = np.arange(1, 3000);
    const alone = np.vectorize(collatz)(numbers).toFlatArray();
    expect(alone.slice(0, 9)).toEqual([0, 1, 7, 2, 5, 8, 16, 3, 19]);
    await np.setBackend('threads', { workers: 3, leastWork: 0 });
    expect(np.vectorize(collatz, { parallel: true })(numbers).toFlatArray()).toEqual(alone);
    expect(np.vectorize(collatz, { otypes: 'int32' })(numbers).dtype).toBe('int32');
    const place = await np.moduleFunction<(n: number) => number>(functions, 'place');
    // While workers that had nothing to do are leaving, the main thread computes alone: try again then.
    let elsewhere = 0;
    for (let attempt = 0; attempt < 50 && elsewhere === 0; attempt++) {
      elsewhere = np.sum(np.vectorize(place)(np.zeros(1000)));
      expect(elsewhere).toBeLessThan(1000);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(elsewhere).toBeGreaterThan(0);
  });
  it('take vectors in applyAlongAxis', async () => {
    const ends = await np.moduleFunction<(v: np.NDArray, factor: number) => number[]>(functions, 'ends');
    const total = await np.moduleFunction<(v: np.NDArray) => number>(functions, 'total');
    const a = np.random.defaultRng(3).random([40, 30, 5]);
    const expected = [0, 1, 2].map((axis) => np.applyAlongAxis(ends, axis, a, 2).toArray());
    const sums = np.applyAlongAxis(total, 1, a).toArray();
    await np.setBackend('threads', { workers: 3, leastWork: 0 });
    expect([0, 1, 2].map((axis) => np.applyAlongAxis(ends, axis, a, 2).toArray())).toEqual(expected);
    expect(np.applyAlongAxis(total, 1, a).toArray()).toEqual(sums);
    expect(() => np.applyAlongAxis(ends, 0, a, (() => 1) as never)).toThrow(
      'argument 1 after the array, function (anonymous), cannot be sent to a worker',
    );
  });
  it('must be exported by a module that can be loaded', async () => {
    await expect(np.moduleFunction(functions, 'none')).rejects.toThrow(/exports no 'none' \(it exports .*collatz/);
    await expect(np.moduleFunction(functions, 'notAFunction')).rejects.toThrow('must be a function, it is 3');
    await expect(np.moduleFunction('file:///none.mjs', 'f')).rejects.toThrow('cannot be loaded');
    await expect(np.moduleFunction('./functions.mjs', 'f')).rejects.toThrow(
      "new URL('./functions.mjs', import.meta.url)",
    );
    // @ts-expect-error no module
    await expect(np.moduleFunction(3, 'f')).rejects.toThrow('module must be a URL or a string, got 3');
    expect(() => np.vectorize((x: number) => x, { parallel: true })).toThrow(
      'the function (anonymous) cannot be sent to a worker',
    );
  });
});

describe('a worker that', () => {
  const check = (): void => expect(np.sum(np.exp(np.zeros(50_000)))).toBe(50_000);
  const start = async (): Promise<void> => {
    await np.setBackend('threads', { workers: 2, leastWork: 0, resourceLimits: { maxOldGenerationSizeMb: 60 } });
    // Awake, so that it takes its part.
    check();
  };
  it('throws: the caller gets that error, and the next call works', async () => {
    await start();
    const refuse = await np.moduleFunction<(n: number) => number>(functions, 'refuse');
    expect(() => np.vectorize(refuse)(np.arange(1000))).toThrow(RangeError);
    expect(() => np.vectorize(refuse)(np.arange(1000))).toThrow('seven hundred');
    check();
    const inWorker = await np.moduleFunction<() => number>(functions, 'refuseInAWorker');
    let thrown: unknown;
    try {
      np.vectorize(inWorker)(np.zeros(4000));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ name: 'Trouble', message: 'in a worker', code: 'E_TROUBLE', at: { n: 1 } });
    expect((thrown as Error).stack).toContain('functions.mjs');
    check();
  });
  for (const [what, name] of [
    ['ends its process', 'exitInAWorker'],
    ['runs out of memory', 'exhaustInAWorker'],
  ] as const) {
    it(`${what}: the caller gets a WorkerError, and the pool recovers`, async () => {
      await start();
      const fn = await np.moduleFunction<() => number>(functions, name);
      expect(() => np.vectorize(fn)(np.zeros(2000))).toThrow(np.WorkerError);
      check();
      // When the event loop has turned for a while there is a new worker.
      for (let i = 0; i < 100 && runningThreads()!.pool.threads.length < 1; i++) await turn(20);
      await turn(200);
      const place = await np.moduleFunction<() => number>(functions, 'place');
      let inWorker = 0;
      for (let i = 0; i < 50 && inWorker === 0; i++) {
        inWorker = np.sum(np.vectorize(place)(np.zeros(300)));
        await turn(20);
      }
      expect(inWorker).toBeGreaterThan(0);
      check();
    });
  }
  // Node before 24 aborts the process when a thread is ended in the middle of requiring an ES module.
  it.runIf(Number(process.versions.node.split('.')[0]) < 24)(
    'loads numloom by import, so it can be ended',
    async () => {
      await start();
      const required = await np.moduleFunction<(n: number) => number>(functions, 'requiredModules');
      let inWorker = 0;
      for (let i = 0; i < 50 && inWorker === 0; i++) {
        const counts = np.vectorize(required)(np.zeros(300)).toArray() as number[];
        expect(counts.filter((count) => count > 1)).toEqual([]);
        inWorker = counts.filter((count) => count === 1).length;
        await turn(20);
      }
      expect(inWorker).toBeGreaterThan(0);
    },
  );
  it('is terminated between calls: the next call works', async () => {
    await start();
    const [worker] = runningThreads()!.pool.threads;
    void worker!.terminate();
    check();
    await turn(300);
    check();
  });
});

describe('many calls', () => {
  it('10,000 mixed ones end with right answers or clear errors while workers are killed at random', async () => {
    await np.setBackend('threads', { workers: 3, leastWork: 0 });
    const rng = np.random.defaultRng(11);
    const a = rng.random([64, 64]);
    const b = rng.random([64, 64]);
    const long = rng.random(6000);
    const operations: (() => unknown)[] = [
      () => np.add(a, b),
      () => np.exp(a),
      () => np.sum(a, { axis: 0 }),
      () => np.sum(long),
      () => np.max(a, { axis: 1 }),
      () => np.cumsum(a, { axis: 1 }),
      () => np.matmul(a, b),
      () => np.sort(long),
      () => np.argsort(a),
      () => np.add(a, b.T),
      () => np.argmax(long),
      () => np.std(a, { axis: 0 }),
      () => np.random.defaultRng(5).random(40_000),
      () => np.where(np.less(a, b), a, 0),
      () => np.take(long, [5, 3, 1]),
    ];
    const plain = (value: unknown): unknown => (value instanceof np.NDArray ? value.toFlatArray() : value);
    np.setBackend('single');
    const expected = operations.map((operation) => plain(operation()));
    await np.setBackend('threads', { workers: 3, leastWork: 0 });
    let errors = 0;
    for (let i = 0; i < 10_000; i++) {
      const k = Math.floor((((i * 7919) % 10_007) / 10_007) * operations.length);
      if (i % 250 === 100) {
        const { threads } = runningThreads()!.pool;
        void threads[i % Math.max(1, threads.length)]?.terminate();
      }
      if (i % 50 === 0) await turn(i % 500 === 0 ? 60 : 0);
      try {
        const value = plain(operations[k]!());
        if (i % 10 === 0 || typeof value === 'number') expect(value).toEqual(expected[k]);
      } catch (error) {
        if (!(error instanceof np.WorkerError)) throw error;
        errors++;
      }
    }
    // A death in the middle of a chunk is an error; most deaths fall between chunks.
    expect(errors).toBeLessThan(40);
    await turn(500);
    for (const [k, operation] of operations.entries()) expect(plain(operation())).toEqual(expected[k]);
  }, 180_000);
});

describe('a program', () => {
  const run = promisify(execFile);
  const index = JSON.stringify(new URL('../../dist/index.js', import.meta.url).href);
  const program = async (text: string, env: Record<string, string> = {}): Promise<string> => {
    const source = `import * as np from ${index};\n${text}`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', source], {
      env: { ...process.env, ...env },
      timeout: 30_000,
      cwd: fileURLToPath(new URL('.', import.meta.url)),
    });
    return stdout.trim();
  };
  it('that forgets to close the pool ends by itself', async () => {
    expect(await program(`await np.setBackend('threads', { workers: 2 }); console.log(np.sum(np.ones(1e6)));`)).toBe(
      '1000000',
    );
  });
  it('can go on after its workers have left, and after shutdown', async () => {
    const text = `await np.setBackend('threads', { workers: 2, leastWork: 0 });
      const x = np.arange(20000);
      const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      const sums = [];
      for (let i = 0; i < 4; i++) { sums.push(np.sum(np.sqrt(np.multiply(x, x)))); await wait(150); }
      await np.shutdown();
      sums.push(np.sum(x));
      console.log(sums.join(' '), np.showConfig({ mode: 'dicts' }).backend);`;
    expect(await program(text)).toBe('199990000 199990000 199990000 199990000 199990000 single');
  });
  it('gets the backend that the environment names, and need not await anything', async () => {
    const text = `const c = np.showConfig({ mode: 'dicts' }); console.log(c.backend, c.workers, np.exp(np.zeros(3e6)).sum());`;
    expect(await program(text, { NUMLOOM_BACKEND: 'threads', NUMLOOM_NUM_THREADS: '2' })).toBe('threads 2 3000000');
    expect(await program(text, { NUMLOOM_BACKEND: '', NUMLOOM_NUM_THREADS: '2' })).toBe('single 1 3000000');
    await expect(program(text, { NUMLOOM_BACKEND: 'cuda' })).rejects.toThrow(
      "the environment variable NUMLOOM_BACKEND must be one of single, threads, got 'cuda'",
    );
    await expect(program(text, { NUMLOOM_BACKEND: 'threads', NUMLOOM_NUM_THREADS: 'two' })).rejects.toThrow(
      "NUMLOOM_NUM_THREADS must be a number, got 'two'",
    );
  });
  it('does not hoard the shared memory of results that it dropped', async () => {
    const text = `await np.setBackend('threads', { workers: 2 });
      const x = np.ones(3e6);
      for (let i = 0; i < 300; i++) np.add(x, 1);
      console.log(process.memoryUsage().rss < 1.5e9 ? 'small' : 'large');`;
    expect(await program(text)).toBe('small');
  });
});
