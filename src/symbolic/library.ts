/** nerdamer-prime, loaded when first wanted. In a browser's build library.browser.ts stands here. */
import { createRequire } from 'node:module';

type Algebra = ((text: string) => { toString(): string }) & { set(setting: string, value: boolean): void };
let loaded: Algebra | undefined;

/** What the library makes of an expression. */
export function algebra(text: string): string {
  if (loaded === undefined) {
    const require = createRequire(import.meta.url);
    try {
      loaded = require('nerdamer-prime/all') as Algebra;
      // It would tell the console what it cannot do; the error says it.
      loaded.set('SILENCE_WARNINGS', true);
    } catch (error) {
      throw new Error('symbolic: this needs the package nerdamer-prime; install it by: npm install nerdamer-prime', {
        cause: error,
      });
    }
  }
  return loaded(text).toString();
}
