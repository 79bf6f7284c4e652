/*
 * 06. GPU computing with CuPy (course 5.3)
 * Shows: making an array on a GPU, a product there, and bringing results back; then a longer chain that stays on the device.
 *
 * Run it with another length for the chain: node build/examples/06-gpu-computing.mjs 1000000
 *
 * Python:
 *     import cupy as cp
 *
 *     # GPU Array Creation
 *     array = cp.array([1, 2, 3, 4, 5])
 *     print("GPU Array:", array)
 *
 *     # Matrix Multiplication on GPU
 *     result = cp.dot(array, array)
 *     print("Matrix Multiplication Result:", result)
 */
import { open } from 'numloom/gpu';

const cp = await open();
console.log(cp.describe());

// GPU array creation; printing needs the values, which are on the device
const array = cp.array([1, 2, 3, 4, 5], { dtype: 'int32' });
console.log('GPU Array:', String(await array.get()));

// Matrix multiplication on the GPU
const result = cp.dot(array, array);
console.log('Matrix Multiplication Result:', await result.item());

// Beyond the course: a chain of operations that stays on the device. Nothing is waited for until the end.
const n = Number(process.argv[2] ?? 100_000);
const x = cp.linspace(0, Math.PI, n);
const area = cp
  .sin(x)
  .sum()
  .mul(Math.PI / (n - 1));
await cp.synchronize();
console.log(`The area under sin from 0 to pi: ${(await area.item()).toFixed(5)}`);

const { used, arrays } = cp.memoryInfo();
console.log(`${arrays} arrays hold ${(used / 1e6).toFixed(1)} MB of the device`);
x.free();
