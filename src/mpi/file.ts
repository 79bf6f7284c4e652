/** Files that all ranks read and write together: MPI-IO. */
import { DTypeError, checkOptions, describe } from '../core/errors.js';
import type { Handle } from './abi/abi.js';
import { Message, resolve, type Buffer_ } from './buffer.js';
import type { Comm } from './communicator.js';
import { MODE_RDONLY, SEEK_SET, fileMode, whence } from './constants.js';
import { BYTE, type Datatype } from './datatype.js';
import { MPIError } from './errors.js';
import { check, errorClassName, errorText, mpi } from './library.js';
import { Request } from './request.js';
import { statusMemory, type Status } from './status.js';

const message = new Message();
const scratch = statusMemory();

type Plain = 'MPI_File_read' | 'MPI_File_read_all' | 'MPI_File_write' | 'MPI_File_write_all';
type Ordered = 'MPI_File_read_ordered' | 'MPI_File_write_ordered' | 'MPI_File_read_shared' | 'MPI_File_write_shared';
type At = 'MPI_File_read_at' | 'MPI_File_read_at_all' | 'MPI_File_write_at' | 'MPI_File_write_at_all';

function checkOffset(functionName: string, offset: number): void {
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new DTypeError(`${functionName}: offset must be a whole number from 0, got ${describe(offset)}`);
  }
}

/** Where to note how much was moved. */
export interface FileStatusOptions {
  readonly status?: Status;
}

/**
 * A file opened by all ranks of a communicator.
 *
 * @example
 * const file = MPI.File.Open(comm, 'data.bin', { amode: MPI.MODE_WRONLY | MPI.MODE_CREATE });
 * file.WriteAtAll(comm.rank * mine.byteLength, mine);
 * file.Close();
 */
export class File {
  #handle: Handle | undefined;
  readonly #path: string;

  private constructor(handle: Handle, path: string) {
    this.#handle = handle;
    this.#path = path;
  }

  /**
   * Open a file; all ranks of the communicator call it.
   *
   * @param comm - who opens it
   * @param filename - its path
   * @param options - `amode`: `MPI.MODE_RDONLY` if absent, or `MPI.MODE_WRONLY | MPI.MODE_CREATE` and the like
   * @throws MPIError when it cannot be opened
   */
  static Open(comm: Comm, filename: string, options: { readonly amode?: number } = {}): File {
    checkOptions('File.Open', options, ['amode']);
    if (typeof filename !== 'string') {
      throw new DTypeError(`File.Open: filename must be a string, got ${describe(filename)}`);
    }
    const { abi, calls } = mpi();
    // File handles are addresses in every library.
    const cell = new BigInt64Array(1);
    const code = calls.MPI_File_open(
      comm.handle,
      filename,
      fileMode(options.amode ?? MODE_RDONLY),
      abi.handle('MPI_INFO_NULL'),
      cell,
    );
    if (code !== 0) throw new MPIError(`File.Open: ${filename}: ${errorText(code)}`, code, errorClassName(code));
    return new File(Number(cell[0]), filename);
  }

  /** Delete a file; one rank calls it. */
  static Delete(filename: string): void {
    const { abi, calls } = mpi();
    check(calls.MPI_File_delete(filename, abi.handle('MPI_INFO_NULL')), `File.Delete: ${filename}`);
  }

  get #open(): Handle {
    if (this.#handle === undefined) throw new MPIError(`${this.#path}: the file is closed`, 0, 'ERR_FILE');
    return this.#handle;
  }

