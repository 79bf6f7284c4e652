/**
 * Runs programs one after another in one world: starting ranks takes longer than most of them. The argument is JSON, a list of names with
 * arguments; rank 0 prints what every rank of every program printed.
 */
import { MPI } from 'numloom/mpi';

const comm = MPI.COMM_WORLD;
const print = console.log;
const printed: Record<string, readonly (readonly string[])[]> = {};
const [node, self, list] = process.argv as [string, string, string];
for (const [name, ...args] of JSON.parse(list) as [string, ...string[]][]) {
  const lines: string[] = [];
  console.log = (...values: unknown[]) => void lines.push(values.map(String).join(' '));
  process.argv = [node, self, ...args];
  await import(new URL(`./${name}.mjs`, import.meta.url).href);
  printed[name] = comm.allgather(lines);
}
if (comm.rank === 0) print(JSON.stringify(printed));
