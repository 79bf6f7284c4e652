/** HiGHS in a browser: only the program knows where its WebAssembly file lies, and bundlers stumble over what it needs of Node.js. */
import type { Highs } from 'highs';

export async function loadHighs(): Promise<Highs> {
  throw new Error(
    "linprog and milp: in a browser hand HiGHS over first: import highs from 'highs', then useHighs(() => highs({ locateFile: () => urlOfHighsWasm }))",
  );
}
