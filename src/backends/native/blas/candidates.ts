/**
 * Where a BLAS may be: the names under which Linux distributions, macOS and Windows keep OpenBLAS, MKL, BLIS and Accelerate, and how
 * each of them is told the number of threads and asked its version.
 */
import type { Naming } from './fortran.js';

/** A library by that name, and where LAPACK is if not in it. */
export interface Candidate {
  readonly blas: string;
  readonly lapack?: readonly string[];
}

const LAPACKS: readonly string[] = ['liblapack.so.3', 'liblapack.so'];

const LINUX: readonly Candidate[] = [
  { blas: 'libopenblas.so.0' },
  { blas: 'libopenblas.so' },
  { blas: 'libopenblasp.so.0' },
  { blas: 'libopenblas64_.so.0' },
  { blas: 'libopenblas64.so.0' },
  { blas: 'libmkl_rt.so.2' },
  { blas: 'libmkl_rt.so.1' },
  { blas: 'libmkl_rt.so' },
  { blas: 'libblis.so.4', lapack: LAPACKS },
  { blas: 'libblis.so', lapack: LAPACKS },
  { blas: 'libblas.so.3', lapack: LAPACKS },
];

const DARWIN: readonly Candidate[] = [
  { blas: '/System/Library/Frameworks/Accelerate.framework/Accelerate' },
  { blas: '/opt/homebrew/opt/openblas/lib/libopenblas.dylib' },
  { blas: '/usr/local/opt/openblas/lib/libopenblas.dylib' },
  { blas: 'libopenblas.dylib' },
  { blas: 'libmkl_rt.2.dylib' },
];

const WINDOWS: readonly Candidate[] = [
  { blas: 'libopenblas.dll' },
  { blas: 'openblas.dll' },
  { blas: 'mkl_rt.2.dll' },
  { blas: 'mkl_rt.1.dll' },
  { blas: 'mkl_rt.dll' },
];

/** The libraries to try on a platform, the preferred first. */
export function candidates(platform: string): readonly Candidate[] {
  return platform === 'darwin' ? DARWIN : platform === 'win32' ? WINDOWS : LINUX;
}

/** What `NUMLOOM_BLAS` asks for: a family by name ('openblas', 'mkl', 'blis', 'accelerate'), a library's name, or a path. */
export function asked(text: string, platform: string): readonly Candidate[] {
  const family = /^(openblas|mkl|blis|accelerate)$/i.test(text) ? text.toLowerCase() : undefined;
  if (family) {
    const known = candidates(platform).filter(({ blas }) => blas.toLowerCase().includes(family));
    return known.length > 0 ? known : [{ blas: text }];
  }
  return [{ blas: text, lapack: platform === 'linux' ? LAPACKS : [] }];
}

/** How names are made, the usual way first; of several integers sizes the library itself says which. */
export const NAMINGS: readonly Naming[] = [
  { prefix: '', suffix: '_', bits: 32 },
  { prefix: '', suffix: '_64_', bits: 64 },
  { prefix: '', suffix: '64_', bits: 64 },
  { prefix: 'scipy_', suffix: '_', bits: 32 },
  { prefix: 'scipy_', suffix: '_64_', bits: 64 },
];
