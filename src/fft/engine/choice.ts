/** Which engine computes: FFTW where the provider is native and the machine has it, else numloom's own. */
import { fftw, fftwIsThreadSafe } from '../../backends/native/fftw.js';
import { wantedProvider } from '../../backends/provider.js';
import { nativeEngine } from '../native/engine.js';
import { portableEngine } from '../portable/engine.js';
import type { FftEngine } from './engine.js';

/** The engine in force. */
export function engine(): FftEngine {
  return wantedProvider() === 'native' && fftw('float64') ? nativeEngine : portableEngine;
}

/** An engine by name, for parts that other threads compute. */
export function engineNamed(name: string): FftEngine {
  return name === 'fftw' ? nativeEngine : portableEngine;
}

/** The name of the engine that may compute on several threads at once. */
export function engineForSharing(): string {
  return engine() === nativeEngine && fftwIsThreadSafe() ? 'fftw' : 'wasm';
}
