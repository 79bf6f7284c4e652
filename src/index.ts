/**
 * What `import * as np from 'numloom'` gives: the NumPy namespace, on the backend that `NUMLOOM_BACKEND` asks for.
 */
import { startFromEnvironment } from './backends/switch.js';
import { profileFromEnvironment } from './profile/profile.js';
import { loadLater } from './subspaces.js';

export * from './namespace.js';

await loadLater();
await startFromEnvironment();
profileFromEnvironment();
