// Both providers against NumPy and SciPy with OpenBLAS, on one thread, as a Markdown table of NumPy's time over numloom's: more is better.
//
//     npm run build && node bench/providers.mjs [--python /usr/bin/python3] [--other-node path/to/another/node] [--turns 3]
//
// Medians of several runs; numloom's native and portable providers and NumPy take turns, each in a process of its own. With another
// version of Node the portable provider is measured there, too.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);
/** Milliseconds. */
const WARM_UP = 100;

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Microseconds a call. */
function timeOf(run, samples) {
  // Until the engine has compiled what runs and the memory of results comes round again.
  let begin = performance.now();
  for (let i = 0; i < 3 || performance.now() - begin < WARM_UP; i++) run();
  begin = performance.now();
  run();
  const repeats = Math.max(1, Math.floor(3 / Math.max(performance.now() - begin, 5e-4)));
  return (
    1e3 *
    median(
      Array.from({ length: samples }, () => {
        begin = performance.now();
        for (let i = 0; i < repeats; i++) run();
        return (performance.now() - begin) / repeats;
      }),
    )
  );
}

async function measure() {
  const np = await import('../dist/index.js');
  const rng = np.random.defaultRng(0);
  const times = {};
  const time = (name, run, samples = 7) => (times[name] = timeOf(run, samples));
  for (const n of [1e4, 1e6, 1e7]) {
    const [a, b, out] = [rng.random([n]), rng.random([n]), np.zeros([n])];
    const [i, f] = [a.mul(1000).astype('int32'), a.astype('float32')];
    const samples = n > 1e6 ? 3 : 9;
    const cases = {
      'add, fresh': () => np.add(a, b),
      'add, out': () => np.add(a, b, { out }),
      'add int32, out': () => np.add(i, i, { out: i }),
      'less, fresh': () => np.less(a, b),
      'exp, out': () => np.exp(a, { out }),
      'exp float32, out': () => np.exp(f, { out: f.copy() }),
      'log, out': () => np.log(a, { out }),
      'sin, out': () => np.sin(a, { out }),
      'tanh, out': () => np.tanh(a, { out }),
      'power, out': () => np.power(a, b, { out }),
      sum: () => np.sum(a),
      max: () => np.max(a),
    };
    for (const [name, run] of Object.entries(cases))
      time(`${name}, ${n.toExponential(0).replace('+', '')}`, run, samples);
  }
  for (const n of [64, 256, 512, 1000, 2000]) {
    const [a, b] = [rng.random([n, n]), rng.random([n, n])];
    time(`matmul ${n}`, () => np.matmul(a, b), n > 1000 ? 3 : 7);
  }
  const square = (n) => rng.random([n, n]);
  const [a500, b500] = [square(500), rng.random([500])];
  time('solve 500', () => np.linalg.solve(a500, b500));
  const big = square(1000);
  const positive = np.add(np.matmul(big, big.T), np.eye(1000));
  time('cholesky 1000', () => np.linalg.cholesky(positive));
  const a300 = square(300);
  const symmetric = np.add(a300, a300.T);
  time('eigh 300', () => np.linalg.eigh(symmetric));
  time('svd 300', () => np.linalg.svd(a300));
  const a200 = square(200);
  time('eig 200', () => np.linalg.eig(a200));
  const [tall, tallB] = [rng.random([500, 200]), rng.random([500])];
  time('lstsq 500x200', () => np.linalg.lstsq(tall, tallB));
  const [stack, stackB] = [rng.random([10000, 4, 4]), rng.random([10000, 4, 1])];
  time('10,000 products of 4x4', () => np.matmul(stack, stack));
  time('10,000 solves of 4x4', () => np.linalg.solve(stack, stackB));
  time('10,000 SVDs of 4x4', () => np.linalg.svd(stack));
  for (const n of [2 ** 10, 2 ** 16, 2 ** 20, 1000003]) {
    const z = rng.random([n]).astype('complex128');
    time(`fft ${n}`, () => np.fft.fft(z), n > 1e6 ? 3 : 7);
  }
  const plane = rng.random([512, 512]).astype('complex128');
  time('fft2 512x512', () => np.fft.fft2(plane));
  return times;
}

function run(command, args, env) {
  return JSON.parse(execFileSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } }));
}

if (process.argv.includes('--measure')) console.log(JSON.stringify(await measure()));
else {
  const option = (name, otherwise) => {
    const at = process.argv.indexOf(name);
    return at < 0 ? otherwise : process.argv[at + 1];
  };
  const python = option('--python', 'python3');
  const other = option('--other-node');
  const contestants = {
    native: () => run(process.execPath, [here, '--measure'], { NUMLOOM_PROVIDER: 'native' }),
    portable: () => run(process.execPath, [here, '--measure'], { NUMLOOM_PROVIDER: 'portable' }),
    ...(other && { other: () => run(other, [here, '--measure'], { NUMLOOM_PROVIDER: 'portable' }) }),
    NumPy: () => run(python, [here.replace('.mjs', '.py')], { OPENBLAS_NUM_THREADS: '1' }),
  };
  const all = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let turn = 0; turn < Number(option('--turns', '3')); turn++) {
    for (const [name, once] of Object.entries(contestants)) all[name].push(once());
  }
  const version = other && execFileSync(other, ['--version'], { encoding: 'utf8' }).trim();
  const columns = ['native', ...(other ? ['other'] : []), 'portable'];
  const titles = {
    native: 'native',
    other: `portable, Node ${version}`,
    portable: `portable, Node v${process.versions.node}`,
  };
  console.log(
    `| | NumPy, us | ${columns.map((who) => titles[who]).join(' | ')} |\n|---|---${'|---'.repeat(columns.length)}|`,
  );
  for (const name of Object.keys(all.native[0])) {
    const time = (who) => median(all[who].map((one) => one[name]));
    const ratios = columns.map((who) => (time('NumPy') / time(who)).toPrecision(2));
    console.log(`| ${name} | ${time('NumPy').toPrecision(3)} | ${ratios.join(' | ')} |`);
  }
}
