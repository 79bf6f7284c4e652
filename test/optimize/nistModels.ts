/** The models of NIST's non-linear regression problems: `b` parameters, `x` predictors of one observation. */

type Model = (b: readonly number[], x: readonly number[]) => number;

const { exp, atan, cos, sin, PI } = Math;

const misra1a: Model = (b, [x]) => b[0]! * (1 - exp(-b[1]! * x!));
const chwirut: Model = (b, [x]) => exp(-b[0]! * x!) / (b[1]! + b[2]! * x!);
const lanczos: Model = (b, [x]) => b[0]! * exp(-b[1]! * x!) + b[2]! * exp(-b[3]! * x!) + b[4]! * exp(-b[5]! * x!);
const gauss: Model = (b, [x]) =>
  b[0]! * exp(-b[1]! * x!) +
  b[2]! * exp(-((x! - b[3]!) ** 2) / b[4]! ** 2) +
  b[5]! * exp(-((x! - b[6]!) ** 2) / b[7]! ** 2);
const cubics: Model = (b, [t]) => {
  const x = t!;
  return (b[0]! + b[1]! * x + b[2]! * x ** 2 + b[3]! * x ** 3) / (1 + b[4]! * x + b[5]! * x ** 2 + b[6]! * x ** 3);
};

export const MODELS: Readonly<Record<string, Model>> = {
  Misra1a: misra1a,
  BoxBOD: misra1a,
  Chwirut1: chwirut,
  Chwirut2: chwirut,
  Lanczos1: lanczos,
  Lanczos2: lanczos,
  Lanczos3: lanczos,
  Gauss1: gauss,
  Gauss2: gauss,
  Gauss3: gauss,
  Hahn1: cubics,
  Thurber: cubics,
  DanWood: (b, [x]) => b[0]! * x! ** b[1]!,
  Misra1b: (b, [x]) => b[0]! * (1 - (1 + (b[1]! * x!) / 2) ** -2),
  Misra1c: (b, [x]) => b[0]! * (1 - (1 + 2 * b[1]! * x!) ** -0.5),
  Misra1d: (b, [x]) => (b[0]! * b[1]! * x!) / (1 + b[1]! * x!),
  Kirby2: (b, [x]) => (b[0]! + b[1]! * x! + b[2]! * x! ** 2) / (1 + b[3]! * x! + b[4]! * x! ** 2),
  Nelson: (b, [x1, x2]) => b[0]! - b[1]! * x1! * exp(-b[2]! * x2!),
  MGH17: (b, [x]) => b[0]! + b[1]! * exp(-x! * b[3]!) + b[2]! * exp(-x! * b[4]!),
  Roszman1: (b, [x]) => b[0]! - b[1]! * x! - atan(b[2]! / (x! - b[3]!)) / PI,
  ENSO: (b, [t]) => {
    const x = 2 * PI * t!;
    return (
      b[0]! +
      b[1]! * cos(x / 12) +
      b[2]! * sin(x / 12) +
      b[4]! * cos(x / b[3]!) +
      b[5]! * sin(x / b[3]!) +
      b[7]! * cos(x / b[6]!) +
      b[8]! * sin(x / b[6]!)
    );
  },
  MGH09: (b, [x]) => (b[0]! * (x! ** 2 + x! * b[1]!)) / (x! ** 2 + x! * b[2]! + b[3]!),
  Rat42: (b, [x]) => b[0]! / (1 + exp(b[1]! - b[2]! * x!)),
  Rat43: (b, [x]) => b[0]! / (1 + exp(b[1]! - b[2]! * x!)) ** (1 / b[3]!),
  MGH10: (b, [x]) => b[0]! * exp(b[1]! / (x! + b[2]!)),
  Eckerle4: (b, [x]) => (b[0]! / b[1]!) * exp(-0.5 * ((x! - b[2]!) / b[1]!) ** 2),
  Bennett5: (b, [x]) => b[0]! * (b[1]! + x!) ** (-1 / b[2]!),
};
