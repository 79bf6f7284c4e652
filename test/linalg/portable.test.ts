// The portable engine obeys the laws of engineLaws.ts, and what is its own: hard spectra, extreme sizes, stacks.

import '../../src/index.js';
import { portableEngine } from '../../src/linalg/engine/portable/index.js';
import { describeEngine } from './engineLaws.js';

describeEngine(portableEngine);
