/** pyplot's functions that draw into the current axes: the methods of Axes by the same names, described again where an editor shows them. */
import type { Axes } from './axes.js';
import { gca } from './pyplot.js';

type Method = { [K in keyof Axes]: Axes[K] extends (...args: never[]) => unknown ? K : never }[keyof Axes];

/** A function that calls a method of the current axes. */
function onAxes<K extends Method>(name: K): Axes[K] {
  return ((...args: never[]) => {
    const target = gca();
    return (target[name] as unknown as (...args: never[]) => unknown).apply(target, args);
  }) as Axes[K];
}

/**
 * Draw lines or markers: `plot(y)`, `plot(x, y)`, `plot(x, y, 'r--')`, several of them in a row, options last. A matrix is a line a
 * column.
 *
 * @example
 * plt.plot(np.linspace(0, 1, 50), np.linspace(0, 1, 50).mul(2), 'k--', { label: 'twice' });
 */
export const plot = onAxes('plot');

/** As `plot`, x on a logarithmic scale. */
export const semilogx = onAxes('semilogx');

/** As `plot`, y on a logarithmic scale. */
export const semilogy = onAxes('semilogy');

/** As `plot`, both on logarithmic scales. */
export const loglog = onAxes('loglog');

/** Steps through points. */
export const step = onAxes('step');

/** Stems from a base line to points. */
export const stem = onAxes('stem');

/**
 * Markers at points, each with its size and colour.
 *
 * @example
 * const points = plt.scatter([1, 2, 3], [1, 4, 9], { c: [0, 1, 2], s: 50 });
 * plt.colorbar(points);
 */
export const scatter = onAxes('scatter');

/** Points with bars for their errors. */
export const errorbar = onAxes('errorbar');

/**
 * Upright bars.
 *
 * @example
 * plt.figure();
 * plt.bar(['a', 'b', 'c'], [3, 1, 2]);
 */
export const bar = onAxes('bar');

/** Bars from the left; `y` are places or names, `width` their lengths. */
export const barh = onAxes('barh');

/** Write each bar's length at its end. */
export const barLabel = onAxes('barLabel');

/**
 * A histogram, counted by `np.histogram`.
 *
 * @example
 * const [counts] = plt.hist([1, 2, 2, 3, 3, 3], { bins: 3 });
 * counts; // [1, 2, 3]
 */
export const hist = onAxes('hist');

/** A histogram over two variables, as coloured cells. */
export const hist2d = onAxes('hist2d');

/** Fill between two curves over x, where `where` is true; a gap (NaN) parts the area. */
export const fillBetween = onAxes('fillBetween');

/** Fill between two curves over y. */
export const fillBetweenx = onAxes('fillBetweenx');

/** A filled polygon through points. */
export const fill = onAxes('fill');

/** Curves put on top of each other, the areas between them filled. */
export const stackplot = onAxes('stackplot');

/** Box plots: quartiles, median, whiskers and what lies beyond. */
export const boxplot = onAxes('boxplot');

/** Violin plots: the density of each data set (Gaussian kernels, Scott's bandwidth) on both sides of its place. */
export const violinplot = onAxes('violinplot');

/** A pie: parts of a whole as wedges, counter-clockwise from the right. */
export const pie = onAxes('pie');

/**
 * A matrix as a picture: each element a square, the first row on top.
 *
 * @example
 * plt.imshow([[1, 2], [3, 4]], { cmap: 'gray' });
 */
export const imshow = onAxes('imshow');

/** A matrix as a picture, its columns numbered above. */
export const matshow = onAxes('matshow');

/**
 * A matrix as coloured cells between places: `pcolormesh(C)`, `pcolormesh(x, y, C)`. With as many places as cells, cells are centred
 * about them.
 */
export const pcolormesh = onAxes('pcolormesh');

/** Lines where a field has certain values: `contour(z)`, `contour(x, y, z)`. */
export const contour = onAxes('contour');

/**
 * Bands between certain values of a field, filled: `contourf(z)`, `contourf(x, y, z)`.
 *
 * @example
 * const [X, Y] = np.meshgrid(np.linspace(-1, 1, 20), np.linspace(-1, 1, 20));
 * plt.colorbar(plt.contourf(X, Y, np.hypot(X, Y), { levels: 8 }));
 */
export const contourf = onAxes('contourf');

/** Write the values on contour lines that are long enough, along them; lines are parted below the texts (`inline`). */
export const clabel = onAxes('clabel');

/** Arrows of a vector field: `quiver(u, v)`, `quiver(x, y, u, v)`, `quiver(x, y, u, v, c)` with numbers for colours. */
export const quiver = onAxes('quiver');

/**
 * Lines along a field of vectors with an arrow each: `streamplot(x, y, u, v)`.
 *
 * @example
 * plt.streamplot([0, 1, 2], [0, 1], [[1, 1, 1], [1, 1, 1]], [[0, 1, 0], [0, 1, 0]]);
 */
export const streamplot = onAxes('streamplot');

/** Points counted in hexagons, or values `C` at them put together by `reduceCFunction` (their mean). */
export const hexbin = onAxes('hexbin');

/** A horizontal line across the axes, from `xmin` to `xmax` in parts of its width. */
export const axhline = onAxes('axhline');

/** A vertical line across the axes. */
export const axvline = onAxes('axvline');

/** A band across the axes between two heights. */
export const axhspan = onAxes('axhspan');

/** A band up the axes between two places. */
export const axvspan = onAxes('axvspan');

/** Horizontal lines at `y` from `xmin` to `xmax`, each a number or one a line. */
export const hlines = onAxes('hlines');

/** Vertical lines at `x` from `ymin` to `ymax`. */
export const vlines = onAxes('vlines');

/** Write a text at a place in data. */
export const text = onAxes('text');

/** A text about a place, with an arrow to it where `arrowprops` is given. */
export const annotate = onAxes('annotate');

/**
 * Show the legend of what has a `label`.
 *
 * @example
 * plt.plot([1, 4, 9], { label: 'squares' });
 * plt.legend({ loc: 'upper left' });
 */
export const legend = onAxes('legend');

/** Show lines at the ticks; without arguments they are turned on. */
export const grid = onAxes('grid');

/** `'off'` hides the frame, `'equal'` makes units of x and y equally long, `'tight'` removes margins; numbers are limits. */
export const axis = onAxes('axis');

/** The empty part beyond the data, of its width: for both axes, or each. */
export const margins = onAxes('margins');

/** Change how ticks look. */
export const tickParams = onAxes('tickParams');

/** Write a title above the axes. */
export const title = onAxes('setTitle');

/** Write what x is. */
export const xlabel = onAxes('setXlabel');

/** Write what y is. */
export const ylabel = onAxes('setYlabel');

/** Scale x: `'linear'`, `'log'` or `'symlog'`. On a logarithmic axis what is not positive is left out. */
export const xscale = onAxes('setXscale');

/** Scale y. */
export const yscale = onAxes('setYscale');

/** Put ticks of x at these places, with these texts. */
export const xticks = onAxes('setXticks');

/** Put ticks of y at these places, with these texts. */
export const yticks = onAxes('setYticks');
