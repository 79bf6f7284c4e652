/**
 * How much of SciPy's modules and of numpy.random.Generator numloom has, by the lists beside it. `--least special=57,random=100`
 * makes a lower share an error. Modules that do not exist yet are reported as such.
 */
import { existsSync } from 'node:fs';
import { camel, namesIn, report } from './coverage/lists.js';

interface Module {
  /** The name used with --least, and that of the folder under src. */
  name: string;
  list: string;
  /** Where the names are to be found in what the module exports. */
  pick?: (module: Record<string, unknown>) => object;
}

const modules: Module[] = [
  { name: 'special', list: 'scipy.special.txt' },
  { name: 'interpolate', list: 'scipy.interpolate.txt' },
  { name: 'signal', list: 'scipy.signal.txt' },
  {
    name: 'random',
    list: 'numpy.random.Generator.txt',
    pick: (module) => (module.Generator as { prototype: object }).prototype,
  },
];

const at = process.argv.indexOf('--least');
const least = new Map(
  (at >= 0 ? process.argv[at + 1]! : '').split(',').map((part) => part.split('=') as [string, string]),
);

for (const { name, list, pick } of modules) {
  const path = new URL(`../src/${name}/index.ts`, import.meta.url);
  let names: object = {};
  if (existsSync(path)) {
    const module = (await import(path.href)) as Record<string, unknown>;
    names = pick ? pick(module) : module;
  } else console.log(`there is no numloom/${name}`);
  const share = report(list.replace('.txt', ''), namesIn(list), (one) => one in names || camel(one) in names);
  const wanted = Number(least.get(name) ?? 0);
  if (share < wanted) {
    console.error(`coverage of ${name} is below ${wanted}%`);
    process.exitCode = 1;
  }
}
