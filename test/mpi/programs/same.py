"""What same.ts does, with mpi4py: each rank prints what it got, line by line. oracle.py keeps the lines."""
import json
import sys

import numpy as np
from mpi4py import MPI

comm = MPI.COMM_WORLD
rank, size = comm.Get_rank(), comm.Get_size()
left, right = (rank - 1) % size, (rank + 1) % size


def show(label, value):
    if isinstance(value, np.ndarray):
        value = value.tolist()
    # Whole lines: those of other ranks come between.
    sys.stdout.write(f"{rank} {label} {json.dumps(value, separators=(',', ':'))}\n")


# Values.
status = MPI.Status()
request = comm.isend({"from": rank, "list": [1, 2.5, None, True, "ä"]}, dest=right, tag=7)
show("recv", comm.recv(source=left, tag=MPI.ANY_TAG, status=status))
request.wait()
show("status", [status.Get_source(), status.Get_tag(), status.Get_error()])
show("sendrecv", comm.sendrecv(rank * 10, dest=left, source=right))
show("bcast", comm.bcast({"a": [1, 2, {"b": 3}]} if rank == 1 else None, root=1))
show("scatter", comm.scatter([[k, k * k] for k in range(size)] if rank == 0 else None, root=0))
show("gather", comm.gather((rank + 1) ** 2, root=size - 1))
show("allgather", comm.allgather("r" * rank))
show("alltoall", comm.alltoall([10 * rank + k for k in range(size)]))
show("reduce", comm.reduce(rank + 0.5, op=MPI.SUM, root=0))
for name in ("SUM", "PROD", "MAX", "MIN", "LAND", "LOR", "LXOR", "BAND", "BOR", "BXOR"):
    got = comm.allreduce(rank + 1, op=getattr(MPI, name))
    show(f"allreduce {name}", int(got))
show("MAXLOC", list(comm.allreduce(((rank * 2) % size, rank), op=MPI.MAXLOC)))
show("concatenation", comm.allreduce([rank], op=MPI.SUM))
show("scan", comm.scan(rank + 1))
show("exscan", comm.exscan(rank + 1))
request = comm.irecv(source=left, tag=3)
comm.send([rank] * 3, dest=right, tag=3)
show("irecv", request.wait())

# Arrays.
a = np.arange(4) + 10.0 * rank
b = np.empty(4)
comm.Sendrecv([a, MPI.DOUBLE], dest=right, recvbuf=[b, MPI.DOUBLE], source=left, status=status)
show("Sendrecv", b)
show("count", [status.Get_count(MPI.DOUBLE), status.Get_elements(MPI.DOUBLE)])
comm.Allreduce(MPI.IN_PLACE, a, op=MPI.SUM)
show("Allreduce", a)
i = np.array([rank, 2, 3], dtype="i")
comm.Reduce(MPI.IN_PLACE if rank == 1 else i, i if rank == 1 else None, op=MPI.PROD, root=1)
show("Reduce", i)
counts = [k + 1 for k in range(size)]
part = np.full(counts[rank], rank, dtype="i8")
whole = np.zeros(sum(counts), dtype="i8")
comm.Allgatherv(part, [whole, counts])
show("Allgatherv", whole)
comm.Gatherv(part + 1, [whole, counts] if rank == 0 else None, root=0)
show("Gatherv", whole)
comm.Scatterv([np.arange(sum(counts)), counts] if rank == 0 else None, part, root=0)
show("Scatterv", part)
out = np.empty(size * 2)
comm.Alltoall(np.arange(2.0 * size) + 100 * rank, out)
show("Alltoall", out)
send_counts = [(rank + k) % 3 for k in range(size)]
recv_counts = [(k + rank) % 3 for k in range(size)]
out = np.empty(sum(recv_counts))
comm.Alltoallv([np.arange(float(sum(send_counts))) + 100 * rank, send_counts], [out, recv_counts])
show("Alltoallv", out)
out = np.empty(rank + 1)
comm.Reduce_scatter(np.arange(float(sum(counts))) * (rank + 1), out, recvcounts=counts)
show("ReduceScatter", out)
out = np.zeros(3)
comm.Scan(np.arange(3.0) + rank, out, op=MPI.MAX)
show("Scan", out)
out = np.zeros(3)
comm.Exscan(np.arange(3.0) + rank, out)
show("Exscan", out)
z = np.array([rank + 1j])
out = np.empty(1, dtype=complex)
comm.Allreduce(z, out, op=MPI.PROD)
show("complex", [out[0].real, out[0].imag])


def hypotenuse(left, right, datatype):
    x, y = np.frombuffer(left, dtype="d"), np.frombuffer(right, dtype="d")
    y[:] = np.maximum(x, y) + 1


op = MPI.Op.Create(hypotenuse, commute=True)
out = np.empty(2)
comm.Allreduce(np.array([1.0, 2.0]), out, op=op)
show("user op", out)
op.Free()
persistent = [comm.Send_init(a, dest=right, tag=9), comm.Recv_init(b, source=left, tag=9)]
for step in range(2):
    a[:] = rank + step
    MPI.Prequest.Startall(persistent)
    MPI.Request.Waitall(persistent)
    show(f"persistent {step}", b)
column = MPI.DOUBLE.Create_vector(3, 1, 4).Commit()
grid = np.arange(12.0).reshape(3, 4) + 100 * rank
got = np.zeros(3)
request = comm.Irecv(got, source=left, tag=4)
comm.Send([grid, 1, column], dest=right, tag=4)
request.Wait()
show("column", got)

# Communicators.
half = comm.Split(rank % 2, -rank)
show("Split", [half.rank, half.size, half.allreduce(rank)])
cart = comm.Create_cart([size], periods=[True])
show("Cart", [list(cart.Shift(0, 1)), cart.Get_coords(rank), cart.Get_cart_rank([rank])])
line = comm.Create_cart([size, 1], periods=[False, True])
show("Shift", [list(line.Shift(0, 1)) if 0 < rank < size - 1 else [x == MPI.PROC_NULL for x in line.Shift(0, 1)], list(line.Shift(1, 1))])
show("dims", [MPI.Compute_dims(12, 2), MPI.Compute_dims(12, [0, 2])])
group = comm.Get_group().Incl([size - 1, 0])
show("group", [group.size, group.rank == MPI.UNDEFINED, list(MPI.Group.Translate_ranks(group, [0, 1], comm.Get_group()))])

# Windows and files.
memory = np.zeros(size + 1)
window = MPI.Win.Create(memory, disp_unit=8, comm=comm)
window.Fence()
mine = np.array([rank + 1.0])
window.Put(mine, right, target=rank)
window.Accumulate(mine, 0, target=size, op=MPI.SUM)
window.Fence()
show("window", memory)
got = np.zeros(size)
window.Get(got, left)
window.Fence()
show("Get", got)
window.Free()
file = MPI.File.Open(comm, sys.argv[1], MPI.MODE_CREATE | MPI.MODE_RDWR)
file.Write_at_all(8 * 2 * rank, np.array([rank, rank + 0.5]))
file.Sync()
comm.Barrier()
got = np.zeros(2)
file.Read_at(8 * 2 * left, got)
show("file", [got.tolist(), file.Get_size()])
file.Close()
sys.stdout.flush()
