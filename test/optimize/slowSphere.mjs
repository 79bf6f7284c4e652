// A function that workers can load: for the tests of `workers`.
export function slowSphere(x) {
  let sum = 0;
  for (const t of x.toFlatArray()) sum += t * t;
  for (let k = 0; k < 20000; k++) sum += 1e-300 * Math.sin(k);
  return sum;
}
