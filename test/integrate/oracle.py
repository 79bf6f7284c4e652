"""Writes test/fixtures/integrate/*.json with SciPy's answers. Run: python3 test/integrate/oracle.py

The problems are those of the DETEST set (T. E. Hull, W. H. Enright, B. M. Fellen, A. E. Sedgwick, Comparing numerical methods for ordinary differential
equations, 1972) and of the stiff set (Enright, Hull, Lindberg 1975), named as there; problems.ts has the same ones.
"""
import json
import os
import warnings

import numpy as np
from scipy import integrate as it

OUT = os.path.join(os.path.dirname(__file__), '..', 'fixtures', 'integrate')
warnings.simplefilter('ignore')


def c_chain(t, y):
    d = np.empty(10)
    d[0] = -y[0]
    d[1:9] = y[:8] - y[1:9]
    d[9] = y[8]
    return d


def c_chain2(t, y):
    i = np.arange(1, 10)
    d = np.empty(10)
    d[0] = -y[0]
    d[1:9] = i[:8] * y[:8] - i[1:9] * y[1:9]
    d[9] = 9 * y[8]
    return d


def c_heat(t, y):
    d = -2 * y
    d[1:] += y[:-1]
    d[:-1] += y[1:]
    return d


def kepler(e):
    def f(t, y):
        r3 = (y[0] ** 2 + y[1] ** 2) ** 1.5
        return [y[2], y[3], -y[0] / r3, -y[1] / r3]
    return f, [1 - e, 0, 0, ((1 + e) / (1 - e)) ** 0.5]


NONSTIFF = {
    'A1': (lambda t, y: [-y[0]], [1], 20),
    'A2': (lambda t, y: [-y[0] ** 3 / 2], [1], 20),
    'A3': (lambda t, y: [y[0] * np.cos(t)], [1], 20),
    'A4': (lambda t, y: [y[0] / 4 * (1 - y[0] / 20)], [1], 20),
    'A5': (lambda t, y: [(y[0] - t) / (y[0] + t)], [4], 20),
    'B1': (lambda t, y: [2 * (y[0] - y[0] * y[1]), -(y[1] - y[0] * y[1])], [1, 3], 20),
    'B2': (lambda t, y: [-y[0] + y[1], y[0] - 2 * y[1] + y[2], y[1] - y[2]], [2, 0, 1], 20),
    'B3': (lambda t, y: [-y[0], y[0] - y[1] ** 2, y[1] ** 2], [1, 0, 0], 20),
    'B4': (lambda t, y: [-y[1] - y[0] * y[2] / np.hypot(y[0], y[1]), y[0] - y[1] * y[2] / np.hypot(y[0], y[1]),
                         y[0] / np.hypot(y[0], y[1])], [3, 0, 0], 20),
    'B5': (lambda t, y: [y[1] * y[2], -y[0] * y[2], -0.51 * y[0] * y[1]], [0, 1, 1], 20),
    'C1': (c_chain, [1] + [0] * 9, 20),
    'C2': (c_chain2, [1] + [0] * 9, 20),
    'C3': (c_heat, [1] + [0] * 9, 20),
    'D1': (*kepler(0.1), 20),
    'D3': (*kepler(0.5), 20),
    'D5': (*kepler(0.9), 20),
    'E1': (lambda t, y: [y[1], -(y[1] / (t + 1) + (1 - 0.25 / (t + 1) ** 2) * y[0])],
           [0.671396707141803, 0.0954005144474744], 20),
    'E2': (lambda t, y: [y[1], (1 - y[0] ** 2) * y[1] - y[0]], [2, 0], 20),
    'E3': (lambda t, y: [y[1], y[0] ** 3 / 6 - y[0] + 2 * np.sin(2.78535 * t)], [0, 0], 20),
    'E4': (lambda t, y: [y[1], 0.032 - 0.4 * y[1] ** 2], [30, 0], 20),
    'E5': (lambda t, y: [y[1], (1 + y[1] ** 2) ** 0.5 / (25 - t)], [0, 0], 20),
}
STIFF = {
    'A1': (lambda t, y: [-0.5 * y[0], -y[1], -100 * y[2], -90 * y[3]], [1, 1, 1, 1], 20),
    'B1': (lambda t, y: [-y[0] + y[1], -100 * y[0] - y[1], -100 * y[2] + y[3], -10000 * y[2] - 100 * y[3]], [1, 0, 1, 0], 20),
    'C1': (lambda t, y: [-y[0] + y[1] ** 2 + y[2] ** 2 + y[3] ** 2, -10 * y[1] + 10 * (y[2] ** 2 + y[3] ** 2),
                         -40 * y[2] + 40 * y[3] ** 2, -100 * y[3] + 2], [1, 1, 1, 1], 20),
    'D1': (lambda t, y: [0.2 * (y[1] - y[0]), 10 * y[0] - (60 - 0.125 * y[2]) * y[1] + 0.125 * y[2], 1], [0, 0, 0], 400),
    'D4': (lambda t, y: [-0.013 * y[0] - 1000 * y[0] * y[2], -2500 * y[1] * y[2],
                         -0.013 * y[0] - 1000 * y[0] * y[2] - 2500 * y[1] * y[2]], [1, 1, 0], 50),
    'E2': (lambda t, y: [y[1], 5 * (1 - y[0] ** 2) * y[1] - y[0]], [2, 0], 1),
    'robertson': (lambda t, y: [-0.04 * y[0] + 1e4 * y[1] * y[2], 0.04 * y[0] - 1e4 * y[1] * y[2] - 3e7 * y[1] ** 2,
                                3e7 * y[1] ** 2], [1, 0, 0], 1e4),
    'vanderpol': (lambda t, y: [y[1], 1000 * (1 - y[0] ** 2) * y[1] - y[0]], [2, 0], 1500),
}


