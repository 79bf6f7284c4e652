// Where continuous integration demands native parts (NUMLOOM_REQUIRE), tests that need them must not have been skipped for want of them.

import { expect, it } from 'vitest';
import * as np from '../../src/index.js';

const required = new Set((process.env.NUMLOOM_REQUIRE ?? '').split(/[\s,]+/));
const native = process.env.NUMLOOM_PROVIDER !== 'portable';

it.runIf(native && required.has('blas'))('BLAS and LAPACK are there', () => {
  expect(np.showConfig({ mode: 'dicts' }).blas).toMatchObject({ lapack: true });
});

it.runIf(native && required.has('fftw'))('FFTW is there', () => {
  expect(np.showConfig({ mode: 'dicts' }).fftw.float64).toBeTruthy();
});

it.runIf(native && required.has('cc'))('the compiled loops are there', () => {
  expect(np.showConfig({ mode: 'dicts' }).kernels).toMatchObject({ loaded: true });
});
