/** PNG in a browser: there is none, for only a canvas could paint it, and that takes its time. */
import type * as Picture from './picture.js';

export const renderPng: typeof Picture.renderPng = () => {
  throw new Error(
    "pyplot: PNG needs Node.js; in a browser use the figure's toSvg(), or show() it and save from its toolbox",
  );
};
