/** Where the bytes of the module `matmul` come from in a browser: they are in the code. */
import base64 from '../generated/matmul.plain.wasm';
import { embeddedSource } from '../file.browser.js';

export const matmul = /* @__PURE__ */ embeddedSource(base64);
