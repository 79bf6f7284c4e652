/*
 * 05. NumPy vs. CuPy for matrix multiplication (course: Python and CUDA)
 * Shows: the same product on the processor and on a GPU, timed; the GPU's time ends when its work does.
 *
 * Run it with another size: npm run demo -- 05, or node build/examples/05-numpy-vs-cupy.mjs 2000
 * Choose how the GPU is reached: NUMLOOM_GPU=webgpu, webasm or cpu
 *
 * Python:
 *     import numpy as np
 *     import cupy as cp
 *     import time
 *
 *     # Matrix size
 *     N = 1000
 *
 *     # Using NumPy (CPU)
 *     A_cpu = np.random.rand(N, N)
 *     B_cpu = np.random.rand(N, N)
 *     start = time.time()
 *     C_cpu = np.dot(A_cpu, B_cpu)  # CPU matrix multiplication
 *     end = time.time()
 *     print(f'NumPy (CPU) Time: {end - start:.4f} seconds')
 *
 *     # Using CuPy (GPU)
 *     A_gpu = cp.random.rand(N, N)  # Allocate on GPU
 *     B_gpu = cp.random.rand(N, N)
 *     start = time.time()
 *     C_gpu = cp.dot(A_gpu, B_gpu)  # GPU matrix multiplication
 *     cp.cuda.Device(0).synchronize()  # Ensure computation is finished
 *     end = time.time()
 *     print(f"CuPy (GPU) Time: {end - start:.4f} seconds")
 */
import * as np from 'numloom';
import { open } from 'numloom/gpu';

const now = (): number => performance.now() / 1000;

// Matrix size
const N = Number(process.argv[2] ?? 512);

// On the processor
const rng = np.random.defaultRng();
const aCpu = rng.random([N, N], { dtype: 'float32' });
const bCpu = rng.random([N, N], { dtype: 'float32' });
let start = now();
const cCpu = np.dot(aCpu, bCpu);
console.log(`numloom (CPU) Time: ${(now() - start).toFixed(4)} seconds`);

// On the GPU
const cp = await open();
console.log(cp.describe());
const aGpu = cp.asarray(aCpu); // the same numbers, so that the results can be compared
const bGpu = cp.asarray(bCpu);
// The first product also compiles the kernel, as CuPy's does.
const first = now();
cp.dot(aGpu, bGpu).free();
await cp.synchronize();
console.log(`numloom/gpu first time, with compilation: ${(now() - first).toFixed(4)} seconds`);
start = now();
const cGpu = cp.dot(aGpu, bGpu);
await cp.synchronize(); // ensure computation is finished
console.log(`numloom/gpu (${cp.mode}) Time: ${(now() - start).toFixed(4)} seconds`);

const worst = np.max(np.absolute(np.subtract(cCpu, await cGpu.get())));
console.log(
  `The two results differ by at most ${worst.toExponential(1)}, the largest value is ${np.max(cCpu).toFixed(1)}`,
);
