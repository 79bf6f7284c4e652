/**
 * The compiled WebAssembly modules on disk: beside the sources, or in the package's `wasm` folder. Read when first used.
 * In a browser's build file.browser.ts stands here.
 */
import type { ModuleName, ModuleSource } from './module.js';

/** Where modules may lie as seen from this file: among the sources, from a chunk of the package, from an entry of a subpath. */
const FOLDERS = ['./generated/', './wasm/', '../wasm/', '../../wasm/'];

/** The file of a module; undefined where there is none, or no file system. */
function pathOf(name: string): string | undefined {
  const fs = globalThis.process?.getBuiltinModule?.('node:fs');
  const url = globalThis.process?.getBuiltinModule?.('node:url');
  if (!fs || !url) return undefined;
  return FOLDERS.map((folder) => url.fileURLToPath(new URL(`${folder}${name}.wasm`, import.meta.url))).find((path) =>
    fs.existsSync(path),
  );
}

/** Can modules be read here? Not in a bundle that left them out: numloom's generated loops compute there. */
export function canReadModules(): boolean {
  return pathOf('matmul.plain') !== undefined;
}

function read(name: string): Uint8Array<ArrayBuffer> {
  const path = pathOf(name);
  if (path === undefined) {
    throw new Error(
      `numloom: the WebAssembly module ${name}.wasm is missing beside ${import.meta.url}; build numloom (npm run build), or keep it out of your bundle (esbuild --packages=external)`,
    );
  }
  return globalThis.process.getBuiltinModule('node:fs').readFileSync(path) as Uint8Array<ArrayBuffer>;
}

/** A module whose bytes are files. */
export function fileSource(name: ModuleName): ModuleSource {
  return { plain: () => read(`${name}.plain`), relaxed: () => read(`${name}.relaxed`) };
}
