/**
 * How much of NumPy's public names numloom has: reads the lists of signatures beside it, prints the share and what
 * is missing; those of scipy.linalg are in np.linalg too. `--least 97` makes a lower share of numpy an error.
 */
import * as np from '../src/index.js';
import { camel, namesIn, report } from './coverage/lists.js';

/** What has another name here, because it is a class or JavaScript's own. */
const RENAMED: Record<string, string> = { ndarray: 'NDArray', flatiter: 'FlatIterator', ufunc: 'isUfunc' };

const least = process.argv.includes('--least') ? Number(process.argv[process.argv.indexOf('--least') + 1]) : 0;
const namespace = np as unknown as Record<string, unknown>;
const shares = [
  report('numpy', namesIn('numpy.txt'), (name) => (RENAMED[name] ?? camel(name)) in namespace),
  report(
    'numpy.ndarray',
    namesIn('numpy.ndarray.txt'),
    (name) => camel(name) in np.NDArray.prototype || camel(name) in np.zeros(1),
  ),
  report('numpy.linalg', namesIn('numpy.linalg.txt'), (name) => camel(name) in np.linalg),
  report('scipy.linalg', namesIn('scipy.linalg.txt'), (name) => camel(name) in np.linalg),
  report('numpy.fft', namesIn('numpy.fft.txt'), (name) => camel(name) in np.fft),
  report('scipy.fft', namesIn('scipy.fft.txt'), (name) => camel(name) in np.fft),
];
if (shares[0]! < least) {
  console.error(`coverage is below ${least}%`);
  process.exitCode = 1;
}
