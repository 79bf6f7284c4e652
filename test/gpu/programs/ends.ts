/** A program that opens a device, works, and ends without closing it: `ends.ts <mode> [awaited | queued | pending]`. */
import { open, type OpenOptions } from '../../../src/backends/gpu/index.js';

async function main(): Promise<void> {
  const [mode, how = 'awaited'] = process.argv.slice(2) as [NonNullable<OpenOptions['mode']>, string?];
  const cp = await open({ mode });
  const x = cp.random.rand([64, 64]);
  const y = cp.matmul(x, x);
  if (how === 'awaited') {
    await cp.synchronize();
    console.log((await y.get()).shape.join());
  } else if (how === 'pending') {
    void y.get().then((host) => console.log(host.shape.join()));
  } else {
    console.log('queued');
  }
}

void main();
