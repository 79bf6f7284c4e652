/** Local minimisers within global methods: what `minimizerKwargs` says. */
import type { MinimizeOptions } from '../minimize.js';

/** Options of `minimize` for the local searches of a global method. */
export type MinimizerKwargs = Omit<MinimizeOptions<never[]>, 'signal' | 'args'> & { args?: readonly unknown[] };
