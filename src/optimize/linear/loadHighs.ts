/** HiGHS from npm's package. In a browser's build loadHighs.browser.ts stands here. */
import type { Highs } from 'highs';

export async function loadHighs(): Promise<Highs> {
  try {
    const module = await import('highs');
    // Typed as a namespace, exported as the loader itself.
    return await (module.default as unknown as () => Promise<Highs>)();
  } catch (error) {
    throw new Error('linprog and milp want the package highs, which cannot be loaded; `npm install highs` brings it', {
      cause: error,
    });
  }
}
