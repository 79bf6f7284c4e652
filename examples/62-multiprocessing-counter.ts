/*
 * 62. A counter that four processes share (course, "Shared Memory with Multiprocessing")
 * Shows: Value, its lock, Process. Without the lock, updates are lost: between reading the counter and writing it, another process
 * may write. The course's program has no lock; what it prints is not certain.
 *
 * Python under multiprocessing:
 *     from multiprocessing import Process, Value
 *
 *     def increment(shared_counter):
 *         for _ in range(100):
 *             with shared_counter.get_lock():
 *                 shared_counter.value += 1
 *
 *     if __name__ == "__main__":
 *         counter = Value('i', 0)
 *         processes = [Process(target=increment, args=(counter,)) for _ in range(4)]
 *         for p in processes:
 *             p.start()
 *         for p in processes:
 *             p.join()
 *         print("Final Counter Value:", counter.value)
 */
import { Process, Value, exported, isMainProcess } from 'numloom/multiprocessing';

export function increment(sharedCounter: Value<'i'>): void {
  for (let k = 0; k < 100; k++) {
    sharedCounter.getLock().with(() => {
      sharedCounter.value += 1;
    });
  }
}

/** The course's own version: read, add, write, with nothing to keep others out. */
export function incrementUnlocked(sharedCounter: Value<'i'>, times: number): void {
  for (let k = 0; k < times; k++) sharedCounter.value += 1;
}

if (isMainProcess) {
  const counter = new Value('i', 0);
  const processes = Array.from(
    { length: 4 },
    () => new Process({ target: exported(import.meta.url, increment), args: [counter] }),
  );
  for (const p of processes) p.start();
  for (const p of processes) p.join();
  console.log('Final Counter Value:', counter.value);

  if (process.argv.includes('--unlocked')) {
    // With enough additions the loss shows: fewer than 4000000 arrive.
    const unlocked = new Value('i', 0);
    const racers = Array.from(
      { length: 4 },
      () => new Process({ target: exported(import.meta.url, incrementUnlocked), args: [unlocked, 1_000_000] }),
    );
    for (const p of racers) p.start();
    for (const p of racers) p.join();
    console.log('Without the lock:', unlocked.value, 'of', 4_000_000);
  }
}
