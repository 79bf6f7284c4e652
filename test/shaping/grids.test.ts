/** Ranges, grids, diagonals, index tricks, bytes and bits against NumPy. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { py, tables } from './compare.js';
import { a, b, c, e, f, g, h, k, m, q, t, u, v, w, z } from './operands.js';

const table = tables('grids');
const ULP = 4e-16;

describe('ranges', () => {
  table('linspace, logspace, geomspace', [
    [py`np.linspace(0, 1, 5)`, () => np.linspace(0, 1, 5)],
    [py`np.linspace(2, -3, 7)`, () => np.linspace(2, -3, 7)],
    [py`np.linspace(0, 1)`, () => np.linspace(0, 1)],
    [py`np.linspace(0, 10, 5, endpoint=False)`, () => np.linspace(0, 10, 5, { endpoint: false })],
    [py`np.linspace(0, 10, 4, retstep=True)`, () => np.linspace(0, 10, 4, { retstep: true })],
    [py`np.linspace(0, 10, 4, dtype=int)`, () => np.linspace(0, 10, 4, { dtype: 'int' })],
    [py`np.linspace(-1, -4, 5, dtype='i4')`, () => np.linspace(-1, -4, 5, { dtype: 'int32' })],
    [py`np.linspace(3, 3, 2)`, () => np.linspace(3, 3, 2)],
    [py`np.linspace(3, 4, 1)`, () => np.linspace(3, 4, 1)],
    [py`np.linspace(3, 4, 0)`, () => np.linspace(3, 4, 0)],
    [py`np.linspace(3, 4, 1, retstep=True)`, () => np.linspace(3, 4, 1, { retstep: true })],
    [py`np.linspace(0, 1, 3, dtype='f4')`, () => np.linspace(0, 1, 3, { dtype: 'float32' })],
    [py`np.linspace([0, 1], [10, 5], 3)`, () => np.linspace([0, 1], [10, 5], 3)],
    [py`np.linspace([0, 1], 5, 3, axis=1)`, () => np.linspace([0, 1], 5, 3, { axis: 1 })],
    [py`np.linspace(a, 5, 2, axis=-1)`, () => np.linspace(a, 5, 2, { axis: -1 })],
    [py`np.linspace([1, 2], [1, 3], 3, retstep=True)`, () => np.linspace([1, 2], [1, 3], 3, { retstep: true })],
    [py`np.linspace(1j, 2 + 3j, 3)`, () => np.linspace(new np.Complex(0, 1), new np.Complex(2, 3), 3), ULP],
    [py`np.linspace(0, 5e-324, 5)`, () => np.linspace(0, 5e-324, 5)],
    [py`np.linspace(0, 1, -1)`, () => np.linspace(0, 1, -1)],
    [py`np.linspace(0, 1, 3, axis=1)`, () => np.linspace(0, 1, 3, { axis: 1 })],
    [py`np.logspace(0, 3, 4)`, () => np.logspace(0, 3, 4), ULP],
    [py`np.logspace(-2, 2, 5, base=2)`, () => np.logspace(-2, 2, 5, { base: 2 }), ULP],
    [py`np.logspace(0, 2, 3, endpoint=False)`, () => np.logspace(0, 2, 3, { endpoint: false }), ULP],
    [py`np.logspace(0, 2, 5, dtype='i4')`, () => np.logspace(0, 2, 5, { dtype: 'int32' })],
    [py`np.logspace([0, 1], [2, 3], 3, axis=1)`, () => np.logspace([0, 1], [2, 3], 3, { axis: 1 }), ULP],
    [py`np.geomspace(1, 1000, 4)`, () => np.geomspace(1, 1000, 4), ULP],
    [py`np.geomspace(-2, -32, 5)`, () => np.geomspace(-2, -32, 5), ULP],
    [py`np.geomspace(1, 256, 9, dtype=int)`, () => np.geomspace(1, 256, 9, { dtype: 'int' })],
    [py`np.geomspace(1000, 1, 4, endpoint=False)`, () => np.geomspace(1000, 1, 4, { endpoint: false }), ULP],
    [py`np.geomspace(1j, 1000j, 4)`, () => np.geomspace(new np.Complex(0, 1), new np.Complex(0, 1000), 4), 4e-15],
    [py`np.geomspace([1, 10], [100, 1000], 3)`, () => np.geomspace([1, 10], [100, 1000], 3), ULP],
    [py`np.geomspace(0, 3, 4)`, () => np.geomspace(0, 3, 4)],
    [py`np.geomspace(2, 3, 1)`, () => np.geomspace(2, 3, 1)],
  ]);
  it('float32 ends stay float32, scalars being weak', () => {
    expect(np.linspace(np.ones(2, { dtype: 'float32' }), 3, 3).dtype).toBe('float32');
    expectTypeOf(np.linspace(0, 1)).toEqualTypeOf<np.NDArray<'float64'>>();
    expectTypeOf(np.linspace(0, 1, 3, { dtype: 'int' })).toEqualTypeOf<np.NDArray<'int32'>>();
    expectTypeOf(np.linspace(0, 1, 3, { retstep: true })).toEqualTypeOf<[np.NDArray<'float64'>, number]>();
  });
});

describe('matrices', () => {
  table('diagonals', [
    [py`np.diag(k[:3])`, () => np.diag(k.at(':3'))],
    [py`np.diag(k[:2], -1)`, () => np.diag(k.at(':2'), { k: -1 })],
    [py`np.diag(w)`, () => np.diag(w)],
    [py`np.diag(w, 2)`, () => np.diag(w, { k: 2 })],
    [py`np.diag(w, -3)`, () => np.diag(w, { k: -3 })],
    [py`np.diag(w, 5)`, () => np.diag(w, { k: 5 })],
    [py`np.diag(b)`, () => np.diag(b)],
    [py`np.diag(z)`, () => np.diag(z)],
    [py`np.diagflat(a, 1)`, () => np.diagflat(a, { k: 1 })],
    [py`np.diagonal(b)`, () => np.diagonal(b)],
    [py`np.diagonal(t, 1, 0, 2)`, () => t.diagonal({ offset: 1, axis1: 0, axis2: 2 })],
    [py`np.diagonal(t, -1, 2, 0)`, () => np.diagonal(t, { offset: -1, axis1: 2, axis2: 0 })],
    [py`np.diagonal(k)`, () => np.diagonal(k)],
    [py`np.diagonal(w, 0, 0, 0)`, () => np.diagonal(w, { axis1: 0, axis2: 0 })],
    [py`np.eye(3)`, () => np.eye(3)],
    [py`np.eye(2, 4, 1, dtype='i4')`, () => np.eye(2, 4, { k: 1, dtype: 'int32' })],
    [py`np.eye(3, k=-1)`, () => np.eye(3, { k: -1 })],
    [py`np.eye(2, 2, 5)`, () => np.eye(2, 2, { k: 5 })],
    [py`np.eye(0)`, () => np.eye(0)],
    [py`np.eye(-1)`, () => np.eye(-1)],
    [py`np.identity(2, dtype='c8')`, () => np.identity(2, { dtype: 'complex64' })],
    [py`np.diag_indices(3, 3)`, () => np.diagIndices(3, { ndim: 3 })],
    [py`np.diag_indices_from(np.zeros((2, 2)))`, () => np.diagIndicesFrom(np.zeros([2, 2]))],
    [py`np.diag_indices_from(a)`, () => np.diagIndicesFrom(a)],
  ]);
  table('triangles', [
    [py`np.tri(3, 4, 1)`, () => np.tri(3, 4, { k: 1 })],
    [py`np.tri(3, k=-1, dtype=bool)`, () => np.tri(3, { k: -1, dtype: 'bool' })],
    [py`np.tril(w)`, () => np.tril(w)],
    [py`np.triu(b, -1)`, () => np.triu(b, { k: -1 })],
    [py`np.triu(t, 1)`, () => np.triu(t, { k: 1 })],
    [py`np.tril(v[:3])`, () => np.tril(v.at(':3'))],
    [py`np.tril_indices(3)`, () => np.trilIndices(3)],
    [py`np.tril_indices(3, -1, 5)`, () => np.trilIndices(3, { k: -1, m: 5 })],
    [py`np.triu_indices(3, 1)`, () => np.triuIndices(3, { k: 1 })],
    [py`np.triu_indices_from(w, 1)`, () => np.triuIndicesFrom(w, { k: 1 })],
    [py`np.tril_indices_from(a)`, () => np.trilIndicesFrom(a)],
    [py`np.tril_indices_from(k)`, () => np.trilIndicesFrom(k)],
    [py`np.mask_indices(3, np.triu, 1)`, () => np.maskIndices(3, np.triu, { k: 1 })],
    [py`np.vander([1., 2, 3])`, () => np.vander([1, 2, 3])],
    [py`np.vander(k, 3, increasing=True)`, () => np.vander(k, { N: 3, increasing: true })],
    [py`np.vander(c[:2], 3)`, () => np.vander(c.at(':2'), { N: 3 })],
    [py`np.vander(k[:2], 0)`, () => np.vander(k.at(':2'), { N: 0 })],
    [py`np.vander(a)`, () => np.vander(a)],
  ]);
});

describe('grids', () => {
  table('meshgrid, mgrid, indices', [
    [py`np.meshgrid([1., 2], [3., 4, 5])`, () => np.meshgrid([1, 2], [3, 4, 5])],
    [py`np.meshgrid([1., 2], [3., 4, 5], indexing='ij')`, () => np.meshgrid([1, 2], [3, 4, 5], { indexing: 'ij' })],
    [
      py`np.meshgrid(k[:2], u[:2], g[:3], sparse=True)`,
      () => np.meshgrid(k.at(':2'), u.at(':2'), g.at(':3'), { sparse: true }),
    ],
    [py`np.meshgrid([1., 2])`, () => np.meshgrid([1, 2])],
    [py`np.meshgrid(3., [1., 2])`, () => np.meshgrid(3, [1, 2])],
    [py`np.meshgrid()`, () => np.meshgrid()],
    [py`np.meshgrid([1.], indexing='yx')`, () => np.meshgrid([1], { indexing: 'yx' as 'xy' })],
    [py`np.mgrid[0:2, 0:3]`, () => np.mgrid('0:2', '0:3')],
    [py`np.mgrid[-1:1:5j]`, () => np.mgrid('-1:1:5j')],
    [py`np.mgrid[0:1:3j, 0:4:2]`, () => np.mgrid('0:1:3j', '0:4:2')],
    [py`np.mgrid[0:1:.5]`, () => np.mgrid('0:1:.5')],
    [py`np.ogrid[0:2, 0:3]`, () => np.ogrid('0:2', '0:3')],
    [py`np.ogrid[:2, 0:1:3j]`, () => np.ogrid(':2', '0:1:3j')],
    [py`np.indices((2, 3))`, () => np.indices([2, 3])],
    [py`np.indices((2, 3), dtype='f4', sparse=True)`, () => np.indices([2, 3], { dtype: 'float32', sparse: true })],
    [
      py`np.fromfunction(lambda i, j: i - 2 * j, (2, 3))`,
      () => np.fromfunction((i, j) => np.subtract(i!, np.multiply(j!, 2)), [2, 3]),
    ],
    [py`np.ix_([0, 2], [True, False, True])`, () => np.ix_([0, 2], [true, false, true])],
    [py`w[np.ix_([3, 0], [2, 1])]`, () => w.at(...np.ix_([3, 0], [2, 1]))],
    [py`np.ix_(a)`, () => np.ix_(a)],
  ]);
  table('r_, c_, multi-indices', [
    [py`np.r_[1.:4, 0, 4]`, () => np.r_('1:4', 0, 4)],
    [py`np.r_[v[:2], 0, [5., 6]]`, () => np.r_(v.at(':2'), 0, [5, 6])],
    [py`np.r_[-1:1:5j, 9]`, () => np.r_('-1:1:5j', 9)],
    [py`np.r_['-1', a, a]`, () => np.r_('-1', a, a)],
    [py`np.r_['0,2', [1., 2], [3., 4]]`, () => np.r_('0,2', [1, 2], [3, 4])],
    [py`np.r_['0,2,0', [1., 2], [3., 4]]`, () => np.r_('0,2,0', [1, 2], [3, 4])],
    [py`np.r_['1,2,0', [1., 2], [3., 4]]`, () => np.r_('1,2,0', [1, 2], [3, 4])],
    [py`np.r_['1,3,1', [1., 2], [3., 4]]`, () => np.r_('1,3,1', [1, 2], [3, 4])],
    [py`np.r_['x', a]`, () => np.r_('x', a)],
    [py`np.r_[u, u]`, () => np.r_(u, u)],
    [py`np.c_[[1., 2], [3., 4]]`, () => np.c_([1, 2], [3, 4])],
    [py`np.c_[np.array([[1., 2]]), 0, 0, np.array([[4., 5]])]`, () => np.c_([[1, 2]], 0, 0, [[4, 5]])],
    [py`np.ravel_multi_index((1, 2), (3, 4))`, () => np.ravelMultiIndex([1, 2], [3, 4])],
    [
      py`np.ravel_multi_index(np.array([[3, 6, 6], [4, 5, 1]]), (7, 6))`,
      () =>
        np.ravelMultiIndex(
          [
            [3, 6, 6],
            [4, 5, 1],
          ],
          [7, 6],
        ),
    ],
    [
      py`np.ravel_multi_index(np.array([[3, 6, 6], [4, 5, 1]]), (7, 6), order='F')`,
      () =>
        np.ravelMultiIndex(
          np.array(
            [
              [3, 6, 6],
              [4, 5, 1],
            ],
            { dtype: 'int' },
          ),
          [7, 6],
          { order: 'F' },
        ),
    ],
    [
      py`np.ravel_multi_index(np.array([[3, 6, 6], [4, 5, 1]]), (4, 4), mode=('clip', 'wrap'))`,
      () =>
        np.ravelMultiIndex(
          [
            [3, 6, 6],
            [4, 5, 1],
          ],
          [4, 4],
          { mode: ['clip', 'wrap'] },
        ),
    ],
    [py`np.ravel_multi_index((3, 1), (3, 4))`, () => np.ravelMultiIndex([3, 1], [3, 4])],
    [py`np.ravel_multi_index((1,), (3, 4))`, () => np.ravelMultiIndex([1], [3, 4])],
    [py`np.unravel_index(6, (3, 4))`, () => np.unravelIndex(6, [3, 4])],
    [py`np.unravel_index([22, 41, 37], (7, 6))`, () => np.unravelIndex([22, 41, 37], [7, 6])],
    [
      py`np.unravel_index([22, 41, 37], (7, 6), order='F')`,
      () => np.unravelIndex([22, 41, 37], [7, 6], { order: 'F' }),
    ],
    [py`np.unravel_index(42, (7, 6))`, () => np.unravelIndex(42, [7, 6])],
    [py`np.unravel_index(-1, (7, 6))`, () => np.unravelIndex(-1, [7, 6])],
  ]);
});

describe('bytes and bits', () => {
  table('packbits, bytes, text', [
    [py`np.packbits(g)`, () => np.packbits(g)],
    [py`np.packbits(k > 3, bitorder='little')`, () => np.packbits(np.greater(k, 3), { bitorder: 'little' })],
    [py`np.packbits(b % 3 == 1, axis=0)`, () => np.packbits(np.equal(np.remainder(b, 3), 1), { axis: 0 })],
    [py`np.packbits(w, axis=-1)`, () => np.packbits(w, { axis: -1 })],
    [py`np.packbits(a)`, () => np.packbits(a)],
    [py`np.packbits(np.zeros((0,), bool))`, () => np.packbits(np.zeros(0, { dtype: 'bool' }))],
    [py`np.unpackbits(u)`, () => np.unpackbits(u)],
    [py`np.unpackbits(u, count=-3, bitorder='little')`, () => np.unpackbits(u, { count: -3, bitorder: 'little' })],
    [py`np.unpackbits(u[:4].reshape(2, 2), axis=0)`, () => np.unpackbits(u.at(':4').reshape(2, 2), { axis: 0 })],
    [py`np.unpackbits(u[:1], count=12)`, () => np.unpackbits(u.at(':1'), { count: 12 })],
    [py`np.unpackbits(k)`, () => np.unpackbits(k)],
    [py`k.tobytes()`, () => k.tobytes()],
    [py`a.T[:1].tobytes()`, () => a.T.at(':1').tobytes()],
    [py`w.tobytes(order='F')[:24]`, () => w.tobytes({ order: 'F' }).subarray(0, 24)],
    [py`h[:2].tobytes()`, () => h.at(':2').tobytes()],
    [py`k.byteswap()`, () => k.byteswap()],
    [py`u.byteswap()`, () => u.byteswap()],
    [py`c[:2].byteswap().byteswap()`, () => c.at(':2').byteswap().byteswap()],
    [
      py`np.frombuffer(bytes(range(8)), 'i2')`,
      () =>
        np.frombuffer(
          Uint8Array.from({ length: 8 }, (_, i) => i),
          { dtype: 'int16' },
        ),
    ],
    [
      py`np.frombuffer(bytes(range(8)), 'i2', 2, 1)`,
      () =>
        np.frombuffer(
          Uint8Array.from({ length: 8 }, (_, i) => i),
          { dtype: 'int16', count: 2, offset: 1 },
        ),
    ],
    [py`np.frombuffer(bytes(range(7)), 'i2')`, () => np.frombuffer(new ArrayBuffer(7), { dtype: 'int16' })],
    [
      py`np.frombuffer(bytes(range(6)), 'i2', 9)`,
      () => np.frombuffer(new ArrayBuffer(6), { dtype: 'int16', count: 9 }),
    ],
    [py`np.fromstring('1 2  3', sep=' ')`, () => np.fromstring('1 2  3', { sep: ' ' })],
    [py`np.fromstring('1, 2,-3e2,nan', sep=',')`, () => np.fromstring('1, 2,-3e2,nan', { sep: ',' })],
    [
      py`np.fromstring('1,2,3', sep=',', dtype='i4', count=2)`,
      () => np.fromstring('1,2,3', { sep: ',', dtype: 'int32', count: 2 }),
    ],
    [py`np.fromstring('', sep=',')`, () => np.fromstring('', { sep: ',' })],
    [py`np.fromiter((x * x for x in range(4)), 'i4')`, () => np.fromiter([0, 1, 4, 9], 'int32')],
    [py`np.fromiter([1., 2., 3.], float, 2)`, () => np.fromiter([1, 2, 3], 'float', { count: 2 })],
    [py`np.fromiter([1.], float, 2)`, () => np.fromiter([1], 'float', { count: 2 })],
  ]);
  table('likeness, layout and dtypes', [
    [py`np.zeros_like(b)`, () => np.zerosLike(b)],
    [py`np.ones_like(f, dtype='i2')`, () => np.onesLike(f, { dtype: 'int16' })],
    [py`np.full_like(k, 7)`, () => np.fullLike(k, 7)],
    [py`np.full_like(a, [1., 2., 3.])`, () => np.fullLike(a, [1, 2, 3])],
    [py`np.full_like(a, 1., shape=(2,), dtype='f4')`, () => np.fullLike(a, 1, { shape: 2, dtype: 'float32' })],
    [py`np.ascontiguousarray(z)`, () => np.ascontiguousarray(z)],
    [py`np.asfortranarray(w, dtype='f8')`, () => np.asfortranarray(w, { dtype: 'float64' })],
    [py`np.asarray_chkfinite(v)`, () => np.asarrayChkfinite(v)],
    [py`np.asarray_chkfinite(a)`, () => np.asarrayChkfinite(a)],
    [py`np.result_type(u, k)`, () => np.resultType(u, k)],
    [py`np.result_type('i1', h)`, () => np.resultType('int8', h)],
    [py`np.result_type(h, c)`, () => np.resultType(h, c)],
    [py`np.result_type()`, () => np.resultType()],
    [py`np.min_scalar_type(1e50)`, () => np.minScalarType(1e50)],
    [py`np.min_scalar_type(70000.)`, () => np.minScalarType(70000)],
    [py`np.min_scalar_type(-300)`, () => np.minScalarType(-300n)],
    [py`np.min_scalar_type(255)`, () => np.minScalarType(255n)],
    [py`np.min_scalar_type(q)`, () => np.minScalarType(q)],
    [py`np.dtype(np.common_type(h, np.ones(2, 'f4')))`, () => np.commonType(h, np.ones(2, { dtype: 'float32' }))],
    [py`np.dtype(np.common_type(k, np.ones(2, 'c8')))`, () => np.commonType(k, np.ones(2, { dtype: 'complex64' }))],
    [py`np.common_type(g)`, () => np.commonType(g)],
    [
      py`[np.issubdtype('i4', np.integer), np.issubdtype('u1', np.signedinteger), np.issubdtype('f4', 'f8'), np.issubdtype('c8', np.inexact), np.issubdtype('?', np.generic), np.issubdtype(np.floating, np.number)]`,
      () => [
        np.issubdtype('int32', 'integer'),
        np.issubdtype('uint8', 'signedinteger'),
        np.issubdtype('float32', 'float64'),
        np.issubdtype('complex64', 'inexact'),
        np.issubdtype('bool', 'generic'),
        np.issubdtype('floating', 'number'),
      ],
    ],
    [
      py`[np.typename('d'), np.typename('?'), np.mintypecode('dF'), np.mintypecode('fi'), np.mintypecode('i')]`,
      () => [np.typename('d'), np.typename('?'), np.mintypecode('dF'), np.mintypecode('fi'), np.mintypecode('i')],
    ],
    [
      py`[np.ndim(b), np.size(b), np.size(b, 1), np.isscalar(3), np.isscalar(z), np.iterable(v), np.iterable(3), np.isfortran(f), np.isfortran(a)]`,
      () => [
        np.ndim(b),
        np.size(b),
        np.size(b, { axis: 1 }),
        np.isscalar(3),
        np.isscalar(z),
        np.iterable(v),
        np.iterable(3),
        np.isfortran(f),
        np.isfortran(a),
      ],
    ],
    [py`np.shape(b)`, () => np.shape(b)],
    [py`k.view('u1').reshape(7, 4)[:, 1]`, () => k.getfield('uint8', { offset: 1 })],
    [py`list(np.ndindex(2, 1, 2))`, () => [...np.ndindex(2, 1, 2)]],
    [py`list(np.ndindex(()))`, () => [...np.ndindex([])]],
    [py`list(np.ndenumerate(w[:2]))`, () => [...np.ndenumerate(w.at(':2'))]],
    [py`np.apply_along_axis(np.sort, 0, w)`, () => np.applyAlongAxis((x) => np.sort(x), 0, w)],
    [
      py`np.apply_along_axis(lambda x: x[0] + x[-1], 1, b)`,
      () => np.applyAlongAxis((x) => (x.item(0) as number) + (x.item(-1) as number), 1, b).astype('int'),
    ],
    [py`np.apply_along_axis(np.diag, 1, w)`, () => np.applyAlongAxis((x) => np.diag(x), 1, w)],
    [py`np.apply_along_axis(np.diag, -2, b)`, () => np.applyAlongAxis((x) => np.diag(x), -2, b)],
    [py`np.apply_over_axes(np.sum, a, [0, 1])`, () => np.applyOverAxes((x, axis) => np.sum(x, { axis }), a, [0, 1])],
    [
      py`np.vectorize(lambda x, y: x + 2 * y)(a, [[1.], [2.]])`,
      () => np.vectorize((x: number, y: number) => x + 2 * y)(a, [[1], [2]]),
    ],
    [py`np.vectorize(lambda x: (x, -x))(v[:2])`, () => np.vectorize((x: number) => [x, -x] as const)(v.at(':2'))],
    [
      py`np.vectorize(lambda x: x > 1, otypes=[bool])(e)`,
      () => np.vectorize((x: number) => x > 1, { otypes: 'bool' })(e),
    ],
    [py`np.vectorize(lambda x: x)(e)`, () => np.vectorize((x: number) => x)(e)],
    [
      py`np.vectorize(np.dot, signature='(n),(n)->()')(a, a[0])`,
      () =>
        np.vectorize((x: np.NDArray, y: np.NDArray) => np.dot(x, y) as number, { signature: '(n),(n)->()' })(
          a,
          a.at(0),
        ),
    ],
    [
      py`np.vectorize(np.dot, signature='(n),(n)->()')(a, [1., 2.])`,
      () =>
        np.vectorize((x: np.NDArray, y: np.NDArray) => np.dot(x, y) as number, { signature: '(n),(n)->()' })(a, [1, 2]),
    ],
  ]);
  it('is dtype', () => {
    expect(np.isdtype('int8', 'integral')).toBe(true);
    expect(np.isdtype('float32', ['bool', 'real floating'])).toBe(true);
    expect(np.isdtype('complex64', 'real floating')).toBe(false);
    expect(np.isdtype('float64', 'float64')).toBe(true);
    expect(() => np.isdtype('int8', 'integer' as 'integral')).toThrow(np.ValueError);
    expect(m.dtype).toBe('bool');
  });
  it('strings: the binary mode is gone, what is no number is an error', () => {
    expect(() => np.fromstring('ab', {} as { sep: string })).toThrow(/frombuffer/);
    expect(() => np.fromstring('1,x', { sep: ',' })).toThrow(np.ValueError);
    expect(() => np.fromstring('1.5', { sep: ',', dtype: 'int32' })).toThrow(np.ValueError);
  });
});
