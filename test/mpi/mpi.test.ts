/** MPI through every library that is installed: against a sequential model, the course's programs, bad input, ranks that die. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, run } from '../programs.js';
import { environment, launchers, mpirun, required, sortedLines, type Launcher } from './launch.js';

let path: (name: string) => string;
const folder = mkdtempSync(join(tmpdir(), 'numloom-mpi-'));

beforeAll(async () => {
  path = await bundle('test-mpi', {
    several: 'test/mpi/programs/several.ts',
    same: 'test/mpi/programs/same.ts',
    model: 'test/mpi/programs/model.ts',
    errors: 'test/mpi/programs/errors.ts',
    gather: 'examples/60-mpi-gather.ts',
    'send-receive': 'examples/61-mpi-send-receive.ts',
    distributed: 'test/mpi/programs/distributed.ts',
    pi: 'examples/63-mpi-pi.ts',
    product: 'examples/64-mpi-matrix-product.ts',
    heat: 'examples/65-mpi-heat.ts',
    solvers: 'examples/66-mpi-solvers.ts',
    'heat-solve-ivp': 'examples/67-mpi-heat-solve-ivp.ts',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Of example 65 on 32 x 32, as NumPy gives it for the whole array; see oracle.py. */
const HEAT = printedLines('65-mpi-heat.txt');

