// The portable engine without relaxed SIMD (fused multiply-add) obeys the same laws.

import { afterAll } from 'vitest';
import '../../src/index.js';
import { useLinearVariant } from '../../src/linalg/engine/portable/call.js';
import { portableEngine } from '../../src/linalg/engine/portable/index.js';
import { describeEngine } from './engineLaws.js';

useLinearVariant('plain');
afterAll(() => useLinearVariant());
describeEngine(portableEngine);
