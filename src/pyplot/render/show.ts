/** show(): a page in the browser, its path where there is no display, or characters in the terminal. */
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ValueError, checkOptions } from '../../core/errors.js';
import type { Figure } from '../figure.js';

export interface ShowOptions {
  /** Draw in characters. */
  terminal?: boolean;
  /** Open the browser; by default where there is a display. */
  open?: boolean;
  /** In a browser: the element, or the selector of one, that the charts go into; the page's body when left out. */
  element?: object | string;
}

/** Is there a screen to open a page on? */
function hasDisplay(): boolean {
  if (process.platform === 'win32' || process.platform === 'darwin')
    return !process.env['CI'] && !process.env['SSH_CONNECTION'];
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

function openPage(path: string): void {
  const [command, args] =
    process.platform === 'win32'
      ? ['cmd', ['/c', 'start', '', path]]
      : process.platform === 'darwin'
        ? ['open', [path]]
        : ['xdg-open', [path]];
  // A browser that cannot be started leaves the path, which is printed.
  const child = spawn(command as string, args as string[], { stdio: 'ignore', detached: true });
  child.on('error', () => console.log(path));
  child.unref();
}

/** Show figures; returns the paths of the pages. */
export function showFigures(figures: readonly Figure[], options: ShowOptions): string[] {
  checkOptions('show', options, ['terminal', 'open', 'element']);
  if (options.element !== undefined) throw new ValueError('show: element is for programs that run in a browser');
  const way = process.env['NUMLOOM_SHOW'];
  if (way === 'none') return [];
  if (options.terminal ?? way === 'terminal') {
    for (const figure of figures) console.log(figure.toTerminal());
    return [];
  }
  if (figures.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'numloom-'));
  return figures.map((figure) => {
    const path = join(folder, `figure-${figure.number}.html`);
    writeFileSync(path, figure.toHtml());
    if (options.open ?? hasDisplay()) openPage(path);
    else console.log(path);
    return path;
  });
}
