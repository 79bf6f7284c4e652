/** Pages that stand by themselves need ECharts' own file, which lies on a disk: a browser shows the figure in its own page. */
import type * as Page from './page.js';

export const renderPage: typeof Page.renderPage = () => {
  throw new Error('pyplot: an HTML page is written by Node.js; in a browser use show({ element }) or toSvg()');
};
