/** Temme's auxiliary functions (J. Comput. Phys. 19, 1975), t = m^2, |m| <= 1/2.
 * Made by scripts/specialFits.py: do not edit. */

/** (1 / Gamma(1 - m) - 1 / Gamma(1 + m)) / (2 m). */
export function gammaOne(t: number): number {
  const u = t * t;
  return (
    -0.5772156649015329 +
    u * (0.04219773455552078 + u * (0.00021524166227578434 + u * -1.1335049289269328e-6)) +
    t * (0.042002635034095515 + u * (-0.007218943245909569 + u * (2.0134955805919818e-5 + u * -4.939111487498362e-9)))
  );
}

/** (1 / Gamma(1 - m) + 1 / Gamma(1 + m)) / 2. */
export function gammaTwo(t: number): number {
  const u = t * t;
  return (
    1.0 +
    u * (0.16653861138218903 + u * (-0.0011651676432799425 + u * -1.2525600224849206e-6)) +
    t * (-0.6558780715202527 + u * (-0.00962197152460133 + u * (0.0001280507205385501 + u * -2.0056884445633682e-7)))
  );
}
