/**
 * Sorting kernels on contiguous segments of typed arrays: sort, argsort, partition, searchsorted, lexsort.
 */
export { partitionSegment, sortSegment } from './segment.js';
export { argpartitionSegment, argsortSegment, lexsortKeys, type SortKey } from './order.js';
export { argsortRow, sortRow } from './ranges.js';
export { searchsortedSegment } from './search.js';
