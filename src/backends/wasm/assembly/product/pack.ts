// Packing: a block of an operand, with any strides, is copied into panels in the order in which the micro-kernel reads
// them. Lines are rows of A or columns of B; a panel holds `width` of them side by side, filled up with zeros.

/** Four lines of a panel: element l of line w goes to target[l * width + w]. */
// @ts-ignore: decorator
@inline
function four<T>(k: i32, source: usize, line: usize, along: usize, scale: T, target: usize, next: usize): void {
  let p0 = source;
  let p1 = p0 + line;
  let p2 = p1 + line;
  let p3 = p2 + line;
  for (let l = 0; l < k; l++) {
    store<T>(target, scale * load<T>(p0));
    store<T>(target + sizeof<T>(), scale * load<T>(p1));
    store<T>(target + 2 * sizeof<T>(), scale * load<T>(p2));
    store<T>(target + 3 * sizeof<T>(), scale * load<T>(p3));
    p0 += along;
    p1 += along;
    p2 += along;
    p3 += along;
    target += next;
  }
}

/** Four lines that lie side by side. */
// @ts-ignore: decorator
@inline
function side<T>(k: i32, source: usize, along: usize, scale: T, target: usize, next: usize): void {
  const factor = v128.splat<T>(scale);
  for (let l = 0; l < k; l++) {
    v128.store(target, v128.mul<T>(factor, v128.load(source)));
    if (sizeof<T>() == 8) v128.store(target + 16, v128.mul<T>(factor, v128.load(source + 16)));
    source += along;
    target += next;
  }
}

/** One line, or zeros where there is none. */
// @ts-ignore: decorator
@inline
function one<T>(k: i32, source: usize, along: usize, scale: T, target: usize, next: usize, absent: bool): void {
  for (let l = 0; l < k; l++) {
    store<T>(target, absent ? <T>0 : scale * load<T>(source));
    source += along;
    target += next;
  }
}

/**
 * Pack real lines.
 * @param width lines of a panel, a multiple of four
 * @param line elements from one line to the next
 * @param along elements from one element of a line to the next
 */
export function pack<T>(
  width: i32, lines: i32, k: i32, source: usize, line: i32, along: i32, scale: T, target: usize,
): void {
  const lineBytes = <usize>line * sizeof<T>();
  const alongBytes = <usize>along * sizeof<T>();
  const next = <usize>width * sizeof<T>();
  for (let i = 0; i < lines; i += width) {
    for (let w = 0; w < width; w += 4) {
      const at = target + <usize>w * sizeof<T>();
      const from = source + <usize>(i + w) * lineBytes;
      if (i + w + 4 <= lines) {
        if (line == 1) side<T>(k, from, alongBytes, scale, at, next);
        else four<T>(k, from, lineBytes, alongBytes, scale, at, next);
      } else {
        for (let v = 0; v < 4; v++) {
          one<T>(k, from + <usize>v * lineBytes, alongBytes, scale, at + <usize>v * sizeof<T>(), next, i + w + v >= lines);
        }
      }
    }
    target += <usize>k * next;
  }
}

// Complex products go over the real micro-kernel (F. Van Zee, "Implementing high-performance complex matrix
// multiplication via the 1m method", SIAM J. Sci. Comput. 42, 2020): A's elements are read as pairs (re, im) along k,
// and each element of B becomes the 2 x 2 block [re im; -im re], so that the real product is C with its parts side by side.

/** Complex rows of A: 2 k numbers each. `sign` is -1 for the conjugate. */
export function packPairs<T>(
  width: i32, lines: i32, k: i32, source: usize, line: i32, along: i32, sign: T, target: usize,
): void {
  const lineBytes = <usize>line * (2 * sizeof<T>());
  const alongBytes = <usize>along * (2 * sizeof<T>());
  const next = <usize>width * sizeof<T>();
  for (let i = 0; i < lines; i += width) {
    for (let w = 0; w < width; w++) {
      let at = target + <usize>w * sizeof<T>();
      let from = source + <usize>(i + w) * lineBytes;
      const absent = i + w >= lines;
      for (let l = 0; l < k; l++) {
        store<T>(at, absent ? <T>0 : load<T>(from));
        store<T>(at + next, absent ? <T>0 : sign * load<T>(from + sizeof<T>()));
        at += 2 * next;
        from += alongBytes;
      }
    }
    target += <usize>(2 * k) * next;
  }
}

/** Complex columns of B, times a complex factor, as blocks [re im; -im re]. `width` counts real columns. */
export function packBlocks<T>(
  width: i32, lines: i32, k: i32, source: usize, line: i32, along: i32,
  sign: T, scaleRe: T, scaleIm: T, target: usize,
): void {
  const lineBytes = <usize>line * (2 * sizeof<T>());
  const alongBytes = <usize>along * (2 * sizeof<T>());
  const next = <usize>width * sizeof<T>();
  const many = width >> 1;
  const scaled = scaleRe != 1 || scaleIm != 0;
  for (let i = 0; i < lines; i += many) {
    for (let w = 0; w < many; w++) {
      let at = target + <usize>w * (2 * sizeof<T>());
      let from = source + <usize>(i + w) * lineBytes;
      const absent = i + w >= lines;
      for (let l = 0; l < k; l++) {
        let re: T = 0, im: T = 0;
        if (!absent) {
          re = load<T>(from);
          im = sign * load<T>(from + sizeof<T>());
          if (scaled) {
            const x = re;
            re = scaleRe * x - scaleIm * im;
            im = scaleRe * im + scaleIm * x;
          }
        }
        store<T>(at, re);
        store<T>(at + sizeof<T>(), im);
        store<T>(at + next, -im);
        store<T>(at + next + sizeof<T>(), re);
        at += 2 * next;
        from += alongBytes;
      }
    }
    target += <usize>(2 * k) * next;
  }
}
