/** Made by scripts/special/fits.py: approximations for multiplesOfPi. */

/** sin(πx) / x for y = x² in [0, 1/16]. */
export function sinpiNear(x: number): number {
  const t = 32 * x - 1;
  return (
    2.9825738138025333 +
    t *
      (-0.156564787276439 +
        t *
          (0.00243599811639422 +
            t *
              (-1.797692829780625e-5 +
                t * (7.724863436468625e-8 + t * (-2.170647491223618e-10 + t * 4.2983503582289537e-13)))))
  );
}

/** cos(πx) for y = x² in [0, 1/16]. */
export function cospiNear(x: number): number {
  const t = 32 * x - 1;
  return (
    0.8497104919695335 +
    t *
      (-0.14640674972236453 +
        t *
          (0.003842678011863355 +
            t *
              (-3.9858925971993e-5 +
                t *
                  (2.2061010107419925e-7 +
                    t * (-7.583866944385916e-10 + t * (1.7758555332750598e-12 + t * -3.0142101619856778e-15))))))
  );
}
