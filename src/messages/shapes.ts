/** Lists of keys that the writer of compact messages knows: found key by key, written once a message. */
import { LONGEST_KEY, MOST_KEYS } from './compactFormat.js';

/** The keys of a plain object in their order. */
export interface Shape {
  readonly keys: readonly string[];
  /** As it is written: a hash, a length, and each key with its length. */
  readonly definition: Uint8Array;
  /** Who wrote it last, in which message, and its number there. */
  owner: unknown;
  message: number;
  number: number;
}

/** A step on the way to a shape: the keys so far. */
class Node {
  readonly next = new Map<string, Node>();
  shape: Shape | null | undefined;
}

/** Objects used as tables bring ever new keys: forget all from here on. */
const MOST_NODES = 4096;

let root = new Node();
let nodes = 0;

/** The shape of an object; null where its keys are too many, too long or beyond Latin-1. */
export function shapeOf(value: object): Shape | null {
  if (nodes > MOST_NODES) {
    root = new Node();
    nodes = 0;
  }
  let node = root;
  let count = 0;
  for (const key in value) {
    if (++count > MOST_KEYS) return null;
    let next = node.next.get(key);
    if (next === undefined) {
      next = new Node();
      node.next.set(key, next);
      nodes++;
    }
    node = next;
  }
  if (node.shape === undefined) node.shape = makeShape(Object.keys(value));
  return node.shape;
}

function makeShape(keys: readonly string[]): Shape | null {
  const size = keys.reduce((sum, key) => sum + 1 + key.length, 0);
  const definition = new Uint8Array(6 + size);
  let at = 6;
  let hash = 0x811c9dc5;
  const put = (byte: number): void => {
    definition[at++] = byte;
    hash = Math.imul(hash ^ byte, 0x01000193);
  };
  for (const key of keys) {
    if (key.length > LONGEST_KEY || key === '__proto__') return null;
    put(key.length);
    for (let k = 0; k < key.length; k++) {
      const code = key.charCodeAt(k);
      if (code > 255) return null;
      put(code);
    }
  }
  const view = new DataView(definition.buffer);
  // Thirty bits: a small integer to V8.
  view.setUint32(0, (hash ^ (hash >>> 30)) & 0x3fffffff, true);
  view.setUint16(4, size, true);
  return { keys, definition, owner: undefined, message: 0, number: 0 };
}
