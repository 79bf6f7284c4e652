"""mpi4py's side of bench/mpi.ts: microseconds as one line of JSON."""
import json

import numpy as np
from mpi4py import MPI

comm = MPI.COMM_WORLD
rank = comm.rank
times = {}


def time(name, repeats, body):
    best = float("inf")
    for _ in range(5):
        comm.Barrier()
        start = MPI.Wtime()
        for _ in range(repeats):
            body()
        best = min(best, (MPI.Wtime() - start) / repeats * 1e6)
    times[name] = best


def ping_pong(buffer):
    if rank == 0:
        comm.Send(buffer, 1)
        comm.Recv(buffer, 1)
    elif rank == 1:
        comm.Recv(buffer, 0)
        comm.Send(buffer, 0)


def exchange(value):
    if rank == 0:
        comm.send(value, 1)
        comm.recv(source=1)
    elif rank == 1:
        comm.send(comm.recv(source=0), 0)


small, large = np.zeros(8, np.uint8), np.zeros(8 * 2**20, np.uint8)
a, b = np.ones(1000000), np.zeros(1000000)
time("ping-pong 8 bytes", 2000, lambda: ping_pong(small))
time("ping-pong 8 MB", 20, lambda: ping_pong(large))
time("Allreduce 1e6 float64", 20, lambda: comm.Allreduce(a, b))
time("object: small", 5000, lambda: exchange({"key1": 42, "key2": 3.14}))
items = [{"id": k, "name": f"item {k}", "value": k / 7} for k in range(1000)]
time("object: 1000 records", 50, lambda: exchange(items))
time("object: allreduce of a number", 5000, lambda: comm.allreduce(rank + 0.5))
time("object: bcast of a record", 5000, lambda: comm.bcast({"key1": 42, "key2": 3.14}))
time("object: array of 1e6 float64", 2, lambda: exchange(a))
if rank == 0:
    print(json.dumps(times))
