// Lines of text from where a reader is told to look: a file (gzipped or not) or a list of lines.

import { DTypeError, ValueError, describe } from '../core/errors.js';
import { compression } from './compression.js';
import { isFilePath, readAll, type FilePath } from './fileSystem.js';

/** What text is read from: a path or URL (`.gz` is unpacked), or the lines themselves. */
export type TextSource = FilePath | Iterable<string>;

/** All text of a file. */
export function readText(functionName: string, file: FilePath, encoding = 'utf-8'): string {
  let bytes = readAll(functionName, file);
  const name = typeof file === 'string' ? file : file.pathname;
  if (name.endsWith('.gz')) bytes = compression().gunzip(bytes);
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new ValueError(`${functionName}: unknown encoding: ${describe(encoding)}`);
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw new ValueError(
      `${functionName}: ${String(file)} is not text in ${encoding}; say which encoding it has, e.g. 'latin1'`,
    );
  }
}

/** The lines of a text, whichever way they end. */
export function linesOf(text: string): string[] {
  const lines = text.includes('\r') ? text.split(/\r\n|\n|\r/) : text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** The lines of a source. */
export function readLines(functionName: string, source: TextSource, encoding?: string): string[] {
  if (isFilePath(source)) return linesOf(readText(functionName, source, encoding));
  if (typeof source !== 'object' || source === null || !(Symbol.iterator in source)) {
    throw new DTypeError(`${functionName}: expected a path, a URL or a list of lines, got ${describe(source)}`);
  }
  const lines: string[] = [];
  for (const line of source) {
    if (typeof line !== 'string') throw new DTypeError(`${functionName}: lines must be strings, got ${describe(line)}`);
    lines.push(line.replace(/\r?\n$|\r$/, ''));
  }
  return lines;
}
