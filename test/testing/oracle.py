"""Makes test/fixtures/testing/messages.json from NumPy 2. Run by hand from the repository root:

    python3 test/testing/oracle.py

A case is [function, arguments, options, message or null]. An argument is a plain number, a string, or
[dtype char, nested values]; 'nan' and 'inf' are strings among the values; a complex number is [re, im] under 'D'.
"""

import json
import pathlib
import re

import numpy as np
import numpy.testing as t

OUT = pathlib.Path(__file__).parent.parent / 'fixtures' / 'testing'
OUT.mkdir(exist_ok=True)
nan, inf = np.nan, np.inf


def camel(name):
    return re.sub(r'_([a-z])', lambda m: m[1].upper(), name)


def number(v):
    if isinstance(v, (list, tuple)):
        return [number(x) for x in v]
    return str(v) if isinstance(v, float) and not np.isfinite(v) else v


def case(name, *args, **options):
    given, plain = [], []
    for a in args:
        if isinstance(a, tuple):
            char, values = a
            array = np.array(values, float).view(complex)[..., 0] if char == 'D' else np.array(values, char)
            given.append(array)
            plain.append([char, number(values), list(array.shape)])
        else:
            given.append(a)
            plain.append(number(a))
    message = None
    try:
        getattr(t, name)(*given, **options)
    except AssertionError as e:
        message = str(e)
    return [camel(name), plain, {camel(k): v for k, v in options.items()}, message]


d = lambda *v: ('d', list(v))
cases = [
    case('assert_allclose', d(1, 2, 3), d(1, 2, 4)), case('assert_allclose', d(1, nan, 3), d(1, 2, nan)), case('assert_allclose', d(1, inf, 3), d(1, 2, -inf)),
    case('assert_allclose', d(1, inf), d(1, -inf)), case('assert_allclose', d(1, inf, nan, 5), d(2, inf, nan, 5)), case('assert_allclose', d(1, 2), d(1, 2, 4)),
    case('assert_allclose', d(1, 0), d(1, 1), err_msg='hello\nworld'), case('assert_allclose', d(1, 0), d(1, 1), err_msg='short'), case('assert_allclose', d(1, 0), d(1, 1), verbose=False),
    case('assert_allclose', ('d', 1.0), ('d', 2.0), rtol=1e-3, atol=0.5), case('assert_allclose', ('d', [[0, 1, 2], [3, 4, 5]]), ('d', [[1, 2, 3], [4, 5, 6]])),
    case('assert_allclose', ('?', [True, False]), ('?', [True, True])), case('assert_allclose', ('D', [[1, 1]]), ('D', [[1.5, 1]])), case('assert_allclose', d(1, 1 + 1e-8), d(1, 1)),
    case('assert_allclose', d(0, 0), d(0, 1e-9)), case('assert_allclose', d(0, 0), d(0, 1e-9), atol=1e-8), case('assert_allclose', d(1e10, 1e-7), d(1.00001e10, 1e-8)),
    case('assert_allclose', d(nan), d(nan), equal_nan=False), case('assert_allclose', ('f', [1, 2]), ('f', [1, 2.5])), case('assert_allclose', ('d', [5, 6]), ('d', 5)),
    case('assert_array_equal', d(1, 2, 3), d(1, 2, 4)), case('assert_array_equal', d(1, nan), d(1, 2)), case('assert_array_equal', d(1, nan), d(1, nan)), case('assert_array_equal', d(*[0] * 20), d(*[1] * 20)),
    case('assert_array_equal', d(1, 2), ('d', 5)), case('assert_array_equal', ('d', [[0, 0], [0, 0]]), ('d', [[0, 0, 0], [0, 0, 0]])), case('assert_array_equal', d(0, 0), ('f', [0, 0]), strict=True),
    case('assert_array_equal', d(0, 0), ('d', 0), strict=True), case('assert_array_equal', d(0, 0), ('d', 0)), case('assert_array_equal', d(), d(1)), case('assert_array_equal', d(), d()),
    case('assert_array_equal', ('B', [1, 2]), ('B', [2, 1])), case('assert_array_equal', ('d', [[i * 10 + j for j in range(10)] for i in range(8)]), ('d', np.zeros((8, 10)).tolist())),
    case('assert_array_equal', ('?', [True]), ('?', [False])), case('assert_array_equal', d(0.0), d(-0.0)), case('assert_array_equal', ('D', [[1, 2], [3, nan]]), ('D', [[1, 2], [3, 4]])),
    case('assert_array_almost_equal', d(1, 2.3333), d(1, 2.33339), decimal=5), case('assert_array_almost_equal', d(1, 2.3333), d(1, 2.33339)), case('assert_array_almost_equal', d(1, 2.3333), d(1, 2.33339), decimal=3),
    case('assert_array_almost_equal', d(1, nan), d(1, 2), decimal=5), case('assert_array_almost_equal', d(1, inf), d(1, inf)),
    case('assert_almost_equal', 2.3333333, 2.33333339, decimal=10), case('assert_almost_equal', 2.3333333, 2.33333339), case('assert_almost_equal', nan, 1.5), case('assert_almost_equal', nan, nan),
    case('assert_almost_equal', inf, -inf), case('assert_almost_equal', d(1, 2.3333333), d(1, 2.33333339), decimal=9),
    case('assert_equal', 4.5, 5.5), case('assert_equal', nan, 1.5), case('assert_equal', nan, nan), case('assert_equal', 'abc', 'abd'), case('assert_equal', 'abc', 'abc'), case('assert_equal', 4.5, 5.5, err_msg='why'),
    case('assert_equal', d(0, 1, 2), d(0, 1, 3)), case('assert_equal', d(0, 1, 2), d(0, 1, 2)),
    case('assert_array_less', d(1, 2), d(1, 3)), case('assert_array_less', d(1, 1, nan), d(1, 2, nan)), case('assert_array_less', d(1, 4), ('d', 3.0)), case('assert_array_less', d(1, 2, 3), d(4)),
    case('assert_array_less', ('d', 2.0), ('d', 1.0)), case('assert_array_less', d(1, 2), d(2, 3)), case('assert_array_less', d(1, 2), d(inf, inf)), case('assert_array_less', d(inf), d(inf)),
    case('assert_array_max_ulp', d(1), d(1 + 5e-16), maxulp=1), case('assert_array_max_ulp', d(1), d(1 + 5e-16), maxulp=5), case('assert_array_max_ulp', ('f', [1, -2]), ('f', [1.000001, 2]), maxulp=10),
    case('assert_array_max_ulp', d(0.0), d(-5e-324)), case('assert_array_almost_equal_nulp', d(1), d(1 + 5e-16), nulp=1), case('assert_array_almost_equal_nulp', d(1), d(1 + 5e-16), nulp=2),
    case('assert_array_almost_equal_nulp', ('D', [[1, 1]]), ('D', [[1 + 5e-16, 1]]), nulp=1), case('assert_array_almost_equal_nulp', ('f', [1, 1000]), ('f', [1, 1000.0001]), nulp=1), case('assert_array_almost_equal_nulp', d(3), d(3)),
    case('assert_string_equal', 'abc', 'abc'),
]
(OUT / 'messages.json').write_text(json.dumps(cases, separators=(',', ':')) + '\n')
print((OUT / 'messages.json').stat().st_size)
