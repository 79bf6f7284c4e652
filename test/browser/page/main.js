/** The page: computes, and shows a figure as SVG and as an interactive chart. */
import * as np from 'numloom';
import * as plt from 'numloom/pyplot';
import { compute } from './compute.js';

function show() {
  const x = np.linspace(0, 2 * Math.PI, 60);
  const [fig, ax] = plt.subplots();
  ax.plot(x, np.sin(x), 'o-', { label: 'sin' });
  ax.imshow(
    [
      [1, 2],
      [3, 4],
    ],
    { extent: [4, 6, 0.2, 0.8], aspect: 'auto' },
  );
  ax.legend();
  ax.setTitle('A wave');
  document.querySelector('#svg').innerHTML = fig.toSvg();
  plt.show({ element: '#chart' });
}

try {
  show();
  const start = performance.now();
  const values = compute();
  globalThis.results = { values, milliseconds: performance.now() - start };
} catch (error) {
  globalThis.results = { error: String(error.stack ?? error) };
}
