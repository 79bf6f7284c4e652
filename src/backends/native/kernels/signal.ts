/** The compiled inner loops of signal processing (c/signal.c), where the native library has them. */
import { koffi } from '../koffi.js';
import { nativeLibrary } from './library.js';

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

let loaded: SignalKernels | null | undefined;

/** The loops, or undefined where the portable ones must do. */
export function signalKernels(): SignalKernels | undefined {
  const library = nativeLibrary();
  if (!library) return undefined;
  if (loaded === undefined) {
    try {
      loaded = open(library.path);
    } catch {
      // An older library.
      loaded = null;
    }
  }
  return loaded ?? undefined;
}

function open(path: string): SignalKernels {
  const library = koffi()!.load(path);
  const pointers = (n: number): string[] => new Array<string>(n).fill('void *');
  const numbers = (n: number): string[] => new Array<string>(n).fill('double');
  return {
    slide: library.func('numloom_slide', 'void', [...pointers(3), ...numbers(2)]) as SignalKernels['slide'],
    polyphase: library.func('numloom_polyphase', 'void', [...pointers(3), ...numbers(6)]) as SignalKernels['polyphase'],
    sections: library.func('numloom_sections', 'void', [...pointers(4), ...numbers(2)]) as SignalKernels['sections'],
    maxima: library.func('numloom_maxima', 'int32_t', [...pointers(2), ...numbers(1)]) as SignalKernels['maxima'],
  };
}
