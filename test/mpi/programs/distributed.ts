/** Distributed arrays against the same operations on whole arrays; prints how many checks there were and which failed. */
import * as np from 'numloom';
import { DistributedArray, MPI } from 'numloom/mpi';

const comm = MPI.COMM_WORLD;
const { rank, size } = comm;
const faults: string[] = [];
let checks = 0;

function check(label: string, got: unknown, want: unknown, tolerance = 0): void {
  checks++;
  const fine =
    got instanceof np.NDArray && want instanceof np.NDArray
      ? got.shape.join() === want.shape.join() &&
        np.allclose(got as never, want as never, { rtol: tolerance, atol: tolerance })
      : typeof got === 'number' && typeof want === 'number'
        ? Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want))
        : JSON.stringify(got) === JSON.stringify(want);
  if (!fine) faults.push(`rank ${rank}: ${label}: got ${String(got)}, expected ${String(want)}`.slice(0, 300));
}

const rng = np.random.defaultRng(7);
const square = [size, 1];
const flat = [1, size];
const grids = size === 4 ? [square, flat, [2, 2]] : [square, flat];

for (const [n, m] of [
  [7, 5],
  [2, 3],
  [1, 1],
  [12, 8],
] as const) {
  const a = rng.normal(0, 1, [n, m]);
  const b = rng.normal(0, 1, [m, n + 1]);
  for (const grid of grids) {
    const label = `${n} x ${m} over ${grid.join(' x ')} of ${size}`;
    const da = DistributedArray.scatter(rank === 0 ? a : null, { grid });
    const db = DistributedArray.scatter(rank === 0 ? b : null, { grid });
    check(`allgather ${label}`, da.allgather(), a);
    const gathered = da.gather({ root: size - 1 });
    if (rank === size - 1) check(`gather ${label}`, gathered, a);
    check(`add ${label}`, da.add(da).multiply(3).allgather(), a.mul(6), 1e-15);
    check(`exp ${label}`, da.apply(np.exp as never).allgather(), np.exp(a), 1e-15);
    check(`row ${label}`, da.subtract(a.at(0)).allgather(), a.sub(a.at(0)), 1e-15);
    check(`sum ${label}`, da.sum(), a.sum(), 1e-13);
    check(`max ${label}`, da.max(), a.max());
    check(`min ${label}`, da.min(), a.min());
    check(`mean ${label}`, da.mean(), np.mean(a), 1e-13);
    check(`std ${label}`, da.std(), np.std(a), 1e-13);
    check(`norm ${label}`, da.norm(), Math.sqrt(Number(a.mul(a).sum())), 1e-13);
    for (const axis of [0, 1, -1]) {
      check(`sum along ${axis} ${label}`, da.sum({ axis }), a.sum({ axis }), 1e-13);
      check(`max along ${axis} ${label}`, da.max({ axis }), a.max({ axis }));
    }
    check(`T ${label}`, da.T.allgather(), a.T.copy());
    check(`matmul ${label}`, da.matmul(db).allgather(), np.matmul(a, b), 1e-13);
    for (const other of grids) check(`redistribute ${label}`, da.redistribute(other).allgather(), a);
    check(`other grid ${label}`, da.add(da.redistribute(square)).allgather(), a.mul(2), 1e-15);
    const x = rng.normal(0, 1, m);
    check(
      `matvec ${label}`,
      da.matmul(DistributedArray.scatter(rank === 0 ? x : null)).allgather(),
      np.matmul(a, x),
      1e-13,
    );
    const path = `${process.argv[2]}-${grid.join('-')}-${n}.npy`;
    da.save(path);
    comm.barrier();
    check(`np.load ${label}`, np.load(path), a);
    for (const other of grids) check(`load ${label}`, DistributedArray.load(path, { grid: other }).allgather(), a);
    comm.barrier();
    if (rank === 0) np.save(path, np.asfortranarray(a));
    comm.barrier();
    check(`load column order ${label}`, DistributedArray.load(path, { grid }).allgather(), a);
  }
}

for (const n of [0, 1, 5, 100]) {
  const v = rng.integers(0, 20, n).astype('float64');
  const dv = DistributedArray.scatter(rank === 0 ? v : null);
  check(`sort ${n}`, dv.sort().allgather(), np.sort(v));
  check(`cumsum ${n}`, dv.cumsum().allgather(), np.cumsum(v));
  check(`arange ${n}`, DistributedArray.arange(n).allgather(), np.arange(n));
  check(`dot ${n}`, dv.dot(dv), Number(v.mul(v).sum()), 1e-13);
}
check('int sum', Number(DistributedArray.ones([3, 3], { dtype: 'int32' }).sum()), 9);

// Margins: a periodic and a bounded stencil against the same on the whole array.
const n = 4 * size;
const field = rng.normal(0, 1, [n, n]);
for (const grid of grids) {
  for (const periods of [true, false]) {
    const halo = DistributedArray.scatter(rank === 0 ? field : null, { grid }).halo({ periods, width: 2, fill: 0.5 });
    halo.exchange();
    const sum = halo.shifted(-1, -2).add(halo.shifted(2, 1));
    const whole = np.pad(field, 2, periods ? { mode: 'wrap' } : { constantValues: 0.5 });
    const want = whole.at(`1:${1 + n}`, `0:${n}`).add(whole.at(`4:${4 + n}`, `3:${3 + n}`));
    const { layout } = halo.toArray();
    check(
      `halo ${grid.join('x')} ${periods}`,
      DistributedArray.fromLocal(sum, layout.shape, { grid }).allgather(),
      want,
      1e-15,
    );
  }
}

let thrown = '';
try {
  DistributedArray.zeros([4, 4], { grid: [size + 1, 1] });
} catch (error) {
  thrown = (error as Error).message;
}
check('grid', thrown, `zeros: grid (${size + 1},1) does not cut 2 axes over ${size} ranks`.replace('zeros', 'full'));

const everything = comm.gather({ checks, faults });
if (rank === 0) {
  console.log(
    JSON.stringify({
      size,
      checks: everything![0]!.checks,
      faults: everything!.flatMap((one) => one.faults).slice(0, 12),
    }),
  );
}
