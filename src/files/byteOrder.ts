// The order of bytes within a number: this machine's, and turning one into the other.

/** `'<'` little-endian, `'>'` big-endian. */
export type ByteOrder = '<' | '>';

/** The order of this machine. */
export const NATIVE_ORDER: ByteOrder = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? '<' : '>';

/** Reverses the bytes of every unit of 1, 2, 4 or 8 bytes, in place. */
export function swapBytes(bytes: Uint8Array, unit: number): void {
  if (unit === 1) return;
  const half = unit / 2;
  for (let start = 0; start + unit <= bytes.length; start += unit) {
    for (let k = 0; k < half; k++) {
      const kept = bytes[start + k]!;
      bytes[start + k] = bytes[start + unit - 1 - k]!;
      bytes[start + unit - 1 - k] = kept;
    }
  }
}
