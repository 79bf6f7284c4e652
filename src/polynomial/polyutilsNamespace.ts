/** numpy.polynomial.polyutils: what of polyutils.ts is for users. */
export { asSeries, getdomain, mapdomain, mapparms, trimcoef, trimseq } from './polyutils.js';
