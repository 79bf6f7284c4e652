"""Writes test/fixtures/signal/*.json.gz: what SciPy gives. Run: python3 test/signal/oracle.py [NAME ...]

A case is one call: the function in camelCase, its positional arguments, its options, and the result. Long arrays are kept as a
sample of their values and two sums. Signals are made on both sides from a seed (see signals.ts).
"""
import gzip
import json
import os
import sys
import warnings

import numpy as np
import scipy.signal as s

warnings.simplefilter('ignore')
np.seterr(all='ignore')
OUT = os.path.join(os.path.dirname(__file__), '..', 'fixtures', 'signal')
PI = np.pi


def noise(n, seed):
    """Numbers in [-0.5, 0.5) of a linear congruential generator."""
    out = np.empty(n)
    x = seed
    for i in range(n):
        x = (x * 1103515245 + 12345) & 0x7fffffff
        out[i] = x / 2 ** 31 - 0.5
    return out


def tones(n, seed):
    """Two sines and a little noise."""
    i = np.arange(n)
    return np.sin(0.1 * i) + 0.5 * np.sin(0.37 * i + 1) + 0.2 * noise(n, seed)


class G:
    """An argument made on both sides: kind, seed and shape; complex ones have two seeds."""
    def __init__(self, kind, shape, seed=1, scale=1, complex=False):
        shape = (shape,) if isinstance(shape, int) else tuple(shape)
        self.json = {'g': kind, 'n': list(shape), 'seed': seed, 'scale': scale, 'complex': complex}
        n = int(np.prod(shape))
        make = {'noise': noise, 'tones': tones}[kind]
        v = make(n, seed) * scale
        if complex:
            v = v + 1j * make(n, seed + 7) * scale
        self.value = v.reshape(shape)


def camel(name):
    head, *rest = name.split('_')
    return head + ''.join(x[:1].upper() + x[1:] for x in rest)


def live(v):
    if isinstance(v, G):
        return v.value
    if isinstance(v, list):
        return [live(x) for x in v]
    if isinstance(v, tuple):
        return tuple(live(x) for x in v)
    return v


def digits(x, n=13):
    x = float(x)
    if not np.isfinite(x):
        return str(x)
    r = float('%.*g' % (n, x))
    return int(r) if r == int(r) and abs(r) < 1e15 else r


def argument(v):
    if isinstance(v, G):
        return v.json
    if isinstance(v, np.ndarray):
        return argument(v.tolist())
    if isinstance(v, (list, tuple)):
        return [argument(x) for x in v]
    if isinstance(v, complex):
        return {'c': [v.real, v.imag]}
    if isinstance(v, np.generic):
        return argument(v.item())
    if isinstance(v, float) and not np.isfinite(v):
        return {'f': str(v)}
    return v


def result(v, n=13):
    if v is None or isinstance(v, (bool, str)):
        return v
    if isinstance(v, list) and v and all(isinstance(x, (int, float)) for x in v):
        v = np.array(v)
    if isinstance(v, (tuple, list)):
        return [result(x, n) for x in v]
    if isinstance(v, dict):
        return {camel(k): result(x, n) for k, x in v.items()}
    if isinstance(v, (np.bool_,)):
        return bool(v)
    a = np.asarray(v)
    if a.dtype.kind == 'O':
        return [result(x, n) for x in v]
    flat = a.ravel()
    z = a.dtype.kind == 'c'
    if z:
        flat = np.stack([flat.real, flat.imag], 1).ravel()
    flat = flat.astype(float)
    if a.ndim == 0 and not z:
        return digits(a, n)
    out = {'s': list(a.shape)}
    if z:
        out['z'] = 1
    if flat.size <= 40:
        out['v'] = [digits(x, n) for x in flat]
    else:
        step = flat.size // 12
        if step % 2 == 0:
            step += 1
        out['step'] = step
        out['v'] = [digits(x, n) for x in flat[::step]]
        i = np.arange(flat.size)
        out['m'] = [digits(np.sum(flat), n), digits(np.sum(flat * (i % 17 - 8)), n)]
    return out


cases = []


