/**
 * Timing with the `benchmark` package, in turns. Benchmark.js by itself takes all samples of one function, then all of the next; here it
 * first finds how many calls make a sample worth reading, and from then on each turn takes a few samples of that count.
 */
import Benchmark from 'benchmark';

/** Something that can be timed in turns. Times are seconds a call. */
export interface Clock {
  /** Find the number of calls in a sample, warming up meanwhile; answers with the seconds of one call. */
  calibrate(): Promise<number>;
  /** Take samples. */
  sample(count: number): Promise<number[]>;
  /** Calls in a sample, once calibrated. */
  readonly calls: number;
  /** Let go of what it holds. */
  close(): void;
}

/** A call that may answer later: a GPU's, with its synchronisation. */
export type Timed = { readonly call: () => unknown } | { readonly callAsync: () => Promise<unknown> };

interface Settings {
  minTime: number;
  minSamples: number;
  initCount: number;
}

/** One run of Benchmark.js with the given settings; the samples that it took and the calls in each. */
async function take(timed: Timed, settings: Settings): Promise<{ samples: number[]; calls: number }> {
  // So small a maxTime ends the run as soon as minSamples are there; 0 would mean the default of five seconds.
  const options: Benchmark.Options = { ...settings, maxTime: 1e-9, delay: 1e-9, async: false };
  let bench: Benchmark;
  if ('call' in timed) {
    bench = new Benchmark(() => void timed.call(), options);
    bench.run();
  } else {
    bench = await new Promise<Benchmark>((resolve) => {
      const one = new Benchmark({
        ...options,
        defer: true,
        fn: (deferred: Benchmark.Deferred) => {
          timed.callAsync().then(
            () => deferred.resolve(),
            (error: unknown) => {
              one.error = error as Error;
              resolve(one);
            },
          );
        },
      });
      one.on('complete', () => resolve(one));
      one.run();
    });
  }
  if (bench.error) throw bench.error;
  return { samples: bench.stats.sample as number[], calls: bench.count };
}

/**
 * A clock over a JavaScript call.
 *
 * @param timed What to time.
 * @param sampleTime The seconds that a sample lasts at least, unless one call lasts longer.
 */
export function jsClock(timed: Timed, sampleTime: number): Clock {
  let calls = 1;
  return {
    get calls() {
      return calls;
    },
    async calibrate() {
      if ('call' in timed) {
        const found = await take(timed, { minTime: sampleTime, minSamples: 1, initCount: 1 });
        calls = found.calls;
        return found.samples[0]!;
      }
      // Benchmark.js does not tell the count that it found for a deferred function. The first call compiles kernels.
      const samples = (await take(timed, { minTime: 1e-9, minSamples: 3, initCount: 1 })).samples;
      const once = Math.min(...samples);
      calls = Math.max(1, Math.ceil(sampleTime / once));
      return once;
    },
    async sample(count) {
      // With the count fixed no sample is thrown away for having been quick, which would favour the slow ones.
      return (await take(timed, { minTime: 1e-9, minSamples: count, initCount: calls })).samples;
    },
    close() {},
  };
}
