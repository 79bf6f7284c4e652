/** Groups of NumPy's type characters, in the order in which loops are tried. */
export const SMALL_INTS = 'bBhHiI';
export const INTS = 'bBhHiIqQ';
export const FLOATS = 'efd';
export const COMPLEX = 'FD';
export const REALS = INTS + FLOATS;
