/* Made by scripts/native/polynomials.py. */
/* (exp(x) - 1 - x) / x^2 */
static const double NL_EXP[] = {0x1.0000000000000p-1, 0x1.5555555555557p-3, 0x1.5555555555556p-5, 0x1.11111111100bep-7, 0x1.6c16c16c162c3p-10, 0x1.a01a01abf85abp-13, 0x1.a01a01a6e1e2ap-16, 0x1.71de01fdbf9cap-19, 0x1.27e4db46cddd1p-22, 0x1.af4e554377204p-26, 0x1.1f7340dbc337ep-29};
/* (2^x - 1) / x */
static const double NL_EXP2[] = {0x1.62e42fefa39efp-1, 0x1.ebfbdff82c58fp-3, 0x1.c6b08d704a0c0p-5, 0x1.3b2ab6fba4e7bp-7, 0x1.5d87fe78a6732p-10, 0x1.430912f86ac5bp-13, 0x1.ffcbfc5889cb0p-17, 0x1.62c022460176ep-20, 0x1.b5253d41fa178p-24, 0x1.e4cf03bac04a7p-28, 0x1.e8ca8dd465e8bp-32, 0x1.c4b5b04b1e8f9p-36, 0x1.8219217906555p-40};
/* (log((1 + s) / (1 - s)) - 2 s) / s^3 in s^2 */
static const double NL_LOG[] = {0x1.5555555555555p-1, 0x1.9999999999a39p-2, 0x1.2492492476a1ap-2, 0x1.c71c7201a55d7p-3, 0x1.745cf8e4bba1bp-3, 0x1.3b1c3c1c81c8fp-3, 0x1.0fbde0f4ad17bp-3, 0x1.0c0aff044a970p-3};
/* (sin(x) - x) / x^3 in x^2 */
static const double NL_SIN[] = {-0x1.5555555555555p-3, 0x1.1111111111110p-7, -0x1.a01a01a019926p-13, 0x1.71de3a545e704p-19, -0x1.ae64540f0c1bcp-26, 0x1.61217c18c5ad8p-33, -0x1.ab161790d481ep-41};
/* (cos(x) - 1 + x^2 / 2) / x^4 in x^2 */
static const double NL_COS[] = {0x1.5555555555555p-5, -0x1.6c16c16c16c16p-10, 0x1.a01a01a019d02p-16, -0x1.27e4fb7711e1fp-22, 0x1.1eed8de9efaa4p-29, -0x1.9394b76d752bfp-37, 0x1.ab76cfa136b4ap-45};
/* (atan(x) - x) / x^3 in x^2 */
static const double NL_ATAN[] = {-0x1.5555555555555p-2, 0x1.9999999999952p-3, -0x1.249249248d684p-3, 0x1.c71c71c2f380bp-4, -0x1.745d165a9c6e5p-4, 0x1.3b1392795fc5ap-4, -0x1.110e814671e04p-4, 0x1.e199784c12a9ep-5, -0x1.ac761bf063541p-5, 0x1.74c978a6dcea9p-5, -0x1.1aff6be5c2d50p-5, 0x1.0a5f9b30092c3p-6};
/* (asin(x) - x) / x^3 in x^2 */
static const double NL_ASIN[] = {0x1.5555555555555p-3, 0x1.3333333333388p-4, 0x1.6db6db6dac1a2p-5, 0x1.f1c71c7a558f9p-6, 0x1.6e8ba1235a206p-6, 0x1.1c4efcf1d8e6cp-6, 0x1.c990aaf9c472ep-7, 0x1.7b029ae0bf779p-7, 0x1.3b48f25a51282p-7, 0x1.3167772f25afdp-7, 0x1.8ec67625b1250p-9, 0x1.407b71e22f0f0p-6, -0x1.3b670509b8ba4p-6, 0x1.e541e703646cap-6};
/* cbrt(x) between sqrt(1/2) and sqrt(2), to start from */
static const double NL_CBRT[] = {0x1.b17799571fb4fp-2, 0x1.0c452fa1d5b51p+0, -0x1.a3eba8ab9e21bp-1, 0x1.fb6e95d10c7dfp-2, -0x1.60a3892bd13e0p-3, 0x1.a2dfec4a72870p-6};
static const double NL_PIO2_1 = 0x1.921fb54400000p+0, NL_PIO2_2 = 0x1.0b4611a600000p-34, NL_PIO2_3 = 0x1.3198a2e037073p-69;
static const double NL_LN2_HIGH = 0x1.62e42fefa2000p-1, NL_LN2_LOW = 0x1.9ef35793c7673p-41;
static const double NL_LOG10_2_HIGH = 0x1.34413509f6000p-2, NL_LOG10_2_LOW = 0x1.9fef311f12b36p-42;
static const double NL_TWO_THIRDS = 0x1.5555555555555p-1, NL_TWO_THIRDS_LOW = 0x1.5555555555555p-55;
static const double NL_LOG2E = 0x1.71547652b82fep+0, NL_LOG2E_LOW = 0x1.777d0ffda0d24p-56;
static const double NL_LOG10E = 0x1.bcb7b1526e50ep-2, NL_LOG10E_LOW = 0x1.95355baaafad3p-57;
static const double NL_PI_2 = 0x1.921fb54442d18p+0, NL_PI_2_LOW = 0x1.1a62633145c07p-54;
static const double NL_PI_4 = 0x1.921fb54442d18p-1, NL_PI_4_LOW = 0x1.1a62633145c07p-55;
static const double NL_PI = 0x1.921fb54442d18p+1, NL_PI_LOW = 0x1.1a62633145c07p-53;
