/** The device goes away: what is told of it, and that a new one can be opened. */
import { createRequire } from 'node:module';
import { GpuLostError, open } from '../../../src/backends/gpu/index.js';

const { WebGPUContext } = createRequire(import.meta.url)('gpu.js') as { WebGPUContext: { destroy(): Promise<void> } };

async function main(): Promise<void> {
  const cp = await open({ mode: 'webgpu' });
  const x = cp.ones([4]);
  await cp.synchronize();
  await WebGPUContext.destroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const told = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'nothing',
      (error: unknown) => (error instanceof GpuLostError ? 'lost' : String(error)),
    );
  console.log(await told(x.add(1).get()), await told(x.get()), await told(x.mul(2).item(0)));
  const again = await open({ mode: 'webgpu' });
  console.log((await again.ones([2]).sum().item()) === 2);
}

void main();
