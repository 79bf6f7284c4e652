/** Progress of a run on standard error: one line that is rewritten on a terminal, now and then a line elsewhere. */
import { lasting } from './units.js';

/** Shows steps; `share` is the part of the run that is done. */
export interface Progress {
  step(text: string, share: number): void;
  /** Clear the line before something else is written. */
  end(): void;
}

/**
 * Make one.
 *
 * @param stream Where it is shown.
 * @param now The time in milliseconds; given by tests.
 */
export function startProgress(
  stream: { isTTY?: boolean; columns?: number; write(text: string): unknown },
  now: () => number = () => performance.now(),
): Progress {
  const start = now();
  let shown = 0;
  let last = -Infinity;
  let title = '';
  return {
    step(text, share) {
      const elapsed = (now() - start) / 1000;
      // What remains is guessed from what is done, once enough is done to guess.
      const left = share > 0.02 ? `, about ${lasting((elapsed / share) * (1 - share))} left` : '';
      const line = `${String(Math.floor(100 * share)).padStart(3)} %  ${text}  (${lasting(elapsed)}${left})`;
      if (stream.isTTY) {
        if (now() - last < 50) return;
        const cut = line.slice(0, (stream.columns ?? 80) - 1);
        stream.write(`\r${cut.padEnd(shown)}`);
        shown = cut.length;
      } else {
        // A line for each operation is enough for a log.
        const [operation] = text.split(':');
        if (operation === title) return;
        title = operation!;
        stream.write(`${String(Math.floor(100 * share)).padStart(3)} %  ${title}  (${lasting(elapsed)}${left})\n`);
      }
      last = now();
    },
    end() {
      if (stream.isTTY && shown > 0) stream.write(`\r${' '.repeat(shown)}\r`);
      shown = 0;
    },
  };
}
