// The backend that a rank starts with.
import * as np from '../../../dist/index.js';

const { backend, workers } = np.showConfig({ mode: 'dicts' });
console.log(`${backend} ${workers}`);
