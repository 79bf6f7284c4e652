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
/* 1 / cbrt(x) between sqrt(1/2) and sqrt(2), to start from */
static const double NL_INVERSE_CBRT[] = {0x1.feceb3092bb79p+0, -0x1.3bc2394ed0e58p+1, 0x1.609f2dc749f6fp+1, -0x1.dcb0621a1322cp+0, 0x1.5dfddc71b0df4p-1, -0x1.ad6f76659d979p-4};
static const double NL_PIO2_1 = 0x1.921fb54400000p+0, NL_PIO2_2 = 0x1.0b4611a600000p-34, NL_PIO2_3 = 0x1.3198a2e037073p-69;
static const double NL_LN2_HIGH = 0x1.62e42fefa2000p-1, NL_LN2_LOW = 0x1.9ef35793c7673p-41;
static const double NL_LOG10_2_HIGH = 0x1.34413509f6000p-2, NL_LOG10_2_LOW = 0x1.9fef311f12b36p-42;
static const double NL_TWO_THIRDS = 0x1.5555555555555p-1, NL_TWO_THIRDS_LOW = 0x1.5555555555555p-55;
static const double NL_LOG2E = 0x1.71547652b82fep+0, NL_LOG2E_LOW = 0x1.777d0ffda0d24p-56;
static const double NL_LOG10E = 0x1.bcb7b1526e50ep-2, NL_LOG10E_LOW = 0x1.95355baaafad3p-57;
static const double NL_PI_2 = 0x1.921fb54442d18p+0, NL_PI_2_LOW = 0x1.1a62633145c07p-54;
static const double NL_PI_4 = 0x1.921fb54442d18p-1, NL_PI_4_LOW = 0x1.1a62633145c07p-55;
static const double NL_PI = 0x1.921fb54442d18p+1, NL_PI_LOW = 0x1.1a62633145c07p-53;
#define NL_POW_OFFSET 0x3fe62aaaaaaaaaabll
/* reciprocals of the middles of 32 intervals from NL_POW_OFFSET on */
static const double NL_POW_INVERSE[] __attribute__((aligned(64))) = {0x1.6d713fc317cabp+0, 0x1.6578165781658p+0, 0x1.5dd617afd4454p+0, 0x1.5685cc43ca7b2p+0, 0x1.4f822f2e4ea28p+0, 0x1.48c6a2acf3284p+0, 0x1.424ee5faf6c47p+0, 0x1.3c170c58e67b8p+0, 0x1.361b751908e22p+0, 0x1.3058c48ea99c2p+0, 0x1.2acbddc34e96fp+0, 0x1.2571dcd906e0bp+0, 0x1.2048120481205p+0, 0x1.1b4bfd0c8ab29p+0, 0x1.167b493f17eeap+0, 0x1.11d3c9ce15649p+0, 0x1.0d53768810d54p+0, 0x1.08f868e2542efp+0, 0x1.04c0d94b5fbedp+0, 0x1.0000000000000p+0, 0x1.f3014cab88726p-1, 0x1.e441938bfaf4bp-1, 0x1.d65aa4224bf15p-1, 0x1.c93a581c93a58p-1, 0x1.bcd081bcd081cp-1, 0x1.b10ea929ba145p-1, 0x1.a5e7d40d2f3eap-1, 0x1.9b5055b0bc84dp-1, 0x1.913da62386cacp-1, 0x1.87a63f3c2ce06p-1, 0x1.7e817e817e818p-1, 0x1.75c78b31a4808p-1};
/* minus their logarithms to base 2, with 42 binary places */
static const double NL_POW_LOG_HIGH[] __attribute__((aligned(64))) = {-0x1.06e97d77d1000p-1, -0x1.ed3c216b1d000p-2, -0x1.cd595b43a7000p-2, -0x1.ae230c641c000p-2, -0x1.8f9211a646000p-2, -0x1.719fb70437000p-2, -0x1.5445aec31f000p-2, -0x1.377e097a66000p-2, -0x1.1b432eddd2000p-2, -0x1.ff1fae6970000p-3, -0x1.c8be0ad666000p-3, -0x1.9358035926000p-3, -0x1.5ee4a8f0e6000p-3, -0x1.2b5b844b46000p-3, -0x1.f1691b1e28000p-4, -0x1.8dd049b08c000p-4, -0x1.2bde16a698000p-4, -0x1.970973a160000p-5, -0x1.b2dc534580000p-6, 0x0.0p+0, 0x1.2fd5f05ff8000p-5, 0x1.4935a2b2e4000p-4, 0x1.f5562b8d4c000p-4, 0x1.4e4bb690d6000p-3, 0x1.9f9f09984c000p-3, 0x1.eec4a23bea000p-3, 0x1.1deccd8bda000p-2, 0x1.437c6b3162000p-2, 0x1.681d9b28e7000p-2, 0x1.8bdbe7537f000p-2, 0x1.aec208336f000p-2, 0x1.d0d9f840e1000p-2};
/* what these lack */
static const double NL_POW_LOG_LOW[] __attribute__((aligned(64))) = {0x1.dce43fe9bd1cdp-47, -0x1.1fbe13a517337p-44, -0x1.45d82d7869f9fp-45, -0x1.d7b9773b5f569p-44, 0x1.4ca6fe34ddde7p-50, 0x1.41ba33ac2c96fp-46, 0x1.7f1c858916bc9p-47, -0x1.e431cdd064194p-44, 0x1.d612650ac026dp-44, 0x1.94d4214332871p-45, -0x1.077f5336df76ap-44, -0x1.18e09deb0d98ap-45, -0x1.ac07e4ab59d6ep-44, 0x1.5068ad1c9607ap-44, -0x1.7add31927d4f8p-44, -0x1.8a119580238adp-48, 0x1.efe8cf727998cp-44, -0x1.653cc70ca9065p-44, 0x1.aa35d0301f677p-46, 0x0.0p+0, -0x1.5d802a4ff4fe6p-44, 0x1.77a9f71cdfe58p-46, -0x1.e3998b595e4abp-44, -0x1.dd7a4d528ff5ep-44, 0x1.7550c424cff10p-47, -0x1.04c883520c9edp-44, -0x1.6cd970ded196dp-45, -0x1.c9f9e7caf2035p-45, -0x1.d2ea0caca4872p-44, 0x1.afc07161d3667p-44, 0x1.43e63b91a6d87p-44, 0x1.68812ae868fbdp-44};
/* 2^(j/16) */
static const double NL_POW_ROOTS[] __attribute__((aligned(64))) = {0x1.0000000000000p+0, 0x1.0b5586cf9890fp+0, 0x1.172b83c7d517bp+0, 0x1.2387a6e756238p+0, 0x1.306fe0a31b715p+0, 0x1.3dea64c123422p+0, 0x1.4bfdad5362a27p+0, 0x1.5ab07dd485429p+0, 0x1.6a09e667f3bcdp+0, 0x1.7a11473eb0187p+0, 0x1.8ace5422aa0dbp+0, 0x1.9c49182a3f090p+0, 0x1.ae89f995ad3adp+0, 0x1.c199bdd85529cp+0, 0x1.d5818dcfba487p+0, 0x1.ea4afa2a490dap+0};
/* what these lack */
static const double NL_POW_ROOTS_LOW[] __attribute__((aligned(64))) = {0x0.0p+0, 0x1.8a62e4adc610bp-54, -0x1.19041b9d78a76p-55, 0x1.9b07eb6c70573p-54, 0x1.6f46ad23182e4p-55, 0x1.ada0911f09ebcp-55, 0x1.d4397afec42e2p-56, 0x1.6324c054647adp-54, -0x1.bdd3413b26456p-54, -0x1.41577ee04992fp-55, 0x1.6e9f156864b27p-54, 0x1.c7c46b071f2bep-56, 0x1.7a1cd345dcc81p-54, 0x1.11065895048ddp-55, 0x1.2ed02d75b3707p-55, -0x1.e9c23179c2893p-54};
static const double NL_POW_LINEAR = 0x1.71547652b82fep+0, NL_POW_LINEAR_LOW = 0x1.777d0ffda0d24p-56;
static const double NL_POW_SQUARE = -0x1.71547652b82fep-1, NL_POW_SQUARE_LOW = -0x1.777d0ffda0d24p-57;
/* (log2(1 + x) - x / ln 2 + x^2 / (2 ln 2)) / x^3 */
static const double NL_POW_LOG[] = {0x1.ec709dc3a03fdp-2, -0x1.71547652b82fep-2, 0x1.2776c50efbd95p-2, -0x1.ec709dc3a4192p-3, 0x1.a6176157cccf8p-3, -0x1.7154751ed41d8p-3, 0x1.486ca999806ecp-3, -0x1.27958e5d5ba67p-3};
/* (2^x - 1) / x for |x| < 1/32 */
static const double NL_POW_EXP[] = {0x1.62e42fefa39efp-1, 0x1.ebfbdff82c594p-3, 0x1.c6b08d704a0c1p-5, 0x1.3b2ab6fb09b31p-7, 0x1.5d87fe7846d2cp-10, 0x1.430a49610efc6p-13, 0x1.ffcd7ad9a6463p-17};
/* (sin(x) - x) / x^3 in x^2, in single precision */
static const float NL_SIN_F[] = {-0x1.5555560000000p-3f, 0x1.11110e0000000p-7f, -0x1.a013a20000000p-13f, 0x1.6dbbee0000000p-19f};
/* (cos(x) - 1 + x^2 / 2) / x^4 in x^2, in single precision */
static const float NL_COS_F[] = {0x1.5555540000000p-5f, -0x1.6c12ce0000000p-10f, 0x1.9bd6700000000p-16f};
/* (tanh(x) - x) / x^3 in x^2, |x| < 0.625, in single precision */
static const float NL_TANH_F[] = {-0x1.5555560000000p-2f, 0x1.1110ea0000000p-3f, -0x1.ba08c20000000p-5f, 0x1.64a9400000000p-6f, -0x1.1168b40000000p-7f, 0x1.2c7d780000000p-9f};
/* (sinh(x) - x) / x^3 in x^2, |x| < 1, in single precision */
static const float NL_SINH_F[] = {0x1.5555560000000p-3f, 0x1.11111e0000000p-7f, 0x1.a008fe0000000p-13f, 0x1.78a73c0000000p-19f};
/* (atan(x) - x) / x^3 in x^2, in single precision */
static const float NL_ATAN_F[] = {-0x1.5555540000000p-2f, 0x1.99972c0000000p-3f, -0x1.241f980000000p-3f, 0x1.b802f00000000p-4f, -0x1.08197c0000000p-4f};
/* (asin(x) - x) / x^3 in x^2, in single precision */
static const float NL_ASIN_F[] = {0x1.5555540000000p-3f, 0x1.3334320000000p-4f, 0x1.6d5bae0000000p-5f, 0x1.fd8ec00000000p-6f, 0x1.18f3540000000p-6f, 0x1.1404020000000p-5f};
/* as NL_LOG, for powers of float32 */
static const double NL_POW_LOG_F[] = {0x1.5555555564fdap-1, 0x1.999998ca249fbp-2, 0x1.249324907dae3p-2, 0x1.c67a84e8a4ba0p-3, 0x1.8c92867b49a01p-3};
/* as NL_EXP2, for powers of float32 */
static const double NL_POW_EXP_F[] = {0x1.62e42fefa39efp-1, 0x1.ebfbe045f4d3cp-3, 0x1.c6b08d883dca1p-5, 0x1.3b2a1b7152befp-7, 0x1.5d879ead06a82p-10, 0x1.443fffc90db59p-13, 0x1.00a581594758ep-16};
