/** Thrown by the reference where the contract leaves a result open: such elements are not compared. */
export const UNDEFINED: unique symbol = Symbol('undefined result');
