/** The least that a page may want: its bundle must not hold what it does not use. */
import * as np from 'numloom';

globalThis.results = { values: String(np.add([1, 2], 3)) };
