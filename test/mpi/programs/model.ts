/**
 * Checks every collective operation against a sequential model: all ranks make the inputs of all ranks from one seed, so that each
 * knows what it must get. Runs on the world and on communicators of other sizes cut from it; prints how many checks there were
 * and which failed.
 */
import * as np from 'numloom';
import { MPI } from 'numloom/mpi';

const world = MPI.COMM_WORLD;
const faults: string[] = [];
let checks = 0;

/** A small generator of numbers, the same on every rank. */
let state = 12345;
function random(): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
}
const below = (n: number): number => Math.floor(random() * n);

type Typed = Float64Array | Float32Array | Int32Array | Uint8Array | BigInt64Array | Int16Array;
type Maker = new (length: number) => Typed;
const MAKERS: readonly Maker[] = [Float64Array, Int32Array, BigInt64Array, Uint8Array, Float32Array, Int16Array];

/** Small whole numbers, so that sums and products are exact in any order. */
function make(Kind: Maker, length: number): Typed {
  const made = new Kind(length);
  for (let k = 0; k < length; k++) made[k] = (Kind === BigInt64Array ? BigInt(below(3) + 1) : below(3) + 1) as never;
  return made;
}

const same = (a: unknown, b: unknown): boolean => text(a) === text(b);
function text(value: unknown): string {
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}[${Array.from(value as never).join()}]`;
  if (value instanceof np.NDArray)
    return `${value.dtype}${value.shape.join('x')}:${value.toFlatArray().map(String).join()}`;
  if (value instanceof np.Complex) return String(value);
  if (value instanceof Map) return `Map${text([...value])}`;
  if (Array.isArray(value)) return `[${value.map(text).join()}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([k, v]) => `${k}:${text(v)}`)
      .join()}}`;
  return typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? 'undefined');
}

function check(label: string, got: unknown, want: unknown): void {
  checks++;
  if (!same(got, want))
    faults.push(`rank ${world.rank}: ${label}: got ${text(got).slice(0, 80)}, expected ${text(want).slice(0, 80)}`);
}

function concat(parts: readonly Typed[]): Typed {
  const made = new (parts[0]!.constructor as Maker)(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    made.set(part as never, at);
    at += part.length;
  }
  return made;
}

type Pair = (a: never, b: never) => unknown;
const ALL_OPS: readonly (readonly [string, MPI.Op, Pair])[] = [
  ['SUM', MPI.SUM, (a: number, b: number) => a + b],
  ['PROD', MPI.PROD, (a: number, b: number) => a * b],
  ['MAX', MPI.MAX, (a: number, b: number) => (a > b ? a : b)],
  ['MIN', MPI.MIN, (a: number, b: number) => (a < b ? a : b)],
];

/** More ranks than cores take long: fewer operations and dtypes then. */
const few = process.argv[4] === 'few';
const OPS = few ? ALL_OPS.slice(0, 1) : ALL_OPS;

function fold(parts: readonly Typed[], combine: Pair): Typed {
  const result = parts[0]!.slice();
  for (const part of parts.slice(1))
    for (let k = 0; k < result.length; k++) result[k] = combine(result[k] as never, part[k] as never) as never;
  return result;
}

function buffers(comm: MPI.Comm, Kind: Maker, length: number): void {
  const { rank, size } = comm;
  const label = `${Kind.name} x ${length} on ${size}`;
  const root = below(size);
  const inputs = Array.from({ length: size }, () => make(Kind, length));
  const wide = Array.from({ length: size }, () => make(Kind, length * size));
  const counts = Array.from({ length: size }, () => below(length + 1));
  const total = counts.reduce((a, b) => a + b, 0);
  const displacements = counts.map((_, k) => counts.slice(0, k).reduce((a, b) => a + b, 0));
  const uneven = counts.map((count) => make(Kind, count));
  const mine = inputs[rank]!;
  const blank = (n: number): Typed => new Kind(n);

  const b = rank === root ? mine.slice() : blank(length);
  comm.Bcast(b, { root });
  check(`Bcast ${label}`, b, inputs[root]);

  const part = blank(length);
  comm.Scatter(rank === root ? wide[root]! : null, part, { root });
  check(`Scatter ${label}`, part, wide[root]!.slice(rank * length, (rank + 1) * length));
  const own = blank(counts[rank]!);
  const source = concat(uneven);
  comm.Scatterv(rank === root ? [source, counts] : null, own, { root });
  check(`Scatterv ${label}`, own, uneven[rank]);

  const whole = rank === root ? blank(length * size) : null;
  comm.Gather(mine, whole, { root });
  if (rank === root) check(`Gather ${label}`, whole, concat(inputs));
  const gathered = rank === root ? blank(total) : null;
  comm.Gatherv(uneven[rank]!, gathered ? [gathered, [counts, displacements]] : null, { root });
  if (rank === root) check(`Gatherv ${label}`, gathered, source);

  const all = blank(length * size);
  comm.Allgather(mine, all);
  check(`Allgather ${label}`, all, concat(inputs));
  const inPlace = blank(length * size);
  inPlace.set(mine as never, rank * length);
  comm.Allgather(MPI.IN_PLACE, inPlace);
  check(`Allgather in place ${label}`, inPlace, concat(inputs));
  const allv = blank(total);
  comm.Allgatherv(uneven[rank]!, [allv, counts]);
  check(`Allgatherv ${label}`, allv, source);

  const turned = blank(length * size);
  comm.Alltoall(wide[rank]!, turned);
  const want = concat(wide.map((from) => from.slice(rank * length, (rank + 1) * length)));
  check(`Alltoall ${label}`, turned, want);
  // Rank i sends j so many: a table that all know.
  const table = Array.from({ length: size }, () => Array.from({ length: size }, () => below(length + 1)));
  const sends = table.map((row) => row.map((count) => make(Kind, count)));
  const receives = table.map((row) => row[rank]!);
  const into = blank(receives.reduce((a, c) => a + c, 0));
  comm.Alltoallv([concat([...sends[rank]!, blank(0)]), table[rank]!], [into, receives]);
  check(`Alltoallv ${label}`, into, concat([...sends.map((row) => row[rank]!), blank(0)]));

  for (const [name, op, combine] of OPS) {
    const expected = fold(inputs, combine);
    check(`allreduce ${name} ${label}`, comm.allreduce(mine, { op }), expected);
    check(`reduce ${name} ${label}`, comm.reduce(mine, { op, root }), rank === root ? expected : null);
    const numbers = inputs.map((one) => Number(one[0] ?? 2));
    const combined = numbers.reduce((a, c) => Number(combine(a as never, c as never)));
    check(`allreduce of numbers ${name} ${label}`, comm.allreduce(numbers[rank]!, { op }), combined);
    check(
      `reduce of numbers ${name} ${label}`,
      comm.reduce(numbers[rank]!, { op, root }),
      rank === root ? combined : null,
    );
    const sum = blank(length);
    comm.Allreduce(mine, sum, { op });
    check(`Allreduce ${name} ${label}`, sum, expected);
    const again = mine.slice();
    comm.Allreduce(MPI.IN_PLACE, again, { op });
    check(`Allreduce in place ${name} ${label}`, again, expected);
    const result = rank === root ? blank(length) : null;
    comm.Reduce(mine, result, { op, root });
    if (rank === root) check(`Reduce ${name} ${label}`, result, expected);
    const scan = blank(length);
    comm.Scan(mine, scan, { op });
    check(`Scan ${name} ${label}`, scan, fold(inputs.slice(0, rank + 1), combine));
    const exscan = blank(length);
    comm.Exscan(mine, exscan, { op });
    if (rank > 0) check(`Exscan ${name} ${label}`, exscan, fold(inputs.slice(0, rank), combine));
    const block = blank(length);
    comm.ReduceScatterBlock(wide[rank]!, block, { op });
    check(`ReduceScatterBlock ${name} ${label}`, block, fold(wide, combine).slice(rank * length, (rank + 1) * length));
    const share = blank(counts[rank]!);
    const long = Array.from({ length: size }, () => make(Kind, total));
    comm.ReduceScatter(long[rank]!, share, { op, recvcounts: counts });
    check(
      `ReduceScatter ${name} ${label}`,
      share,
      fold(long, combine).slice(displacements[rank], displacements[rank]! + counts[rank]!),
    );
  }

  // The same without blocking, all under way at once.
  const nb = rank === root ? mine.slice() : blank(length);
  const [ns, ng, na, nt, nsum, nred] = [
    blank(length),
    blank(length * size),
    blank(length * size),
    blank(length * size),
    blank(length),
    blank(length),
  ];
  const [nsv, ngv, nav, nscan, nex] = [blank(counts[rank]!), blank(total), blank(total), blank(length), blank(length)];
  const [nblock, nshare] = [blank(length), blank(counts[rank]!)];
  MPI.Request.Waitall([
    comm.Ibcast(nb, { root }),
    comm.Iscatter(rank === root ? wide[root]! : null, ns, { root }),
    comm.Igather(mine, rank === root ? ng : null, { root }),
    comm.Iallgather(mine, na),
    comm.Ialltoall(wide[rank]!, nt),
    comm.Iallreduce(mine, nsum),
    comm.Ireduce(mine, rank === root ? nred : null, { op: MPI.MAX, root }),
    comm.Iscatterv(rank === root ? [source, counts] : null, nsv, { root }),
    comm.Igatherv(uneven[rank]!, rank === root ? [ngv, counts] : null, { root }),
    comm.Iallgatherv(uneven[rank]!, [nav, counts]),
    comm.Iscan(mine, nscan),
    comm.Iexscan(mine, nex),
    comm.IreduceScatterBlock(wide[rank]!, nblock),
    comm.IreduceScatter(source, nshare, { recvcounts: counts }),
    comm.Ibarrier(),
  ]);
  check(`Ibcast ${label}`, nb, inputs[root]);
  check(`Iscatter ${label}`, ns, part);
  if (rank === root) check(`Igather ${label}`, ng, whole);
  check(`Iallgather ${label}`, na, all);
  check(`Ialltoall ${label}`, nt, turned);
  check(`Iallreduce ${label}`, nsum, fold(inputs, ALL_OPS[0]![2]));
  if (rank === root) check(`Ireduce ${label}`, nred, fold(inputs, ALL_OPS[2]![2]));
  check(`Iscatterv ${label}`, nsv, own);
  if (rank === root) check(`Igatherv ${label}`, ngv, source);
  check(`Iallgatherv ${label}`, nav, allv);
  check(`Iscan ${label}`, nscan, fold(inputs.slice(0, rank + 1), ALL_OPS[0]![2]));
  if (rank > 0) check(`Iexscan ${label}`, nex, fold(inputs.slice(0, rank), ALL_OPS[0]![2]));

  const sum = ALL_OPS[0]![2];
  check(`IreduceScatterBlock ${label}`, nblock, fold(wide, sum).slice(rank * length, (rank + 1) * length));
  const copies = Array.from({ length: size }, () => source);
  const shareEnd = displacements[rank]! + counts[rank]!;
  check(`IreduceScatter ${label}`, nshare, fold(copies, sum).slice(displacements[rank], shareEnd));

  // Round a ring.
  const [left, right] = [(rank + size - 1) % size, (rank + 1) % size];
  const theirs = blank(length);
  const status = new MPI.Status();
  comm.Sendrecv(mine, right, { recvbuf: theirs, source: left, sendtag: 3, recvtag: 3, status });
  check(`Sendrecv ${label}`, theirs, inputs[left]);
  check(`Status ${label}`, [status.source, status.tag, status.count], [left, 3, mine.byteLength]);
  const swapped = mine.slice();
  comm.SendrecvReplace(swapped, right, { source: left });
  check(`SendrecvReplace ${label}`, swapped, inputs[left]);
  const persistent = blank(length);
  const pair = [comm.RecvInit(persistent, { source: left, tag: 9 }), comm.SendInit(mine, right, { tag: 9 })];
  for (let round = 0; round < 2; round++) {
    persistent.set(blank(length) as never);
    MPI.Prequest.Startall(pair);
    MPI.Request.Waitall(pair);
    check(`persistent ${label}`, persistent, inputs[left]);
  }
  for (const request of pair) request.Free();
}

/** Values of all kinds. */
function value(depth = 0): unknown {
  switch (below(depth > 1 ? 7 : 10)) {
    case 0:
      return below(1000) / 8;
    case 1:
      return `text ${below(100)} \u00e4\u{1f600}`;
    case 2:
      return null;
    case 3:
      return BigInt(below(1000)) ** 5n;
    case 4:
      return np.arange(below(6)).mul(0.5);
    case 5:
      return new np.Complex(below(5), -1);
    case 6:
      return Float32Array.from({ length: below(4) }, () => below(9));
    case 7:
      return Array.from({ length: below(4) }, () => value(depth + 1));
    case 8:
      return { a: value(depth + 1), 'b c': value(depth + 1), on: below(2) === 1 };
    default:
      return new Map([[below(9), value(depth + 1)]]);
  }
}

function objects(comm: MPI.Comm): void {
  const { rank, size } = comm;
  const label = `on ${size}`;
  const root = below(size);
  const inputs = Array.from({ length: size }, () => value());
  const table = Array.from({ length: size }, () => Array.from({ length: size }, () => value()));
  check(`bcast ${label}`, comm.bcast(rank === root ? inputs[root] : undefined, { root }), inputs[root]);
  check(`scatter ${label}`, comm.scatter(rank === root ? inputs : null, { root }), inputs[rank]);
  check(`gather ${label}`, comm.gather(inputs[rank], { root }), rank === root ? inputs : null);
  check(`allgather ${label}`, comm.allgather(inputs[rank]), inputs);
  check(
    `alltoall ${label}`,
    comm.alltoall(table[rank]!),
    table.map((row) => row[rank]),
  );
  const words = inputs.map((_, k) => `<${k}>`);
  const all = words.join('');
  check(`reduce ${label}`, comm.reduce(words[rank]!, { root }), rank === root ? all : null);
  check(`allreduce ${label}`, comm.allreduce(words[rank]!), all);
  check(`scan ${label}`, comm.scan(words[rank]!), words.slice(0, rank + 1).join(''));
  check(`exscan ${label}`, comm.exscan(words[rank]!), rank === 0 ? null : words.slice(0, rank).join(''));
  check(
    `allreduce numbers ${label}`,
    comm.allreduce(rank + 1, { op: MPI.PROD }),
    words.reduce((p, _, k) => p * (k + 1), 1),
  );
  check(`allreduce maxloc ${label}`, comm.allreduce([rank % 2, rank], { op: MPI.MAXLOC }), size > 1 ? [1, 1] : [0, 0]);
  check(
    `allreduce arrays ${label}`,
    comm.allreduce(np.arange(3).add(rank)),
    np
      .arange(3)
      .mul(size)
      .add((size * (size - 1)) / 2),
  );
  check(
    `allreduce function ${label}`,
    comm.allreduce([rank], { op: (a: number[], b: number[]) => [...a, ...b] }),
    words.map((_, k) => k),
  );
  check(
    `allreduce lists ${label}`,
    comm.allreduce([rank]),
    words.map((_, k) => k),
  );
  // Not all ranks have numbers, or arrays of one shape.
  const odd = rank === size - 1;
  const kinds = inputs.map((_, k) => (k === size - 1 ? np.full(2, 5) : 1));
  check(
    `allreduce mixed ${label}`,
    comm.allreduce<unknown>(odd ? np.full(2, 5) : 1),
    kinds.length > 1 ? np.full(2, size + 4) : kinds[0],
  );
  const column = np.full([2, 1], rank + 1);
  check(
    `allreduce broadcast ${label}`,
    comm.allreduce<np.NDArray>((odd ? np.full([1, 2], 0) : column) as unknown as np.NDArray),
    size > 1 ? np.full([2, 2], (size * (size - 1)) / 2) : np.full([1, 2], 0),
  );
  check(`allreduce NaN ${label}`, comm.allreduce(odd ? NaN : rank), NaN);
  const extremes = comm.allreduce(np.array([odd ? NaN : rank, rank]) as unknown as np.NDArray, { op: MPI.MAX });
  check(`allreduce maximum ${label}`, extremes, np.array([NaN, size - 1]));
  check(`allreduce and ${label}`, comm.allreduce(rank > 0, { op: MPI.LOR }), size > 1);
  const [left, right] = [(rank + size - 1) % size, (rank + 1) % size];
  check(`sendrecv ${label}`, comm.sendrecv(inputs[rank], right, { source: left }), inputs[left]);
  // Receives posted before either side sends, and sends too long for the library's own buffers: no deadlock.
  const big = new Uint8Array(300_000).fill(rank);
  const first = comm.irecv<Uint8Array>({ source: left, tag: 1 });
  const second = comm.irecv<string>({ source: left, tag: 1 });
  comm.send(big, right, { tag: 1 });
  comm.send(words[rank], right, { tag: 1 });
  const [a, b] = MPI.Request.waitall<unknown>([first, second]);
  check(`irecv order ${label}`, [(a as Uint8Array)[7], (a as Uint8Array).length, b], [left, 300_000, words[left]]);
  comm.isend(words[rank], right, { tag: 2 });
  const status = new MPI.Status();
  comm.probe({ source: MPI.ANY_SOURCE, tag: 2, status });
  check(`probe ${label}`, [status.source, status.tag], [left, 2]);
  check(`mprobe ${label}`, comm.mprobe({ tag: 2 }).recv(), words[left]);
  comm.barrier();
}

function windows(comm: MPI.Comm, label: string): void {
  const { rank, size } = comm;
  const right = (rank + 1) % size;
  const memory = new Float64Array(size + 1);
  const win = MPI.Win.Create(memory, { comm });
  win.Fence();
  for (let k = 0; k < size; k++) win.Put(Float64Array.of(rank + 1), k, { target: rank });
  win.Fence();
  check(
    `Put ${label}`,
    memory.slice(0, size),
    Float64Array.from({ length: size }, (_, k) => k + 1),
  );
  for (let k = 0; k < size; k++) win.Accumulate(Float64Array.of(rank + 1), k, { target: size });
  win.Fence();
  check(`Accumulate ${label}`, memory[size], (size * (size + 1)) / 2);
  const read = new Float64Array(2);
  win.Get(read, right, { target: [size - 1, 2] });
  win.Fence();
  check(`Get ${label}`, read, Float64Array.of(size, (size * (size + 1)) / 2));
  win.Free();
  const counted = MPI.Win.Allocate(16, { comm, dispUnit: 8 });
  const [put, got3] = [Float64Array.of(rank + 0.5), new Float64Array(1)];
  counted.LockAll();
  counted.Rput(put, right).Wait();
  counted.Raccumulate(Float64Array.of(1), 0, { target: 1 }).Wait();
  counted.FlushAll();
  comm.barrier();
  counted.Rget(got3, right).Wait();
  const before = new Float64Array(1);
  counted.RgetAccumulate(Float64Array.of(0), before, 0, { target: 1 }).Wait();
  counted.FlushLocalAll();
  counted.UnlockAll();
  check(`Rput, Rget, Raccumulate ${label}`, [got3[0], before[0]], [rank + 0.5, size]);
  check(`window group ${label}`, counted.getGroup().size, size);
  counted.Free();
  const tickets = MPI.Win.Allocate(rank === 0 ? 8 : 0, { comm, dispUnit: 8 });
  const ticket = new BigInt64Array(1);
  tickets.Lock(0);
  tickets.FetchAndOp(BigInt64Array.of(1n), ticket, 0);
  tickets.Unlock(0);
  const taken = comm.allgather(ticket[0]!);
  check(
    `FetchAndOp ${label}`,
    taken.map(Number).sort((p, q) => p - q),
    taken.map((_, k) => k),
  );
  tickets.Free();
}

/** `part` is this rank's part of the world, of so many that have more than one rank. */
async function others(comm: MPI.Comm, part: number, turns: number): Promise<void> {
  const { rank, size } = comm;
  const label = `on ${size}`;
  const [left, right] = [(rank + size - 1) % size, (rank + 1) % size];
  // Awaiting lets timers run.
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  const request = comm.irecv<number>({ source: left });
  await new Promise((resolve) => setTimeout(resolve, 10 + rank));
  comm.send(rank, right);
  check(`await ${label}`, await request, left);
  clearInterval(timer);
  check(`event loop ${label}`, ticks > 0, true);
  const got = new Float64Array(2);
  const receive = comm.Irecv(got, { source: left });
  comm.Send(Float64Array.of(rank, 1), right);
  await receive;
  check(`await Irecv ${label}`, got, Float64Array.of(left, 1));

  // Strided views and derived types.
  const matrix = np
    .arange(12)
    .reshape(3, 4)
    .add(100 * rank) as np.NDArray<'float64'>;
  const target = np.zeros([3, 4]);
  const pending = comm.Isend(matrix.at(':', 1), right, { tag: 4 });
  comm.Recv(target.at(':', 2), { source: left, tag: 4 });
  pending.Wait();
  check(
    `column ${label}`,
    target.at(':', 2).toArray(),
    [1, 5, 9].map((x) => x + 100 * left),
  );
  check(`rest of column ${label}`, target.at(':', 1).toArray(), [0, 0, 0]);
  const reversed = comm.Isend(np.flip(matrix), right, { tag: 5 });
  const flat = np.zeros(12);
  comm.Recv(flat, { source: left, tag: 5 });
  reversed.Wait();
  check(`reversed ${label}`, flat.item(0), 11 + 100 * left);
  const vector = MPI.DOUBLE.CreateVector(3, 1, 4).Commit();
  const out = new Float64Array(3);
  const third = comm.Isend([(matrix.data as Float64Array).subarray(3), 1, vector], right, { tag: 6 });
  comm.Recv(out, { source: left, tag: 6 });
  third.Wait();
  check(
    `vector type ${label}`,
    out,
    Float64Array.from([3, 7, 11], (x) => x + 100 * left),
  );
  check(`vector extent ${label}`, [vector.getSize(), vector.getExtent()[1]], [24, 72]);
  vector.Free();
  const inner = MPI.DOUBLE.CreateSubarray([3, 4], [2, 2], [1, 1]).Commit();
  const square = np.zeros([2, 2]);
  const fourth = comm.Isend([matrix.data, 1, inner], right, { tag: 7 });
  comm.Recv(square, { source: left, tag: 7 });
  fourth.Wait();
  check(
    `subarray type ${label}`,
    square.toFlatArray(),
    [5, 6, 9, 10].map((x) => x + 100 * left),
  );
  inner.Free();
  // Packed: two numbers and a column.
  const packing = new Uint8Array(200);
  const columns = MPI.DOUBLE.CreateVector(3, 1, 4).Commit();
  let at = MPI.INT.Pack(Int32Array.of(rank, 7), packing, 0, comm);
  at = columns.Pack(matrix.data as Float64Array, packing, at, comm);
  const packedThere = comm.Isend([packing, at, MPI.PACKED], right, { tag: 8 });
  const unpacking = new Uint8Array(200);
  comm.mprobe({ source: left, tag: 8 }).Recv([unpacking, MPI.PACKED]);
  packedThere.Wait();
  const [two, three] = [new Int32Array(2), new Float64Array(3)];
  const behind = MPI.INT.Unpack(unpacking, 0, two, comm);
  check(`Unpack ${label}`, MPI.DOUBLE.Unpack(unpacking, behind, three, comm), at);
  check(`Pack ${label}`, [...two, ...three], [left, 7, ...[0, 4, 8].map((x) => x + 100 * left)]);
  columns.Free();
  const holes = MPI.DOUBLE.CreateHindexed([1, 2], [0, 16]).Commit();
  check(`Hindexed ${label}`, [holes.getSize(), holes.getTrueExtent(), holes.ub], [24, [0, 32], 32]);
  holes.Free();
  // Buffered, and asking without ending.
  MPI.attachBuffer(1000 + MPI.BSEND_OVERHEAD);
  comm.bsend({ rank }, right, { tag: 10 });
  const buffered = comm.irecv<unknown>({ source: left, tag: 10 });
  while (!buffered.getStatus());
  check(`bsend ${label}`, MPI.Request.testany([buffered])[2], { rank: left });
  MPI.detachBuffer();
  // Complex and bool arrays.
  const z = np.array([new np.Complex(rank, 1), new np.Complex(0, -rank)]);
  const zs = np.empty(2, { dtype: 'complex128' });
  comm.Allreduce(z, zs);
  const sum = (size * (size - 1)) / 2;
  check(`complex Allreduce ${label}`, zs.toFlatArray(), [new np.Complex(sum, size), new np.Complex(0, -sum)]);
  // An operation of one's own.
  const longest = MPI.Op.Create(
    (input: np.TypedArray, inout: np.TypedArray) => {
      for (let k = 0; k < inout.length; k++)
        if (Math.abs(Number(input[k])) > Math.abs(Number(inout[k]))) inout[k] = input[k] as never;
    },
    { commute: true },
  );
  const far = new Float64Array(2);
  comm.Allreduce(Float64Array.of(-rank, rank), far, { op: longest });
  check(`own operation ${label}`, far, Float64Array.of(-(size - 1), size - 1));
  longest.Free();
  let thrown = '';
  const broken = MPI.Op.Create(() => {
    throw new Error('in an operation');
  });
  try {
    comm.Allreduce(new Float64Array(1), new Float64Array(1), { op: broken });
  } catch (error) {
    thrown = (error as Error).message;
  }
  if (size > 1) check(`error in an operation ${label}`, ['in an operation', ''].includes(thrown), true);
  comm.barrier();

  // Open MPI 4.1 names a window's shared memory after the communicator's number, which parts of the world share: one part at a time.
  for (let turn = 0; turn < turns; turn++) {
    if (turn === part) windows(comm, label);
    world.barrier();
  }

  // Grids.
  const cart = comm.CreateCart([size], { periods: true });
  check(`Shift ${label}`, cart.Shift(0, 1), [left, right]);
  check(`inedges ${label}`, [cart.inedges, cart.degrees], [[left, right], { indegree: 2, outdegree: 2 }]);
  const from = new Float64Array(2);
  cart.NeighborAllgather(Float64Array.of(rank), from);
  // With two ranks both neighbours are one, with one rank the rank itself.
  check(`NeighborAllgather ${label}`, from, Float64Array.of(left, right));
  const ring = comm.CreateDistGraphAdjacent([left], [right]);
  const [one, all] = [new Float64Array(1), new Float64Array(left + 1)];
  ring.NeighborAllgatherv(new Float64Array(rank + 1).fill(rank), [all, [left + 1]]);
  check(`NeighborAllgatherv ${label}`, all, new Float64Array(left + 1).fill(left));
  ring.NeighborAlltoall(Float64Array.of(rank + 0.5), one);
  check(`NeighborAlltoall ${label}`, one, Float64Array.of(left + 0.5));
  all.fill(0);
  ring.NeighborAlltoallv([new Float64Array(rank + 1).fill(rank), [rank + 1]], [all, [left + 1]]);
  check(`NeighborAlltoallv ${label}`, all, new Float64Array(left + 1).fill(left));
  const later = [new Float64Array(1), new Float64Array(1)];
  MPI.Request.Waitall([
    ring.IneighborAllgather(Float64Array.of(rank), later[0]!),
    ring.IneighborAlltoall(Float64Array.of(-rank), later[1]!),
  ]);
  check(`IneighborAllgather ${label}`, [later[0]![0], later[1]![0]], [left, -left]);
  check(`neighborAllgather ${label}`, ring.neighborAllgather({ rank }), [{ rank: left }]);
  check(`neighborAlltoall ${label}`, ring.neighborAlltoall([`to ${right}`]), [`to ${rank}`]);
  ring.Free();
  const line = comm.CreateCart([size]);
  check(`neighbours beyond an edge ${label}`, line.neighborAllgather(rank), [
    rank > 0 ? rank - 1 : null,
    rank + 1 < size ? rank + 1 : null,
  ]);
  line.Free();
  const open = comm.CreateCart(MPI.computeDims(size, 2));
  const [dims, , coords] = open.getTopo();
  check(`grid ${label}`, [dims![0]! * dims![1]!, open.getCartRank(coords)], [size, open.rank]);
  check(`edge ${label}`, open.Shift(0, 1)[0] === MPI.PROC_NULL, coords[0] === 0);
  const row = open.Sub([false, true]);
  check(`Sub ${label}`, row.size, dims[1]);
  for (const made of [cart, open, row]) made.Free();
  const group = comm.getGroup();
  const evens = group.Incl(Array.from({ length: Math.ceil(size / 2) }, (_, k) => 2 * k));
  const some = comm.Create(evens);
  check(`Create ${label}`, some.isNull, rank % 2 === 1);
  if (!some.isNull) some.Free();
  const odds = group.RangeExcl([[0, size - 1, 2]]);
  check(
    `RangeExcl ${label}`,
    [odds.size, group.RangeIncl([[0, size - 1, 2]]).size],
    [Math.floor(size / 2), Math.ceil(size / 2)],
  );
  check(`Compare ${label}`, MPI.Comm.Compare(comm, comm), MPI.IDENT);
}

function files(path: string): void {
  const { rank, size } = world;
  const file = MPI.File.Open(world, path, { amode: MPI.MODE_RDWR | MPI.MODE_CREATE });
  file.WriteAtAll(rank * 24, Float64Array.of(rank, rank + 0.5, -rank));
  file.Sync();
  world.Barrier();
  check('file size', file.getSize(), 24 * size);
  const from = (rank + 1) % size;
  const read = new Float64Array(3);
  file.ReadAt(from * 24, read);
  check('ReadAt', read, Float64Array.of(from, from + 0.5, -from));
  // Every rank sees every size-th number.
  const type = MPI.DOUBLE.CreateVector(3, 1, size).Commit();
  file.setView(8 * rank, { etype: MPI.DOUBLE, filetype: type });
  const spread = new Float64Array(3);
  file.ReadAll(spread);
  const all = Array.from({ length: size }, (_, k) => [k, k + 0.5, -k]).flat();
  check(
    'view',
    spread,
    Float64Array.from([0, 1, 2], (k) => all[k * size + rank]!),
  );
  type.Free();
  file.setView(0);
  const shared = new Float64Array(3);
  const pending = file.IreadAt(8 * 3 * from, shared);
  pending.Wait();
  check('IreadAt', shared, read);
  world.Barrier();
  file.IwriteAt(24 * size + rank, Uint8Array.of(rank)).Wait();
  file.Sync();
  world.Barrier();
  file.SeekShared(24 * size);
  const byte = new Uint8Array(1);
  file.ReadShared(byte);
  check(
    'ReadShared',
    world.allgather(byte[0]!).sort((a, b) => a - b),
    Array.from({ length: size }, (_, k) => k),
  );
  check('getPositionShared', (world.Barrier(), file.getPositionShared()), 25 * size);
  file.Close();
}

const sizes = (process.argv[3] ?? '0,1,5').split(',').map(Number);
const kinds = few ? MAKERS.slice(0, 2) : MAKERS;
const side = world.rank < Math.ceil(world.size * 0.4) ? 0 : 1;
const half = world.Split(side, world.rank);
const alone = world.Split(world.rank, 0);
const couple = Math.floor(world.rank / 2);
const twos = world.Split(couple, -world.rank);
const parts = [
  [world, 0, 1],
  [half, side, 2],
  [twos, couple, Math.ceil(world.size / 2)],
  [alone, 0, 1],
] as const;
for (const [k, [comm, part, turns]] of parts.entries()) {
  // Ranks of different parts must not share a sequence that they use differently often.
  state = 1000 + k;
  for (const Kind of k === 0 ? kinds : kinds.slice(0, few ? 1 : 2))
    for (const length of sizes) buffers(comm, Kind, length);
  for (let round = 0; round < (few ? 2 : 5); round++) objects(comm);
  await others(comm, part, turns);
}
if (!few) buffers(world, Float64Array, 20_000);
files(process.argv[2]!);
const everything = world.gather({ checks, faults });
if (world.rank === 0) {
  console.log(
    JSON.stringify({
      library: MPI.vendor().name,
      size: world.size,
      sizes: [half.size, twos.size, alone.size],
      checks: everything!.reduce((n, one) => n + one.checks, 0),
      faults: everything!.flatMap((one) => one.faults).slice(0, 12),
    }),
  );
}
