// An element's value does not depend on how many there are, nor where it lies: functions are compiled loops at any size.

import { expect, it } from 'vitest';
import * as np from '../../src/index.js';

const names = [
  'exp',
  'exp2',
  'expm1',
  'log1p',
  'sin',
  'cos',
  'tan',
  'sinh',
  'cosh',
  'tanh',
  'arcsin',
  'arccos',
  'arctan',
  'cbrt',
] as const;

it.each(names)('%s', (name) => {
  const n = 4133;
  const x = np.linspace(-0.9, 0.9, n);
  const whole = np[name](x).data as Float64Array;
  for (const length of [1, 2, 7, 31, 33, 400, 2049]) {
    expect([...(np[name](x.at(`5:${5 + length}`)).data as Float64Array)]).toEqual([...whole.subarray(5, 5 + length)]);
  }
  expect(np[name](x.item(7))).toBe(whole[7]);
  expect([...(np[name](x.at('::-1')).at('::-1').copy().data as Float64Array)]).toEqual([...whole]);
});