def runs(problems, methods, tolerances):
    out = []
    for name, (f, y0, end) in problems.items():
        truth = it.solve_ivp(f, [0, end], y0, method='DOP853' if problems is NONSTIFF else 'Radau', rtol=1e-12, atol=1e-13)
        for method in methods:
            for rtol in tolerances:
                r = it.solve_ivp(f, [0, end], y0, method=method, rtol=rtol, atol=rtol * 1e-3)
                error = np.max(np.abs(r.y[:, -1] - truth.y[:, -1]) / (np.abs(truth.y[:, -1]) + 1e-3))
                out.append([name, method, rtol, int(r.nfev), int(r.njev), int(r.nlu), int(r.t.size), float(error), [float(v) for v in r.y[:, -1]]])
        out.append([name, 'truth', 0, 0, 0, 0, 0, 0, [float(v) for v in truth.y[:, -1]]])
    return out


def events():
    def fall(t, y):
        return [y[1], -9.8]

    def hit(t, y):
        return y[0]

    def top(t, y):
        return y[1]

    hit.terminal = True
    hit.direction = -1
    r = it.solve_ivp(fall, [0, 100], [10, 20], events=[hit, top], dense_output=True, rtol=1e-8)
    grid = np.linspace(0, r.t[-1], 7)
    q = it.solve_ivp(lambda t, y: [1j * y[0], -y[1]], [3, -1], [1 + 1j, 2], t_eval=[3, 1.5, 0, -1], rtol=1e-6)
    return {
        'fall': {'t': list(map(float, r.t)), 'tEvents': [list(map(float, e)) for e in r.t_events],
                 'yEvents': [e.tolist() for e in r.y_events], 'status': int(r.status), 'message': r.message,
                 'sol': r.sol(grid).tolist(), 'grid': grid.tolist()},
        'complex': {'re': q.y.real.tolist(), 'im': q.y.imag.tolist(), 't': q.t.tolist(), 'nfev': int(q.nfev)},
    }


def samples():
    rng = np.random.default_rng(5)
    out = []
    for n in (3, 4, 5, 8, 9, 17):
        y = rng.normal(size=n).round(3)
        x = np.cumsum(rng.uniform(0.1, 1, n)).round(3)
        row = {'y': y.tolist(), 'x': x.tolist(), 'trapezoid': it.cumulative_trapezoid(y, x, initial=0).tolist()}
        if n % 2:
            row['simpson'] = float(it.simpson(y, x))
        if n in (3, 5, 9, 17):
            row['romb'] = float(it.romb(y, dx=0.3))
        out.append(row)
    cotes = {str(n): [it.newton_cotes(n)[0].tolist(), float(it.newton_cotes(n)[1])] for n in range(1, 11)}
    rough = it.newton_cotes(np.array([0, 0.7, 2.5, 3]))
    return {'rows': out, 'cotes': cotes, 'rough': [rough[0].tolist(), float(rough[1])]}


def main():
    os.makedirs(OUT, exist_ok=True)
    data = {
        'nonstiff': runs(NONSTIFF, ['RK23', 'RK45', 'DOP853', 'LSODA'], [1e-3, 1e-6]),
        'stiff': runs(STIFF, ['Radau', 'BDF', 'LSODA'], [1e-3, 1e-6]),
        'events': events(),
        'samples': samples(),
    }
    for name, value in data.items():
        with open(os.path.join(OUT, name + '.json'), 'w') as f:
            json.dump(value, f, separators=(',', ':'))
            f.write('\n')


main()
