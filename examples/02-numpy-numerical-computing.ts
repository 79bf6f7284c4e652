/*
 * 02. NumPy: numerical computing (course 4.1)
 * Shows: an array, its mean, and the product of two vectors.
 *
 * Python:
 *     import numpy as np
 *
 *     # Creating arrays
 *     array = np.array([1, 2, 3, 4, 5])
 *     print("Array:", array)
 *
 *     # Operations
 *     print("Mean:", np.mean(array))
 *     print("Matrix Multiplication:", np.dot(array, array))
 */
import * as np from 'numloom';

// Creating arrays: 'int' because JavaScript cannot tell 1 from 1.0, and numbers make float64 unless told otherwise.
const array = np.array([1, 2, 3, 4, 5], { dtype: 'int' });
console.log('Array:', String(array));

// Operations
console.log('Mean:', np.formatFloatPositional(np.mean(array), { trim: '0' }));
console.log('Matrix Multiplication:', np.dot(array, array));
