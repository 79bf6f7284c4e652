// einsum and einsumPath against NumPy: a hand-picked list of subscripts and a random family.

import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { expectAnswer, fixture, operand, type Answer, type Spec } from './operands.js';

interface Fixtures {
  sums: [subscripts: string, specs: Spec[], options: object, answer: Answer][];
  paths: [
    subscripts: string,
    shapes: number[][],
    optimize: np.Optimize,
    path: ['einsum_path', ...number[][]],
    report: string,
  ][];
}
const { sums, paths } = fixture<Fixtures>('einsum');

describe('einsum', () => {
  it('computes what NumPy computes', () => {
    for (const [subscripts, specs, options, answer] of sums) {
      const label = `${subscripts} ${JSON.stringify(specs)} ${JSON.stringify(options)}`;
      const args = specs.map(operand);
      expectAnswer(
        Object.keys(options).length ? np.einsum(subscripts, ...args, options) : np.einsum(subscripts, ...args),
        answer,
        label,
      );
    }
  });

  it('takes any order of contraction', () => {
    for (const [subscripts, specs, , answer] of sums) {
      if (specs.length < 3) continue;
      const args = specs.map(operand);
      const n = specs.length;
      const inTurn = Array.from({ length: n - 1 }, (_, k) => [0, n - 1 - k]);
      const all = [Array.from({ length: n }, (_, k) => k)];
      for (const optimize of [
        'optimal',
        ['einsum_path', ...inTurn],
        ['einsum_path', ...all],
        ['greedy', 4],
      ] as np.Optimize[]) {
        const result = np.einsum(subscripts, ...args, { optimize, dtype: answer[0] });
        expectAnswer(result, answer, `${subscripts} ${JSON.stringify(optimize)}`);
      }
    }
  });

  it('takes lists of labels', () => {
    const a = operand([[2, 3], 'float64', 1]);
    const b = operand([[3, 4], 'float64', 2]);
    const c = np.matmul(a, b).toArray();
    expect(np.einsum(a, [0, 1], b, [1, 2], [0, 2]).toArray()).toEqual(c);
    expect(np.einsum(a, [5, 30], b, [30, 51]).toArray()).toEqual(np.matmul(a, b).T.T.toArray());
    expect(np.einsum(a, ['...', 0], b.at(':', 0), [0]).toArray()).toEqual(
      np.einsum('...a,a', a, b.at(':', 0)).toArray(),
    );
    expect(np.einsum(a, [1, 0]).toArray()).toEqual(a.T.toArray());
  });

  it('gives views where nothing is computed', () => {
    const a = np.zeros([3, 3]);
    const diagonal = np.einsum('ii->i', a);
    diagonal.set(['...'], [1, 2, 3]);
    expect(np.trace(a)).toBe(6);
    expect(np.einsum('ij->ji', a).base).toBe(a);
  });

  it('writes into out, also over an operand', () => {
    const a = np.array([
      [1, 2],
      [3, 4],
    ]);
    const out = np.zeros([2, 2]);
    expect(np.einsum('ij,jk->ik', a, a, { out })).toBe(out);
    expect(out.toArray()).toEqual([
      [7, 10],
      [15, 22],
    ]);
    np.einsum('ij->ji', a, { out: a });
    expect(a.toArray()).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(() => np.einsum('ij->ji', a, { out: np.zeros(2) })).toThrow(
      'einsum: out has shape (2,), the result has (2,2)',
    );
    expect(() => np.einsum('ij->ji', a, { out: np.zeros([2, 2], { dtype: 'float32' }) })).toThrow(/Cannot cast result/);
    expect(np.einsum('ij->ji', a, { out: np.zeros([2, 2], { dtype: 'float32' }), casting: 'same_kind' }).dtype).toBe(
      'float32',
    );
  });

  it('sums halves in single precision, integers in their own', () => {
    expect(np.einsum('i->', np.ones(4096, { dtype: 'float16' }))).toBe(4096);
    const ones = np.ones(5000, { dtype: 'int8' });
    expect(np.einsum('i,i', ones, ones)).toBe(5000 - 20 * 256);
  });

  it('says what is wrong', () => {
    const a = np.ones([2, 3]);
    const errors: [unknown[], string][] = [
      [['ij,jk', a, a], "operands could not be broadcast together with remapped shapes: index 'j' is 3 and 2 long"],
      [['ii', a], "dimensions in operand 0 for collapsing index 'i' don't match (2 != 3)"],
      [['i', a], "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided"],
      [['ijk', a], 'einstein sum subscripts string contains too many subscripts for operand 0'],
      [['ij->k', a], "einstein sum subscripts string included output subscript 'k' which never appeared in an input"],
      [['ij->ii', a], "einstein sum subscripts string includes output subscript 'i' multiple times"],
      [['ij,jk', a], 'fewer operands provided to einstein sum function than specified in the subscripts string'],
      [['ij', a, a], 'more operands provided to einstein sum function than specified in the subscripts string'],
      [['i%', a], "invalid subscript '%' in einstein sum subscripts string, subscripts must be letters"],
      [['i.j', a], "einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...')"],
      [['...i->i', a], "output has subscripts that do not include the ellipsis '...'"],
      [[a, [0, 52]], 'subscript is not within the valid range [0, 52), got 52'],
      [['ij->', a, { optimise: true }], "einsum() got an unexpected option 'optimise'"],
      [['ij->', a, { optimize: 'best' }], "einsum: optimize must be false, true, 'greedy', 'optimal'"],
      [['ij,ij->', a, a, { optimize: ['einsum_path', [0, 2]] }], '[0, 2] is no step of a path over 2 operands'],
      [
        ['ij->', a, { dtype: 'int32' }],
        "einsum: Cannot cast operand from dtype('float64') to dtype('int32') according to the rule 'safe'",
      ],
    ];
    for (const [args, message] of errors) expect(() => np.einsum(...(args as [string])), message).toThrow(message);
  });

  it('types results', () => {
    expectTypeOf(np.einsum('ij->j', np.ones([2, 2], { dtype: 'float32' })).dtype).toEqualTypeOf<'float32'>();
    expectTypeOf(np.einsum('ij->j', [[1]], { dtype: 'complex128' }).dtype).toEqualTypeOf<'complex128'>();
  });
});

describe('einsumPath', () => {
  it('finds NumPy’s paths and writes its report', () => {
    for (const [subscripts, shapes, optimize, path, report] of paths) {
      const [found, text] = np.einsumPath(subscripts, ...shapes.map((shape) => np.ones(shape)), { optimize });
      expect(found, `${subscripts} ${JSON.stringify(shapes)} ${JSON.stringify(optimize)}`).toEqual(path);
      if (report) expect(text).toBe(report);
    }
  });
});
