/** What the page computes, and Node.js too: both must come to the same. */
import * as np from 'numloom';
import { quad, solveIvp } from 'numloom/integrate';
import { CubicSpline } from 'numloom/interpolate';
import { curveFit, minimize, rosen } from 'numloom/optimize';
import { erf } from 'numloom/special';

/** Values by name, all of them plain. */
export function compute() {
  const rng = np.random.defaultRng(7);
  const a = rng.random([40, 40]);
  const b = rng.random(40);
  const { S } = np.linalg.svd(a);
  const x = np.linspace(0, 4, 50);
  const y = np.multiply(2.5, np.exp(np.multiply(-1.3, x)));
  const [popt] = curveFit((t, k, c) => np.multiply(k, np.exp(np.multiply(-c, t))), x, y, { p0: [1, 1] });
  const decay = solveIvp((_, [u]) => [-u], [0, 1], [1], { rtol: 1e-8 });
  let refused = '';
  try {
    np.save('a.npy', a);
  } catch (error) {
    refused = error.message;
  }
  return {
    add: np.add([1, 2, 3], [[10], [20]]).toArray(),
    int: np.abs(np.array([-3, 4], { dtype: 'int32' })).toArray(),
    sin: np.sin(np.linspace(0, 100, 1000)).toArray(),
    sum: np.sum(a),
    mean: np.mean(a, { axis: 0 }).toArray(),
    sorted: np.sort(rng.random(5000)).at('::500').toArray(),
    argsort: np.argsort([3, 1, 2]).toArray(),
    matmul: np.matmul(a, a).at(3).toArray(),
    solve: np.linalg.solve(a, b).toArray(),
    svd: S.toArray(),
    eig: np.linalg.eigvalsh(np.add(a, a.T)).toArray(),
    fft: np.absolute(np.fft.fft(b)).toArray(),
    rfft: np
      .absolute(np.fft.rfft(rng.random(1 << 12)))
      .at('::256')
      .toArray(),
    normal: rng.normal(0, 1, 5).toArray(),
    roots: np.polynomial.Polynomial.fromroots([1, 2, 3]).coef.toArray(),
    minimize: minimize(rosen, [1.3, 0.7, 0.8], { method: 'BFGS' }).x.toArray(),
    curveFit: popt.toArray(),
    decay: decay.y.item(0, -1),
    quad: quad((t) => Math.exp(-t * t), 0, 2)[0],
    spline: new CubicSpline([0, 1, 2, 3], [0, 1, 8, 27]).evaluate([0.5, 1.5]).toArray(),
    erf: erf([0.1, 1]).toArray(),
    text: String(
      np.array([
        [1, 2.5],
        [3, 4],
      ]),
    ),
    refused,
  };
}
