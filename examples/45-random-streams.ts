/*
 * 45. Random numbers: distributions, independent streams for parallel work, other bit generators
 * Shows: the same numbers as NumPy's for the same seed, spawn, jumped, a Monte Carlo estimate in parts.
 *
 * Python:
 *     import numpy as np
 *
 *     # A day of a shop: customers, their waiting times, what they buy
 *     rng = np.random.default_rng(2024)
 *     customers = rng.poisson(12, 8)
 *     print("Customers per hour:", customers)
 *     print("Waiting:", np.round(rng.gamma(2, 1.5, 4), 4))
 *     print("Baskets:", rng.multinomial(20, [0.5, 0.3, 0.2], 2).tolist())
 *     print("Chosen:", rng.choice(["tea", "coffee", "water"], 4).tolist())
 *
 *     # Every worker has a stream of its own; the sum does not depend on who computes which part
 *     def inside(stream, n):
 *         x = stream.random((n, 2))
 *         return int(np.sum(np.sum(x * x, axis=1) < 1))
 *
 *     parts = [inside(stream, 25_000) for stream in np.random.default_rng(7).spawn(4)]
 *     print("Hits:", parts, "pi is about", 4 * sum(parts) / 100_000)
 *
 *     # A counter-based generator: the stream of a rank is named by its key
 *     for rank in range(3):
 *         print(rank, np.random.Generator(np.random.Philox(key=[rank, 99])).integers(0, 100, 5).tolist())
 *
 *     # Streams that are certainly disjoint
 *     twister = np.random.MT19937(1)
 *     print(np.random.Generator(twister.jumped(2)).binomial(10, 0.5, 6).tolist())
 */
import * as np from 'numloom';
import * as plt from 'numloom/pyplot';

// A day of a shop: customers, their waiting times, what they buy
const rng = np.random.defaultRng(2024);
const customers = rng.poisson(12, 8);
console.log('Customers per hour:', String(customers));
console.log('Waiting:', String(np.round(rng.gamma(2, 1.5, 4), { decimals: 4 })));
console.log('Baskets:', listText(rng.multinomial(20, [0.5, 0.3, 0.2], 2).toArray()));
console.log('Chosen:', `['${rng.choice(['tea', 'coffee', 'water'], 4).join("', '")}']`);

// Every worker has a stream of its own; the sum does not depend on who computes which part
function inside(stream: np.random.Generator, n: number): number {
  const x = stream.random([n, 2]);
  return Number(np.sum(np.less(np.sum(np.multiply(x, x), { axis: 1 }), 1)));
}

const parts = np.random
  .defaultRng(7)
  .spawn(4)
  .map((stream) => inside(stream, 25_000));
console.log('Hits:', listText(parts), 'pi is about', (4 * parts.reduce((a, b) => a + b)) / 100_000);

// A counter-based generator: the stream of a rank is named by its key
for (const rank of [0, 1, 2]) {
  const stream = new np.random.Generator(new np.random.Philox(null, { key: [rank, 99] }));
  console.log(rank, listText(stream.integers(0, 100, 5).toArray()));
}

// Streams that are certainly disjoint
const twister = new np.random.MT19937(1);
console.log(listText(new np.random.Generator(twister.jumped(2)).binomial(10, 0.5, 6).toArray()));

// The picture is written when asked for: npx tsx examples/45-random-streams.ts docs/pictures/random-streams.svg
const path = process.argv[2];
if (path?.endsWith('.svg')) {
  np.random
    .defaultRng(7)
    .spawn(4)
    .forEach((stream, rank) => {
      const x = stream.random([25_000, 2]);
      const hits = np.cumsum(np.less(np.sum(np.square(x), { axis: 1 }), 1));
      const draws = np.arange(1, 25_001);
      plt.semilogx(draws, np.divide(np.multiply(4, hits), draws), { label: `stream ${rank}` });
    });
  plt.axhline(Math.PI, { color: 'k', linestyle: ':' });
  plt.ylim(2.6, 3.7);
  plt.xlabel('draws');
  plt.ylabel('estimate of pi');
  plt.legend();
  plt.savefig(path);
}

/** Nested lists as Python prints them. */
function listText(list: unknown): string {
  return JSON.stringify(list).replaceAll(',', ', ');
}
