/**
 * Makes test/fixtures/bench/answers.json: what NumPy gives for every case of the benchmark at a tiny size, and its statistics of a few
 * samples. Run again after a change of the cases: npx tsx test/bench/makeFixtures.ts [python]
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CASES } from '../../bench/cases.js';
import { extent, pythonInputs } from '../../bench/inputs.js';
import { NumPy, type Answer } from '../../bench/python.js';
import { SAMPLES, TINY, tinySize } from './tiny.js';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const numpy = await NumPy.start(process.argv[2] ?? 'python3', path('../../bench/timing.py'));
const answers: Record<string, Answer> = {};
for (const one of CASES) {
  for (const dtype of one.dtypes ?? TINY.dtypes) {
    const setup = pythonInputs(one.inputs, extent(tinySize(one), dtype));
    answers[`${one.name} ${dtype}`] = await numpy.answer(setup, one.numpy);
  }
}
const statistics: Record<string, number[]> = {};
for (const [name, values] of Object.entries(SAMPLES)) {
  const setup = `v = np.array(${JSON.stringify(values)})`;
  const told = await numpy.answer(
    setup,
    '[v.size, np.median(v), *np.percentile(v, [25, 75]), v.min(), v.max(), v.mean(), np.median(abs(v - np.median(v)))]',
  );
  statistics[name] = told.values as number[];
}
const ratios = `a = np.array(${JSON.stringify(SAMPLES.odd)}); b = np.array(${JSON.stringify(SAMPLES.other)})`;
const speedUp = (await numpy.answer(ratios, 'np.percentile(a / b, [50, 25, 75])')).values;
numpy.stop();
writeFileSync(
  path('../fixtures/bench/answers.json'),
  JSON.stringify({ numpy: numpy.version, statistics, speedUp, answers }),
);
