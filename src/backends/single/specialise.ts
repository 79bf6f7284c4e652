/**
 * One function per type of storage: the same source text compiled once for each dtype, so that V8 sees one type of typed
 * array at every place of every copy.
 */
import type { DTypeInfo } from '../../core/dtype.js';

const made = new Map<string, Map<number, unknown>>();

/**
 * The copy of a function for a dtype.
 *
 * @param text - a function expression that uses nothing from outside
 * @param info - the dtype whose storage it is given
 */
export function specialised<F>(text: string, info: DTypeInfo): F {
  let copies = made.get(text);
  if (!copies) made.set(text, (copies = new Map()));
  let copy = copies.get(info.num);
  // The name in the text keeps V8 from sharing one copy's type feedback with the next.
  if (!copy) copies.set(info.num, (copy = new Function(`'use strict';/*${info.name}*/return ${text}`)()));
  return copy as F;
}
