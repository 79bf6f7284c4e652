/** numloom/interpolate: curves and surfaces through and near data, under SciPy's names. */
import '../setup.js';

export type { Extrapolate, SplineDType, ValueAt } from './data.js';
export type { EvaluateOptions, PiecewiseOptions } from './piecewise.js';
export { PPoly, type IntegrateOptions, type RootsOptions } from './ppoly.js';
export { BPoly } from './bpoly.js';
export {
  Akima1DInterpolator,
  CubicHermiteSpline,
  PchipInterpolator,
  pchipInterpolate,
  type AkimaOptions,
} from './cubicHermite.js';
export {
  CubicSpline,
  type BoundaryConditions,
  type BoundaryName,
  type CubicSplineOptions,
  type EndCondition,
} from './cubicSpline.js';
export { BSpline, type Tck } from './bspline.js';
export {
  makeInterpSpline,
  makeLsqSpline,
  type EndDerivatives,
  type MakeInterpSplineOptions,
  type MakeLsqSplineOptions,
} from './makeSplines.js';
export { DesignMatrix } from './designMatrix.js';
export {
  generateKnots,
  makeSplprep,
  makeSplrep,
  type GenerateKnotsOptions,
  type MakeSplprepOptions,
  type MakeSplrepOptions,
} from './makeSplrep.js';
export { AAA, type AAAOptions } from './aaa.js';
export { makeSmoothingSpline, type MakeSmoothingSplineOptions } from './makeSmoothingSpline.js';
export {
  splprep,
  splrep,
  type ParametricTck,
  type ParametricTckLike,
  type SplprepOptions,
  type SplrepOptions,
  type TckLike,
} from './splrep.js';
export { insert, spalde, splantider, splder, splev, splint, sproot, type SplevOptions } from './splev.js';
export {
  InterpolatedUnivariateSpline,
  LSQUnivariateSpline,
  UnivariateSpline,
  type ExtName,
  type UnivariateOptions,
  type UnivariateSplineOptions,
} from './univariate.js';
export { InterpolationWarning, catchWarnings } from './warnings.js';
export { interp1d, type Interp1dKind, type Interp1dOptions } from './interp1d.js';
export { KroghInterpolator, approximateTaylorPolynomial, kroghInterpolate, type AxisOptions } from './krogh.js';
export { BarycentricInterpolator, FloaterHormannInterpolator, barycentricInterpolate } from './barycentric.js';
export { lagrange, pade } from './classicForms.js';
export { NdPPoly, type NdPPolyOptions } from './ndppoly.js';
export {
  NdBSpline,
  RegularGridInterpolator,
  interpn,
  makeNdbspl,
  type GridMethod,
  type GridPoints,
  type RegularGridOptions,
} from './regularGrid.js';
export type { Coordinates, ScatteredOptions } from './scatteredData.js';
export { LinearNDInterpolator, NearestNDInterpolator, type NearestNDOptions } from './scattered.js';
export { CloughTocher2DInterpolator, type CloughTocherOptions } from './cloughTocher.js';
export { griddata } from './griddata.js';
export { RBFInterpolator, type RBFKernel, type RBFOptions } from './rbfInterpolator.js';
export { Rbf, type RbfFunction, type RbfOptions } from './rbf.js';
export {
  BivariateSpline,
  LSQBivariateSpline,
  RectBivariateSpline,
  SmoothBivariateSpline,
  type BivariateEvaluateOptions,
  type BivariateTck,
  type ScatteredSurfaceOptions,
} from './bivariate.js';
export {
  LSQSphereBivariateSpline,
  RectSphereBivariateSpline,
  SmoothSphereBivariateSpline,
  SphereBivariateSpline,
  type RectSphereOptions,
  type ScatteredSphereOptions,
  type SphereEvaluateOptions,
} from './sphereSurfaces.js';
export { bisplev, bisplrep, interp2d, type BisplrepOptions, type BivariateTckLike } from './bisplrep.js';
