/**
 * The order in which things are timed. For one operation in one precision every contestant gets a turn at all sizes, then every one the
 * next turn, and so on: a slow moment of the machine falls on all of them, and the turns can be compared pair by pair.
 */
import { workOf, type Case } from './case.js';
import type { Clock } from './clock.js';
import { extent, type Extent } from './inputs.js';
import type { Missing, Precision, Result } from './results.js';
import { median, summarise } from './statistics.js';

/** One of those that are timed, as the run sees it. */
export interface Entrant {
  readonly name: string;
  /** Be ready for a turn. */
  enter(): Promise<void>;
  /**
   * A clock over a case, its operands made; null where the case is not for this entrant.
   *
   * @param sampleTime The seconds that a sample lasts at least.
   */
  prepare(one: Case, size: Extent, sampleTime: number): Promise<Clock | null>;
  /** End it. */
  close(): Promise<void>;
}

/** How much time is given to what. Times are in seconds. */
export interface Plan {
  /** Turns of each contestant for each operation. */
  readonly rounds: number;
  /** What a sample lasts at least. */
  readonly sampleTime: number;
  /** Samples in one turn at one size, as far as `turnTime` allows. */
  readonly samples: number;
  readonly turnTime: number;
  /** Samples before those, not kept: until the compiler and the allocator have settled. For calls shorter than a sample. */
  readonly warmUp?: number;
  /** Of a call that lasts longer, `SLOW_ROUNDS` turns are enough. */
  readonly slow: number;
  /** A size at which one call is expected to last longer is left out. */
  readonly callLimit: number;
  /** When to stop (performance.now(), milliseconds), or Infinity. */
  readonly deadline: number;
}

export const FULL_PLAN = {
  sampleTime: 0.01,
  samples: 3,
  turnTime: 0.3,
  warmUp: 5,
  slow: 0.3,
  callLimit: 2.5,
  deadline: Infinity,
} as const;
export const QUICK_PLAN = { sampleTime: 0.005, samples: 3, turnTime: 0.1, slow: 0.3, callLimit: 1 } as const;
const SLOW_ROUNDS = 3;

/** Told before each step: what is timed, and the share of the run that is done. */
export type OnStep = (text: string, share: number) => void;

/** Can be asked to stop between two turns. */
export interface Stop {
  readonly wanted: () => boolean;
}

interface Entry {
  readonly contestant: Entrant;
  readonly size: number;
  readonly clock: Clock;
  /** The seconds of one call at calibration. */
  readonly once: number;
  readonly samples: number[];
  readonly rounds: number[];
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]!;

/** One operation in one precision at all sizes on all contestants. */
async function measureGroup(
  one: Case,
  dtype: Precision,
  sizes: readonly number[],
  contestants: readonly Entrant[],
  plan: Plan,
  onStep: (text: string, share: number) => void,
  stop: Stop,
): Promise<{ results: Result[]; missing: Missing[] }> {
  const missing: Missing[] = [];
  const entries: Entry[] = [];
  const lack = (contestant: Entrant, size: number | null, why: string): void => {
    missing.push({ operation: one.name, dtype, size, backend: contestant.name, reason: why });
  };
  const over = (): boolean => performance.now() > plan.deadline || stop.wanted();

  for (const contestant of contestants) {
    onStep(`preparing ${contestant.name}`, 0);
    if (over()) break;
    let last: Entry | undefined;
    try {
      await contestant.enter();
    } catch (error) {
      lack(contestant, null, reason(error));
      continue;
    }
    for (const n of sizes) {
      const size = extent(n, dtype);
      if (last) {
        const expected = last.once * (workOf(one, size) / workOf(one, extent(last.size, dtype)));
        if (expected > plan.callLimit) {
          lack(contestant, n, `one call would last about ${expected.toPrecision(2)} s, more than ${plan.callLimit} s`);
          continue;
        }
      }
      let clock: Clock | null = null;
      try {
        clock = await contestant.prepare(one, size, plan.sampleTime);
        if (!clock) break;
        const once = await clock.calibrate();
        last = { contestant, size: n, clock, once, samples: [], rounds: [] };
        entries.push(last);
      } catch (error) {
        clock?.close();
        lack(contestant, n, reason(error));
      }
    }
  }

  const failed = new Set<Entry>();
  for (let round = 0; round < plan.rounds; round++) {
    // Everyone gets one turn even when the time is up; each round starts with another contestant.
    if (round > 0 && over()) break;
    for (let k = 0; k < contestants.length; k++) {
      const contestant = contestants[(k + round) % contestants.length]!;
      const own = entries.filter(
        (entry) =>
          entry.contestant === contestant && !failed.has(entry) && (round < SLOW_ROUNDS || entry.once <= plan.slow),
      );
      if (own.length === 0) continue;
      onStep(`turn ${round + 1} of ${plan.rounds}, ${contestant.name}`, (round + k / contestants.length) / plan.rounds);
      try {
        await contestant.enter();
      } catch (error) {
        for (const entry of own) {
          failed.add(entry);
          lack(contestant, entry.size, reason(error));
        }
        continue;
      }
      for (const entry of own) {
        const sampleTime = Math.max(plan.sampleTime, entry.once);
        const count = Math.max(1, Math.min(plan.samples, Math.floor(plan.turnTime / sampleTime)));
        try {
          const warmUp = entry.once < plan.sampleTime ? (plan.warmUp ?? 0) : 0;
          const taken = (await entry.clock.sample(warmUp + count)).slice(warmUp);
          entry.samples.push(...taken);
          entry.rounds.push(median(taken));
        } catch (error) {
          failed.add(entry);
          lack(contestant, entry.size, reason(error));
        }
      }
    }
  }

  const results: Result[] = [];
  for (const entry of entries) {
    entry.clock.close();
    if (failed.has(entry) || entry.samples.length === 0) continue;
    results.push({
      operation: one.name,
      dtype,
      size: entry.size,
      work: workOf(one, extent(entry.size, dtype)),
      unit: one.product ? 'multiply-add' : 'element',
      backend: entry.contestant.name,
      calls: entry.clock.calls,
      ...summarise(entry.samples),
      rounds: entry.rounds,
    });
  }
  return { results, missing };
}

/**
 * Time all operations.
 *
 * @param sizesOf The sizes of a case.
 * @returns What was measured, what was not and why, and whether the run was cut short.
 */
export async function measure(
  cases: readonly Case[],
  dtypes: readonly Precision[],
  sizesOf: (one: Case) => readonly number[],
  contestants: readonly Entrant[],
  plan: Plan,
  onStep: OnStep = () => undefined,
  stop: Stop = { wanted: () => false },
): Promise<{ results: Result[]; missing: Missing[]; cut: readonly string[] }> {
  const results: Result[] = [];
  const missing: Missing[] = [];
  const cut: string[] = [];
  const groups = cases.flatMap((one) =>
    dtypes.filter((dtype) => one.dtypes?.includes(dtype) ?? true).map((dtype) => ({ one, dtype })),
  );
  for (const [k, { one, dtype }] of groups.entries()) {
    const name = `${one.name} ${dtype}`;
    if (performance.now() > plan.deadline || stop.wanted()) {
      cut.push(name);
      continue;
    }
    const step: OnStep = (text, share) => onStep(`${name}: ${text}`, (k + share) / groups.length);
    const group = await measureGroup(one, dtype, sizesOf(one), contestants, plan, step, stop);
    results.push(...group.results);
    missing.push(...group.missing);
  }
  return { results, missing, cut };
}
