/** Where the bytes of the module `elementary` come from in a browser: they are in the code. */
import base64 from '../generated/elementary.plain.wasm';
import { embeddedSource } from '../file.browser.js';

export const elementary = /* @__PURE__ */ embeddedSource(base64);
