/** Parquet by hyparquet, Arrow by flechette; both load when first wanted. */
import type * as NodeZlib from 'node:zlib';
import { FormatError } from '../core/errors.js';
import { fileSystem } from '../files/fileSystem.js';
import { cellAt, fromCells, toColumn, type Cell, type Column, type ColumnLike } from './column.js';
import { DataFrame } from './dataframe.js';

/** Values of a file's column as one of ours. */
function imported(name: string, values: ArrayLike<unknown>): Column {
  if (ArrayBuffer.isView(values)) return toColumn(name, values as unknown as ColumnLike);
  const list = Array.from(values, (v) =>
    v === undefined ? null : typeof v === 'bigint' && v <= 9007199254740991n && v >= -9007199254740991n ? Number(v) : v,
  );
  return fromCells(list, name);
}

/**
 * Read a Parquet file.
 *
 * @throws FormatError when it is none
 */
export async function readParquet(path: string, options: { columns?: readonly string[] } = {}): Promise<DataFrame> {
  const { parquetReadObjects } = await import('hyparquet');
  const bytes = fileSystem('readParquet').readFileSync(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  let rows: Record<string, unknown>[];
  try {
    const zlib = globalThis.process.getBuiltinModule('node:zlib') as typeof NodeZlib;
    const compressors = {
      GZIP: (input: Uint8Array) => new Uint8Array(zlib.gunzipSync(input)),
      BROTLI: (input: Uint8Array) => new Uint8Array(zlib.brotliDecompressSync(input)),
    };
    rows = await parquetReadObjects({
      file,
      compressors,
      ...(options.columns ? { columns: [...options.columns] } : {}),
    });
  } catch (error) {
    throw new FormatError(`readParquet: ${path} could not be read: ${(error as Error).message}`);
  }
  const names = options.columns ?? Object.keys(rows[0] ?? {});
  return new DataFrame(
    new Map(
      names.map((name) => [
        name,
        imported(
          name,
          rows.map((row) => row[name]),
        ),
      ]),
    ),
  );
}

/** Write a table as a Parquet file (Snappy). */
export async function toParquet(df: DataFrame, path: string): Promise<void> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const TYPES: Partial<Record<string, 'INT32' | 'INT64' | 'DOUBLE' | 'FLOAT' | 'BOOLEAN'>> = {
    int32: 'INT32',
    int64: 'INT64',
    float64: 'DOUBLE',
    float32: 'FLOAT',
    bool: 'BOOLEAN',
    int16: 'INT32',
    int8: 'INT32',
    uint8: 'INT32',
    uint16: 'INT32',
  };
  const columnData = df.columns.map((name) => {
    const column = df.column('toParquet', name);
    const type =
      TYPES[column.dtype] ??
      (df
        .get(name)
        .toArray()
        .some((v) => v instanceof Date)
        ? 'TIMESTAMP'
        : 'STRING');
    const data = column.dtype === 'object' || column.dtype === 'bool' ? df.get(name).toArray() : (column.data as never);
    return {
      name,
      data: type === 'STRING' ? (data as Cell[]).map((v) => (v === null ? null : String(v))) : data,
      type,
      nullable: column.dtype === 'object',
    };
  });
  fileSystem('toParquet').writeFileSync(path, Buffer.from(parquetWriteBuffer({ columnData: columnData as never })));
}

/** Read an Arrow file (IPC, file or stream). */
export async function readArrow(source: string | Uint8Array): Promise<DataFrame> {
  const { tableFromIPC } = await import('@uwdata/flechette');
  const bytes = typeof source === 'string' ? new Uint8Array(fileSystem('readArrow').readFileSync(source)) : source;
  try {
    const table = tableFromIPC(bytes);
    return new DataFrame(
      new Map(
        table.names.map((name) => [
          String(name),
          imported(String(name), table.getChild(name).toArray() as ArrayLike<unknown>),
        ]),
      ),
    );
  } catch (error) {
    throw new FormatError(`readArrow: the file could not be read: ${(error as Error).message}`);
  }
}

/** A table as Arrow IPC: returned, or written to a file. */
export async function toArrow(df: DataFrame, path?: string): Promise<Uint8Array> {
  const { tableFromArrays, tableToIPC } = await import('@uwdata/flechette');
  const arrays = Object.fromEntries(
    df.columns.map((name) => {
      const column = df.column('toArrow', name);
      const plain = column.dtype === 'object' || column.dtype === 'bool';
      return [name, plain ? Array.from({ length: column.length }, (_, i) => cellAt(column, i)) : column.data];
    }),
  );
  const bytes = tableToIPC(tableFromArrays(arrays as never), { format: 'file' })!;
  if (path !== undefined) fileSystem('toArrow').writeFileSync(path, bytes);
  return bytes;
}
