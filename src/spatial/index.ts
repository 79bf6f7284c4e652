/** numloom/spatial: triangulations and neighbours of points, under SciPy's names. */
import '../setup.js';

export { Delaunay, QhullError } from './delaunay.js';
export {
  KDTree,
  cKDTree,
  type KDTreeBallOptions,
  type KDTreeQueryOptions,
  type KDTreeQueryResult,
  type NestedLists,
} from './kdtree.js';
