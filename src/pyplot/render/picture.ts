/** PNG from a figure's SVG, by resvg, which is loaded when first wanted. In a browser's build picture.browser.ts stands here. */
import { createRequire } from 'node:module';
import type { Figure } from '../figure.js';
import { renderSvg } from './svg.js';

interface Resvg {
  new (svg: string, options: object): { render(): { asPng(): Uint8Array } };
}

/** A figure as a PNG file's bytes. */
export function renderPng(figure: Figure, dpi: number): Uint8Array {
  let Resvg: Resvg;
  const require = createRequire(import.meta.url);
  try {
    ({ Resvg } = require('@resvg/resvg-js') as { Resvg: Resvg });
  } catch (error) {
    throw new Error(
      'pyplot: PNG needs the optional package @resvg/resvg-js; install it by: npm install @resvg/resvg-js',
      { cause: error },
    );
  }
  const [width] = figure.size;
  const options = {
    fitTo: { mode: 'width', value: Math.round((width * dpi) / figure.dpi) },
    font: { defaultFontFamily: 'DejaVu Sans', loadSystemFonts: true },
  };
  return new Resvg(renderSvg(figure), options).render().asPng();
}
