/** Processes, shared memory, locks, queues and pools do what Python's do, with threads and with processes. */
import { beforeAll, describe, expect, it } from 'vitest';
import { progressLine } from '../../src/multiprocessing/parallel.js';
import { bundle, run } from '../programs.js';

/** What every case must give; the names of errors and their beginnings are part of the interface. */
const EXPECTED: Record<string, unknown> = {
  'counter exit codes': true,
  counter: true,
  array: [0, 1, 4, 9, 16, 25, 36, 49],
  ndarray: [
    [1, 1],
    [2, 2],
    [0, 0],
  ],
  queue: [0, 1, 2, 3, 4].flatMap((k) => [k, 100_000, k]),
  'queue full': [true, 1, 'Full: put: the queue is full', 1, 'Empty: get: the queue is empty', true],
  pipe: ['[0. 1. 2.]', '(1+2j)', 0],
  event: [true, 2, true],
  condition: [4, false],
  barrier: true,
  'barrier broken': ['BrokenBarrierError: wait: the others did not come in time; the barrier is broken', false],
  semaphore: [2, true],
  'bounded semaphore': 'ValueError: release: the semaphore was released too many times',
  locks: 400,
  'lock recursion':
    'ValueError: acquire: this thread holds the lock already and would wait for itself; an RLock may be acquired again',
  'lock held': [false, false, true],
  'lock released': 'ValueError: release: the lock was released too many times',
  'rlock not held': 'ValueError: release: this thread does not hold the lock',
  terminate: [true, false, -15],
  'exit codes': [1, 5, 0],
  'start twice': expect.stringMatching(/^ValueError: start: Process-\d+ was started before/),
  'plain function': expect.stringMatching(
    /^DTypeError: Process: function plain cannot be sent to another thread or process; export it/,
  ),
  'missing export': 1,
  'function argument': expect.stringMatching(/^DTypeError: a function cannot be sent/),
  map: [0, 1, 4, 9, 16, 25, 36],
  starmap: [3, 7],
  initializer: [101, 102, 103],
  imap: [0, 1, 4, 9],
  imapUnordered: [0, [0, 1, 4, 9]],
  applyAsync: [42, true, true],
  'map of arrays': ['[0. 2.]', '[2. 2.]'],
  'map of nothing': [],
  who: 'MainProcess > PoolWorker',
  exception: 'ValueError: no 3 here',
  'exception stack': true,
  'exception class': true,
  'killed worker': 'WorkerError: Pool: a worker ended in the middle of its work ('.slice(0, 60),
  'after a killed worker': [25],
  'pool plain function': expect.stringMatching(/^DTypeError: map: function plain cannot be sent/),
  closed: 'ValueError: map: the pool is closed',
  parallel: [1, 4, 9],
  cpuCount: true,
};

describe('multiprocessing', { timeout: 180_000 }, () => {
  let path: (name: string) => string;

  beforeAll(async () => {
    path = await bundle('test-multiprocessing', {
      suite: 'test/multiprocessing/programs/suite.ts',
      work: 'test/multiprocessing/programs/work.ts',
      counter: 'examples/62-multiprocessing-counter.ts',
      sweep: 'examples/68-parameter-sweep.ts',
    });
  });

  for (const context of ['thread', 'process']) {
    it(`the cases, with context '${context}'`, () => {
      const { status, stdout, stderr } = run(process.execPath, [path('suite'), context]);
      expect(stderr).toContain('Process thrower:\nTypeError: thrown in a child');
      expect(stderr).toContain("exports no 'nothing'");
      expect(status).toBe(0);
      const results = JSON.parse(stdout) as Record<string, unknown>;
      if (context === 'process') {
        expect(results['wrong context']).toMatch(/^DTypeError: this Value is shared by threads only/);
        delete results['wrong context'];
      }
      expect(results).toEqual(EXPECTED);
    });
  }

  it("the course's counter is right with the lock, and may lose updates without", () => {
    const { stdout, status } = run(process.execPath, [path('counter'), '--unlocked']);
    expect(status).toBe(0);
    const [locked, unlocked] = stdout.trim().split('\n');
    expect(locked).toBe('Final Counter Value: 400');
    const [, value] = /^Without the lock: (\d+) of 4000000$/.exec(unlocked!)!;
    expect(Number(value)).toBeGreaterThan(0);
    expect(Number(value)).toBeLessThanOrEqual(4_000_000);
  });

  it('the parameter sweep', () => {
    const { stdout, stderr } = run(process.execPath, [path('sweep')]);
    // SciPy's solve_ivp gives these.
    expect(stdout, stderr).toContain('by damping: 0.6205 0.3845 0.1451 0.0165');
    expect(stdout).toMatch(/finished: 4\nthe same with Parallel: true\n$/);
  });

  it('the bar of Parallel', () => {
    expect(progressLine(5, 10, 2)).toBe(`[${'#'.repeat(15)}${'.'.repeat(15)}] 50% 5/10, 2.0 s, 2.0 s left`);
    expect(progressLine(0, 0, 0)).toContain('100% 0/0');
  });
});
