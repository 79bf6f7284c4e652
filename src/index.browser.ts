/** What `import * as np from 'numloom'` gives in a browser: the NumPy namespace, on one thread. */
export * from './namespace.js';
