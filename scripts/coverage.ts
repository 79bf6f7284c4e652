/**
 * How much of NumPy's public names numloom has: reads the lists of signatures beside it, prints the share and what
 * is missing; those of scipy.linalg are in np.linalg too. `--least 97` makes a lower share of numpy an error.
 */
import { readFileSync } from 'node:fs';
import * as np from '../src/index.js';

/** What has another name here, because it is a class or JavaScript's own. */
const RENAMED: Record<string, string> = { ndarray: 'NDArray', flatiter: 'FlatIterator', ufunc: 'isUfunc' };

const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function namesIn(file: string): string[] {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^(a|arr)\./, '')
        .replace(/\(.*$/s, '')
        .replace(/\s+#.*$/, ''),
    )
    .filter((name) => name.length > 0);
}

function report(title: string, names: readonly string[], has: (name: string) => boolean): number {
  const missing = names.filter((name) => !has(name));
  const share = (100 * (names.length - missing.length)) / names.length;
  console.log(`${title}: ${names.length - missing.length} of ${names.length}, ${share.toFixed(1)}%`);
  if (missing.length) console.log(`  missing: ${missing.join(', ')}`);
  return share;
}

const least = process.argv.includes('--least') ? Number(process.argv[process.argv.indexOf('--least') + 1]) : 0;
const namespace = np as unknown as Record<string, unknown>;
const shares = [
  report('numpy', namesIn('./lists/numpy.txt'), (name) => (RENAMED[name] ?? camel(name)) in namespace),
  report(
    'numpy.ndarray',
    namesIn('./lists/numpy.ndarray.txt'),
    (name) => camel(name) in np.NDArray.prototype || camel(name) in np.zeros(1),
  ),
  report('numpy.linalg', namesIn('./lists/numpy.linalg.txt'), (name) => camel(name) in np.linalg),
  report('scipy.linalg', namesIn('./lists/scipy.linalg.txt'), (name) => camel(name) in np.linalg),
  report('numpy.fft', namesIn('./lists/numpy.fft.txt'), (name) => camel(name) in np.fft),
  report('scipy.fft', namesIn('./lists/scipy.fft.txt'), (name) => camel(name) in np.fft),
];
if (shares[0]! < least) {
  console.error(`coverage is below ${least}%`);
  process.exitCode = 1;
}
