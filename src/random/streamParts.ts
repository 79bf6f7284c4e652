// Where the parts of a stream begin, for fills that threads share: states of PCG64, eight words each, in one list that travels to the workers.

/** Gives a function that moves a state of a stream by so many words. */
export type Jump = (state: Int32Array, words: number) => (state: Int32Array) => void;

const WORDS_A_STATE = 8;

/** The state before each of `parts` parts of `words` words, one after another; that before the first is `state`. */
export function statesOfParts(state: Int32Array, jump: Jump, words: number, parts: number): number[] {
  const at = state.slice();
  const skip = jump(at, words);
  const states = [...at];
  for (let part = 1; part < parts; part++) {
    skip(at);
    states.push(...at);
  }
  return states;
}

/** The state before a part. */
export function stateBefore(states: readonly number[], part: number): Int32Array {
  return Int32Array.from(states.slice(WORDS_A_STATE * part, WORDS_A_STATE * (part + 1)));
}
