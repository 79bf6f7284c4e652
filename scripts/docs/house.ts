/** Draws docs/pictures/house.svg: the floors, what is on them, and which way imports point. `npx tsx scripts/docs/house.ts` */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FLOORS } from './layers.js';

const WIDTH = 960;
const LEFT = 60;
const RIGHT = 40;
const FLOOR = 74;
const ROOF = 92;
const TOP = 16;
const COLOURS = ['#d9e2ec', '#cfe3f7', '#d3efe2', '#f6ecc9', '#f7dfc8', '#f5d5d5', '#e4daf3'];

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${x}" y="${y}"${more}>${escape(words)}</text>`;

/** The picture. */
export function houseSvg(): string {
  const floors = FLOORS.slice(0, -1);
  const roof = FLOORS[FLOORS.length - 1]!;
  const ground = TOP + ROOF + floors.length * FLOOR;
  const height = ground + 34;
  const inner = WIDTH - LEFT - RIGHT;
  const middle = LEFT + inner / 2;
  const parts: string[] = [];
  parts.push(
    `<path d="M${LEFT - 18} ${TOP + ROOF}L${middle} ${TOP}L${LEFT + inner + 18} ${TOP + ROOF}Z" fill="${COLOURS[6]}" stroke="#55606e"/>`,
    text(middle, TOP + 54, roof.parts[0]!, ' class="name" text-anchor="middle"'),
    text(middle, TOP + 78, roof.what, ' class="what" text-anchor="middle"'),
  );
  [...floors].reverse().forEach((floor, k) => {
    const y = TOP + ROOF + k * FLOOR;
    const colour = COLOURS[floors.length - 1 - k]!;
    parts.push(`<rect x="${LEFT}" y="${y}" width="${inner}" height="${FLOOR}" fill="${colour}" stroke="#55606e"/>`);
    parts.push(text(LEFT + 12, y + 20, floor.what, ' class="what"'));
    const names = floor.parts[0] === 'backends' ? ['backends', 'single', 'threads', 'native', 'wasm'] : floor.parts;
    const widths = names.map((name) => name.length * 7.3 + 16);
    const room = inner - 24 - widths.reduce((sum, one) => sum + one, 0);
    const gap = Math.min(10, room / Math.max(1, names.length - 1));
    let x = LEFT + 12;
    names.forEach((name, i) => {
      const width = widths[i]!;
      const dashed = floor.parts[0] === 'backends' && i > 0 ? ' stroke-dasharray="4 3"' : '';
      parts.push(
        `<rect x="${x.toFixed(1)}" y="${y + 32}" width="${width.toFixed(1)}" height="30" rx="5" fill="#fff" stroke="#55606e"${dashed}/>`,
        text(Number((x + width / 2).toFixed(1)), y + 52, name, ' class="part" text-anchor="middle"'),
      );
      x += width + gap;
    });
  });
  parts.push(
    `<path d="M28 ${TOP + ROOF + 10}V${ground - 14}" stroke="#2b5f9e" stroke-width="3"/>`,
    `<path d="M20 ${ground - 18}L28 ${ground - 2}L36 ${ground - 18}Z" fill="#2b5f9e"/>`,
    text(
      0,
      0,
      'imports point down',
      ` class="side" transform="translate(20 ${(TOP + ROOF + ground) / 2}) rotate(-90)" text-anchor="middle"`,
    ),
    `<path d="M${LEFT - 30} ${ground}H${LEFT + inner + 30}" stroke="#55606e" stroke-width="2"/>`,
    text(middle, ground + 22, 'typed arrays of JavaScript', ' class="what" text-anchor="middle"'),
  );
  const style =
    'text{font-family:DejaVu Sans,Verdana,sans-serif;fill:#1d2733}.name{font-size:20px;font-weight:bold}.what{font-size:13px}.part{font-size:12px}.side{font-size:13px;fill:#2b5f9e}';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="The floors of numloom's sources, each importing from those below">
<style>${style}</style>
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
${parts.join('\n')}
</svg>
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../../docs/pictures/house.svg', import.meta.url), houseSvg());
}
