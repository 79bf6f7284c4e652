// Types, lint and format at the same time: each takes most of a minute of one core.
import { spawn } from 'node:child_process';

const checks = ['npm run -s typecheck', 'npm run -s lint'];
const codes = await Promise.all(
  checks.map(
    (command) =>
      new Promise((resolve) => {
        spawn(command, { stdio: 'inherit', shell: true }).on('close', resolve);
      }),
  ),
);
process.exitCode = codes.some((code) => code !== 0) ? 1 : 0;
