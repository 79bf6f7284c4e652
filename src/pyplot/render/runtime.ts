/**
 * The one function that draws areas, lines, pictures and texts: as `renderItem` of ECharts' custom series, both here and in the page,
 * which gets it as text. So it uses nothing from outside itself.
 */

/** Something to draw; places are in drawn coordinates. */
export interface Mark {
  /** Chains of points, x and y in turn. */
  r?: readonly (readonly number[])[];
  /** Is each chain closed? */
  z?: boolean;
  /** Fill, stroke, width (pixels), dashes. */
  f?: string;
  s?: string;
  w?: number;
  d?: readonly number[] | null;
  /** A place, from where `px` (a chain in pixels) or a text counts. */
  at?: readonly [number, number];
  px?: readonly number[];
  /** A picture over x0, y0, x1, y1. */
  img?: readonly [number, number, number, number];
  href?: string;
  /** A text, its size, colour, alignment, rotation, shift in pixels, frame. */
  t?: string;
  size?: number;
  bold?: boolean;
  font?: string;
  c?: string;
  ha?: string;
  va?: string;
  rot?: number;
  dx?: number;
  dy?: number;
  bg?: string;
  bd?: string;
  round?: number;
  /** An arrow from `at` (shifted) to this place. */
  to?: readonly [number, number];
  head?: string;
  /** Opacity. */
  o?: number;
}

/** What ECharts hands to a renderItem, as far as it is used. */
export interface RenderApi {
  coord(place: readonly number[]): number[];
}

/** A renderItem that draws all these marks. */
export function drawMarks(marks: readonly Mark[]): (params: unknown, api: RenderApi) => unknown {
  return function (_params, api) {
    const children: unknown[] = [];
    for (const m of marks) {
      const style: Record<string, unknown> = {
        fill: m.f || 'none',
        stroke: m.s || 'none',
        lineWidth: m.w || 0,
        lineDash: m.d || null,
        lineJoin: m.z ? 'miter' : 'round',
        opacity: m.o === undefined ? 1 : m.o,
      };
      if (m.r) {
        let path = '';
        for (const ring of m.r) {
          let pen = 'M';
          for (let i = 0; i < ring.length; i += 2) {
            const p = api.coord([ring[i]!, ring[i + 1]!]);
            if (!isFinite(p[0]!) || !isFinite(p[1]!)) {
              pen = 'M';
              continue;
            }
            path += pen + Math.round(p[0]! * 100) / 100 + ' ' + Math.round(p[1]! * 100) / 100;
            pen = 'L';
          }
          if (m.z && path) path += 'Z';
        }
        if (path) children.push({ type: 'path', silent: true, shape: { pathData: path }, style });
      } else if (m.px && m.at) {
        const p = api.coord([m.at[0], m.at[1]]);
        let path = '';
        for (let i = 0; i < m.px.length; i += 2)
          path +=
            (i ? 'L' : 'M') +
            Math.round((p[0]! + m.px[i]!) * 100) / 100 +
            ' ' +
            Math.round((p[1]! + m.px[i + 1]!) * 100) / 100;
        children.push({ type: 'path', silent: true, shape: { pathData: path + 'Z' }, style });
      } else if (m.img) {
        const a = api.coord([m.img[0], m.img[1]]);
        const b = api.coord([m.img[2], m.img[3]]);
        children.push({
          type: 'image',
          silent: true,
          style: {
            image: m.href,
            x: Math.min(a[0]!, b[0]!),
            y: Math.min(a[1]!, b[1]!),
            width: Math.abs(b[0]! - a[0]!),
            height: Math.abs(b[1]! - a[1]!),
            opacity: style['opacity'],
          },
        });
      } else if (m.at) {
        const p = api.coord([m.at[0], m.at[1]]);
        const x = p[0]! + (m.dx || 0);
        const y = p[1]! + (m.dy || 0);
        if (m.to) {
          const q = api.coord([m.to[0], m.to[1]]);
          const length = Math.sqrt((q[0]! - x) * (q[0]! - x) + (q[1]! - y) * (q[1]! - y)) || 1;
          const ux = (q[0]! - x) / length;
          const uy = (q[1]! - y) / length;
          const gap = Math.min(3, length / 4);
          const ex = q[0]! - ux * gap;
          const ey = q[1]! - uy * gap;
          const sx = x + ux * gap;
          const sy = y + uy * gap;
          const wide = m.w || 1;
          const h = 5 + 1.5 * wide;
          const wing = (px: number, py: number, dir: number, half: number): string =>
            Math.round((px - dir * ux * h - uy * half) * 100) / 100 +
            ' ' +
            Math.round((py - dir * uy * h + ux * half) * 100) / 100;
          if (m.head === 'simple' || m.head === '-|>') {
            const half = m.head === 'simple' ? 5 : h / 2.2;
            const shaft = m.head === 'simple' ? 2 : wide / 2;
            const bx = ex - ux * h;
            const by = ey - uy * h;
            const d =
              'M' +
              (sx - uy * shaft) +
              ' ' +
              (sy + ux * shaft) +
              'L' +
              (bx - uy * shaft) +
              ' ' +
              (by + ux * shaft) +
              'L' +
              wing(ex, ey, 1, half) +
              'L' +
              ex +
              ' ' +
              ey +
              'L' +
              wing(ex, ey, 1, -half) +
              'L' +
              (bx + uy * shaft) +
              ' ' +
              (by - ux * shaft) +
              'L' +
              (sx + uy * shaft) +
              ' ' +
              (sy - ux * shaft) +
              'Z';
            children.push({ type: 'path', silent: true, shape: { pathData: d }, style: { fill: m.c, stroke: 'none' } });
          } else {
            let d = 'M' + sx + ' ' + sy + 'L' + ex + ' ' + ey;
            if (m.head && m.head.indexOf('>') >= 0)
              d += 'M' + wing(ex, ey, 1, h / 2) + 'L' + ex + ' ' + ey + 'L' + wing(ex, ey, 1, -h / 2);
            if (m.head && m.head.indexOf('<') >= 0)
              d += 'M' + wing(sx, sy, -1, h / 2) + 'L' + sx + ' ' + sy + 'L' + wing(sx, sy, -1, -h / 2);
            children.push({
              type: 'path',
              silent: true,
              shape: { pathData: d },
              style: { fill: 'none', stroke: m.c, lineWidth: wide },
            });
          }
        }
        if (m.t) {
          children.push({
            type: 'text', silent: true, x, y, rotation: m.rot || 0,
            style: {
              text: m.t, font: (m.bold ? 'bold ' : '') + m.size + 'px ' + m.font, fill: m.c, align: m.ha, verticalAlign: m.va, opacity: style['opacity'],
              backgroundColor: m.bg, borderColor: m.bd, borderWidth: m.bd ? 1 : 0, padding: m.bd ? 4 : m.bg ? 1 : 0, borderRadius: m.round || 0,
            },
          }); // prettier-ignore
        }
      }
    }
    return { type: 'group', children };
  };
}
