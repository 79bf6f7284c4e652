/** Evaluates numloom's special functions at the points that run.py asks for. */
import { readFileSync, writeFileSync } from 'node:fs';
import * as np from '../../src/index.js';
import * as special from '../../src/special/index.js';

type Plain = number | string | { re: Plain; im: Plain };
interface Asked {
  name: string;
  parts: number;
  args: Plain[][];
}

const value = (plain: Plain): number | np.Complex =>
  typeof plain === 'object'
    ? new np.Complex(Number(plain.re), Number(plain.im))
    : Number(plain === 'inf' ? Infinity : plain);

const answer = (one: unknown): unknown => {
  if (one instanceof np.Complex) return { re: answer(one.re), im: answer(one.im) };
  if (one instanceof np.NDArray) return answer(one.item());
  const number = Number(one);
  return Number.isFinite(number) ? number : String(number).replace('Infinity', 'inf').replace('NaN', 'nan');
};

const [asked, answered] = process.argv.slice(2) as [string, string];
const jobs = JSON.parse(readFileSync(asked, 'utf8')) as Asked[];
const functions = special as unknown as Record<string, ((...args: unknown[]) => unknown) | undefined>;
const results = jobs.map(({ name, parts, args }) => {
  const fn = functions[name];
  return args.map((point) => {
    if (!fn) return null;
    try {
      const result = fn(...point.map(value));
      const list = Array.isArray(result) ? result.slice(0, parts) : [result];
      return list.map(answer);
    } catch (error) {
      console.error(`${name}(${JSON.stringify(point)}): ${String(error)}`);
      return null;
    }
  });
});
writeFileSync(answered, JSON.stringify(results));
