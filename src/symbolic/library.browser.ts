/** nerdamer-prime in a browser: a part of the bundle. */
import nerdamer from 'nerdamer-prime/all';

/** What the library makes of an expression. */
export function algebra(text: string): string {
  return (nerdamer as unknown as (text: string) => { toString(): string })(text).toString();
}
