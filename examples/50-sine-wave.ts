/*
 * 50. Matplotlib: a sine wave (course 4.3)
 * Shows: a plot of an array, its title; the page opens in the browser, or its path is printed where there is no display.
 *
 * Python:
 *     import matplotlib.pyplot as plt
 *     import numpy as np
 *
 *     x = np.linspace(0, 10, 100)
 *     y = np.sin(x)
 *     plt.plot(x, y)
 *     plt.title("Sine Wave")
 *     plt.show()
 */
import * as np from 'numloom';
import * as plt from 'numloom/pyplot';

const x = np.linspace(0, 10, 100);
const y = np.sin(x);
plt.plot(x, y);
plt.title('Sine Wave');
export const figure = plt.gcf();
plt.show();
