/** What a run leaves behind: the record that is written as JSON and from which tables and the page are made. */
import { speedUp, type Ratio, type Summary } from './statistics.js';

export type Precision = 'float32' | 'float64';

/** Where and with what a run was made. */
export interface Environment {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly os: string;
  readonly node: string;
  readonly numloom: string;
  readonly python: string | null;
  readonly numpy: string | null;
  /** What each host backend of numloom says of what it computes with. */
  readonly providers: Readonly<Record<string, unknown>>;
  /** Each GPU mode that was found, with its device. */
  readonly devices: Readonly<Record<string, string>>;
  /** The other libraries, with versions. */
  readonly peers: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, unknown>>;
}

/** One operation at one size and precision on one backend or library. Times are seconds a call. */
export interface Result extends Summary {
  readonly operation: string;
  readonly dtype: Precision;
  /** The size that was asked for: elements, or the side of a matrix product. */
  readonly size: number;
  /** What one call computes, in `unit`s: the elements, or the multiply-adds of a product. */
  readonly work: number;
  readonly unit: 'element' | 'multiply-add';
  /** 'single', 'threads:2', 'webgpu', ..., 'numpy', or a peer's name. */
  readonly backend: string;
  /** Calls in one sample. */
  readonly calls: number;
  /** The median of each round, in order. */
  readonly rounds: readonly number[];
}

/** An operation that was to be timed somewhere and was not. */
export interface Missing {
  readonly operation: string;
  readonly dtype: Precision;
  readonly size: number | null;
  readonly backend: string;
  readonly reason: string;
}

/** One operation as the page presents it. */
export interface Operation {
  readonly name: string;
  readonly family: string;
  readonly numpy: string;
}

/** A whole run. */
export interface Run {
  readonly format: 'numloom-bench 1';
  readonly environment: Environment;
  /** What could not be had, in a sentence each. */
  readonly notes: readonly string[];
  readonly operations: readonly Operation[];
  readonly results: readonly Result[];
  readonly missing: readonly Missing[];
}

/** The result of the same operation, precision and size on another backend. */
export function counterpart(run: Run, one: Result, backend: string): Result | undefined {
  return run.results.find(
    (other) =>
      other.backend === backend &&
      other.operation === one.operation &&
      other.dtype === one.dtype &&
      other.size === one.size,
  );
}

/** How many times faster a result is than the same on another backend; null where that was not measured. */
export function ratioTo(run: Run, one: Result, backend: string): Ratio | null {
  const other = counterpart(run, one, backend);
  return other ? speedUp(other.rounds, one.rounds) : null;
}