function printedLines(file: string): string[] {
  return readFileSync(new URL(`../fixtures/mpi/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .slice(0, 2);
}

const printed = (name: string): string => readFileSync(new URL(`../fixtures/mpi/${name}.txt`, import.meta.url), 'utf8');

it.runIf(required)('Open MPI and MPICH are installed', () => {
  expect(launchers.map(({ name }) => name)).toEqual(['Open MPI', 'MPICH']);
});

it('without a library one sentence says how to install one', () => {
  const { status, stderr } = run(process.execPath, [path('gather')], { env: { NUMLOOM_MPI: '/nowhere/libmpi.so' } });
  expect(status).toBe(1);
  expect(stderr).toMatch(/MPIError: MPI: NUMLOOM_MPI names \/nowhere\/libmpi\.so, which cannot be loaded/);
});

/** Hides every MPI library from a program: what the loader knows of them is covered by nothing. */
const HIDDEN = `for f in $(ldconfig -p | awk '/libmpi/{print $NF}'); do mount --bind /dev/null "$f"; done; exec "$@"`;

/** May this process mount? */
function mayMount(): boolean {
  return run('unshare', ['--mount', 'mount', '--bind', '/dev/null', '/etc/hostname'], {}).status === 0;
}

it.skipIf(!mayMount())('on a machine without MPI one sentence says how to install it', () => {
  const { status, stderr } = run(
    'unshare',
    ['--mount', 'bash', '-c', HIDDEN, 'hide', process.execPath, path('gather')],
    {
      env: { NUMLOOM_MPI: '' },
    },
  );
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /MPIError: MPI: no MPI library was found; install one with `apt-get install openmpi-bin libopenmpi3`/,
  );
});

/** What a program printed: the lines of each rank. */
type Printed = Readonly<Record<string, readonly (readonly string[])[]>>;

function suite(launcher: Launcher): void {
  const start = (ranks: number, program: string, ...args: string[]) => mpirun(launcher, ranks, path(program), { args });
  const open = launcher.name === 'Open MPI';
  const data = (name: string): string => join(folder, `${name}-${launcher.name}`);

  /** Several programs in one world, started when first asked for. */
  function world(ranks: number, programs: () => readonly (readonly [string, ...string[]])[]): () => Printed {
    let printed: Printed | undefined;
    return () => {
      if (printed) return printed;
      const { stdout, stderr, status } = start(ranks, 'several', JSON.stringify(programs()));
      expect(stdout.startsWith('{') ? '' : stderr).toBe('');
      expect(status).toBe(0);
      return (printed = JSON.parse(stdout) as Printed);
    };
  }
  const picture = `${data('heat')}.svg`;
  // Two axes are cut on four ranks only: both libraries need not show that.
  const grids = [['product', '60'], ['heat', picture, '32', '50'], ['solvers'], ['heat-solve-ivp']] as const;
  const on8 = world(8, () => [['model', data('8'), '0,5', 'few']]);
  const on4 = world(4, () => [['gather'], ...(open ? [['distributed', data('4')] as const, ...grids] : [])]);
  const on3 = world(3, () => [
    ['same', data('same')],
    ['model', data('3'), '0,1,5', 'all'],
    ...(open ? [] : [['distributed', data('3')] as const]),
  ]);
  const on2 = world(2, () => [['send-receive'], ['pi', '100000'], ...(open ? [] : grids), ['errors', 'cases']]);
  const ranksOf = (printed: Printed, program: string): string[] => printed[program]!.flat();

  for (const [ranks, printed] of [
    [8, on8],
    [3, on3],
  ] as const) {
    it(`agrees with the sequential model on ${ranks} ranks and on parts of them`, () => {
      const told = JSON.parse(ranksOf(printed(), 'model').join()) as {
        library: string;
        size: number;
        checks: number;
        faults: string[];
      };
      expect(told.faults).toEqual([]);
      expect(told).toMatchObject({ library: launcher.name, size: ranks });
      expect(told.checks).toBeGreaterThan(200 * ranks);
    });
  }

  it("the course's programs print what Python's print", () => {
    expect(ranksOf(on4(), 'gather').sort()).toEqual(sortedLines(printed('60-mpi-gather.4')));
    expect(ranksOf(on2(), 'send-receive').sort()).toEqual(sortedLines(printed('61-mpi-send-receive.2')));
  });

  it('values, arrays, communicators, windows and files: what mpi4py prints', () => {
    expect(ranksOf(on3(), 'same').sort()).toEqual(sortedLines(printed('same.3')));
  });

  it('ranks of one host share its cores out', () => {
    const program = fileURLToPath(new URL('programs/workers.mjs', import.meta.url));
    const env = { NUMLOOM_BACKEND: 'threads', NUMLOOM_NUM_THREADS: '' };
    const { stdout, stderr } = mpirun(launcher, 2, program, { env });
    const share = Math.max(1, Math.floor(cpus().length / 2));
    expect(stdout + stderr).toBe(`threads ${share}\n`.repeat(2));
  });

  it('distributed arrays agree with whole ones', () => {
    const ones = open ? [start(1, 'distributed', data('1')).stdout] : [];
    for (const text of [...ones, ranksOf(open ? on4() : on3(), 'distributed').join()]) {
      const told = JSON.parse(text) as { checks: number; faults: string[] };
      expect(told.faults).toEqual([]);
      expect(told.checks).toBeGreaterThan(150);
    }
  });

  it('the other examples', () => {
    const said = (program: string): readonly string[] => {
      const [first, ...others] = (program === 'pi' || !open ? on2() : on4())[program]!;
      expect(others.flat()).toEqual([]);
      return first!;
    };
    const [, pi, error] = /^pi = (\d\.\d+) \+- (0\.\d+) from 100000 points/.exec(said('pi')[0]!)!;
    expect(Math.abs(Number(pi) - Math.PI)).toBeLessThan(5 * Number(error));
    expect(said('product')[0]).toMatch(/: trace -7, difference 0$/);
    expect(said('heat').slice(0, 2)).toEqual(HEAT);
    expect(readFileSync(picture, 'utf8')).toMatch(/^<svg|^<\?xml/);
    expect(said('solvers')).toEqual([
      'conjugate gradients: 10 steps, residual below 1e-9: true',
      'largest eigenvalue: 4.077662, exactly 4.077662',
    ]);
    expect(said('heat-solve-ivp')).toEqual([
      'The solver successfully reached the end of the integration interval.',
      'error below 1e-3: true, at t = 0.1',
    ]);
  });

  it('says what is wrong', () => {
    const told = JSON.parse(ranksOf(on2(), 'errors').join()) as Record<string, string>;
    const beginnings: Record<string, string> = {
      dest: 'ValueError: send: dest must be a rank of this communicator, 0 to 1 or MPI.PROC_NULL, got 2',
      source:
        'ValueError: recv: source must be a rank of this communicator, 0 to 1, MPI.ANY_SOURCE or MPI.PROC_NULL, got -7',
      root: 'ValueError: bcast: root must be a rank of this communicator, 0 to 1, got 2',
      tag: 'ValueError: send: tag must be a whole number from 0, got -5',
      option: "DTypeError: send() got an unexpected option 'tga'",
      function: 'DTypeError: a function cannot be sent',
      promise: 'DTypeError: send: a value that cannot be cloned cannot be sent (#<Promise> could not be cloned.)',
      'plain array':
        'DTypeError: Send: buf must be a typed array, an NDArray or a list [data, count, datatype]; plain arrays',
      number: 'DTypeError: Bcast: buf must be a typed array, an NDArray or a list [data, count, datatype], got 3',
      types: 'DTypeError: Allreduce: sendbuf holds float64, recvbuf int32',
      datatype: 'DTypeError: Send: buf holds float64, but its datatype is MPI_INT (int32)',
      count: 'ValueError: Send: buf holds 2 elements of MPI_DOUBLE, fewer than the count 3',
      short: 'ValueError: Allreduce: recvbuf holds 2 elements, fewer than the 3 of sendbuf',
      uneven: 'ValueError: Scatter: sendbuf holds 3 elements, which 2 ranks cannot share evenly',
      counts: 'ValueError: Allgatherv: recvbuf has 1 counts for 2 ranks',
      outside: "ValueError: Allgatherv: rank 0's part of recvbuf lies at 0 to 5, outside its 1 elements",
      strided: 'ValueError: Allreduce: sendbuf is a view with gaps',
      float16: 'DTypeError: Allreduce: sendbuf is float16, which MPI cannot compute with',
      'scatter list': 'ValueError: scatter: expecting 2 items, one for each rank, got 1',
      'reduce values': 'DTypeError: SUM: cannot combine an object with a and an object with a',
      grid: 'ValueError: CreateCart: a grid of 3 needs 3 ranks, there are 2',
      free: 'ValueError: Free: MPI_COMM_WORLD cannot be freed',
      derived: 'ValueError: Send: buf holds 64 bytes, not enough for one element of the derived datatype',
      recvcounts: 'ValueError: ReduceScatter: the recvcounts add up to 18, but there are 3 elements',
      share: 'ValueError: ReduceScatterBlock: recvbuf holds 2 elements, fewer than the 3 for each rank',
      neighbour: 'ValueError: CreateDistGraphAdjacent: sources must be a rank of this communicator, 0 to 1, got 2',
      attach: 'ValueError: attachBuffer: bytes must be a whole number from 0, got -1',
      freed: 'TypeError: this Comm has been freed',
      'no file': 'MPIError ERR_NO_SUCH_FILE: File.Open: /nowhere/at/all: ',
      'no value': 'DTypeError: recv: a message of 8 bytes came that no lower-case method sent; receive it with Recv',
      truncated: 'MPIError ERR_TRUNCATE: Recv: ',
      mismatched: 'MPIError ERR_TYPE: Recv: received 5 bytes, which is no whole number of float64 elements',
    };
    const got = Object.fromEntries(
      Object.entries(beginnings).map(([name, beginning]) => [name, told[name]?.slice(0, beginning.length)]),
    );
    expect(got).toEqual(beginnings);
  });

  it('an exception, a rejection, an exit code, a killed rank end the world with a message', () => {
    const exception = start(2, 'errors', 'exception');
    expect(exception.status).not.toBe(0);
    expect(exception.stderr).toContain('TypeError: rank 1 is unwell');
    const rejection = start(2, 'errors', 'rejection');
    expect(rejection.status).not.toBe(0);
    expect(rejection.stderr).toContain('RangeError: rank 1 promised');
    const exit = start(2, 'errors', 'exit');
    expect(exit.status).toBe(3);
    expect(exit.stderr).toContain('MPI: rank 1 ended with exit code 3, and all others with it');
    const killed = start(2, 'errors', 'killed');
    expect(killed.status).not.toBe(0);
    expect(killed.stderr + killed.stdout).toMatch(/signal 9|Killed|KILLED/);
    const caught = start(2, 'errors', 'caught');
    expect(caught.stdout).toContain('went on');
    expect(caught.status).toBe(0);
  });
}

// Ranks outnumber cores here, and the machine may be busy.
describe.skipIf(launchers.length === 0)('MPI', { timeout: 180_000 }, () => {
  for (const launcher of launchers) describe(launcher.name, () => suite(launcher));

  it.runIf(launchers.length === 2)('refuses the launcher of another library', () => {
    const [open, mpich] = launchers as [Launcher, Launcher];
    for (const [launcher, library] of [
      [open, 'libmpich.so.12'],
      [mpich, 'libmpi.so.40'],
    ] as const) {
      const { status, stderr } = mpirun(launcher, 2, path('gather'), { env: { ...environment, NUMLOOM_MPI: library } });
      expect(status).not.toBe(0);
      expect(stderr).toContain(`this program was started by ${launcher.name}'s mpirun, but the library ${library} is`);
    }
  });
});
