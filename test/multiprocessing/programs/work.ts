/** Functions that the tests of multiprocessing run in children. */
import * as np from 'numloom';
import {
  currentProcess,
  parentProcess,
  type Array as SharedArray,
  type Barrier,
  type Condition,
  type Connection,
  type Event,
  type Lock,
  type Queue,
  type RLock,
  type Semaphore,
  type Value,
} from 'numloom/multiprocessing';

let offset = 0;

export function square(x: number): number {
  return x * x;
}

export function add(a: number, b: number): number {
  return a + b;
}

export async function slowSquare(x: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, x === 0 ? 100 : 5));
  return x * x;
}

export function setOffset(value: number): void {
  offset = value;
}

export function plusOffset(x: number): number {
  return x + offset;
}

export function fail(x: number): number {
  if (x === 3) throw new np.ValueError(`no ${x} here`);
  return x;
}

export function die(x: number): number {
  if (x === 3) process.exit(7);
  return x;
}

export function doubled(a: np.NDArray<'float64'>): np.NDArray {
  return a.mul(2);
}

export function who(): string {
  return `${parentProcess()?.name} > ${currentProcess().name}`;
}

export function increment(counter: Value<'i'>, times: number): void {
  for (let k = 0; k < times; k++) counter.getLock().with(() => (counter.value += 1));
}

export function fill(array: SharedArray<'d'>, from: number, to: number): void {
  for (let k = from; k < to; k++) array.set(k, k * k);
}

export function fillArray(a: np.NDArray<'float64'>, row: number): void {
  a.set([row], row + 1);
}

export function produce(queue: Queue<unknown>, count: number, bytes: number): void {
  for (let k = 0; k < count; k++) queue.put({ k, data: new Uint8Array(bytes).fill(k) });
  queue.put(null);
}

export function echo(connection: Connection<unknown>): void {
  for (;;) {
    const value = connection.recv();
    if (value === 'stop') break;
    connection.send([value]);
  }
}

export function waitEvent(event: Event, counter: Value<'i'>): void {
  event.wait();
  increment(counter, 1);
}

export function waitCondition(condition: Condition, flag: Value<'i'>, counter: Value<'i'>): void {
  condition.with(() => condition.waitFor(() => flag.value === 1));
  increment(counter, 1);
}

export function meet(barrier: Barrier, counter: Value<'i'>, seen: SharedArray<'i'>, place: number): void {
  increment(counter, 1);
  barrier.wait();
  seen.set(place, counter.value);
}

export function limited(semaphore: Semaphore, inside: Value<'i'>, most: Value<'i'>): void {
  for (let k = 0; k < 20; k++) {
    semaphore.with(() => {
      inside.getLock().with(() => {
        inside.value += 1;
        if (inside.value > most.value) most.value = inside.value;
      });
      inside.getLock().with(() => (inside.value -= 1));
    });
  }
}

export function locked(lock: Lock, rlock: RLock, counter: Value<'i'>): void {
  for (let k = 0; k < 200; k++) {
    lock.with(() => rlock.with(() => rlock.with(() => (counter.value += 1))));
  }
}

export function throwError(): void {
  throw new TypeError('thrown in a child');
}

export function exitWith(code: number): void {
  process.exit(code);
}

export function forever(): void {
  for (;;) Math.sqrt(2);
}

export function sweep(growth: number, steps: number): number {
  let x = 0.3;
  for (let k = 0; k < steps; k++) x = growth * x * (1 - x);
  return x;
}
