/** Text: how wide it will be in Matplotlib's font, and its `$...$` mathematics as Unicode. */

/** Advance widths of DejaVu Sans from space to tilde, in thousandths of the font size. */
const WIDTHS = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636,
  636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863,
  748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635,
  615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636,
  337, 636, 838,
];

/** The fonts asked for: Matplotlib's own, and what comes near it. */
export const FONT = 'DejaVu Sans, Verdana, Bitstream Vera Sans, Geneva, sans-serif';

/** The width of a text's longest line, in the units of `size`. */
export function textWidth(text: string, size: number): number {
  let widest = 0;
  for (const line of text.split('\n')) {
    let width = 0;
    for (const char of line) {
      const code = char.codePointAt(0)!;
      if (code >= 32 && code < 127) width += WIDTHS[code - 32]!;
      else if (code === 0x2212) width += 838;
      else if (code >= 0x2070 && code < 0x20a0) width += 410;
      else if (code === 0xb2 || code === 0xb3 || code === 0xb9) width += 410;
      else width += code > 0x2e80 ? 1000 : 640;
    }
    widest = Math.max(widest, width);
  }
  return (widest * size) / 1000;
}

/** The height of a text in the units of `size`. */
export function textHeight(text: string, size: number): number {
  return (1 + (text.split('\n').length - 1) * 1.2) * size * 1.0;
}

const SYMBOLS: Record<string, string> = {
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', varepsilon: 'ε', zeta: 'ζ', eta: 'η', theta: 'θ',
  iota: 'ι', kappa: 'κ', lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', upsilon: 'υ',
  phi: 'φ', varphi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω', Gamma: 'Γ', Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ', Xi: 'Ξ',
  Pi: 'Π', Sigma: 'Σ', Phi: 'Φ', Psi: 'Ψ', Omega: 'Ω', times: '×', cdot: '·', pm: '±', leq: '≤', le: '≤', geq: '≥',
  ge: '≥', neq: '≠', approx: '≈', infty: '∞', partial: '∂', nabla: '∇', int: '∫', sum: '∑', prod: '∏', sqrt: '√',
  rightarrow: '→', to: '→', leftarrow: '←', circ: '°', degree: '°', hbar: 'ℏ', ell: 'ℓ', in: '∈', ldots: '…', quad: '  ',
  sin: 'sin', cos: 'cos', tan: 'tan', exp: 'exp', log: 'log', ln: 'ln', prime: '′',
}; // prettier-ignore

const UP: Record<string, string> = {
  '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹', '-': '⁻', '+': '⁺',
  '(': '⁽', ')': '⁾', n: 'ⁿ', i: 'ⁱ', x: 'ˣ', t: 'ᵗ', T: 'ᵀ', k: 'ᵏ', m: 'ᵐ', a: 'ᵃ', b: 'ᵇ', s: 'ˢ', '−': '⁻',
}; // prettier-ignore
const DOWN: Record<string, string> = {
  '0': '₀', '1': '₁', '2': '₂', '3': '₃', '4': '₄', '5': '₅', '6': '₆', '7': '₇', '8': '₈', '9': '₉', '-': '₋', '+': '₊',
  i: 'ᵢ', j: 'ⱼ', n: 'ₙ', k: 'ₖ', m: 'ₘ', x: 'ₓ', a: 'ₐ', e: 'ₑ', o: 'ₒ', t: 'ₜ', s: 'ₛ', p: 'ₚ',
}; // prettier-ignore

function shifted(body: string, table: Record<string, string>, sign: string): string {
  const text = [...body];
  return text.every((c) => table[c] !== undefined) ? text.map((c) => table[c]).join('') : sign + body;
}

/** A text with its `$...$` parts as Unicode: Greek letters, signs, raised and lowered digits. */
export function plainText(text: string): string {
  return text
    .replace(/(?<!\\)\$([^$]*)\$/g, (_all, math: string) =>
      math
        .replace(/\\(?:mathrm|mathbf|text|mathit|vec|hat|bar|left|right)(?![a-zA-Z])/g, '')
        .replace(/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, '$1/$2')
        .replace(/\\([a-zA-Z]+) ?/g, (whole, name: string) => SYMBOLS[name] ?? whole)
        .replace(/\^(?:\{([^{}]*)\}|(.))/g, (_m, group: string | undefined, one: string) =>
          shifted(group ?? one, UP, '^'),
        )
        .replace(/_(?:\{([^{}]*)\}|(.))/g, (_m, group: string | undefined, one: string) =>
          shifted(group ?? one, DOWN, '_'),
        )
        .replace(/[{}]/g, '')
        .replace(/\\[,;: ]/g, ' ')
        .replace(/-/g, '−'),
    )
    .replace(/\\\$/g, '$');
}
