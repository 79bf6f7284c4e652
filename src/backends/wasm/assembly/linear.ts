/** The linear algebra module: what is exported for float64 (`_d`) and complex128 (`_z`). */
export * from './linear/exports';
export function heapBase(): usize {
  return __heap_base;
}
