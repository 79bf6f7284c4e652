/** Where the bytes of the module `linear` come from in a browser: they are in the code. */
import base64 from '../generated/linear.plain.wasm';
import { embeddedSource } from '../file.browser.js';

export const linear = /* @__PURE__ */ embeddedSource(base64);
