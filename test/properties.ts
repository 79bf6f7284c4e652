/** Property tests: fast-check with one seed, so that a run can be repeated; `NUMLOOM_TEST_SEED` sets another. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.NUMLOOM_TEST_SEED ?? 20_261_130) });

export default fc;
