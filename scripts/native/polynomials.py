"""Prints the polynomials of src/backends/native/kernels/c/polynomials.h: near-minimax fits (interpolation at Chebyshev's points
with 60 digits), relative to the weight that is given, rounded to float64. Needs mpmath: python3 polynomials.py > polynomials.h"""
from mpmath import mp, mpf, cos, pi, exp, log, sin, atan, asin, sqrt, matrix, lu_solve

mp.dps = 60


def fit(f, lower, upper, terms):
    """Coefficients c with sum c_k x^k near f(x) on [lower, upper]."""
    nodes = [(lower + upper) / 2 + (upper - lower) / 2 * cos(pi * (2 * k + 1) / (2 * terms)) for k in range(terms)]
    system = matrix(terms, terms)
    values = matrix(terms, 1)
    for i, x in enumerate(nodes):
        for k in range(terms):
            system[i, k] = x**k
        values[i] = f(x)
    solution = lu_solve(system, values)
    return [solution[k] for k in range(terms)]


def show(name, coefficients, note):
    print(f"/* {note} */")
    print(f"static const double {name}[] = {{" + ", ".join(float(c).hex() for c in coefficients) + "};")


print("/* Made by scripts/native/polynomials.py. */")
half_ln2 = log(2) / 2 * mpf("1.001")
tiny = mpf(10) ** -12


def away(f, limit):
    """f where its formula cancels: its limit at 0."""
    return lambda x: limit if abs(x) < tiny else f(x)


show("NL_EXP", fit(away(lambda x: (exp(x) - 1 - x) / x**2, mpf(1) / 2), -half_ln2, half_ln2, 11), "(exp(x) - 1 - x) / x^2")
show("NL_EXP2", fit(away(lambda x: (2**x - 1) / x, log(2)), -mpf(1) / 2, mpf(1) / 2, 13), "(2^x - 1) / x")
edge = (sqrt(2) - 1) / (sqrt(2) + 1)


def atanh_rest(z):
    if z < tiny:
        return mpf(2) / 3 + z * 2 / 5
    s = sqrt(z)
    return (log((1 + s) / (1 - s)) - 2 * s) / (s * z)


show("NL_LOG", fit(atanh_rest, mpf(0), edge**2 * mpf("1.001"), 8), "(log((1 + s) / (1 - s)) - 2 s) / s^3 in s^2")
quarter = (pi / 4) ** 2 * mpf("1.002")


def in_square(f, limit):
    return lambda z: limit if z < tiny else f(sqrt(z), z)


show("NL_SIN", fit(in_square(lambda x, z: (sin(x) - x) / (x * z), -mpf(1) / 6), mpf(0), quarter, 7), "(sin(x) - x) / x^3 in x^2")
show("NL_COS", fit(in_square(lambda x, z: (cos(x) - 1 + z / 2) / z**2, mpf(1) / 24), mpf(0), quarter, 7), "(cos(x) - 1 + x^2 / 2) / x^4 in x^2")
show("NL_ATAN", fit(in_square(lambda x, z: (atan(x) - x) / (x * z), -mpf(1) / 3), mpf(0), (sqrt(2) - 1) ** 2 * mpf("1.002"), 12), "(atan(x) - x) / x^3 in x^2")
show("NL_ASIN", fit(in_square(lambda x, z: (asin(x) - x) / (x * z), mpf(1) / 6), mpf(0), mpf(1) / 4 * mpf("1.0001"), 14), "(asin(x) - x) / x^3 in x^2")
show("NL_INVERSE_CBRT", fit(lambda x: 1 / mp.cbrt(x), 1 / sqrt(2), sqrt(2), 6), "1 / cbrt(x) between sqrt(1/2) and sqrt(2), to start from")


def split(value, bits):
    """The leading bits of a number and the rest."""
    e = mp.floor(log(abs(value), 2))
    unit = mpf(2) ** (e - bits + 1)
    head = mp.floor(value / unit) * unit
    return head, value - head


h, rest = split(pi / 2, 33)
m, rest = split(rest, 33)
print(f"static const double NL_PIO2_1 = {float(h).hex()}, NL_PIO2_2 = {float(m).hex()}, NL_PIO2_3 = {float(rest).hex()};")
h, rest = split(log(2), 40)
print(f"static const double NL_LN2_HIGH = {float(h).hex()}, NL_LN2_LOW = {float(rest).hex()};")
h, rest = split(mp.log10(2), 40)
print(f"static const double NL_LOG10_2_HIGH = {float(h).hex()}, NL_LOG10_2_LOW = {float(rest).hex()};")
for name, value in (("NL_TWO_THIRDS", mpf(2) / 3), ("NL_LOG2E", 1 / log(2)), ("NL_LOG10E", 1 / log(10)), ("NL_PI_2", pi / 2), ("NL_PI_4", pi / 4), ("NL_PI", pi)):
    print(f"static const double {name} = {float(value).hex()}, {name}_LOW = {float(value - mpf(float(value))).hex()};")

