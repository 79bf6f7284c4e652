/**
 * numloom.linalg: all of numpy.linalg and scipy.linalg in one namespace, `np.linalg`. Where both libraries have a function
 * it takes NumPy's defaults and SciPy's options.
 */
import '../setup.js';

export { LinAlgError } from '../core/errors.js';
export { LinAlgWarning, catchWarnings } from './warnings.js';
export { matmul, vecdot } from '../ops/matmul.js';
export { kron, tensordot } from '../ops/products.js';
export { matrixTranspose } from '../ops/transposition.js';
export { tri, tril, triu } from '../ops/triangles.js';
export { cross, diagonal, outer, tensorinv, tensorsolve, trace } from './tensors.js';
export { matrixPower, multiDot } from './chains.js';

export { det, inv, slogdet, type Slogdet } from './inverse.js';
export { solve, type SolveOptions, type Structure } from './solve.js';
export { solveBanded } from './banded.js';
export { solveTriangular, type SolveTriangularOptions, type TransOption } from './triangular.js';
export {
  choFactor,
  choSolve,
  choSolveBanded,
  cholesky,
  choleskyBanded,
  solvehBanded,
  type BandOptions,
  type ChoFactorOptions,
  type CholeskyOptions,
} from './cholesky.js';
export { lu, luFactor, luSolve, type Lu, type LuOptions, type LuSolveOptions } from './lu.js';
export {
  qr,
  qrMultiply,
  rq,
  type PivotedQr,
  type Qr,
  type QrMode,
  type QrMultiplyOptions,
  type QrOptions,
  type QrProduct,
  type RawQr,
  type RqOptions,
} from './qr.js';
export {
  diagsvd,
  nullSpace,
  orth,
  orthogonalProcrustes,
  polar,
  subspaceAngles,
  svd,
  svdvals,
  type PolarOptions,
  type RcondOptions,
  type Svd,
  type SvdOptions,
} from './singular.js';
export {
  lstsq,
  pinv,
  pinvh,
  type Lstsq,
  type LstsqOptions,
  type PinvOptions,
  type PinvhOptions,
} from './leastSquaresSolver.js';
export { eigh, eigvalsh, type Eigh, type EighOptions, type EigvalshOptions } from './eigenHermitian.js';
export { eig, eigvals, type Eig, type EigLeft, type EigOptions, type EigvalsOptions } from './eigenGeneral.js';
export {
  cond,
  matrixNorm,
  matrixRank,
  norm,
  vectorNorm,
  type CondOptions,
  type MatrixNormOptions,
  type MatrixRankOptions,
  type NormOptions,
  type NormOrder,
  type VectorNormOptions,
} from './norms.js';
export { bandwidth, ishermitian, issymmetric, type ToleranceOptions } from './structure.js';
export type { CheckOptions } from './matrices.js';
export {
  hessenberg,
  ordqz,
  qz,
  rsf2csf,
  schur,
  type HessenbergOptions,
  type OrdqzOptions,
  type QzOptions,
  type Region,
  type SchurOptions,
  type SchurOutput,
} from './schur.js';
export { qrDelete, qrInsert, qrUpdate, type QrDeleteOptions, type QrInsertOptions } from './qrUpdates.js';
export { ldl, type LdlOptions } from './ldl.js';
export { cdf2rdf, matrixBalance, type MatrixBalanceOptions } from './balance.js';
export {
  eigBanded,
  eighTridiagonal,
  eigvalsBanded,
  eigvalshTridiagonal,
  type EigBandedOptions,
  type EighTridiagonalOptions,
  type SelectOptions,
} from './bandEigen.js';
export { expm } from './exponential.js';
export { expmCond, expmFrechet, type ExpmFrechetOptions } from './exponentialDerivative.js';
export { coshm, cosm, sinhm, sinm, tanhm, tanm } from './trigonometric.js';
export { sqrtm, type MatrixFunctionOptions } from './roots.js';
export { fractionalMatrixPower, logm } from './logarithm.js';
export { funm, signm } from './functions.js';
export {
  solveContinuousLyapunov,
  solveDiscreteLyapunov,
  solveLyapunov,
  solveSylvester,
  type DiscreteLyapunovOptions,
} from './equations.js';
export { solveContinuousAre, solveDiscreteAre, type AreOptions } from './riccati.js';
export { cossin, type CossinOptions } from './cossin.js';
export {
  matmulToeplitz,
  solveCirculant,
  solveToeplitz,
  type ColumnOrPair,
  type MatmulToeplitzOptions,
  type SolveCirculantOptions,
} from './toeplitzSolve.js';
export {
  blockDiag,
  circulant,
  companion,
  convolutionMatrix,
  fiedler,
  fiedlerCompanion,
  hankel,
  khatriRao,
  leslie,
  toeplitz,
} from './specialMatrices.js';
export { dft, hadamard, helmert, hilbert, invhilbert, invpascal, pascal, type PascalOptions } from './namedMatrices.js';
export { clarksonWoodruffTransform } from './sketch.js';
