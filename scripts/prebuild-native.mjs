// Prepares the native library for publishing: a package for this platform and architecture in build/prebuilt, which the loader finds
// where dist/native has none. Run it on each kind of machine; on Linux in a container of the oldest C library that is to be served.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildNative } from './build-native.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const library = await buildNative();
if (!library) process.exit(1);

const { version, license } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const { platform, arch } = process;
const folder = `${root}build/prebuilt/native-${platform}-${arch}`;
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const file = basename(library);
copyFileSync(library, `${folder}/${file}`);
copyFileSync(`${root}LICENSE`, `${folder}/LICENSE`);
const glibc = platform === 'linux' && process.report.getReport().header.glibcVersionRuntime;
writeFileSync(
  `${folder}/package.json`,
  `${JSON.stringify(
    {
      name: `@numloom/native-${platform}-${arch}`,
      version,
      description: `Compiled loops of numloom for ${platform} ${arch}`,
      license,
      os: [platform],
      cpu: [arch],
      ...(platform === 'linux' ? { libc: [glibc ? 'glibc' : 'musl'] } : {}),
      files: [file, 'LICENSE', 'README.md'],
    },
    null,
    2,
  )}\n`,
);
writeFileSync(
  `${folder}/README.md`,
  `# @numloom/native-${platform}-${arch}\n\nThe compiled loops of [numloom](https://www.npmjs.com/package/numloom) ${version} for ${platform} ${arch}. numloom finds and uses them by itself, and does without them where they are missing.\n`,
);
console.log(folder.slice(root.length));
