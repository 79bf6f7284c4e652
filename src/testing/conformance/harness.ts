/**
 * One call put to the test: the results against those of the reference, inputs unchanged, nothing written beside the
 * outputs, and the same bits when called again.
 */
import type { Backend } from '../../backends/backend.js';
import { agrees, type Strictness } from './compare.js';
import {
  elementsOf,
  firstChange,
  firstChangeOutside,
  firstOtherValue,
  makeOperand,
  restore,
  snapshot,
  type Operand,
  type OperandSpec,
} from './operands.js';
import { ConformanceError, type ConformanceOptions } from './report.js';
import { elementText, type Element } from './scalars.js';

/** What every check works with. */
export interface Bench {
  readonly backend: Backend;
  readonly options: ConformanceOptions;
  make(spec: OperandSpec): Operand;
}

/** The working place of a backend's checks. */
export function benchOf(backend: Backend, options: ConformanceOptions): Bench {
  return { backend, options, make: (spec) => makeOperand(backend, spec) };
}

/** What an output must be: in C order, undefined where anything will do. */
export interface Expectation {
  readonly output: Operand;
  readonly elements: readonly (Element | undefined)[];
  /** How strictly to compare; a function of the place in C order where it differs. */
  readonly strictness?: Strictness | ((i: number) => Strictness);
}

/** A call. */
export interface Trial {
  /** What is called, for messages. */
  readonly what: string;
  /** Operands that must not change; one that is an output too belongs to the outputs. */
  readonly inputs: readonly Operand[];
  readonly outputs: readonly Expectation[];
  call(): void;
}

/** An index as text. */
function indexText(shape: readonly number[], i: number): string {
  const index: number[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index.unshift(i % shape[axis]!);
    i = Math.floor(i / shape[axis]!);
  }
  return `[${index.join(', ')}]`;
}

/** Layouts and shape of a call's operands, for messages. */
export function operandsText(operands: readonly Operand[]): string {
  return operands.map(({ view, shape, layout }) => `${view.info.name}[${shape.join(',')}] ${layout}`).join('; ');
}

function invoke(trial: Trial): void {
  try {
    trial.call();
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new ConformanceError(`${trial.what} threw ${text}`, { cause: error });
  }
}

function checkValues({ what }: Trial, { output, elements, strictness = {} }: Expectation, o: number): void {
  const { info } = output.view;
  const actual = elementsOf(output);
  for (let i = 0; i < elements.length; i++) {
    const expected = elements[i];
    if (expected === undefined) continue;
    if (agrees(actual[i]!, expected, info, typeof strictness === 'function' ? strictness(i) : strictness)) continue;
    throw new ConformanceError(
      `${what}: output ${o}${indexText(output.shape, i)} (${output.layout}) is ${elementText(actual[i]!)}, ` +
        `expected ${elementText(expected)}`,
    );
  }
  if (info.kind !== 'b') return;
  const bad = (output.view.storage as Uint8Array).findIndex((byte) => byte > 1);
  if (bad >= 0) throw new ConformanceError(`${what}: output ${o} holds a truth value other than 0 and 1`);
}

/** Make the call and compare. */
export function attempt(trial: Trial): void {
  const { what, inputs, outputs } = trial;
  const before = inputs.map(({ view }) => snapshot(view.storage));
  const initial = outputs.map(({ output }) => snapshot(output.view.storage));
  invoke(trial);
  outputs.forEach((expectation, o) => {
    checkValues(trial, expectation, o);
    const place = firstChangeOutside(expectation.output, initial[o]!);
    if (place >= 0) {
      throw new ConformanceError(
        `${what}: element ${place} of the storage of output ${o} was overwritten, which is not one of the ` +
          `output's (${expectation.output.layout})`,
      );
    }
  });
  inputs.forEach(({ view }, k) => {
    if (firstChange(view.storage, before[k]!) >= 0) throw new ConformanceError(`${what}: input ${k} was changed`);
  });
  const first = outputs.map(({ output }) => snapshot(output.view.storage));
  outputs.forEach(({ output }, o) => restore(output.view.storage, initial[o]!));
  invoke(trial);
  outputs.forEach(({ output }, o) => {
    if (firstOtherValue(output.view.storage, first[o]!) >= 0) {
      throw new ConformanceError(`${what}: called again, output ${o} has other bits`);
    }
  });
}
