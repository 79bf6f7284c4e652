/** Bytes and bits: the order of bytes within elements, and booleans packed eight to a byte. */

/** Reverse every group of `unit` bytes, in place. */
export function reverseBytes(bytes: Uint8Array, unit: number): void {
  if (unit === 1) return;
  const half = unit >> 1;
  for (let start = 0; start < bytes.length; start += unit) {
    const end = start + unit - 1;
    for (let i = 0; i < half; i++) {
      const byte = bytes[start + i]!;
      bytes[start + i] = bytes[end - i]!;
      bytes[end - i] = byte;
    }
  }
}

/**
 * Pack truth values into bits, row by row.
 *
 * @param truth - `rows` rows of `n` bytes, 0 or not
 * @param little - does the first value go into the lowest bit?
 * @param out - `rows` rows of `ceil(n / 8)` bytes
 */
export function packBits(truth: Uint8Array, rows: number, n: number, little: boolean, out: Uint8Array): void {
  const width = Math.ceil(n / 8);
  for (let row = 0; row < rows; row++) {
    const whole = n >> 3;
    let at = row * n;
    for (let j = 0; j < whole; j++, at += 8) {
      let byte = 0;
      // (0 - x) >>> 31 is 1 for every byte but 0.
      if (little) for (let i = 0; i < 8; i++) byte |= ((0 - truth[at + i]!) >>> 31) << i;
      else for (let i = 0; i < 8; i++) byte = (byte << 1) | ((0 - truth[at + i]!) >>> 31);
      out[row * width + j] = byte;
    }
    if (whole < width) {
      let byte = 0;
      for (let i = 0; i < n - 8 * whole; i++) if (truth[at + i] !== 0) byte |= little ? 1 << i : 128 >> i;
      out[row * width + whole] = byte;
    }
  }
}

/**
 * Unpack bits, row by row.
 *
 * @param bytes - `rows` rows of `width` bytes
 * @param n - how many bits of each row; what the row has not is 0
 * @param little - is the first value the lowest bit?
 * @param out - `rows` rows of `n` bytes, zeros at first
 */
export function unpackBits(
  bytes: Uint8Array,
  rows: number,
  width: number,
  n: number,
  little: boolean,
  out: Uint8Array,
): void {
  const known = Math.min(n, 8 * width);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < known; i++) {
      const byte = bytes[row * width + (i >> 3)]!;
      out[row * n + i] = (byte >> (little ? i & 7 : 7 - (i & 7))) & 1;
    }
  }
}