def case(f, *args, tol=1e-10, sets=None, name=None, fn=None, **kw):
    """One call. tol: relative to the largest value of each array; sets: results that are sets of numbers."""
    function = fn or getattr(s, f, None) or getattr(s.windows, f, None)
    c = {'f': name or camel(f), 'args': [argument(a) for a in args]}
    if kw:
        c['options'] = {camel(k): argument(v) for k, v in kw.items()}
    try:
        c['r'] = result(function(*[live(a) for a in args], **{k: live(v) for k, v in kw.items()}))
    except Exception as e:
        c['error'] = type(e).__name__
        c['message'] = str(e)
    if tol != 1e-10:
        c['tol'] = tol
    if sets:
        c['sets'] = sets
    cases.append(c)
    return c


PARTS = {}


def part(f):
    PARTS[f.__name__] = f
    return f


@part
def windows():
    w = s.windows
    for name in ['barthann', 'bartlett', 'blackman', 'blackmanharris', 'bohman', 'boxcar', 'cosine', 'flattop', 'hamming', 'hann', 'lanczos', 'nuttall', 'parzen', 'triang', 'exponential', 'tukey', 'taylor']:
        for m, sym in ([0, True], [1, False], [2, True], [9, True], [10, True], [9, False], [64, False]):
            case(name, m, sym=sym)
    for m in (7, 8, 33):
        for sym in (True, False):
            case('gaussian', m, 2.5, sym=sym)
            case('general_gaussian', m, 1.5, 3, sym=sym)
            case('general_cosine', m, [0.4, 0.5, 0.1], sym=sym)
            case('general_hamming', m, 0.75, sym=sym)
            case('kaiser', m, 8.6, sym=sym)
            case('kaiser', m, 0, sym=sym)
            case('chebwin', m, 60, sym=sym)
            case('chebwin', m, 100, sym=sym)
            case('dpss', m, 2.5, sym=sym, tol=1e-9)
            case('tukey', m, alpha=0.25, sym=sym)
            case('tukey', m, alpha=1, sym=sym)
            case('tukey', m, alpha=0, sym=sym)
            case('taylor', m, nbar=6, sll=45, norm=False, sym=sym)
            case('exponential', m, tau=3, sym=sym)
        case('exponential', m, center=1, tau=3, sym=False)
        case('dpss', m, 2, Kmax=3, return_ratios=True, tol=1e-9)
        case('dpss', m, 2, Kmax=3, norm='approximate', tol=1e-9)
        case('dpss', m, 2, norm='subsample', tol=1e-9)
        case('dpss', m, 2, norm=2, tol=1e-9)
    case('kaiser_bessel_derived', 10, 4.2)
    case('kaiser_bessel_derived', 9, 4.2)
    for spec in ['hann', 'triangle', 'boxcar', 'flattop', ('kaiser', 4), ('tukey', 0.25), ('gaussian', 3), ('general_gaussian', 1.5, 3), ('chebwin', 70), ('dpss', 2), ('exponential', None, 2), ('taylor', 5, 40), ('general_cosine', [0.5, 0.5]), ('general_hamming', 0.6), 'parzen', 6.5, 'nonsense', 'kaiser']:
        case('get_window', spec, 12)
        case('get_window', spec, 11, fftbins=False)
    case('exponential', 5, center=1)
    case('hann', -1)
    case('dpss', 8, 4)
    case('dpss', 8, 2, Kmax=9)


BANDS = [('lowpass', 0.3), ('highpass', 0.3), ('bandpass', [0.2, 0.5]), ('bandstop', [0.2, 0.5])]


