/** Runs multiprocessing's cases in a context and prints what came of them as JSON. */
import * as np from 'numloom';
import {
  Condition,
  Empty,
  Full,
  Parallel,
  activeChildren,
  cpuCount,
  delayed,
  exported,
  getContext,
  isMainProcess,
  type ContextName,
} from 'numloom/multiprocessing';
import type * as work from './work.js';

const url = new URL('./work.mjs', import.meta.url);
const f = <K extends keyof typeof work>(name: K) => exported<(typeof work)[K]>(url, name);
const results: Record<string, unknown> = {};

function plain(x: number): number {
  return x;
}

async function told(body: () => unknown): Promise<string> {
  try {
    return `no error: ${JSON.stringify(await body())}`;
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

async function main(context: ContextName): Promise<void> {
  const mp = getContext(context);
  const all = (target: Parameters<typeof mp.Process>[0]['target'], argsOf: (k: number) => unknown[], count = 2) => {
    const made = Array.from({ length: count }, (_, k) => mp.Process({ target, args: argsOf(k) }));
    for (const p of made) p.start();
    for (const p of made) p.join();
    return made.map((p) => p.exitcode);
  };

  // Processes take long to start.
  const several = context === 'process' ? 2 : 3;
  const counter = mp.Value('i', 0);
  results['counter exit codes'] = all(f('increment'), () => [counter, 500], several).every((code) => code === 0);
  results['counter'] = counter.value === 500 * several;
  counter.value = 0;

  const squares = mp.Array('d', 8);
  const field = mp.sharedNdarray([3, 2]);
  all(f('fill'), (k) => [squares, 4 * k, 4 * k + 4]);
  all(f('fillArray'), (k) => [field, k]);
  results['array'] = squares.toArray();
  results['ndarray'] = field.toArray();

  // Queues: more than fits into the ring, and put before anybody takes.
  const queue = mp.Queue<{ k: number; data: Uint8Array } | null>();
  const producer = mp.Process({ target: f('produce'), args: [queue, 5, 100_000] });
  producer.start();
  const got: number[] = [];
  for (let item = queue.get(); item !== null; item = queue.get())
    got.push(item.k, item.data.length, item.data[99_999]!);
  producer.join();
  results['queue'] = got;
  const bounded = mp.Queue<number>(1);
  bounded.put(1);
  results['queue full'] = [
    bounded.full(),
    bounded.qsize(),
    await told(() => bounded.put(2, { timeout: 0.01 })),
    bounded.get(),
    await told(() => bounded.get({ block: false })),
    bounded.empty(),
  ];
  void [Empty, Full];
  const [here, there] = mp.Pipe<unknown>();
  const echo = mp.Process({ target: f('echo'), args: [there] });
  echo.start();
  here.send({ a: np.arange(3), z: new np.Complex(1, 2) });
  const back = here.recv() as [{ a: np.NDArray; z: np.Complex }];
  here.send('stop');
  await echo.joinAsync();
  results['pipe'] = [String(back[0].a), String(back[0].z), echo.exitcode];

  const event = mp.Event();
  const waiters = [0, 1].map(() => mp.Process({ target: f('waitEvent'), args: [event, counter] }));
  for (const p of waiters) p.start();
  event.set();
  for (const p of waiters) p.join();
  results['event'] = [event.isSet(), counter.value, event.wait(0.01)];

  const condition = mp.Condition();
  const flag = mp.Value('i', 0);
  const woken = [0, 1].map(() => mp.Process({ target: f('waitCondition'), args: [condition, flag, counter] }));
  for (const p of woken) p.start();
  condition.with(() => {
    flag.value = 1;
    condition.notifyAll();
  });
  for (const p of woken) p.join();
  results['condition'] = [counter.value, condition.with(() => condition.wait(0.01))];

  const barrier = mp.Barrier(several);
  const seen = mp.Array('i', 3);
  counter.value = 0;
  all(f('meet'), (k) => [barrier, counter, seen, k], several);
  results['barrier'] = seen
    .toArray()
    .slice(0, several)
    .every((n) => n === several);
  results['barrier broken'] = [await told(() => mp.Barrier(2).wait(0.01)), barrier.broken];

  const semaphore = mp.Semaphore(2);
  const inside = mp.Value('i', 0);
  const most = mp.Value('i', 0);
  all(f('limited'), () => [semaphore, inside, most], several);
  results['semaphore'] = [semaphore.getValue(), most.value <= 2 && most.value >= 1];
  results['bounded semaphore'] = await told(() => mp.BoundedSemaphore(1).release());

  counter.value = 0;
  const [lock, rlock] = [mp.Lock(), mp.RLock()];
  all(f('locked'), () => [lock, rlock, counter]);
  results['locks'] = counter.value;
  lock.acquire();
  results['lock recursion'] = await told(() => lock.acquire());
  results['lock held'] = [lock.acquire({ block: false }), lock.acquire({ timeout: 0.01 }), lock.locked()];
  lock.release();
  results['lock released'] = await told(() => lock.release());
  results['rlock not held'] = await told(() => rlock.release());

  const endless = mp.Process({ target: f('forever') });
  endless.start();
  endless.join(0.05);
  const alive = endless.isAlive();
  endless.terminate();
  endless.join();
  results['terminate'] = [alive, endless.isAlive(), endless.exitcode];
  const thrower = mp.Process({ target: f('throwError'), name: 'thrower' });
  thrower.start();
  thrower.join();
  const leaver = mp.Process({ target: f('exitWith'), args: [5] });
  leaver.start();
  leaver.join();
  results['exit codes'] = [thrower.exitcode, leaver.exitcode, activeChildren().length];
  results['start twice'] = await told(() => leaver.start());
  results['plain function'] = await told(() => mp.Process({ target: plain }));
  results['missing export'] = await (async () => {
    const p = mp.Process({ target: exported(url, 'nothing'), name: 'lost' });
    p.start();
    await p.joinAsync();
    return p.exitcode;
  })();
  results['function argument'] = await told(() => mp.Process({ target: f('square'), args: [() => 1] }).start());
  if (context === 'process') {
    const threads = getContext('thread').Value('i', 0);
    results['wrong context'] = await told(() => mp.Process({ target: f('increment'), args: [threads, 1] }).start());
  }

  const pool = mp.Pool(2, { initializer: f('setOffset'), initargs: [100] });
  results['map'] = await pool.map(f('square'), np.arange(7));
  results['starmap'] = await pool.starmap(f('add'), [
    [1, 2],
    [3, 4],
  ]);
  results['initializer'] = await pool.map(f('plusOffset'), [1, 2, 3], { chunksize: 1 });
  const inOrder: number[] = [];
  for await (const x of pool.imap(f('slowSquare'), [0, 1, 2, 3])) inOrder.push(x);
  results['imap'] = inOrder;
  const anyOrder: number[] = [];
  for await (const x of pool.imapUnordered(f('slowSquare'), [0, 1, 2, 3])) anyOrder.push(x);
  results['imapUnordered'] = [anyOrder[3], [...anyOrder].sort((a, b) => a - b)];
  const begun = pool.applyAsync(f('add'), [20, 22]);
  results['applyAsync'] = [await begun.get(), begun.ready(), begun.successful()];
  results['map of arrays'] = (await pool.map(f('doubled'), [np.arange(2), np.ones(2)])).map(String);
  results['map of nothing'] = await pool.map(f('square'), []);
  results['who'] = (await pool.apply(f('who'))).replace(/\d+/g, 'N');
  results['exception'] = await told(() => pool.map(f('fail'), [1, 2, 3, 4]));
  try {
    await pool.map(f('fail'), [3]);
  } catch (error) {
    results['exception stack'] = /work\.ts|work\.mjs|fail/.test((error as Error).stack ?? '');
    results['exception class'] = error instanceof np.ValueError;
  }
  results['killed worker'] = (await told(() => pool.map(f('die'), [1, 2, 3, 4], { chunksize: 1 }))).slice(0, 60);
  results['after a killed worker'] = await pool.map(f('square'), [5]);
  results['pool plain function'] = (await told(() => pool.map(plain, [1]))).slice(0, 90);
  await pool.close();
  results['closed'] = await told(() => pool.map(f('square'), [1]));
  results['parallel'] = await Parallel({ nJobs: 2, context })([1, 2, 3].map((x) => delayed(f('square'))(x)));
  results['cpuCount'] = cpuCount() >= 1;
  void Condition;
}

if (isMainProcess) {
  await main(process.argv[2] as ContextName);
  console.log(JSON.stringify(results));
}
