/** Compiled random fills: the numbers and the state afterwards are those of the portable loops, bit for bit. */
import { afterAll, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { kernelsConfig } from '../../src/backends/native/kernels/library.js';
import { useProvider, wantedProvider } from '../../src/backends/provider.js';

const asked = wantedProvider();
useProvider('native');
const config = kernelsConfig();
const missing = config.loaded ? '' : ` (skipped: ${config.reason})`;

type Draw = (rng: np.random.Generator, n: number) => np.NDArray;

const draws: Record<string, Draw> = {
  random: (rng, n) => rng.random([n]),
  'random float32': (rng, n) => rng.random([n], { dtype: 'float32' }),
  uniform: (rng, n) => rng.uniform(-3, 5, [n]),
  standardNormal: (rng, n) => rng.standardNormal([n]),
  'standardNormal float32': (rng, n) => rng.standardNormal([n], { dtype: 'float32' }),
  normal: (rng, n) => rng.normal(10, 0.5, [n]),
  standardExponential: (rng, n) => rng.standardExponential([n]),
  exponential: (rng, n) => rng.exponential(3, [n]),
  lognormal: (rng, n) => rng.lognormal(0, 1, [n]),
  integers: (rng, n) => rng.integers(0, 1000, [n]),
};

describe.runIf(config.loaded)(`compiled random fills${missing}`, () => {
  afterAll(() => useProvider(asked));

  it.each(Object.entries(draws))('%s', (_name, draw) => {
    const run = (provider: 'native' | 'portable'): unknown[] => {
      useProvider(provider);
      const rng = np.random.defaultRng(77);
      return [0, 1, 5, 300, 1, 2049, 120_001, 3].map((n) => {
        const { data } = draw(rng, n);
        return [
          Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64'),
          rng.bitGenerator.state,
          rng.random(),
        ];
      });
    };
    const native = run('native');
    const portable = run('portable');
    native.forEach((one, k) => expect(one).toEqual(portable[k]));
  });
});
