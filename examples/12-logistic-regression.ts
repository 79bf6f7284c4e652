/*
 * 12. Logistic regression
 * Shows: a classifier fitted by L-BFGS-B with its gradient, on data drawn with a stated seed; how often it is right.
 *
 * Python:
 *     import numpy as np
 *     from scipy.optimize import minimize
 *
 *     rng = np.random.default_rng(2024)
 *     n, d = 400, 3
 *     X = np.column_stack([np.ones(n), rng.normal(0, 1, (n, d))])
 *     true = np.array([-0.5, 2.0, -1.0, 0.5])
 *     y = (rng.random(n) < 1 / (1 + np.exp(-X @ true))).astype(float)
 *     train, test = slice(0, 300), slice(300, n)
 *     penalty = 0.1
 *
 *     def loss(w):
 *         z = X[train] @ w
 *         p = 1 / (1 + np.exp(-z))
 *         value = np.mean(np.logaddexp(0, z) - y[train] * z) + penalty / 600 * np.sum(w[1:] ** 2)
 *         gradient = X[train].T @ (p - y[train]) / 300
 *         gradient[1:] += penalty / 300 * w[1:]
 *         return value, gradient
 *
 *     result = minimize(loss, np.zeros(d + 1), jac=True, method="L-BFGS-B", options={"gtol": 1e-9, "ftol": 1e-15})
 *     print("weights:", " ".join(f"{w:.4f}" for w in result.x))
 *     print(f"loss: {result.fun:.6f}")
 *     right = np.mean((X[test] @ result.x > 0) == (y[test] == 1))
 *     print(f"right on the {n - 300} others: {100 * right:.0f}%")
 */
import * as np from 'numloom';
import { minimize, type Vector } from 'numloom/optimize';

const rng = np.random.defaultRng(2024);
const [n, d] = [400, 3];
const X = np.columnStack([np.ones([n]), rng.normal(0, 1, [n, d])]) as np.NDArray<'float64'>;
const truth = np.array([-0.5, 2.0, -1.0, 0.5]);
const chances = np.divide(1, np.add(1, np.exp(np.negative(np.dot(X, truth)))));
const y = np.less(rng.random([n]), chances).astype('float64');
const [train, test] = [X.at('0:300'), X.at('300:')];
const [yTrain, yTest] = [y.at('0:300'), y.at('300:')];
const penalty = 0.1;

/** The mean loss with its gradient; all weights but the first are held small. */
function loss(w: Vector): [number, np.NDArray<'float64'>] {
  const z = np.dot(train, w);
  const p = np.divide(1, np.add(1, np.exp(np.negative(z))));
  const held = w.copy();
  held.itemset(0, 0);
  const value =
    np.mean(np.subtract(np.logaddexp(0, z), np.multiply(yTrain, z))) +
    (penalty / 600) * np.sum(np.multiply(held, held));
  const gradient = np.add(np.divide(np.dot(train.T, np.subtract(p, yTrain)), 300), np.multiply(held, penalty / 300));
  return [value, gradient];
}

const result = minimize(loss, np.zeros([d + 1]), {
  jac: true,
  method: 'L-BFGS-B',
  options: { gtol: 1e-9, ftol: 1e-15 },
});
console.log('weights:', result.x.toFlatArray().map((w) => w.toFixed(4)).join(' ')); // prettier-ignore
console.log(`loss: ${result.fun.toFixed(6)}`);
const right = np.mean(np.equal(np.greater(np.dot(test, result.x), 0), np.equal(yTest, 1)));
console.log(`right on the ${n - 300} others: ${(100 * right).toFixed(0)}%`);
