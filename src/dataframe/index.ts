/** numloom/dataframe: tables of named columns in pandas' manner. Grouping and joining by arquero, Parquet and Arrow by their libraries. */
import '../setup.js';

export { DataFrame, type JoinHow, type MergeOptions } from './dataframe.js';
export { GroupBy } from './groupby.js';
export { Series } from './series.js';
export { readCsv, readCsvChunks, type ReadCsvOptions } from './csv.js';
export { readArrow, readParquet, toArrow, toParquet } from './binary.js';
export type { Cell, ColumnLike } from './column.js';
export type { ToCsvOptions } from './csvWrite.js';
export type { Aggregate } from './engine.js';
