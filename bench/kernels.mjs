// Compiled loops against NumPy, on one thread: ufuncs, reductions and what moves elements, of every common dtype, at two lengths,
// as a Markdown table of NumPy's time over numloom's (more is better), the worst first.
//
//     npm run build && node bench/kernels.mjs [--python /usr/bin/python3] [--only add,sort]
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);
const LENGTHS = [1e4, 1e6];
const REAL = ['float64', 'float32'];
const INTEGER = ['int8', 'int16', 'int32', 'int64'];
const COMPLEX = ['complex128', 'complex64'];
const ALL = [...REAL, ...INTEGER, ...COMPLEX];

/** The operations by name: dtypes, and whether there is a second operand. */
const BINARY = {
  add: ALL,
  multiply: ALL,
  subtract: [...REAL, ...INTEGER],
  divide: [...REAL, ...COMPLEX, 'int32'],
  maximum: [...REAL, 'int32', 'int64'],
  less: [...REAL, ...INTEGER],
  equal: [...REAL, ...INTEGER, 'complex128'],
  logicalAnd: ['bool', 'float64'],
  bitwiseAnd: ['int32', 'int64', 'bool'],
  power: [...REAL, 'int32'],
  arctan2: REAL,
  hypot: REAL,
  floorDivide: [...REAL, 'int32', 'int64'],
  remainder: [...REAL, 'int32', 'int64'],
};
const UNARY = {
  negative: [...REAL, 'int32', 'int64'],
  absolute: [...REAL, ...INTEGER, ...COMPLEX],
  square: [...REAL, 'complex128'],
  sqrt: [...REAL, 'complex128'],
  exp: [...REAL, 'complex128'],
  log: [...REAL, 'complex128'],
  sin: REAL,
  cos: REAL,
  tan: REAL,
  tanh: REAL,
  sinh: REAL,
  arcsin: REAL,
  arctan: REAL,
  expm1: REAL,
  log1p: REAL,
  log10: REAL,
  cbrt: REAL,
  floor: REAL,
  rint: REAL,
  isnan: [...REAL, 'complex128'],
  isfinite: REAL,
  sign: [...REAL, 'int32'],
  logicalNot: ['bool', 'float64'],
};

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Microseconds a call. */
function timeOf(run, samples = 5) {
  let begin = performance.now();
  for (let i = 0; i < 3 || performance.now() - begin < 25; i++) run();
  begin = performance.now();
  run();
  const repeats = Math.max(1, Math.floor(1 / Math.max(performance.now() - begin, 5e-4)));
  const times = Array.from({ length: samples }, () => {
    begin = performance.now();
    for (let i = 0; i < repeats; i++) run();
    return (performance.now() - begin) / repeats;
  });
  return 1e3 * median(times);
}

