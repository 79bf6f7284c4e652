/**
 * The C functions in use and how they are declared to koffi. A declaration is a word of one letter an argument: b buffer or any
 * other pointer, i int, h handle, f file handle, l 64-bit integer, s string, d result is a double.
 */
import type { Koffi } from '../backends/native/koffi.js';
import type { Abi, Handle } from './abi/abi.js';

/** What may stand for an address: memory, an address itself, or nothing. */
export type Pointer = ArrayBufferView | number | bigint | null;

const DECLARATIONS = {
  MPI_Init_thread: 'bbib',
  MPI_Initialized: 'b',
  MPI_Finalized: 'b',
  MPI_Finalize: '',
  MPI_Abort: 'hi',
  MPI_Get_library_version: 'bb',
  MPI_Get_version: 'bb',
  MPI_Get_processor_name: 'bb',
  MPI_Error_string: 'ibb',
  MPI_Error_class: 'ib',
  MPI_Comm_set_errhandler: 'hh',
  MPI_Win_set_errhandler: 'hh',
  MPI_Comm_rank: 'hb',
  MPI_Comm_size: 'hb',
  MPI_Comm_dup: 'hb',
  MPI_Comm_split: 'hiib',
  MPI_Comm_split_type: 'hiihb',
  MPI_Comm_create: 'hhb',
  MPI_Comm_create_group: 'hhib',
  MPI_Comm_free: 'b',
  MPI_Comm_group: 'hb',
  MPI_Comm_compare: 'hhb',
  MPI_Comm_get_name: 'hbb',
  MPI_Comm_set_name: 'hs',
  MPI_Comm_get_attr: 'hibb',
  MPI_Group_rank: 'hb',
  MPI_Group_size: 'hb',
  MPI_Group_incl: 'hibb',
  MPI_Group_excl: 'hibb',
  MPI_Group_range_incl: 'hibb',
  MPI_Group_range_excl: 'hibb',
  MPI_Group_union: 'hhb',
  MPI_Group_intersection: 'hhb',
  MPI_Group_difference: 'hhb',
  MPI_Group_translate_ranks: 'hibhb',
  MPI_Group_compare: 'hhb',
  MPI_Group_free: 'b',
  MPI_Send: 'bihiih',
  MPI_Ssend: 'bihiih',
  MPI_Rsend: 'bihiih',
  MPI_Bsend: 'bihiih',
  MPI_Buffer_attach: 'bi',
  MPI_Buffer_detach: 'bb',
  MPI_Recv: 'bihiihb',
  MPI_Sendrecv: 'bihiibihiihb',
  MPI_Sendrecv_replace: 'bihiiiihb',
  MPI_Isend: 'bihiihb',
  MPI_Issend: 'bihiihb',
  MPI_Irsend: 'bihiihb',
  MPI_Ibsend: 'bihiihb',
  MPI_Irecv: 'bihiihb',
  MPI_Send_init: 'bihiihb',
  MPI_Ssend_init: 'bihiihb',
  MPI_Rsend_init: 'bihiihb',
  MPI_Bsend_init: 'bihiihb',
  MPI_Recv_init: 'bihiihb',
  MPI_Start: 'b',
  MPI_Probe: 'iihb',
  MPI_Iprobe: 'iihbb',
  MPI_Mprobe: 'iihbb',
  MPI_Improbe: 'iihbbb',
  MPI_Mrecv: 'bihbb',
  MPI_Wait: 'bb',
  MPI_Test: 'bbb',
  MPI_Cancel: 'b',
  MPI_Test_cancelled: 'bb',
  MPI_Request_get_status: 'hbb',
  MPI_Request_free: 'b',
  MPI_Get_count: 'bhb',
  MPI_Get_elements: 'bhb',
  MPI_Barrier: 'h',
  MPI_Bcast: 'bihih',
  MPI_Gather: 'bihbihih',
  MPI_Gatherv: 'bihbbbhih',
  MPI_Scatter: 'bihbihih',
  MPI_Scatterv: 'bbbhbihih',
  MPI_Allgather: 'bihbihh',
  MPI_Allgatherv: 'bihbbbhh',
  MPI_Alltoall: 'bihbihh',
  MPI_Alltoallv: 'bbbhbbbhh',
  MPI_Reduce: 'bbihhih',
  MPI_Allreduce: 'bbihhh',
  MPI_Reduce_scatter: 'bbbhhh',
  MPI_Reduce_scatter_block: 'bbihhh',
  MPI_Reduce_local: 'bbihh',
  MPI_Scan: 'bbihhh',
  MPI_Exscan: 'bbihhh',
  MPI_Ibarrier: 'hb',
  MPI_Ibcast: 'bihihb',
  MPI_Igather: 'bihbihihb',
  MPI_Igatherv: 'bihbbbhihb',
  MPI_Iscatter: 'bihbihihb',
  MPI_Iscatterv: 'bbbhbihihb',
  MPI_Iallgather: 'bihbihhb',
  MPI_Iallgatherv: 'bihbbbhhb',
  MPI_Ialltoall: 'bihbihhb',
  MPI_Ialltoallv: 'bbbhbbbhhb',
  MPI_Ireduce: 'bbihhihb',
  MPI_Iallreduce: 'bbihhhb',
  MPI_Iscan: 'bbihhhb',
  MPI_Iexscan: 'bbihhhb',
  MPI_Ireduce_scatter: 'bbbhhhb',
  MPI_Ireduce_scatter_block: 'bbihhhb',
  MPI_Neighbor_allgather: 'bihbihh',
  MPI_Neighbor_allgatherv: 'bihbbbhh',
  MPI_Neighbor_alltoall: 'bihbihh',
  MPI_Neighbor_alltoallv: 'bbbhbbbhh',
  MPI_Ineighbor_allgather: 'bihbihhb',
  MPI_Ineighbor_allgatherv: 'bihbbbhhb',
  MPI_Ineighbor_alltoall: 'bihbihhb',
  MPI_Ineighbor_alltoallv: 'bbbhbbbhhb',
  MPI_Op_create: 'bib',
  MPI_Op_free: 'b',
  MPI_Type_size: 'hb',
  MPI_Type_get_extent: 'hbb',
  MPI_Type_get_true_extent: 'hbb',
  MPI_Type_contiguous: 'ihb',
  MPI_Type_vector: 'iiihb',
  MPI_Type_create_hvector: 'iilhb',
  MPI_Type_indexed: 'ibbhb',
  MPI_Type_create_hindexed: 'ibbhb',
  MPI_Type_create_hindexed_block: 'iibhb',
  MPI_Type_create_indexed_block: 'iibhb',
  MPI_Type_create_subarray: 'ibbbihb',
  MPI_Type_create_struct: 'ibbbb',
  MPI_Type_create_resized: 'hllb',
  MPI_Type_dup: 'hb',
  MPI_Type_commit: 'b',
  MPI_Type_free: 'b',
  MPI_Pack: 'bihbibh',
  MPI_Unpack: 'bibbihh',
  MPI_Pack_size: 'ihhb',
  MPI_Cart_create: 'hibbib',
  MPI_Cart_coords: 'hiib',
  MPI_Cart_rank: 'hbb',
  MPI_Cart_shift: 'hiibb',
  MPI_Cart_sub: 'hbb',
  MPI_Cart_get: 'hibbb',
  MPI_Dist_graph_create_adjacent: 'hibbibbhib',
  MPI_Dims_create: 'iib',
  MPI_Info_create: 'b',
  MPI_Info_set: 'hss',
  MPI_Info_free: 'b',
  MPI_Win_create: 'blihhb',
  MPI_Win_allocate_shared: 'lihhbb',
  MPI_Win_shared_query: 'hibbb',
  MPI_Win_free: 'b',
  MPI_Win_fence: 'ih',
  MPI_Win_lock: 'iiih',
  MPI_Win_unlock: 'ih',
  MPI_Win_lock_all: 'ih',
  MPI_Win_unlock_all: 'h',
  MPI_Win_flush: 'ih',
  MPI_Win_flush_all: 'h',
  MPI_Win_flush_local: 'ih',
  MPI_Win_flush_local_all: 'h',
  MPI_Win_sync: 'h',
  MPI_Win_post: 'hih',
  MPI_Win_start: 'hih',
  MPI_Win_complete: 'h',
  MPI_Win_wait: 'h',
  MPI_Win_test: 'hb',
  MPI_Win_get_group: 'hb',
  MPI_Put: 'bihilihh',
  MPI_Get: 'bihilihh',
  MPI_Accumulate: 'bihilihhh',
  MPI_Get_accumulate: 'bihbihilihhh',
  MPI_Rput: 'bihilihhb',
  MPI_Rget: 'bihilihhb',
  MPI_Raccumulate: 'bihilihhhb',
  MPI_Rget_accumulate: 'bihbihilihhhb',
  MPI_Fetch_and_op: 'bbhilhh',
  MPI_Compare_and_swap: 'bbbhilh',
  MPI_File_open: 'hsihb',
  MPI_File_close: 'b',
  MPI_File_delete: 'sh',
  MPI_File_set_size: 'fl',
  MPI_File_preallocate: 'fl',
  MPI_File_get_size: 'fb',
  MPI_File_set_view: 'flhhsh',
  MPI_File_read_at: 'flbihb',
  MPI_File_read_at_all: 'flbihb',
  MPI_File_write_at: 'flbihb',
  MPI_File_write_at_all: 'flbihb',
  MPI_File_read: 'fbihb',
  MPI_File_read_all: 'fbihb',
  MPI_File_write: 'fbihb',
  MPI_File_write_all: 'fbihb',
  MPI_File_read_ordered: 'fbihb',
  MPI_File_write_ordered: 'fbihb',
  MPI_File_read_shared: 'fbihb',
  MPI_File_write_shared: 'fbihb',
  MPI_File_iread: 'fbihb',
  MPI_File_iwrite: 'fbihb',
  MPI_File_iread_at: 'flbihb',
  MPI_File_iwrite_at: 'flbihb',
  MPI_File_seek_shared: 'fli',
  MPI_File_get_position_shared: 'fb',
  MPI_File_seek: 'fli',
  MPI_File_get_position: 'fb',
  MPI_File_sync: 'f',
  MPI_Wtime: 'd',
  MPI_Wtick: 'd',
} as const;

