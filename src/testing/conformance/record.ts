/** Checks of what a backend says of itself. */
import type { Backend } from '../../backends/backend.js';
import type { Bench } from './harness.js';
import { ConformanceError, type BackendCheck } from './report.js';

/** Every method of the interface. */
const METHODS = [
  ...['elementwise', 'elementwiseFlat', 'reduce', 'scan', 'copy', 'gather', 'scatter', 'update', 'matmul', 'sort'],
  ...['argsort', 'argExtrema', 'squaredDeviations', 'run'],
] as const;

function demand(condition: boolean, message: string): void {
  if (!condition) throw new ConformanceError(message);
}

function checkRecord(backend: Backend): void {
  demand(typeof backend.name === 'string' && backend.name !== '', 'name must be a string that is not empty');
  const { capabilities } = backend;
  demand(typeof capabilities === 'object' && capabilities !== null, 'capabilities must be an object');
  const { workers, shared, exact } = capabilities;
  demand(
    Number.isInteger(workers) && workers >= 1,
    `capabilities.workers must be an integer of at least 1: ${workers}`,
  );
  demand(typeof shared === 'boolean', 'capabilities.shared must be true or false');
  demand(typeof exact === 'boolean', 'capabilities.exact must be true or false');
  for (const name of METHODS) {
    const method = (backend as unknown as Readonly<Record<string, unknown>>)[name];
    demand(typeof method === 'function', `${name} must be a function`);
  }
}

function checkAllocator({ allocator, capabilities }: Backend): void {
  if (!allocator) {
    demand(!capabilities.shared, 'capabilities.shared is true, but there is no allocator that gives shared memory');
    return;
  }
  const { smallest } = allocator;
  demand(smallest > 0, `allocator.smallest must be a positive number of bytes: ${smallest}`);
  for (const bytes of [Math.max(8, Math.ceil(smallest)), 4096 + Math.ceil(smallest), 300_000]) {
    const buffer = allocator.buffer(bytes, true);
    demand(buffer.byteLength >= bytes, `allocator.buffer(${bytes}) gave ${buffer.byteLength} bytes`);
    demand(
      new Uint8Array(buffer as ArrayBuffer).every((byte) => byte === 0),
      `allocator.buffer(${bytes}, true) is not zero everywhere`,
    );
    demand(allocator.buffer(bytes, false) !== buffer, `allocator.buffer(${bytes}) gave the same buffer twice`);
    if (capabilities.shared) {
      demand(
        typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer,
        'capabilities.shared is true, but allocator.buffer gives memory that is not shared',
      );
    }
  }
}

/** The checks of name, capabilities and allocator. */
export function* recordChecks({ backend }: Bench): Iterable<BackendCheck> {
  yield { name: 'record: name, capabilities and methods', run: () => checkRecord(backend) };
  yield { name: 'record: allocator', run: () => checkAllocator(backend) };
}
