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
show("NL_CBRT", fit(lambda x: mp.cbrt(x), 1 / sqrt(2), sqrt(2), 6), "cbrt(x) between sqrt(1/2) and sqrt(2), to start from")


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
