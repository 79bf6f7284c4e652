/** The compiled inner loops of signal processing (c/signal.c), where the native library has them. */
import { boundLater } from './library.js';

/** See c/signal.c: results are bit for bit those of the portable loops. */
export interface SignalKernels {
  slide(x: Float64Array, h: Float64Array, y: Float64Array, n: number, m: number): void;
  polyphase(
    taps: Float64Array,
    x: Float64Array,
    y: Float64Array,
    width: number,
    up: number,
    down: number,
    n: number,
    from: number,
    phase: number,
  ): void;
  sections(sos: Float64Array, x: Float64Array, y: Float64Array, z: Float64Array, sections: number, n: number): void;
  maxima(x: Float64Array, places: Int32Array, n: number): number;
}

/** The loops, or undefined where the portable ones must do. */
export const signalKernels = boundLater((library): SignalKernels => {
  const pointers = (n: number): string[] => new Array<string>(n).fill('void *');
  const numbers = (n: number): string[] => new Array<string>(n).fill('double');
  return {
    slide: library.bind('numloom_slide', 'void', [...pointers(3), ...numbers(2)]),
    polyphase: library.bind('numloom_polyphase', 'void', [...pointers(3), ...numbers(6)]),
    sections: library.bind('numloom_sections', 'void', [...pointers(4), ...numbers(2)]),
    maxima: library.bind('numloom_maxima', 'int32_t', [...pointers(2), ...numbers(1)]),
  };
});
