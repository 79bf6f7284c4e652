// Which packages a bundle holds.

/** Packages stay outside the bundle, except ECharts: the few parts of it in use come with numloom. */
const bundled = /^(echarts|zrender|tslib)(\/|$)/;
export const outside = {
  name: 'packages outside',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || bundled.test(path) ? undefined : { path, external: true },
    );
  },
};