async function measure(only) {
  const np = await import('../dist/index.js');
  const rng = np.random.defaultRng(0);
  const times = {};
  const wanted = (name) => only.length === 0 || only.some((one) => name.startsWith(one));
  for (const n of LENGTHS) {
    const time = (name, dtype, run) => {
      if (wanted(name)) times[`${name} ${dtype}, ${n.toExponential(0).replace('+', '')}`] = timeOf(run);
    };
    const base = rng.random([n]);
    const other = rng.random([n]);
    const make = (x, dtype) => {
      if (dtype === 'bool') return np.greater(x, 0.5);
      if (dtype.startsWith('int')) return x.mul(100).add(1).astype(dtype);
      return x.add(0.01).astype(dtype);
    };
    const data = Object.fromEntries(
      [...ALL, 'bool'].map((dtype) => [dtype, { a: make(base, dtype), b: make(other, dtype) }]),
    );
    for (const [name, dtypes] of Object.entries(BINARY)) {
      for (const dtype of dtypes) {
        const { a, b } = data[dtype];
        const out = np[name](a, b);
        time(name, dtype, () => np[name](a, b, { out }));
      }
    }
    for (const [name, dtypes] of Object.entries(UNARY)) {
      for (const dtype of dtypes) {
        const { a } = data[dtype];
        const out = np[name](a);
        time(name, dtype, () => np[name](a, { out }));
      }
    }
    const { a: f, b: g } = data.float64;
    const { a: mask } = data.bool;
    const order = np.argsort(g);
    for (const dtype of ['float64', 'float32', 'int32', 'int64', 'int8', 'complex128']) {
      const { a } = data[dtype];
      const out = np.empty([n], { dtype });
      time('clip', dtype, () => (dtype === 'complex128' ? a : np.clip(a, 0.2, 0.7)));
      time('sum', dtype, () => np.sum(a));
      time('prod', dtype, () => np.prod(a));
      time('cumsum', dtype, () => np.cumsum(a));
      time('mean', dtype, () => np.mean(a));
      time('max', dtype, () => np.max(a));
      time('argmax', dtype, () => np.argmax(a));
      time('any', dtype, () => np.all(a));
      time('countNonzero', dtype, () => np.countNonzero(a));
      time('nonzero', dtype, () => np.nonzero(a));
      time('take', dtype, () => np.take(a, order, { out }));
      time('a[mask]', dtype, () => a.at(mask));
      time('where', dtype, () => np.where(mask, a, data[dtype].b));
      time('dot', dtype, () => np.dot(a, data[dtype].b));
      time('sum where', dtype, () => np.sum(a, { where: mask }));
      time('flip', dtype, () => np.flip(a).copy());
    }
    for (const dtype of ['float64', 'float32', 'int32', 'int64', 'int16']) {
      const { a } = data[dtype];
      time('sort', dtype, () => np.sort(a));
      time('argsort', dtype, () => np.argsort(a));
    }
    for (const [from, to] of [
      ['float64', 'float32'],
      ['float32', 'float64'],
      ['float64', 'int32'],
      ['int32', 'float64'],
      ['int64', 'float64'],
      ['float64', 'int64'],
      ['int32', 'int64'],
      ['bool', 'float64'],
      ['float64', 'bool'],
      ['int8', 'int32'],
      ['float64', 'complex128'],
    ]) {
      const { a } = data[from];
      time(`astype ${from}`, to, () => a.astype(to));
    }
    time('countNonzero', 'bool', () => np.countNonzero(mask));
    time('nonzero', 'bool', () => np.nonzero(mask));
    time('std', 'float64', () => np.std(f));
    time('round', 'float64', () => np.round(f, { decimals: 2 }));
    time('add scalar', 'float64', () => np.add(f, 2, { out: g }));
    time('random', 'float64', () => rng.random([n]));
    time('standardNormal', 'float64', () => rng.standardNormal([n]));
    time('normal', 'float64', () => rng.normal(1, 2, [n]));
    time('exponential', 'float64', () => rng.exponential(1, [n]));
    time('integers', 'int64', () => rng.integers(0, 100, [n]));
    time('permutation', 'int64', () => rng.permutation(n));
    const square = f.at(`:${Math.floor(Math.sqrt(n)) ** 2}`).reshape([-1, Math.floor(Math.sqrt(n))]);
    time('sum axis 0', 'float64', () => np.sum(square, { axis: 0 }));
    time('sum axis 1', 'float64', () => np.sum(square, { axis: 1 }));
    time('max axis 0', 'float64', () => np.max(square, { axis: 0 }));
    time('a.T copy', 'float64', () => square.T.copy());
    time('a + row', 'float64', () => np.add(square, square.at(0)));
  }
  return times;
}

if (process.argv.includes('--measure')) {
  const names = process.argv[process.argv.indexOf('--measure') + 1];
  console.log(JSON.stringify(await measure(names ? names.split(',') : [])));
} else {
  const option = (name, otherwise) => {
    const at = process.argv.indexOf(name);
    return at < 0 ? otherwise : process.argv[at + 1];
  };
  const only = option('--only', '');
  const run = (command, args) =>
    JSON.parse(execFileSync(command, args, { encoding: 'utf8', env: { ...process.env, OPENBLAS_NUM_THREADS: '1' } }));
  const own = run(process.execPath, [here, '--measure', only]);
  const numpy = run(option('--python', 'python3'), [here.replace('.mjs', '.py'), only]);
  console.log('| | NumPy, us | numloom, us | ratio |\n|---|---|---|---|');
  Object.keys(own)
    .map((name) => [name, numpy[name], own[name], numpy[name] / own[name]])
    .sort((a, b) => a[3] - b[3])
    .forEach(([name, theirs, ours, ratio]) =>
      console.log(`| ${name} | ${theirs?.toPrecision(3)} | ${ours.toPrecision(3)} | ${ratio.toPrecision(2)} |`),
    );
}
