/** Colour and mark of each backend and library, the same in every chart and legend, for light and dark. */

/** How a line is drawn. */
export interface Look {
  readonly color: string;
  readonly symbol: 'circle' | 'rect' | 'triangle' | 'diamond';
  readonly hollow: boolean;
  readonly dashed: boolean;
}

type Hue = readonly [
  hue: number,
  saturation: number,
  light: number,
  dark: number,
  symbol: Look['symbol'],
  hollow?: boolean,
];

const KNOWN: Readonly<Record<string, Hue>> = {
  single: [220, 10, 40, 68, 'circle'],
  numpy: [278, 55, 48, 74, 'diamond'],
  webgpu: [14, 82, 46, 62, 'triangle'],
  headlessgl: [38, 90, 38, 58, 'rect'],
  webasm: [150, 62, 32, 52, 'rect'],
  cpu: [52, 85, 34, 55, 'rect', true],
  'numpy-ts': [335, 70, 46, 68, 'circle', true],
  'ml-matrix': [25, 45, 38, 60, 'triangle', true],
  '@stdlib': [186, 75, 32, 52, 'rect', true],
  'built in': [85, 45, 34, 56, 'triangle', true],
};

/**
 * The looks of the contestants of a run.
 *
 * @param names The contestants, in order; counts of threads become blues that grow stronger.
 * @param dark Whether the page is dark.
 */
export function looks(names: readonly string[], dark: boolean): ReadonlyMap<string, Look> {
  const threads = names.filter((name) => name.startsWith('threads:'));
  return new Map(
    names.map((name) => {
      const place = threads.indexOf(name);
      const share = threads.length > 1 ? place / (threads.length - 1) : 1;
      const [hue, saturation, light, night, symbol, hollow = false]: Hue = KNOWN[name] ?? [
        212,
        45 + 45 * share,
        68 - 22 * share,
        50 + 18 * share,
        'circle',
      ];
      const color = `hsl(${hue}, ${Math.round(saturation)}%, ${Math.round(dark ? night : light)}%)`;
      return [name, { color, symbol, hollow, dashed: name === 'single' || name === 'numpy' }];
    }),
  );
}

/** A contestant's name as people write it. */
export const label = (name: string): string => (name === 'numpy' ? 'NumPy' : name);
