"""NumPy's side of providers.mjs: the same operations, microseconds a call."""
import json
import time

import numpy as np


def time_of(run, samples=7):
    begin = time.perf_counter()
    while time.perf_counter() - begin < 0.1:
        run()
    begin = time.perf_counter()
    run()
    repeats = max(1, int(0.003 / max(time.perf_counter() - begin, 5e-7)))
    times = []
    for _ in range(samples):
        begin = time.perf_counter()
        for _ in range(repeats):
            run()
        times.append((time.perf_counter() - begin) / repeats)
    return 1e6 * sorted(times)[samples // 2]


def main():
    rng = np.random.default_rng(0)
    times = {}
    for n in (10**4, 10**6, 10**7):
        a, b, out = rng.random(n), rng.random(n), np.zeros(n)
        i, f = (a * 1000).astype('int32'), a.astype('float32')
        cases = {
            'add, fresh': lambda: np.add(a, b),
            'add, out': lambda: np.add(a, b, out=out),
            'add int32, out': lambda: np.add(i, i, out=i),
            'less, fresh': lambda: np.less(a, b),
            'exp, out': lambda: np.exp(a, out=out),
            'exp float32, out': lambda: np.exp(f, out=f.copy()),
            'log, out': lambda: np.log(a, out=out),
            'sin, out': lambda: np.sin(a, out=out),
            'tanh, out': lambda: np.tanh(a, out=out),
            'power, out': lambda: np.power(a, b, out=out),
            'sum': lambda: np.sum(a),
            'max': lambda: np.max(a),
        }
        for name, run in cases.items():
            times[f'{name}, 1e{len(str(n)) - 1}'] = time_of(run, 3 if n > 10**6 else 9)
    for n in (64, 256, 512, 1000, 2000):
        a, b = rng.random((n, n)), rng.random((n, n))
        times[f'matmul {n}'] = time_of(lambda: a @ b, 3 if n > 1000 else 7)
    linalg = np.linalg
    a, b = rng.random((500, 500)), rng.random(500)
    times['solve 500'] = time_of(lambda: linalg.solve(a, b))
    big = rng.random((1000, 1000))
    positive = big @ big.T + np.eye(1000)
    times['cholesky 1000'] = time_of(lambda: linalg.cholesky(positive))
    square = rng.random((300, 300))
    symmetric = square + square.T
    times['eigh 300'] = time_of(lambda: linalg.eigh(symmetric))
    times['svd 300'] = time_of(lambda: linalg.svd(square))
    general = rng.random((200, 200))
    times['eig 200'] = time_of(lambda: linalg.eig(general))
    tall, tall_b = rng.random((500, 200)), rng.random(500)
    times['lstsq 500x200'] = time_of(lambda: linalg.lstsq(tall, tall_b, rcond=None))
    stack, stack_b = rng.random((10000, 4, 4)), rng.random((10000, 4, 1))
    times['10,000 products of 4x4'] = time_of(lambda: stack @ stack)
    times['10,000 solves of 4x4'] = time_of(lambda: linalg.solve(stack, stack_b))
    times['10,000 SVDs of 4x4'] = time_of(lambda: linalg.svd(stack))
    for n in (2**10, 2**16, 2**20, 1000003):
        z = rng.random(n).astype(complex)
        times[f'fft {n}'] = time_of(lambda: np.fft.fft(z), 3 if n > 10**6 else 7)
    plane = rng.random((512, 512)).astype(complex)
    times['fft2 512x512'] = time_of(lambda: np.fft.fft2(plane))
    print(json.dumps(times))


main()