@part
def design():
    for N in (0, 1, 2, 3, 4, 7):
        case('buttap', N)
        case('cheb1ap', N, 1)
        case('cheb2ap', N, 40)
        if N != 1:
            case('ellipap', N, 1, 40)
        for norm in ('phase', 'delay', 'mag'):
            case('besselap', N, norm=norm, sets=[1], tol=1e-9)
    case('besselap', 16, sets=[1], tol=1e-8)
    case('besselap', 19, norm='mag', sets=[1], tol=1e-7)
    for btype, w in BANDS:
        for analog in (False, True):
            wn = (np.array(w) * 10).tolist() if analog else w
            for N in (1, 2, 3, 5, 6):
                for out in ('ba', 'zpk', 'sos'):
                    t = dict(btype=btype, analog=analog, output=out, tol=1e-7 if out == 'sos' else 1e-9)
                    if out == 'zpk':
                        t['sets'] = [0, 1]
                    if N in (2, 5) or out == 'ba':
                        case('butter', N, wn, **t)
                        case('cheby1', N, 1, wn, **t)
                        case('cheby2', N, 40, wn, **t)
                        case('ellip', N, 1, 40, wn, **t)
                        if out != 'sos':
                            case('bessel', N, wn, **t)
            for norm in ('delay', 'mag'):
                case('bessel', 4, wn, norm=norm, btype=btype, analog=analog, tol=1e-9)
    case('butter', 4, 100, fs=1000)
    case('butter', 4, [100, 200], btype='bandpass', fs=1000, output='sos', tol=1e-8)
    case('iirfilter', 3, [0.2, 0.5], rs=60, btype='band', ftype='cheby2')
    case('iirfilter', 3, [20, 50], rp=1, ftype='cheby1', analog=True)
    case('iirfilter', 4, 0.3, rp=1, rs=50, ftype='ellip', btype='low', output='zpk', sets=[0, 1])
    case('iirfilter', 4, 0.3, ftype='bessel_mag', btype='high')
    for bad in [dict(btype='nonsense'), dict(output='nonsense'), dict(analog=True, fs=2.)]:
        case('butter', 4, 0.3, **bad)
    case('butter', 4, 1.2)
    case('butter', 4, 0)
    case('butter', 4, -0.2)
    case('butter', 4, 600, fs=1000)
    case('butter', 4, [0.2, 0.3])
    case('butter', 4, 0.2, btype='bandpass')
    case('iirfilter', 4, 0.3, ftype='cheby1', btype='low')
    case('iirfilter', 4, 0.3, ftype='cheby2', btype='low')
    case('iirfilter', 4, 0.3, ftype='ellip', btype='low', rp=1)
    case('iirfilter', 4, 0.3, ftype='nonsense', btype='low')
    case('iirfilter', 4, 0.3, ftype='cheby1', rp=-1, btype='low')
    # transformations
    z, p, k = [-1 + 2j, -1 - 2j], [-1, -2 + 1j, -2 - 1j], 3.0
    b, a = [1., 2, 5], [1., 5, 9, 5]
    for f, kw in [('lp2lp', dict(wo=2.5)), ('lp2hp', dict(wo=2.5)), ('lp2bp', dict(wo=2.5, bw=0.7)), ('lp2bs', dict(wo=2.5, bw=0.7))]:
        case(f, b, a, **kw)
        case(f, b, a)
        case(f, [1.], [2., 3.], **kw)
        case(f + '_zpk', z, p, k, **kw)
        case(f + '_zpk', [], [-1], 2, sets=[0, 1], **kw)
        case(f + '_zpk', [1, 2], [-1], 2, **kw)
    case('bilinear', b, a)
    case('bilinear', b, a, fs=10.)
    case('bilinear', [1.], a, fs=10.)
    case('bilinear_zpk', z, p, k, 3)
    case('bilinear_zpk', [], p, k, 3)
    # conversions
    case('tf2zpk', [2., 6, 4], [2., 5, 3, 1], sets=[0, 1])
    case('tf2zpk', [1.], [1., 0.5], sets=[0, 1])
    case('tf2zpk', [1., 0, 0], [1., 0.5, 0], sets=[0, 1])
    case('tf2zpk', [0., 1, 3], [2., 5, 3], sets=[0, 1])
    case('zpk2tf', z, p, k)
    case('zpk2tf', [], [], 2)
    case('zpk2tf', [[1, 2], [3, 4]], [5, 6, 7], [8, 9])
    case('zpk2tf', [1j], [2 + 1j], 2)
    case('normalize', [2., 4], [2., 6])
    case('normalize', [0., 0, 1], [0., 2, 6])
    case('normalize', [[2., 4], [3, 5]], [2., 6])
    case('normalize', [1.], [0., 0])
    for pairing in ('nearest', 'keep_odd', 'minimal'):
        for zz, pp in [([-1, -1], [0.57 - 0.24j, 0.57 + 0.24j]), ([1j, -1j], [0.9, 0.8, 0.7j, -0.7j]), ([-1, -1, -1], [0.5, 0.4 + 0.2j, 0.4 - 0.2j]), ([], [0.5, 0.2, 0.1]), ([0.5], [0.2]),
                       ([1j, -1j, 0.8, 0.7, -0.9], [0.9 + 0.1j, 0.9 - 0.1j, 0.5, 0.3, 0.2]), ([1, 2, 3], [0.5, 0.6, 0.7, 0.8])]:
            case('zpk2sos', zz, pp, 1.5, pairing=pairing)
    case('zpk2sos', [], [-1, -2 + 1j, -2 - 1j], 2., analog=True)
    case('zpk2sos', [1j], [0.5], 2.)
    case('zpk2sos', [1.], [0.5], 2., pairing='nonsense')
    case('zpk2sos', [], [], 3.)
    case('tf2sos', [1., 2, 1, 0.5], [1., -0.75, 0.125], tol=1e-9)
    case('tf2sos', [1., 2, 1], [1., -0.75, 0.125, 0.01], pairing='keep_odd', tol=1e-9)
    sos = s.butter(5, [0.2, 0.4], btype='band', output='sos')
    case('sos2zpk', sos, sets=[0, 1], tol=1e-9)
    case('sos2tf', sos)
    case('sos2zpk', [[1, 2, 1, 1, 0, 0], [1, 0, 0, 1, 0.5, 0]], sets=[0, 1])
    # orders
    for f in ('buttord', 'cheb1ord', 'cheb2ord', 'ellipord'):
        for wp, ws in [(0.2, 0.3), (0.5, 0.3), ([0.2, 0.5], [0.1, 0.6]), ([0.1, 0.6], [0.2, 0.5]), ([0.14, 0.5], [0.1, 0.6])]:
            case(f, wp, ws, 1, 40, tol=1e-5 if wp == [0.1, 0.6] else 1e-9)
            case(f, wp, ws, 3, 60, analog=True, tol=1e-5 if wp == [0.1, 0.6] else 1e-9)
        case(f, 200, 300, 1, 40, fs=2000)
        case(f, 0.2, 0.3, -1, 40)
        case(f, 0.2, 0.3, 50, 40)
    case('band_stop_obj', 0.3, 0, np.array([0.2, 0.8]), np.array([0.4, 0.6]), 1, 40, 'butter')
    case('band_stop_obj', 0.3, 0, np.array([0.2, 0.8]), np.array([0.4, 0.6]), 1, 40, 'ellip')
    for ftype in ('butter', 'cheby1', 'cheby2', 'ellip'):
        case('iirdesign', 0.2, 0.4, 1, 40, ftype=ftype, tol=1e-8)
        case('iirdesign', [0.2, 0.5], [0.1, 0.7], 1, 40, ftype=ftype, output='zpk', sets=[0, 1], tol=1e-8)
        case('iirdesign', 20, 40, 1, 40, ftype=ftype, analog=True, tol=1e-8)
    case('iirdesign', [0.1, 0.6], [0.2, 0.5], 1, 40, output='sos', tol=1e-4)
    case('iirdesign', 0.2, 0.4, 1, 40, ftype='bessel')
    case('iirdesign', [0.2, 0.5], [0.1, 0.4], 1, 40)
    for f in ('iirnotch', 'iirpeak'):
        case(f, 60, 30, fs=200)
        case(f, 0.3, 5)
        case(f, 1.3, 5)
    for ftype in ('notch', 'peak'):
        for pz in (False, True):
            case('iircomb', 20, 30, ftype=ftype, fs=200, pass_zero=pz)
    case('iircomb', 30, 30, fs=200)
    case('iircomb', 300, 30, fs=200)
    for fq in (440, 3000):
        case('gammatone', fq, 'iir', fs=16000)
        case('gammatone', fq, 'fir', fs=16000)
        case('gammatone', fq, 'fir', fs=16000, order=3, numtaps=50)
    case('gammatone', 9000, 'fir', fs=16000)


def main():
    os.makedirs(OUT, exist_ok=True)
    for name, f in PARTS.items():
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        cases.clear()
        f()
        path = os.path.join(OUT, name + '.json.gz')
        with open(path, 'wb') as out, gzip.GzipFile('', 'wb', fileobj=out, mtime=0) as packed:
            packed.write(json.dumps(cases, separators=(',', ':')).encode())
        print(name, len(cases), os.path.getsize(path))


main()
