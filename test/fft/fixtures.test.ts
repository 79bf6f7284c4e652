// Every transform against SciPy: lengths, padding and cropping, axes, layouts, norms, dtypes; on every engine.
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import {
  PROVIDERS,
  answerArray,
  camelOptions,
  expectNear,
  fixture,
  operand,
  slots,
  withProvider,
  type Answer,
  type Spec,
} from './operands.js';

type Case = [fn: string, spec: Spec, options: Record<string, unknown>, answer: Answer];
const functions = np.fft as unknown as Record<string, (a: np.NDArray, options: object) => unknown>;

for (const provider of PROVIDERS) {
  for (const name of ['lines', 'many', 'trigonometric']) {
    const cases = fixture<Case[]>(`fft/${name}.json.gz`);
    describe(`${name}, ${provider}`, () => {
      for (const fn of new Set(cases.map(([one]) => one))) {
        it(fn, () => {
          withProvider(provider, () => {
            for (const [one, spec, options, answer] of cases) {
              if (one !== fn) continue;
              const a = operand(spec);
              const before = slots(a);
              const label = `${fn} ${JSON.stringify(spec)} ${JSON.stringify(options)}`;
              expectNear(functions[fn]!(a, camelOptions(options)), answerArray(answer), label);
              expect(slots(a), `${label}: the input`).toEqual(before);
            }
          });
        });
      }
    });
  }
}
