/** What same.py does with mpi4py: each rank prints what it got, line by line. */
import * as np from 'numloom';
import { MPI } from 'numloom/mpi';

const comm = MPI.COMM_WORLD;
const [rank, size] = [comm.getRank(), comm.getSize()];
const [left, right] = [(rank - 1 + size) % size, (rank + 1) % size];
const from0 = (n: number): number[] => Array.from({ length: n }, (_, k) => k);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Python writes floats with a point: those of arrays of float64. */
function text(value: unknown): string {
  if (value instanceof Float64Array) return `[${Array.from(value, float).join()}]`;
  if (value instanceof BigInt64Array || value instanceof Int32Array) return `[${Array.from(value as never).join()}]`;
  if (value instanceof Float) return float(value.value);
  if (Array.isArray(value)) return `[${value.map(text).join()}]`;
  if (typeof value === 'string')
    return JSON.stringify(value).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, one]) => `"${key}":${text(one)}`)
      .join()}}`;
  return value === undefined ? 'null' : JSON.stringify(value);
}
const float = (x: number): string => (Number.isInteger(x) ? x.toFixed(1) : String(x));
class Float {
  constructor(readonly value: number) {}
}
function show(label: string, value: unknown): void {
  console.log(`${rank} ${label} ${text(value)}`);
}

// Values.
const status = new MPI.Status();
const sending = comm.isend({ from: rank, list: [1, 2.5, null, true, 'ä'] }, right, { tag: 7 });
show('recv', comm.recv({ source: left, tag: MPI.ANY_TAG, status }));
sending.wait();
show('status', [status.getSource(), status.getTag(), status.getError()]);
show('sendrecv', comm.sendrecv(rank * 10, left, { source: right }));
show('bcast', comm.bcast(rank === 1 ? { a: [1, 2, { b: 3 }] } : null, { root: 1 }));
show('scatter', comm.scatter(rank === 0 ? from0(size).map((k) => [k, k * k]) : null, { root: 0 }));
show('gather', comm.gather((rank + 1) ** 2, { root: size - 1 }));
show('allgather', comm.allgather('r'.repeat(rank)));
show('alltoall', comm.alltoall(from0(size).map((k) => 10 * rank + k)));
const reduced = comm.reduce(rank + 0.5, { op: MPI.SUM, root: 0 });
show('reduce', reduced === null ? null : new Float(reduced));
for (const name of ['SUM', 'PROD', 'MAX', 'MIN', 'LAND', 'LOR', 'LXOR', 'BAND', 'BOR', 'BXOR'] as const) {
  show(`allreduce ${name}`, Number(comm.allreduce(rank + 1, { op: MPI[name] })));
}
show('MAXLOC', comm.allreduce([(rank * 2) % size, rank], { op: MPI.MAXLOC }));
show('concatenation', comm.allreduce([rank], { op: MPI.SUM }));
show('scan', comm.scan(rank + 1));
show('exscan', comm.exscan(rank + 1));
const receiving = comm.irecv({ source: left, tag: 3 });
comm.send([rank, rank, rank], right, { tag: 3 });
show('irecv', receiving.wait());

// Arrays.
const a = Float64Array.from([0, 1, 2, 3], (k) => k + 10 * rank);
const b = new Float64Array(4);
comm.Sendrecv([a, MPI.DOUBLE], right, { recvbuf: [b, MPI.DOUBLE], source: left, status });
show('Sendrecv', b);
show('count', [status.getCount(MPI.DOUBLE), status.getElements(MPI.DOUBLE)]);
comm.Allreduce(MPI.IN_PLACE, a, { op: MPI.SUM });
show('Allreduce', a);
const i = Int32Array.of(rank, 2, 3);
comm.Reduce(rank === 1 ? MPI.IN_PLACE : i, rank === 1 ? i : null, { op: MPI.PROD, root: 1 });
show('Reduce', i);
const counts = from0(size).map((k) => k + 1);
const part = new BigInt64Array(counts[rank]!).fill(BigInt(rank));
const whole = new BigInt64Array(sum(counts));
comm.Allgatherv(part, [whole, counts]);
show('Allgatherv', whole);
comm.Gatherv(
  part.map((x) => x + 1n),
  rank === 0 ? [whole, counts] : null,
  { root: 0 },
);
show('Gatherv', whole);
comm.Scatterv(rank === 0 ? [BigInt64Array.from(from0(sum(counts)), BigInt), counts] : null, part, { root: 0 });
show('Scatterv', part);
const all = new Float64Array(2 * size);
comm.Alltoall(
  Float64Array.from(from0(2 * size), (k) => k + 100 * rank),
  all,
);
show('Alltoall', all);
const sendCounts = from0(size).map((k) => (rank + k) % 3);
const some = new Float64Array(sum(sendCounts));
comm.Alltoallv(
  [Float64Array.from(from0(sum(sendCounts)), (k) => k + 100 * rank), sendCounts],
  [some, from0(size).map((k) => (k + rank) % 3)],
);
show('Alltoallv', some);
const share = new Float64Array(rank + 1);
comm.ReduceScatter(
  Float64Array.from(from0(sum(counts)), (k) => k * (rank + 1)),
  share,
  { recvcounts: counts },
);
show('ReduceScatter', share);
const three = Float64Array.from([0, 1, 2], (k) => k + rank);
const scanned = new Float64Array(3);
comm.Scan(three, scanned, { op: MPI.MAX });
show('Scan', scanned);
const before = new Float64Array(3);
comm.Exscan(three, before);
show('Exscan', before);
const product = np.empty(1, { dtype: 'complex128' });
comm.Allreduce(np.array([new np.Complex(rank, 1)]), product, { op: MPI.PROD });
const { re, im } = product.item(0);
show('complex', [new Float(re), new Float(im)]);

const op = MPI.Op.Create(
  (x: ArrayLike<unknown>, y: { length: number; [k: number]: unknown }) => {
    for (let k = 0; k < y.length; k++) y[k] = Math.max(Number(x[k]), Number(y[k])) + 1;
  },
  { commute: true },
);
const combined = new Float64Array(2);
comm.Allreduce(Float64Array.of(1, 2), combined, { op });
show('user op', combined);
op.Free();
const persistent = [comm.SendInit(a, right, { tag: 9 }), comm.RecvInit(b, { source: left, tag: 9 })];
for (const step of [0, 1]) {
  a.fill(rank + step);
  MPI.Prequest.Startall(persistent);
  MPI.Request.Waitall(persistent);
  show(`persistent ${step}`, b);
}
const column = MPI.DOUBLE.CreateVector(3, 1, 4).Commit();
const grid = Float64Array.from(from0(12), (k) => k + 100 * rank);
const got = new Float64Array(3);
const request = comm.Irecv(got, { source: left, tag: 4 });
comm.Send([grid, 1, column], right, { tag: 4 });
request.Wait();
show('column', got);
column.Free();

// Communicators.
const half = comm.Split(rank % 2, -rank);
show('Split', [half.rank, half.size, half.allreduce(rank)]);
const cart = comm.CreateCart([size], { periods: [true] });
show('Cart', [cart.Shift(0, 1), cart.getCoords(rank), cart.getCartRank([rank])]);
const line = comm.CreateCart([size, 1], { periods: [false, true] });
const neighbours = line.Shift(0, 1);
show('Shift', [
  0 < rank && rank < size - 1 ? neighbours : neighbours.map((x) => x === MPI.PROC_NULL),
  line.Shift(1, 1),
]);
show('dims', [MPI.computeDims(12, 2), MPI.computeDims(12, [0, 2])]);
const group = comm.getGroup().Incl([size - 1, 0]);
show('group', [group.size, group.rank === MPI.UNDEFINED, group.TranslateRanks([0, 1], comm.getGroup())]);

// Windows and files.
const memory = new Float64Array(size + 1);
const window = MPI.Win.Create(memory, { comm });
window.Fence();
window.Put(Float64Array.of(rank + 1), right, { target: rank });
window.Accumulate(Float64Array.of(rank + 1), 0, { target: size, op: MPI.SUM });
window.Fence();
show('window', memory);
const theirs = new Float64Array(size);
window.Get(theirs, left);
window.Fence();
show('Get', theirs);
window.Free();
const file = MPI.File.Open(comm, process.argv[2]!, { amode: MPI.MODE_CREATE | MPI.MODE_RDWR });
file.WriteAtAll(8 * 2 * rank, Float64Array.of(rank, rank + 0.5));
file.Sync();
comm.Barrier();
const read = new Float64Array(2);
file.ReadAt(8 * 2 * left, read);
show('file', [read, file.getSize()]);
file.Close();
