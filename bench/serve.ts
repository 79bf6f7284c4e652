/**
 * The process of one contestant: started by remote.ts, it opens its backend or library, and then prepares, calibrates and samples cases as
 * it is told. A process of its own keeps apart what one process would mix: compiled code, garbage, workers, and crashes.
 */
import type { Clock } from './clock.js';
import { CASES } from './cases.js';
import { gpuContestant, hostContestant, peerContestant, type Contestant } from './contestants.js';
import { extent } from './inputs.js';
import { loadPeers } from './peers.js';
import type { Asked, Spec, Told } from './remote.js';

const collect = (globalThis as { gc?: () => void }).gc;
const clocks = new Map<number, Clock>();

async function start(spec: Spec): Promise<Contestant> {
  if (spec.kind === 'host') return hostContestant(spec.workers);
  if (spec.kind === 'gpu') return gpuContestant(spec.mode);
  const { peers } = await loadPeers(spec.folder);
  const found = peers.find((peer) => peer.name === spec.name);
  if (!found) throw new Error(`${spec.name} is not installed`);
  return peerContestant(found);
}

function clockOf(key: number): Clock {
  const found = clocks.get(key);
  if (!found) throw new Error('the process was started anew, and its operands are gone');
  return found;
}

async function answer(contestant: Contestant, asked: Asked): Promise<unknown> {
  switch (asked.verb) {
    case 'prepare': {
      const one = CASES.find(({ name }) => name === asked.operation)!;
      const clock = contestant.prepare(one, extent(asked.size, asked.dtype), asked.sampleTime);
      if (clock) clocks.set(asked.key, clock);
      return clock !== null;
    }
    case 'calibrate': {
      const clock = clockOf(asked.key);
      const once = await clock.calibrate();
      return { once, calls: clock.calls };
    }
    case 'sample':
      collect?.();
      return clockOf(asked.key).sample(asked.count);
    case 'drop':
      clocks.get(asked.key)?.close();
      clocks.delete(asked.key);
      return null;
    case 'close':
      await contestant.close();
      return null;
  }
}

const tell = (told: Told): void => void process.send?.(told);
const sentence = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] || 'failed without saying why';

// Ctrl-C is for the process that asks; when that one is gone, so is this.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());
try {
  const contestant = await start(JSON.parse(process.argv[2]!) as Spec);
  process.on('message', (asked: Asked) => {
    answer(contestant, asked).then(
      (value) => tell({ id: asked.id, value }),
      (error: unknown) => tell({ id: asked.id, error: sentence(error) }),
    );
  });
  tell({ id: 0, value: contestant.about });
} catch (error) {
  tell({ id: 0, error: sentence(error) });
}
