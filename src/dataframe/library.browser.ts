/** arquero in a browser: a part of the bundle. */
import * as library from 'arquero';
import type { Arquero } from './library.js';

export function arquero(): Arquero {
  return library as unknown as Arquero;
}
