// Transforms along an axis of a packed array [outer][n][inner] that lies in memory.
import { copyRuns, execute } from './execute';
import { itemBytes } from './complex';

/** Transform in place along the middle axis; columns `block` at a time. */
export function along<T>(plan: usize, x: usize, outer: usize, n: usize, inner: usize, block: usize, work: usize): void {
  const item = itemBytes<T>();
  const slab = n * inner * item;
  if (inner <= block) {
    for (let i: usize = 0; i < outer; i++) execute<T>(plan, x + i * slab, x + i * slab, inner, work);
    return;
  }
  const rest = work + ((n * block * item + 63) & ~63);
  for (let i: usize = 0; i < outer; i++) {
    for (let c: usize = 0; c < inner; c += block) {
      const b = min(block, inner - c) * item;
      copyRuns(x + c * item, inner * item, work, b, b, n);
      execute<T>(plan, work, work, b / item, rest);
      copyRuns(work, b, x + c * item, inner * item, b, n);
    }
    x += slab;
  }
}

/** Multiply numbers that lie in `bytes` bytes, a multiple of 16, by a factor. */
export function scaled<T>(x: usize, bytes: usize, factor: v128): void {
  const end = x + bytes;
  for (; x < end; x += 16) v128.store(x, v128.mul<T>(v128.load(x), factor));
}
