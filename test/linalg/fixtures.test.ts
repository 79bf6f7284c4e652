// The results of numloom.linalg that are unique, against NumPy and SciPy.
import { testFixture } from './cases.js';

for (const name of ['numpy', 'solve', 'factors', 'functions', 'equations', 'special', 'schur']) testFixture(name);
