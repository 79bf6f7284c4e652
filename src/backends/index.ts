/**
 * `numloom/backend`: what a backend of one's own needs. docs/backends.md shows how to write one.
 */
import '../setup.js';

export { backend, useBackend, type Backend, type Capabilities, type Kernel, type StridedView } from './backend.js';
export { singleBackend } from './single/index.js';
export { defineTask, share, type Task } from './task.js';
export type { ComplexCall, ComplexExpr, Expr, Op, Output } from '../core/expression.js';
export { isComplexExpr } from '../core/expression.js';
export type { Allocator } from '../core/storage.js';
export type { DTypeInfo, Storage } from '../core/dtype.js';
