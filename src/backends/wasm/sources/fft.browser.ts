/** Where the bytes of the module `fft` come from in a browser: they are in the code. */
import base64 from '../generated/fft.plain.wasm';
import { embeddedSource } from '../file.browser.js';

export const fft = /* @__PURE__ */ embeddedSource(base64);
