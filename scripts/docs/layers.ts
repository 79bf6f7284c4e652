/** The floors of the house: which part of the sources may import which. Parts import from floors below theirs. */
import { readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';

/** A floor: its parts, and what they are for. */
export interface Floor {
  readonly parts: readonly string[];
  readonly what: string;
}

/** From the ground up. */
export const FLOORS: readonly Floor[] = [
  { parts: ['core'], what: 'what an array is: dtypes, shapes, indices, printing, errors' },
  { parts: ['backends'], what: 'where the loops over data run, behind one interface' },
  { parts: ['ops'], what: 'what can be computed: the table of ufuncs, reductions, sorting, selection' },
  {
    parts: ['linalg', 'fft', 'random', 'polynomial', 'files', 'testing', 'profile', 'messages'],
    what: "NumPy's modules, files, and what travels between threads and processes",
  },
  { parts: ['special', 'spatial', 'stats'], what: 'what several solvers stand on' },
  {
    parts: [
      'integrate',
      'optimize',
      'interpolate',
      'signal',
      'pyplot',
      'symbolic',
      'dataframe',
      'gpu',
      'mpi',
      'multiprocessing',
    ],
    what: "SciPy's solvers, faces over kept libraries, devices and clusters",
  },
  { parts: ['numloom'], what: "the namespace: import * as np from 'numloom'" },
];

/** Imports that stay on a floor. */
export const ACROSS: readonly (readonly [from: string, to: string])[] = [
  ['random', 'linalg'],
  ['linalg', 'random'],
  // Toeplitz and circulant products are convolutions.
  ['linalg', 'fft'],
  ['testing', 'files'],
  ['profile', 'files'],
  ['interpolate', 'optimize'],
];

/** Files beside the folders: the version stands on the ground, the others are the roof. */
const FILES: Readonly<Record<string, string>> = { version: 'core' };

/** The part that a file belongs to. */
export function partOf(path: string): string {
  const [part, second] = path.split('/') as [string, string | undefined];
  if (part === 'backends' && second === 'gpu') return 'gpu';
  return second === undefined ? (FILES[part.replace(/\.[jt]s$/, '')] ?? 'numloom') : part;
}

/** A file that imports from another part. */
export interface Import {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** All imports between parts. */
export function importsBetweenParts(src: URL): Import[] {
  const found: Import[] = [];
  for (const entry of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
    const file = entry.replaceAll('\\', '/');
    if (!file.endsWith('.ts') || /(assembly|generated)\//.test(file)) continue;
    const text = readFileSync(new URL(file, src), 'utf8');
    const from = partOf(file);
    for (const [, path] of text.matchAll(/\b(?:from|import) ?\(?'(\.[^']+)'/g)) {
      const to = partOf(posix.join(posix.dirname(file), path!));
      // Every entry point begins by putting the floors below together.
      if (path!.endsWith('/setup.js')) continue;
      if (to !== from) found.push({ file, from, to });
    }
  }
  return found;
}

const floorOf = (part: string): number => FLOORS.findIndex(({ parts }) => parts.includes(part));

/** Does an import point down, or stay on its floor where that is agreed? */
export function isAllowed({ from, to }: Import): boolean {
  const [a, b] = [floorOf(from), floorOf(to)];
  if (a < 0 || b < 0) return false;
  return b < a || (a === b && ACROSS.some(([x, y]) => x === from && y === to));
}
