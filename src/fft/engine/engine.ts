/**
 * The interface of what computes Fourier transforms. Everything in `numloom/fft` comes down to these four calls; the caller has
 * checked arguments, cut or padded the operands and allocated the result. Operands are float64 or complex128, or float32 and
 * complex64, strided; no sum is divided by anything but by what `scale` says.
 */
import type { StridedView } from '../../backends/backend.js';

/** Cosine and sine transforms by type. */
export type TrigonometricKind = 'dct1' | 'dct2' | 'dct3' | 'dct4' | 'dst1' | 'dst2' | 'dst3' | 'dst4';

/** One transform. Where `source` and `target` overlap, they are the same elements in the same places. */
export interface Job {
  readonly source: StridedView;
  readonly target: StridedView;
  /** The factor of the result. */
  readonly scale: number;
}

/** A transform with complex exponentials. */
export interface ExponentialJob extends Job {
  /** Is the sign of the exponent +? */
  readonly inverse: boolean;
}

export interface FftEngine {
  readonly name: string;

  /** Complex to complex, over one or more axes of `shape`. */
  complex(shape: readonly number[], axes: readonly number[], job: ExponentialJob): void;

  /**
   * Real to complex along one axis: the first n / 2 + 1 numbers, for n the length of `shape` (the real one) along `axis`.
   * Source and target do not overlap.
   */
  realToComplex(shape: readonly number[], axis: number, job: ExponentialJob): void;

  /** The n / 2 + 1 first numbers of a transform of reals back to these; `shape` is that of the result. The source stays. */
  complexToReal(shape: readonly number[], axis: number, job: ExponentialJob): void;

  /** Cosine and sine transforms along one axis. */
  trigonometric(shape: readonly number[], axis: number, kind: TrigonometricKind, job: Job): void;
}
