/** What a run times, inside the process that computes: numloom's backends and other libraries. NumPy is in python.ts. */
import * as np from 'numloom';
import { onGpu, type Case, type GpuInputs } from './case.js';
import { jsClock, type Clock } from './clock.js';
import { deviceName, openGpu, type GpuArray, type GpuMode, type GpuNamespace } from './gpu.js';
import { makeInputs, type Extent } from './inputs.js';
import type { Peer } from './peers.js';

/** One backend or library, ready to compute. */
export interface Contestant {
  /** What it says of itself: providers, device or version. */
  readonly about: Readonly<Record<string, unknown>>;
  /**
   * A clock over a case, its operands made; null where the case is not for this contestant.
   *
   * @param sampleTime The seconds that a sample lasts at least.
   */
  prepare(one: Case, size: Extent, sampleTime: number): Clock | null;
  /** End it. */
  close(): Promise<void>;
}

/** A host backend of numloom: single (no number), or threads with a number of workers. */
export async function hostContestant(workers: number | null): Promise<Contestant> {
  if (workers === null) await np.setBackend('single');
  else await np.setBackend('threads', { workers });
  const { provider, sharedMemory, leastWork } = np.showConfig({ mode: 'dicts' });
  return {
    about: { provider, sharedMemory, ...(leastWork && { leastWork }) },
    prepare(one, size, sampleTime) {
      const inputs = makeInputs(one.inputs, size);
      const { numloom } = one;
      return jsClock({ call: () => numloom(inputs) }, sampleTime);
    },
    close: () => np.shutdown(),
  };
}

/** The operands of a case on a device. */
export function deviceInputs(one: Case, cp: GpuNamespace, size: Extent): GpuInputs {
  const host = makeInputs(one.inputs, size);
  const entries = Object.entries(host).map(([name, value]: [string, unknown]) => [
    name,
    value instanceof np.NDArray ? cp.asarray(value) : value,
  ]);
  return Object.fromEntries(entries) as GpuInputs;
}

/** A mode of numloom/gpu. Each call is timed until the device has finished; nothing is fetched. */
export async function gpuContestant(mode: GpuMode): Promise<Contestant> {
  const cp = await openGpu(mode);
  return {
    about: { device: deviceName(cp) },
    prepare(one, size, sampleTime) {
      if (one.gpu === undefined || size.dtype !== 'float32') return null;
      const inputs = deviceInputs(one, cp, size);
      const call = onGpu(one, cp, inputs, size)!;
      let last: GpuArray | undefined;
      const callAsync = async (): Promise<void> => {
        last?.free();
        last = call();
        await cp.synchronize();
      };
      const clock = jsClock({ callAsync }, sampleTime);
      return {
        calibrate: clock.calibrate,
        sample: clock.sample,
        get calls() {
          return clock.calls;
        },
        close() {
          last?.free();
          for (const value of Object.values(inputs)) if (typeof value?.free === 'function') value.free();
        },
      };
    },
    async close() {
      await cp.close?.();
    },
  };
}

/** Another library from npm. */
export function peerContestant(peer: Peer): Contestant {
  return {
    about: { version: peer.version },
    prepare(one, size, sampleTime) {
      if (!one.peers || !peer.dtypes.includes(size.dtype)) return null;
      const prepared = peer.prepare(one.peers, makeInputs(one.inputs, size));
      if (!prepared) return null;
      const { call, done } = prepared;
      return jsClock({ call: done ? () => done(call()) : call }, sampleTime);
    },
    close: () => Promise.resolve(),
  };
}