/** What a letter is in TypeScript. */
interface Arguments {
  b: Pointer;
  i: number;
  h: Handle;
  f: Handle;
  l: number;
  s: string;
}

type ArgumentList<Word extends string> = Word extends `${infer L extends keyof Arguments}${infer Rest}`
  ? [Arguments[L], ...ArgumentList<Rest>]
  : [];

/** The C functions by name. All return an error code, but the clock. */
export type Calls = {
  readonly [Name in keyof typeof DECLARATIONS]: (...args: ArgumentList<(typeof DECLARATIONS)[Name]>) => number;
};

/** The name of a C function. */
export type CallName = keyof typeof DECLARATIONS;

/** Bind the C functions of a library. One that an old library lacks says so when it is called. */
export function bindCalls(library: Koffi.LibraryHandle, abi: Abi): Calls {
  const types: Record<string, string> = {
    b: 'void *',
    i: 'int',
    h: abi.handleType,
    f: abi.fileType,
    l: 'int64',
    s: 'str',
  };
  const calls: Record<string, (...args: never[]) => number> = {};
  for (const [name, word] of Object.entries(DECLARATIONS)) {
    const result = word === 'd' ? 'double' : 'int';
    const parameters = word === 'd' ? [] : [...word].map((letter) => types[letter]!);
    try {
      calls[name] = library.func(name, result, parameters);
    } catch {
      calls[name] = () => {
        throw new Error(`${name} is missing from this MPI library`);
      };
    }
  }
  return calls as unknown as Calls;
}
