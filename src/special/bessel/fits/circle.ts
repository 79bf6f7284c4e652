/** Sine and cosine within an eighth of a turn.
 * Made by scripts/specialFits.py: do not edit. */

/** sin(r) / r, t = r^2. */
export function sineRest(t: number): number {
  const u = t * t;
  return (
    1.0 +
    u * (0.008333333333320233 + u * (2.755731334131087e-6 + u * 1.58944094588123e-10)) +
    t * (-0.16666666666666616 + u * (-0.00019841269828549182 + u * -2.505071141796208e-8))
  );
}

/** (cos(r) - 1 + t / 2) / t^2, t = r^2. */
export function cosineRest(t: number): number {
  const u = t * t;
  return (
    0.041666666666666664 +
    u * (2.480158729874307e-5 + u * 2.0876143827990713e-9) +
    t * (-0.0013888888888887382 + u * (-2.755731726000882e-7 + u * -1.138245677791886e-11))
  );
}
