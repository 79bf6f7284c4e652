/**
 * The portable engine of linear algebra: LAPACK's shape, computed in WebAssembly (src/backends/wasm/assembly/linear). See
 * docs/linalg-portable.md for the algorithms and their sources.
 */
import type { Engine } from '../engine.js';
import { eigen } from './eigen.js';
import { orthogonal } from './orthogonal.js';
import { systems } from './systems.js';

export const portableEngine: Engine = { name: 'portable', ...systems, ...orthogonal, ...eigen };
