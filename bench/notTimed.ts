/** What a run could not time, in lines. */
import type { Missing } from './results.js';
import { sizeText } from './units.js';

/** What could not be timed, alike reasons together. */
export function missingLines(missing: readonly Missing[]): string[] {
  const groups = new Map<string, Set<string>>();
  for (const { operation, size, backend, reason } of missing) {
    // How long a call would last differs; that it is too long does not.
    const long = /^one call would last (about .+), (more than .+)$/.exec(reason);
    const key = `${backend}: ${long ? `one call would last ${long[2]}` : reason}`;
    const where = size === null ? operation : `${operation} at ${sizeText(size)}`;
    const what = long ? `${where}, ${long[1]}` : where;
    groups.set(key, (groups.get(key) ?? new Set()).add(what));
  }
  return [...groups].map(([key, what]) => {
    const list = [...what];
    return `${key} (${list.slice(0, 4).join('; ')}${list.length > 4 ? `; and ${list.length - 4} more` : ''})`;
  });
}
