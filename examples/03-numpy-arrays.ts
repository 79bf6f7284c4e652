/*
 * 03. NumPy arrays: arithmetic and broadcasting (course, "Python Program Demonstrating NumPy Arrays")
 * Shows: element-wise arithmetic, a scalar added to an array, a vector added to every row of a matrix.
 *
 * The course prints the rows without NumPy's column padding; what follows is what NumPy really prints.
 *
 * Python:
 *     import numpy as np
 *
 *     # Creating NumPy arrays
 *     a = np.array([1, 2, 3, 4])
 *     b = np.array([5, 6, 7, 8])
 *
 *     # Basic arithmetic operations
 *     sum_result = a + b
 *     diff_result = a - b
 *     prod_result = a * b
 *     div_result = a / b
 *
 *     print("Sum:", sum_result)
 *     print("Difference:", diff_result)
 *     print("Product:", prod_result)
 *     print("Division:", div_result)
 *
 *     # Broadcasting: Adding a scalar to an array
 *     scalar_addition = a + 10
 *     print("Array after adding scalar:", scalar_addition)
 *
 *     # Broadcasting: Adding a smaller array to a larger one
 *     matrix = np.array([[1, 2, 3], [4, 5, 6]])
 *     vector = np.array([10, 20, 30])
 *     broadcast_result = matrix + vector # Automatically expands vector
 *
 *     print("Matrix after broadcasting addition:\n", broadcast_result)
 */
import * as np from 'numloom';

// Creating NumPy arrays
const a = np.array([1, 2, 3, 4], { dtype: 'int' });
const b = np.array([5, 6, 7, 8], { dtype: 'int' });

// Basic arithmetic operations: JavaScript has no operators for arrays, so they are functions or methods.
const sumResult = np.add(a, b);
const diffResult = np.subtract(a, b);
const prodResult = np.multiply(a, b);
const divResult = np.divide(a, b);

console.log('Sum:', String(sumResult));
console.log('Difference:', String(diffResult));
console.log('Product:', String(prodResult));
console.log('Division:', String(divResult));

// Broadcasting: adding a scalar to an array
const scalarAddition = np.add(a, 10);
console.log('Array after adding scalar:', String(scalarAddition));

// Broadcasting: adding a smaller array to a larger one
const matrix = np.array(
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
  { dtype: 'int' },
);
const vector = np.array([10, 20, 30], { dtype: 'int' });
const broadcastResult = np.add(matrix, vector); // expands the vector, without copying it

console.log('Matrix after broadcasting addition:\n', String(broadcastResult));
