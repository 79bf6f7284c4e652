/** What a worker of the threads backend runs: the tasks that it must know, and the loop that serves the main thread. */
import { enterWorker } from './backends/switch.js';
import { serve, type LaneStart } from './backends/threads/serve.js';
import './backends/single/sort/ranges.js';
import './backends/threads/tasks.js';
import './fft/sharing.js';
import './random/parallelFill.js';
import './random/parallelHalves.js';
import './random/parallelZiggurat.js';

enterWorker();

/** Serve a lane; called by piscina. */
export default function work(start: LaneStart): Promise<void> {
  // User functions, and tasks of modules not loaded here, want the whole library.
  return serve(start, () =>
    Promise.all([
      import('./index.js'),
      import('./ops/mapping.js'),
      import('./testing/conformance/tasks.js'),
      import('./integrate/ivp/many.js'),
      import('./special/index.js'),
      import('./signal/index.js'),
      import('./interpolate/index.js'),
    ]),
  );
}
