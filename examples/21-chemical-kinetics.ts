/*
 * 21. Chemical kinetics: Robertson's reaction, the classic stiff system
 * Shows: BDF with the Jacobian given, times from microseconds to centuries, an event, what an explicit method would need.
 *
 * H. H. Robertson, The solution of a set of reaction rate equations (1966): A -> B slowly, B + B -> C fast, B + C -> A + C. Rates differ by nine
 * orders of magnitude, so that explicit methods creep along.
 */
import * as np from 'numloom';
import { solveIvp, type EventFunction } from 'numloom/integrate';

const [SLOW, FAST, BACK] = [0.04, 3e7, 1e4];

const reaction = (_t: number, [a, b, c]: np.NDArray<'float64'>): number[] => [
  -SLOW * a! + BACK * b! * c!,
  SLOW * a! - BACK * b! * c! - FAST * b! * b!,
  FAST * b! * b!,
];
const jacobian = (_t: number, [, b, c]: np.NDArray<'float64'>): number[][] => [
  [-SLOW, BACK * c!, BACK * b!],
  [SLOW, -BACK * c! - 2 * FAST * b!, -BACK * b!],
  [0, 2 * FAST * b!, 0],
];

// When is half of A gone?
const half: EventFunction = (_t, y) => (y.item(0) as number) - 0.5;

const times = np.logspace(-6, 10, 9);
const solution = solveIvp(reaction, [0, 1e10], [1, 0, 0], {
  method: 'BDF',
  jac: jacobian,
  events: half,
  tEval: times,
  rtol: 1e-8,
  atol: 1e-12,
});

console.log(solution.message);
console.log('      t          A           B           C');
for (let k = 0; k < times.size; k++) {
  const [a, b, c] = [0, 1, 2].map((i) => solution.y.item(i, k));
  console.log([times.item(k), a!, b!, c!].map((value) => value.toExponential(3).padStart(10)).join('  '));
}
console.log(`A falls to one half after ${solution.tEvents![0]!.item(0).toFixed(1)} s`);
console.log(`what is there is kept: A + B + C - 1 = ${(np.sum(solution.y.at(':', -1)) - 1).toExponential(0)}`);

const explicit = solveIvp(reaction, [0, 40], [1, 0, 0], { method: 'RK45', rtol: 1e-8, atol: 1e-12 });
const implicit = solveIvp(reaction, [0, 40], [1, 0, 0], { method: 'BDF', jac: jacobian, rtol: 1e-8, atol: 1e-12 });
console.log(`for the first 40 s alone: ${explicit.nfev} evaluations by RK45, ${implicit.nfev} by BDF`);
