/*
 * 01. Language essentials (course 2.1 to 2.4)
 * Shows: types, conditions, loops, a recursive function, a module of mathematics, and error handling.
 *
 * Python:
 *     integer = 10
 *     floating_point = 3.14
 *     complex_number = 2 + 3j
 *     list_example = [1, 2, 3, 4, 5]
 *     tuple_example = (1, 2, 3)
 *     string_example = "Hello, HPC!"
 *     dictionary_example = {"key": "value"}
 *
 *     x = 10
 *     if x > 5:
 *         print("x is greater than 5")
 *     elif x == 5:
 *         print("x is equal to 5")
 *     else:
 *         print("x is less than 5")
 *
 *     for i in range(5):
 *         print(i)
 *
 *     while x > 0:
 *         print(x)
 *         x -= 1
 *
 *     def factorial(n):
 *         if n == 0:
 *             return 1
 *         return n * factorial(n-1)
 *
 *     print(factorial(5))
 *
 *     import math
 *     print(math.sqrt(16))
 *
 *     try:
 *         result = 10 / 0
 *     except ZeroDivisionError:
 *         print("Division by zero is not allowed!")
 *     finally:
 *         print("Execution complete.")
 */
import * as np from 'numloom';

// Python's int and float are both number here; a bigint holds any whole number, Complex a complex one.
export const integer = 10;
export const floatingPoint = 3.14;
export const complexNumber = new np.Complex(2, 3);
export const listExample = [1, 2, 3, 4, 5];
export const tupleExample = [1, 2, 3] as const;
export const stringExample = 'Hello, HPC!';
export const dictionaryExample = { key: 'value' };

let x = 10;
if (x > 5) console.log('x is greater than 5');
else if (x === 5) console.log('x is equal to 5');
else console.log('x is less than 5');

for (let i = 0; i < 5; i++) console.log(i);

while (x > 0) {
  console.log(x);
  x -= 1;
}

function factorial(n: number): number {
  return n === 0 ? 1 : n * factorial(n - 1);
}
console.log(factorial(5));

// JavaScript does not tell 4 from 4.0; Python prints a float's point.
console.log(np.formatFloatPositional(Math.sqrt(16), { trim: '0' }));

/** JavaScript's 10 / 0 is Infinity. Where that is a mistake, say so yourself. */
function divide(a: number, b: number): number {
  if (b === 0) throw new RangeError('division by zero');
  return a / b;
}
try {
  divide(10, 0);
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  console.log('Division by zero is not allowed!');
} finally {
  console.log('Execution complete.');
}
