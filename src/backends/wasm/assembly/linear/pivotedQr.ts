/**
 * QR with column pivoting, its norms kept by downdating with a safe test (Z. Drmac and Z. Bujanovic, On the failure of rank-revealing
 * QR factorization software, 2008), and RQ, which is the QR of the matrix's reversed transpose.
 */
import { at, conj, fromReal, get, modulus } from './scalar';
import { copy, norm, swap } from './vector';
import { reversedTranspose } from './matrix';
import { geqrf, orgqr, reflectLeft, reflector } from './householder';
import { mark, release, room } from './memory';

export function geqp3<T>(m: i32, n: i32, a: usize, lda: i32, jpvt: usize, tau: usize): void {
  const before = mark();
  const norms = room<f64>(n);
  const exact = room<f64>(n);
  const work = room<T>(n);
  for (let j = 0; j < n; j++) {
    store<i32>(jpvt + <usize>j * 4, j + 1);
    const s = norm<T>(m, at<T>(a, 0, j, lda));
    store<f64>(norms + <usize>j * 8, s);
    store<f64>(exact + <usize>j * 8, s);
  }
  for (let k = 0; k < min(m, n); k++) {
    let p = k;
    let most = -1.0;
    for (let j = k; j < n; j++) {
      const s = load<f64>(norms + <usize>j * 8);
      if (s > most) {
        most = s;
        p = j;
      }
    }
    if (p != k) {
      swap<T>(m, at<T>(a, 0, k, lda), sizeof<T>(), at<T>(a, 0, p, lda), sizeof<T>());
      swap<i32>(1, jpvt + <usize>k * 4, 4, jpvt + <usize>p * 4, 4);
      store<f64>(norms + <usize>p * 8, load<f64>(norms + <usize>k * 8));
      store<f64>(exact + <usize>p * 8, load<f64>(exact + <usize>k * 8));
    }
    const d = at<T>(a, k, k, lda);
    const t = reflector<T>(m - k, d, d + sizeof<T>());
    store<T>(tau + <usize>k * sizeof<T>(), t);
    const beta = load<T>(d);
    store<T>(d, fromReal<T>(1));
    reflectLeft<T>(m - k, n - k - 1, d, conj<T>(t), at<T>(a, k, k + 1, lda), lda, work);
    store<T>(d, beta);
    for (let j = k + 1; j < n; j++) {
      const o = <usize>j * 8;
      const s = load<f64>(norms + o);
      if (s == 0) continue;
      const r = modulus<T>(get<T>(a, k, j, lda)) / s;
      const left = max(0.0, 1 - r * r);
      const q = s / load<f64>(exact + o);
      if (left * q * q <= 1.5e-8) {
        const fresh = norm<T>(m - k - 1, at<T>(a, k + 1, j, lda));
        store<f64>(norms + o, fresh);
        store<f64>(exact + o, fresh);
      } else store<f64>(norms + o, s * sqrt(left));
    }
  }
  release(before);
}

export function gerqf<T>(m: i32, n: i32, a: usize, tau: usize): void {
  const before = mark();
  const k = min(m, n);
  const b = room<T>(n * m);
  reversedTranspose<T>(m, n, a, m, b, n);
  geqrf<T>(n, m, b, n, tau);
  reversedTranspose<T>(n, m, b, n, a, m);
  turnTau<T>(k, tau);
  release(before);
}

export function orgrq<T>(m: i32, n: i32, k: i32, a: usize, tau: usize): void {
  const before = mark();
  const b = room<T>(n * m);
  const t = room<T>(k);
  copy<T>(k, tau, t);
  turnTau<T>(k, t);
  reversedTranspose<T>(m, n, a, m, b, n);
  orgqr<T>(n, m, k, b, n, t);
  reversedTranspose<T>(n, m, b, n, a, m);
  release(before);
}

function turnTau<T>(k: i32, tau: usize): void {
  for (let i = 0; i < k / 2; i++) swap<T>(1, tau + <usize>i * sizeof<T>(), 0, tau + <usize>(k - 1 - i) * sizeof<T>(), 0);
}