# Powers: log2 of m in [offset, 2 offset) by 32 intervals, the 20th about 1; 2^f for |f| < 1/32.
below = 19
first = (0x3FF << 52) - (1 << 52) // 48
offset = first - below * (1 << 47)


def double_of(bits):
    import struct

    return mpf(struct.unpack("<d", struct.pack("<Q", bits))[0])


inverses, highs, lows = [], [], []
for i in range(32):
    lower, upper = double_of(offset + i * (1 << 47)), double_of(offset + (i + 1) * (1 << 47) - 1)
    inverse = mpf(1) if i == below else mpf(float(2 / (lower + upper)))
    value = -log(inverse, 2)
    high = mp.nint(value * 2**42) / 2**42
    inverses.append(inverse)
    highs.append(high)
    lows.append(value - high)


def show_table(name, values, note):
    print(f"/* {note} */")
    print(f"static const double {name}[] __attribute__((aligned(64))) = {{" + ", ".join(float(c).hex() for c in values) + "};")


print(f"#define NL_POW_OFFSET 0x{offset:x}ll")
show_table("NL_POW_INVERSE", inverses, "reciprocals of the middles of 32 intervals from NL_POW_OFFSET on")
show_table("NL_POW_LOG_HIGH", highs, "minus their logarithms to base 2, with 42 binary places")
show_table("NL_POW_LOG_LOW", lows, "what these lack")
show_table("NL_POW_ROOTS", [mpf(2) ** (mpf(j) / 16) for j in range(16)], "2^(j/16)")
show_table("NL_POW_ROOTS_LOW", [mpf(2) ** (mpf(j) / 16) - mpf(float(mpf(2) ** (mpf(j) / 16))) for j in range(16)], "what these lack")
for name, value in (("NL_POW_LINEAR", 1 / log(2)), ("NL_POW_SQUARE", -1 / (2 * log(2)))):
    print(f"static const double {name} = {float(value).hex()}, {name}_LOW = {float(value - mpf(float(value))).hex()};")
widest = mpf(1) / 64
show(
    "NL_POW_LOG",
    fit(away(lambda r: (log(1 + r, 2) - r / log(2) + r**2 / (2 * log(2))) / r**3, 1 / (3 * log(2))), -widest, widest, 8),
    "(log2(1 + x) - x / ln 2 + x^2 / (2 ln 2)) / x^3",
)
show(
    "NL_POW_EXP",
    fit(away(lambda x: (mpf(2) ** x - 1) / x, log(2)), -mpf(1) / 32, mpf(1) / 32, 7),
    "(2^x - 1) / x for |x| < 1/32",
)


def show_single(name, coefficients, note):
    import struct

    rounded = [struct.unpack("<f", struct.pack("<f", float(c)))[0] for c in coefficients]
    print(f"/* {note}, in single precision */")
    print(f"static const float {name}[] = {{" + ", ".join(f"{c.hex()}f" for c in rounded) + "};")


show_single("NL_SIN_F", fit(in_square(lambda x, z: (sin(x) - x) / (x * z), -mpf(1) / 6), mpf(0), quarter, 4), "(sin(x) - x) / x^3 in x^2")
show_single("NL_COS_F", fit(in_square(lambda x, z: (cos(x) - 1 + z / 2) / z**2, mpf(1) / 24), mpf(0), quarter, 3), "(cos(x) - 1 + x^2 / 2) / x^4 in x^2")
show_single("NL_TANH_F", fit(in_square(lambda x, z: (mp.tanh(x) - x) / (x * z), -mpf(1) / 3), mpf(0), mpf("0.3907"), 6), "(tanh(x) - x) / x^3 in x^2, |x| < 0.625")
show_single("NL_SINH_F", fit(in_square(lambda x, z: (mp.sinh(x) - x) / (x * z), mpf(1) / 6), mpf(0), mpf("1.0001"), 4), "(sinh(x) - x) / x^3 in x^2, |x| < 1")
show_single("NL_ATAN_F", fit(in_square(lambda x, z: (atan(x) - x) / (x * z), -mpf(1) / 3), mpf(0), (sqrt(2) - 1) ** 2 * mpf("1.002"), 5), "(atan(x) - x) / x^3 in x^2")
show_single("NL_ASIN_F", fit(in_square(lambda x, z: (asin(x) - x) / (x * z), mpf(1) / 6), mpf(0), mpf(1) / 4 * mpf("1.0001"), 6), "(asin(x) - x) / x^3 in x^2")
# Powers of float32 in float64: log2(1 + f) / f is fitted with 45 bits or so, 2^x with 33.
show("NL_POW_LOG_F", fit(lambda z: atanh_rest(z), mpf(0), edge**2 * mpf("1.001"), 5), "as NL_LOG, for powers of float32")
show("NL_POW_EXP_F", fit(away(lambda x: (2**x - 1) / x, log(2)), -mpf(1) / 2, mpf(1) / 2, 7), "as NL_EXP2, for powers of float32")
