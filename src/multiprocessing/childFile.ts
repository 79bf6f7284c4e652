/** Where the modules lie that children run: beside this one once built; when this file runs from its source, in dist/. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { WorkerError } from '../core/errors.js';

/**
 * The path of a module that children run.
 *
 * @param name - 'child' or 'poolWorker'
 */
export function childFile(name: 'child' | 'poolWorker'): string {
  const here = import.meta.url;
  // piscina's workers start from the .cjs that the build writes.
  const extension = name === 'poolWorker' ? '.cjs' : here.endsWith('.mjs') ? '.mjs' : '.js';
  const places = here.endsWith('.ts')
    ? [`../../dist/multiprocessing/${name}${extension}`]
    : ['./multiprocessing/', './', '../multiprocessing/'].map((folder) => `${folder}${name}${extension}`);
  const paths = places.map((place) => fileURLToPath(new URL(place, here)));
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) {
    throw new WorkerError(
      `multiprocessing: the module ${paths[0]} is missing; build numloom (npm run build), or keep it out of your bundle (esbuild --packages=external)`,
    );
  }
  return found;
}