  /** Close it; all ranks must. */
  Close(): void {
    const cell = BigInt64Array.of(BigInt(this.#open));
    check(mpi().calls.MPI_File_close(cell), 'Close');
    this.#handle = undefined;
  }

  /** Its length in bytes. */
  getSize(): number {
    const cell = new BigInt64Array(1);
    check(mpi().calls.MPI_File_get_size(this.#open, cell), 'getSize');
    return Number(cell[0]);
  }

  /** Set its length in bytes. */
  setSize(size: number): void {
    check(mpi().calls.MPI_File_set_size(this.#open, size), 'setSize');
  }

  /** Have room for so many bytes. */
  Preallocate(size: number): void {
    check(mpi().calls.MPI_File_preallocate(this.#open, size), 'Preallocate');
  }

  /**
   * Say which part of the file this rank sees.
   *
   * @param disp - where it begins, in bytes
   * @param options - `etype`: what offsets count (bytes if absent), `filetype`: which of them are seen (all if absent)
   */
  setView(
    disp = 0,
    options: { readonly etype?: Datatype; readonly filetype?: Datatype; readonly datarep?: string } = {},
  ): void {
    checkOptions('setView', options, ['etype', 'filetype', 'datarep']);
    const { abi, calls } = mpi();
    const etype = options.etype ?? BYTE;
    const filetype = options.filetype ?? etype;
    check(
      calls.MPI_File_set_view(
        this.#open,
        disp,
        etype.handle,
        filetype.handle,
        options.datarep ?? 'native',
        abi.handle('MPI_INFO_NULL'),
      ),
      'setView',
    );
  }

  #at(call: At, name: string, offset: number, buf: Buffer_, options: FileStatusOptions): void {
    checkOptions(name, options, ['status']);
    checkOffset(name, offset);
    resolve(message, name, 'buf', buf);
    const memory = options.status ? options.status.memory : scratch;
    check(
      mpi().calls[call](this.#open, offset, message.pointer, message.count, message.type, memory),
      `${name}: ${this.#path}`,
    );
  }

  #here(call: Plain | Ordered, name: string, buf: Buffer_, options: FileStatusOptions): void {
    checkOptions(name, options, ['status']);
    resolve(message, name, 'buf', buf);
    const memory = options.status ? options.status.memory : scratch;
    check(
      mpi().calls[call](this.#open, message.pointer, message.count, message.type, memory),
      `${name}: ${this.#path}`,
    );
  }

  /** Read at an offset, in the view's units. */
  ReadAt(offset: number, buf: Buffer_, options: FileStatusOptions = {}): void {
    this.#at('MPI_File_read_at', 'ReadAt', offset, buf, options);
  }

  /** Read at an offset, all ranks together. */
  ReadAtAll(offset: number, buf: Buffer_, options: FileStatusOptions = {}): void {
    this.#at('MPI_File_read_at_all', 'ReadAtAll', offset, buf, options);
  }

  /** Write at an offset, in the view's units. */
  WriteAt(offset: number, buf: Buffer_, options: FileStatusOptions = {}): void {
    this.#at('MPI_File_write_at', 'WriteAt', offset, buf, options);
  }

  /** Write at an offset, all ranks together. */
  WriteAtAll(offset: number, buf: Buffer_, options: FileStatusOptions = {}): void {
    this.#at('MPI_File_write_at_all', 'WriteAtAll', offset, buf, options);
  }

  /** Read at this rank's position. */
  Read(buf: Buffer_, options: FileStatusOptions = {}): void {
    this.#here('MPI_File_read', 'Read', buf, options);
  }

  /** Read at each rank's position, all together. */
  ReadAll(buf: Buffer_, options: FileStatusOptions = {}): void {
    this.#here('MPI_File_read_all', 'ReadAll', buf, options);
  }

  /** Write at this rank's position. */
  Write(buf: Buffer_, options: FileStatusOptions = {}): void {
    this.#here('MPI_File_write', 'Write', buf, options);
  }

  /** Write at each rank's position, all together. */
  WriteAll(buf: Buffer_, options: FileStatusOptions = {}): void {
    this.#here('MPI_File_write_all', 'WriteAll', buf, options);
  }

  /** Read one after another in the order of ranks. */
  ReadOrdered(buf: Buffer_, options: FileStatusOptions = {}): void {
    this.#here('MPI_File_read_ordered', 'ReadOrdered', buf, options);
  }

  /** Write one after another in the order of ranks. */
  WriteOrdered(buf: Buffer_, options: FileStatusOptions = {}): void {
    this.#here('MPI_File_write_ordered', 'WriteOrdered', buf, options);
  }

  /** Read at the position that all ranks share, whoever comes first. */
  ReadShared(buf: Buffer_, options: FileStatusOptions = {}): void {
    this.#here('MPI_File_read_shared', 'ReadShared', buf, options);
  }

  /** Write at the position that all ranks share, whoever comes first. */
  WriteShared(buf: Buffer_, options: FileStatusOptions = {}): void {
    this.#here('MPI_File_write_shared', 'WriteShared', buf, options);
  }

  /** Begin a `Read`. */
  Iread(buf: Buffer_): Request {
    return this.#begin('MPI_File_iread', 'Iread', buf);
  }

  /** Begin a `Write`. */
  Iwrite(buf: Buffer_): Request {
    return this.#begin('MPI_File_iwrite', 'Iwrite', buf);
  }

  /** Begin a `ReadAt`. */
  IreadAt(offset: number, buf: Buffer_): Request {
    return this.#beginAt('MPI_File_iread_at', 'IreadAt', offset, buf);
  }

  /** Begin a `WriteAt`. */
  IwriteAt(offset: number, buf: Buffer_): Request {
    return this.#beginAt('MPI_File_iwrite_at', 'IwriteAt', offset, buf);
  }

  #begin(call: 'MPI_File_iread' | 'MPI_File_iwrite', name: string, buf: Buffer_): Request {
    const { pointer, count, type } = resolve(new Message(), name, 'buf', buf);
    return new Request(name, buf, (cell) => mpi().calls[call](this.#open, pointer, count, type, cell));
  }

  #beginAt(call: 'MPI_File_iread_at' | 'MPI_File_iwrite_at', name: string, offset: number, buf: Buffer_): Request {
    checkOffset(name, offset);
    const { pointer, count, type } = resolve(new Message(), name, 'buf', buf);
    return new Request(name, buf, (cell) => mpi().calls[call](this.#open, offset, pointer, count, type, cell));
  }

  /** Move the position that all ranks share; all call it. */
  SeekShared(offset: number, { whence: from = SEEK_SET }: { readonly whence?: number } = {}): void {
    check(mpi().calls.MPI_File_seek_shared(this.#open, offset, whence(from)), 'SeekShared');
  }

  /** The position that all ranks share. */
  getPositionShared(): number {
    const cell = new BigInt64Array(1);
    check(mpi().calls.MPI_File_get_position_shared(this.#open, cell), 'getPositionShared');
    return Number(cell[0]);
  }

  /** Move this rank's position. */
  Seek(offset: number, { whence: from = SEEK_SET }: { readonly whence?: number } = {}): void {
    check(mpi().calls.MPI_File_seek(this.#open, offset, whence(from)), 'Seek');
  }

  /** This rank's position. */
  getPosition(): number {
    const cell = new BigInt64Array(1);
    check(mpi().calls.MPI_File_get_position(this.#open, cell), 'getPosition');
    return Number(cell[0]);
  }

  /** Have everything written to the disk. */
  Sync(): void {
    check(mpi().calls.MPI_File_sync(this.#open), 'Sync');
  }
}
