/** nerdamer-prime in a browser: a part of the bundle. */
import nerdamer from 'nerdamer-prime/all';

const library = nerdamer as unknown as ((text: string) => { toString(): string }) & {
  set(setting: string, value: boolean): void;
};
library.set('SILENCE_WARNINGS', true);

/** What the library makes of an expression. */
export function algebra(text: string): string {
  return library(text).toString();
}
