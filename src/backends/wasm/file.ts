/** The compiled WebAssembly modules on disk: beside the sources, or in the package's `wasm` folder. Read when first used. */

/** Where modules may lie as seen from this file: among the sources, from a chunk of the package, from an entry of a subpath. */
const FOLDERS = ['./generated/', './wasm/', '../wasm/', '../../wasm/'];

/** Can modules be read here? In a browser they cannot, and numloom's generated loops compute. */
export function canReadModules(): boolean {
  return globalThis.process?.getBuiltinModule?.('node:fs') !== undefined;
}

/** The bytes of a module. */
export function readModule(name: string): Uint8Array<ArrayBuffer> {
  const { existsSync, readFileSync } = globalThis.process.getBuiltinModule('node:fs');
  const { fileURLToPath } = globalThis.process.getBuiltinModule('node:url');
  for (const folder of FOLDERS) {
    const path = fileURLToPath(new URL(`${folder}${name}.wasm`, import.meta.url));
    if (existsSync(path)) return readFileSync(path) as Uint8Array<ArrayBuffer>;
  }
  throw new Error(
    `numloom: the WebAssembly module ${name}.wasm is missing beside ${import.meta.url}; build numloom (npm run build), or keep it out of your bundle`,
  );
}
