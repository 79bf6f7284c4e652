/** Scales of axes: from data to the straight coordinate that is drawn, and back. */
import { ValueError, describe } from '../core/errors.js';

export type ScaleName = 'linear' | 'log' | 'symlog';

/** A scale of one axis. */
export interface Scale {
  readonly name: ScaleName;
  /** The drawn coordinate of a value; NaN where there is none. */
  forward(value: number): number;
  /** The value of a drawn coordinate. */
  backward(position: number): number;
}

const linear: Scale = { name: 'linear', forward: (v) => v, backward: (p) => p };
const log: Scale = {
  name: 'log',
  forward: (v) => (v > 0 ? Math.log10(v) : NaN),
  backward: (p) => 10 ** p,
};
/** Linear up to 2, logarithmic beyond, as Matplotlib's symlog with linthresh 2 and linscale 1. */
const symlog: Scale = {
  name: 'symlog',
  forward: (v) => (Math.abs(v) <= 2 ? v / 2 / 0.9 : Math.sign(v) * (1 / 0.9 + Math.log10(Math.abs(v) / 2))),
  backward: (p) => (Math.abs(p) <= 1 / 0.9 ? p * 2 * 0.9 : Math.sign(p) * 2 * 10 ** (Math.abs(p) - 1 / 0.9)),
};

/** A scale by name. */
export function scaleOf(functionName: string, name: ScaleName): Scale {
  if (name === 'linear') return linear;
  if (name === 'log') return log;
  if (name === 'symlog') return symlog;
  throw new ValueError(`${functionName}: ${describe(name)} is not a scale; use 'linear', 'log' or 'symlog'`);
}
