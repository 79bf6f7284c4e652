/** Without an adapter: what mode webgpu says, and what the automatic choice does. */
import { GpuUnavailableError, open } from '../../../src/backends/gpu/index.js';

async function main(): Promise<void> {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  try {
    await open({ mode: 'webgpu' });
  } catch (error) {
    console.log(error instanceof GpuUnavailableError, (error as Error).message);
  }
  const cp = await open();
  console.log(cp.mode, cp.reason);
  const after = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  console.log(
    'as before',
    before?.get === after?.get && !('gpu' in ((globalThis as { navigator?: object }).navigator ?? {})),
  );
}

void main();
