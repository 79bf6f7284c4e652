/**
 * The namespaces inside the NumPy namespace. The package's build for Node.js loads each when it is first looked at (scripts/bundles/node.mjs);
 * from its sources, and in a browser, they are there at once.
 */
export * as fft from './fft/index.js';
export * as linalg from './linalg/index.js';
export * as polynomial from './polynomial/index.js';
export * as random from './random/index.js';

/** Load them now where they cannot be loaded later. */
export async function loadLater(): Promise<void> {}
