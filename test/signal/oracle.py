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


FILTERS = [([1.], [1., -0.5]), ([0.2, 0.3, 0.1], [1.]), ([1., 2, 1], [2., -0.7, 0.3]), ([0.5], [1., 0.2, 0.1, -0.05]), ([1., 2, 3, 4], [1., 0.3]), ([2.], [4.]), (list(s.firwin(21, 0.3)), [1.])]


@part
def filters():
    x = G('tones', 60, 3)
    xx = G('noise', (3, 40), 5)
    for b, a in FILTERS + [s.butter(5, 0.3), s.butter(8, [0.2, 0.4], btype='band'), s.cheby1(15, 1, 0.6)]:
        b, a = list(b), list(a)
        n = max(len(a), len(b)) - 1
        case('lfilter', b, a, x, tol=1e-9)
        case('lfilter', b, a, G('tones', 30, 3, complex=True))
        case('lfilter', b, a, xx)
        case('lfilter', b, a, xx, axis=0)
        if n:
            case('lfilter', b, a, x, zi=list(np.arange(n) * 0.1))
            case('lfilter', b, a, xx, zi=G('noise', (3, n), 9), axis=1)
            case('lfilter', b, a, xx, zi=G('noise', (1, n), 9))
            case('lfilter', b, a, xx, zi=G('noise', (n, 40), 9), axis=0)
            case('lfilter', b, a, [1., 2], zi=list(np.arange(n) * 0.1))
            case('lfilter_zi', b, a, tol=1e-8)
            if a[0] == 1:
                case('lfiltic', b, a, [1., 2, 3], x=[4., 5])
                case('lfiltic', b, a, [1.])
        if n == 0:
            continue
        case('filtfilt', b, a, x, tol=1e-8)
        if len(b) < 10:
            case('filtfilt', b, a, xx, padtype='even', tol=1e-8)
        case('filtfilt', b, a, x, padtype='constant', padlen=7, tol=1e-8)
        case('filtfilt', b, a, x, padtype=None, tol=1e-8)
        case('filtfilt', b, a, xx, axis=0, padlen=1, tol=1e-8)
        case('filtfilt', b, a, x, padlen=0, tol=1e-8)
    case('lfilter', [1., 1j], [1., -0.5j], x)
    case('lfilter', [1., 1j], [1., -0.5j], x, zi=[0.5j])
    case('lfilter', [1.], [1., -0.5], [])
    case('lfilter', [1.], [0., 1], x)
    case('lfilter', [1., 2], [1., 0.3], x, zi=[1., 2, 3])
    for b, a in [s.butter(3, 0.2), s.ellip(4, 0.1, 60, 0.2), ([1.], [1., -0.9]), ([1., 2], [1.])]:
        b, a = list(b), list(a)
        case('filtfilt', b, a, x, method='gust', tol=1e-7)
        case('filtfilt', b, a, G('tones', (2, 80), 4), method='gust', irlen=20, tol=1e-7)
    case('filtfilt', [1.], [1., 0.5], [1., 2, 3])
    case('filtfilt', [1.], [1., 0.5], x, padtype='nonsense')
    case('filtfilt', [1.], [1., 0.5], x, method='nonsense')
    for sos in (s.butter(4, 0.2, output='sos'), s.ellip(7, 1, 50, [0.2, 0.4], btype='band', output='sos'), s.butter(1, 0.4, output='sos')):
        k = len(sos)
        case('sosfilt', sos, x, tol=1e-9)
        case('sosfilt', sos, xx, tol=1e-9)
        case('sosfilt', sos, xx, axis=0, tol=1e-9)
        case('sosfilt', sos, x, zi=G('noise', (k, 2), 3), tol=1e-9)
        case('sosfilt', sos, xx, zi=G('noise', (k, 3, 2), 3), tol=1e-9)
        case('sosfilt', sos, xx, axis=0, zi=G('noise', (k, 2, 40), 3), tol=1e-9)
        case('sosfilt', sos, xx, zi=G('noise', (k, 2, 2), 3))
        case('sosfilt_zi', sos, tol=1e-7)
        case('sosfiltfilt', sos, G('tones', 80, 2), tol=1e-7)
        case('sosfiltfilt', sos, xx, axis=0, padlen=1, padtype='even', tol=1e-7)
        case('sosfiltfilt', sos, x, padtype=None, tol=1e-7)
        case('sosfiltfilt', sos, [1., 2])
    case('sosfilt', s.butter(4, 0.2, output='sos'), G('tones', 40, 3, complex=True))
    case('sosfilt', [[1., 2, 3, 2, 1, 1]], x)
    case('sosfilt', [1., 2, 3, 1, 1, 1], x)


@part
def convolution():
    shapes = [((10,), (3,)), ((3,), (10,)), ((12,), (5,)), ((12,), (4,)), ((7,), (7,)), ((1,), (5,)), ((5, 6), (2, 3)), ((4, 5, 3), (2, 2, 3)), ((3, 4), (3, 4)), ((64,), (9,))]
    for a, b in shapes:
        for f in ('convolve', 'correlate', 'fftconvolve', 'oaconvolve'):
            for mode in ('full', 'same', 'valid'):
                for method in (('direct', 'fft') if f in ('convolve', 'correlate') else (None,)):
                    kw = dict(mode=mode)
                    if method:
                        kw['method'] = method
                    case(f, G('noise', a, 1), G('noise', b, 2), **kw)
                    if a in ((12,), (5, 6)):
                        case(f, G('noise', a, 1, complex=True), G('noise', b, 2), **kw)
                        case(f, G('noise', a, 1), G('noise', b, 2, complex=True), **kw)
    for mode in ('full', 'same', 'valid'):
        case('convolve', G('noise', 3000, 1), G('noise', 500, 2), mode=mode)
        case('oaconvolve', G('noise', 5000, 1), G('noise', 50, 2), mode=mode)
        case('oaconvolve', G('noise', (2, 3000), 1), G('noise', (1, 20), 2), mode=mode, axes=1)
        case('fftconvolve', G('noise', (3, 20), 1), G('noise', (1, 6), 2), mode=mode, axes=1)
        case('fftconvolve', G('noise', (20, 3), 1), G('noise', (6, 3), 2), mode=mode, axes=[0])
        case('oaconvolve', G('noise', (20, 3), 1), G('noise', (6, 3), 2), mode=mode, axes=[0])
        for n, m in ((5, 3), (3, 5), (4, 4), (6, 2)):
            case('correlation_lags', n, m, mode=mode)
    case('convolve', [1., 2], [[1., 2]])
    case('convolve', [1., 2, 3], [1., 2], mode='nonsense')
    case('convolve', [1., 2, 3], [1., 2], method='nonsense')
    case('convolve', G('noise', (3, 5)), G('noise', (5, 3)), mode='valid')
    case('fftconvolve', [1., 2], [[1., 2]])
    case('fftconvolve', G('noise', (3, 5)), G('noise', (4, 5)), axes=1)
    case('deconvolve', [0, 1, 2.5, 4, 1.5, 7], [1., 2, 3])
    case('deconvolve', [1., 2], [1., 2, 3])
    case('deconvolve', [3.], [2.])
    for f in ('convolve2d', 'correlate2d'):
        for a, b in [((6, 7), (3, 3)), ((6, 7), (2, 4)), ((2, 3), (4, 5)), ((3, 3), (1, 5))]:
            for mode in ('full', 'same', 'valid'):
                for bd in ('fill', 'wrap', 'symm'):
                    if mode == 'valid' and (bd != 'fill' or b == (1, 5)):
                        continue
                    case(f, G('noise', a, 1), G('noise', b, 2), mode=mode, boundary=bd)
        case(f, G('noise', (4, 5), 1), G('noise', (3, 3), 2), fillvalue=2.5)
        case(f, G('noise', (4, 5), 1, complex=True), G('noise', (3, 3), 2, complex=True), mode='same')
        case(f, [1., 2], [1., 2])
        case(f, G('noise', (4, 5)), G('noise', (3, 3)), boundary='nonsense')
    case('sepfir2d', G('noise', (6, 8), 1), [1., 2, 3], [0.5, 1, 0.25, 0.1, 0.3])
    case('sepfir2d', G('noise', (6, 8), 1), [1.], [0.5, 1, 0.25])


@part
def fir():
    for n, c, kw in [(11, 0.3, {}), (12, 0.3, {}), (11, [0.3, 0.5], {}), (11, [0.3, 0.5], dict(pass_zero=False)), (11, 0.3, dict(pass_zero=False)), (21, 0.3, dict(pass_zero='highpass', window='blackman')), (21, [0.2, 0.4], dict(pass_zero='bandpass', scale=False)),
                     (21, [0.2, 0.4], dict(pass_zero='bandstop')), (21, [0.1, 0.2, 0.6], {}), (41, 100, dict(fs=1000, width=50)), (41, 100, dict(fs=1000, window=('kaiser', 6))), (12, 0.3, dict(pass_zero=False)), (11, 0.3, dict(pass_zero='bandpass')), (11, 1.3, {}),
                     (11, [0.5, 0.3], {}), (11, [], {}), (11, 0.3, dict(pass_zero='nonsense')), (1, 0.3, {})]:
        case('firwin', n, c, **kw)
    for n, f, g, kw in [(15, [0, 0.5, 1], [1, 1, 0], {}), (16, [0, 0.5, 1], [1, 1, 0], {}), (15, [0, 0.5, 0.5, 1], [1, 1, 0, 0], {}), (15, [0, 0.5, 1], [0, 1, 0], dict(antisymmetric=True)), (16, [0, 0.5, 1], [0, 1, 1], dict(antisymmetric=True)), (15, [0, 50, 100], [1, 1, 0], dict(fs=200, window=None)),
                        (15, [0, 0.5, 1], [1, 1, 0], dict(nfreqs=101, window='hann')), (16, [0, 0.5, 1], [1, 1, 1], {}), (15, [0, 0.5, 1], [1, 1, 1], dict(antisymmetric=True)), (16, [0, 0.5, 1], [1, 1, 1], dict(antisymmetric=True)), (15, [0, 0.5, 0.4, 1], [1, 1, 0, 0], {}), (15, [0.1, 1], [1, 0], {}),
                        (15, [0, 0.5, 0.5, 0.5, 1], [1, 1, 0, 0, 0], {}), (15, [0, 1], [1, 0, 1], {}), (15, [0, 1], [1, 0], dict(nfreqs=10))]:
        case('firwin2', n, f, g, **kw)
    for n, b, d, kw in [(11, [0, 0.5, 0.7, 1], [1, 1, 0, 0], {}), (73, [0, 1, 2, 3.5, 4, 5], [0, 0, 1, 1, 0, 0], dict(fs=10)), (21, [0, 0.4, 0.5, 1], [1, 0.5, 0, 0], dict(weight=[1, 10])), (5, [0, 1], [1, 1], {}), (10, [0, 1], [1, 1], {}), (11, [0, 0.5, 0.7], [1, 1, 0], {}),
                        (11, [0, 0.5, 0.4, 1], [1, 1, 0, 0], {}), (11, [0, 0.5, 0.7, 1], [1, 1, 0, -1], {}), (11, [0, 0.5, 0.7, 1], [1, 1, 0, 0], dict(weight=[1])), (11, [0, 0.5, 0.7, 1.2], [1, 1, 0, 0], {})]:
        case('firls', n, b, d, tol=1e-6, **kw)
    for n, b, d, kw in [(22, [0, 0.1, 0.2, 0.5], [1, 0], {}), (23, [0, 0.1, 0.2, 0.5], [1, 0], {}), (72, [0, 0.1, 0.2, 0.4, 0.45, 0.5], [0, 1, 0], {}), (41, [0, 100, 150, 500], [1, 0], dict(fs=1000, weight=[1, 10])), (31, [0.05, 0.45], [1], dict(type='hilbert')),
                        (30, [0.05, 0.5], [1], dict(type='hilbert')), (20, [0, 0.4], [2 * PI], dict(type='differentiator')), (21, [0.02, 0.35], [2 * PI], dict(type='differentiator')), (120, [0, 0.2, 0.22, 0.5], [1, 0], {}), (17, [0, 0.1, 0.2, 0.3, 0.4, 0.5], [1, 0, 1], dict(weight=[1, 2, 3], grid_density=32)),
                        (22, [0, 0.2, 0.1, 0.5], [1, 0], {}), (22, [0, 0.1, 0.2], [1, 0], {}), (22, [0, 0.1, 0.2, 0.6], [1, 0], {}), (22, [0, 0.1, 0.2, 0.5], [1, 0], dict(type='nonsense'))]:
        case('remez', n, b, d, tol=1e-7, **kw)
    h = list(s.firwin(21, 0.3))
    case('minimum_phase', h, tol=1e-7)
    case('minimum_phase', list(s.remez(30, [0, 0.1, 0.2, 0.5], [1, 0])), tol=1e-7)
    case('minimum_phase', h, method='hilbert', tol=1e-5)
    case('minimum_phase', h, n_fft=512, tol=1e-7)
    case('minimum_phase', h, n_fft=5)
    case('minimum_phase', h, method='nonsense')
    for a in (10, 21, 30, 50, 65):
        case('kaiser_beta', a)
        case('kaiserord', a, 0.06)
    case('kaiserord', 5, 0.06)
    case('kaiser_atten', 211, 0.0375)
    for w, p, kw in [(5, 2, {}), (5, 2, dict(deriv=1)), (7, 3, dict(deriv=2, delta=0.1)), (4, 2, dict(pos=3)), (5, 2, dict(use='dot', deriv=1)), (6, 2, {}), (5, 2, dict(deriv=3)), (5, 5, {}), (5, 2, dict(pos=5)), (5, 2, dict(use='nonsense')), (51, 4, {})]:
        case('savgol_coeffs', w, p, **kw)
    x = G('tones', 30, 2)
    for mode in ('mirror', 'constant', 'nearest', 'wrap', 'interp'):
        case('savgol_filter', x, 7, 2, mode=mode, cval=0.5)
        case('savgol_filter', x, 6, 2, mode=mode, deriv=1, delta=0.5)
        case('savgol_filter', G('noise', (12, 4), 2), 5, 3, mode=mode, axis=0)
    case('savgol_filter', [1., 2, 3], 5, 2)
    case('savgol_filter', [1., 2, 3], 5, 2, mode='mirror')
    case('savgol_filter', x, 5, 2, mode='nonsense')
    for k in (3, 5, 1, 31, None):
        case('medfilt', G('noise', 25, 2), **(dict(kernel_size=k) if k else {}))
    case('medfilt', G('noise', (6, 7), 2), kernel_size=3)
    case('medfilt', G('noise', (6, 7), 2), kernel_size=[3, 5])
    case('medfilt', G('noise', (4, 3, 5), 2))
    case('medfilt', G('noise', 25, 2), kernel_size=4)
    case('medfilt2d', G('noise', (6, 7), 2), kernel_size=5)
    case('medfilt2d', G('noise', (6, 7), 2))
    case('medfilt2d', G('noise', 6, 2))
    case('order_filter', G('noise', 12, 2), [1., 1, 0], 0)
    case('order_filter', G('noise', (5, 6), 2), np.identity(3), 2)
    case('order_filter', G('noise', (5, 6), 2), np.ones((3, 3)), 4)
    case('order_filter', G('noise', 12, 2), [1., 1], 0)
    case('wiener', G('tones', 30, 2))
    case('wiener', G('tones', (6, 7), 2), mysize=[3, 5])
    case('wiener', G('tones', 30, 2), mysize=5, noise=0.1)


@part
def responses():
    b, a = [0.2, 0.3, 0.1], [1., -0.5, 0.2]
    for kw in [{}, dict(worN=10), dict(worN=[0.1, 1, 2]), dict(worN=9, whole=True), dict(worN=10, fs=100), dict(worN=[10., 20], fs=100), dict(worN=11, include_nyquist=True), dict(worN=0)]:
        case('freqz', b, fn=lambda b, a=1, **k: s.freqz(b, a, **k), a=a, **kw)
        case('freqz', list(s.firwin(31, 0.3)), **kw)
        kw.pop('include_nyquist', 0)
        case('freqz_zpk', [-1, 0.5j, -0.5j], [0.5, 0.2 + 0.6j, 0.2 - 0.6j], 0.3, **kw)
        case('sosfreqz', s.butter(5, 0.3, output='sos'), **kw)
        case('freqz_sos', s.butter(5, 0.3, output='sos'), fn=s.sosfreqz, **kw)
        if 'worN' in kw:
            kw['w'] = kw.pop('worN')
            if kw['w'] != 0:
                case('group_delay', (b, a), **kw)
    case('freqz', [1., 1j], fn=lambda b, a=1, **k: s.freqz(b, a, **k), a=[1., 0.5j], worN=5)
    case('freqz', list(s.firwin(101, 0.3)), worN=20)
    case('group_delay', ([1., -1], [1.]), w=4)
    case('freqs', [1., 2], [1., 3, 5], worN=[0., 1, 2])
    case('freqs', [1., 2], [1., 3, 5])
    case('freqs', [1.], [1., 3, 0], worN=7)
    case('freqs_zpk', [-2], [-1, -1 + 3j, -1 - 3j], 2, worN=[0., 1, 2])
    case('freqs_zpk', [-2], [-1, -1 + 3j, -1 - 3j], 2, worN=20)
    case('findfreqs', [1., 0], [1., 8, 25], 9)
    case('findfreqs', [0.], [-1, -1 + 3j], 9, kind='zp')
    case('findfreqs', [0.], [-1, -1 + 3j], 9, kind='nonsense')


@part
def spectra():
    x, y, z = G('tones', 200, 3), G('noise', 200, 4), G('noise', 200, 4, complex=True)
    xx = G('tones', (3, 100), 5)
    for t in ('linear', 'constant'):
        case('detrend', x, type=t)
        case('detrend', xx, type=t, axis=0)
        case('detrend', z, type=t)
    case('detrend', x, bp=[50, 120])
    case('detrend', x, bp=[500])
    case('detrend', x, type='nonsense')
    for kw in [{}, dict(fs=10., nperseg=64), dict(nperseg=50, noverlap=10), dict(nperseg=64, nfft=100), dict(nperseg=64, window='flattop', scaling='spectrum'), dict(nperseg=33, detrend='linear'), dict(nperseg=64, detrend=False, return_onesided=False), dict(window=s.get_window('hann', 40)), dict(nperseg=40, average='median')]:
        case('welch', x, **kw)
        case('welch', z, **kw)
        case('csd', x, y, **kw)
        case('welch', xx, **kw)
        kw.pop('scaling', 0)
        kw.pop('average', 0)
        kw.pop('return_onesided', 0)
        case('coherence', x, y, tol=1e-8, **kw)
    case('csd', x, z, nperseg=64)
    case('csd', xx, xx, nperseg=32, axis=0)
    case('csd', G('noise', 100, 5), G('noise', 80, 6), nperseg=32)
    case('welch', G('noise', (100, 3), 5), nperseg=32, axis=0)
    case('welch', x, nperseg=64, noverlap=64)
    case('welch', x, nperseg=64, nfft=32)
    case('welch', x, nperseg=-1)
    case('welch', x, window=s.get_window('hann', 300))
    case('welch', x, nperseg=20, average='nonsense')
    case('welch', x, nperseg=20, scaling='nonsense')
    case('welch', [])
    for kw in [{}, dict(fs=100.), dict(window='hann'), dict(nfft=256), dict(nfft=150), dict(scaling='spectrum', detrend='linear'), dict(return_onesided=False), dict(window=s.get_window('hann', 30))]:
        case('periodogram', x, **kw)
        case('periodogram', z, **kw)
    case('periodogram', xx, axis=0)
    for kw in [{}, dict(fs=10., nperseg=64), dict(nperseg=50, noverlap=10, window='hann'), dict(nperseg=64, nfft=100), dict(nperseg=64, mode='complex'), dict(nperseg=64, mode='magnitude'), dict(nperseg=64, mode='angle'), dict(nperseg=64, mode='phase', detrend=False), dict(nperseg=33, scaling='spectrum')]:
        case('spectrogram', x, tol=1e-8, **kw)
        case('spectrogram', xx, axis=0 if 'nperseg' not in kw else -1, tol=1e-8, **kw)
    case('spectrogram', G('noise', (100, 2), 3), axis=0, nperseg=32)
    case('spectrogram', x, mode='nonsense')
    for kw in [dict(nperseg=64), dict(nperseg=50, noverlap=10), dict(nperseg=50, noverlap=40, boundary=None, padded=False), dict(nperseg=64, boundary='even'), dict(nperseg=64, boundary='odd', padded=False), dict(nperseg=33, boundary='constant', scaling='psd', fs=10.), dict(nperseg=64, nfft=100), dict(nperseg=64, return_onesided=False), dict(nperseg=30, detrend='constant')]:
        case('stft', x, **kw)
        case('stft', z, **kw)
        case('stft', xx, **kw)
    case('stft', G('noise', (100, 2), 3), axis=0, nperseg=32)
    case('stft', x, nperseg=64, boundary='nonsense')
    case('stft', x, nperseg=64, scaling='nonsense')
    Z = G('noise', (17, 9), 3, complex=True)
    for kw in [{}, dict(nperseg=32, noverlap=24), dict(boundary=False), dict(fs=10., scaling='psd'), dict(input_onesided=False), dict(nperseg=30, nfft=32), dict(nperseg=33, noverlap=20), dict(window='boxcar', noverlap=0), dict(time_axis=0, freq_axis=1)]:
        case('istft', Z, tol=1e-8, **kw)
    case('istft', Z, noverlap=40)
    case('istft', Z, time_axis=1, freq_axis=1)
    for w, n, o in [('hann', 120, 60), ('hann', 120, 90), ('hann', 120, 50), ('boxcar', 10, 0), ('bartlett', 51, 26), ('bartlett', 51, 25), ('hamming', 64, 32), ('hann', 64, 0), ('hann', 64, 64), ('hann', 0, 0), (list(s.windows.hann(10)), 10, 5)]:
        case('check_COLA', w, n, o, name='checkCOLA')
        case('check_NOLA', w, n, o, name='checkNOLA')
    t = np.sort(noise(40, 3) * 20).tolist()
    case('lombscargle', t, G('noise', 40, 2), [0.5, 1, 2.5])
    case('lombscargle', t, G('noise', 40, 2), [0.5, 1, 2.5], precenter=True, normalize=True)
    case('lombscargle', t, G('noise', 41, 2), [0.5])
    case('vectorstrength', [0.1, 1.2, 1.9, 3.05], 1.0)
    case('vectorstrength', [0.1, 1.2, 1.9, 3.05], [1., 2])
    case('vectorstrength', [0.1, 1.2, 1.9, 3.05], -1.0)
    for n in (8, 13):
        v = G('noise', n, 3)
        case('czt', v)
        case('czt', v, m=20)
        case('czt', v, m=5, w=complex(0.95 * np.exp(-0.3j)), a=complex(1.1 * np.exp(0.2j)))
        case('czt', G('noise', (3, n), 3, complex=True), m=7)
        case('czt', G('noise', (n, 3), 3), axis=0)
        case('zoom_fft', v, [0.2, 0.5])
        case('zoom_fft', v, [0.2, 0.5], m=20, fs=3.)
        case('zoom_fft', v, 0.7, m=9, endpoint=True)
    case('czt_points', 5)
    case('czt_points', 5, a=2.)
    case('czt_points', 5, w=complex(0.95 * np.exp(-0.3j)), a=1j)
    case('czt_points', 0)
    case('czt', [1., 2], m=0)


@part
def peaks():
    x = G('tones', 150, 3)
    y = G('noise', 90, 8)
    steps = [0, 1, 1, 1, 0, 2, 2, 0, 3, 0, 1, 1]
    for sig in (x, y, steps):
        for kw in [{}, dict(height=0.1), dict(height=(0, 1)), dict(height=(None, 0.5)), dict(threshold=0.05), dict(threshold=(0.01, 0.4)), dict(distance=5), dict(distance=12.5), dict(prominence=0.3), dict(prominence=(0.1, 0.8)), dict(prominence=0.1, wlen=15),
                   dict(width=2), dict(width=(1, 4), rel_height=0.8), dict(plateau_size=1), dict(plateau_size=(2, 3)), dict(height=0, threshold=0, distance=3, prominence=0, width=0, plateau_size=0)]:
            case('find_peaks', sig, **kw)
    case('find_peaks', x, height=G('noise', 150, 5))
    case('find_peaks', x, height=(G('noise', 150, 5), G('noise', 150, 6, 3)))
    case('find_peaks', x, height=G('noise', 15, 5))
    case('find_peaks', x, distance=0)
    case('find_peaks', x, prominence=0, wlen=1)
    case('find_peaks', G('noise', (5, 6)))
    case('find_peaks', [])
    case('find_peaks', [1.])
    case('find_peaks', [float('nan'), 1, 0, 2, 1])
    p = s.find_peaks(live(x))[0].tolist()
    case('peak_prominences', x, p)
    case('peak_prominences', x, p, wlen=20)
    case('peak_prominences', x, [3, 50])
    case('peak_prominences', x, [500])
    case('peak_widths', x, p)
    case('peak_widths', x, p, rel_height=1)
    case('peak_widths', x, p, rel_height=0.3, wlen=20)
    case('peak_widths', x, p, rel_height=-1)
    for f in ('argrelmax', 'argrelmin'):
        case(f, y)
        case(f, y, order=3)
        case(f, y, mode='wrap')
        case(f, G('noise', (6, 7), 2), axis=1)
        case(f, G('noise', (6, 7), 2))
        case(f, y, order=0)
    case('find_peaks_cwt', x, list(range(1, 12)))
    case('find_peaks_cwt', y, list(range(1, 6)), noise_perc=20)
    case('find_peaks_cwt', x, list(range(2, 20, 2)), min_length=3, gap_thresh=3)
    case('ricker', 21, 3)
    case('ricker', 10, 2.5)
    case('cwt', x, None, [1, 2, 5], fn=lambda d, _, w: s.cwt(d, s.ricker, w), name='cwtRicker')
    case('cwt', x, None, [1, 2, 5], fn=lambda d, _, w: s.cwt(d, s.morlet2, w), name='cwtMorlet2')
    case('morlet', 20)
    case('morlet', 21, w=4, s=0.5, complete=False)
    case('morlet2', 20, 3)
    case('morlet2', 21, 3, w=6)
    for n in (1, 2, 3, 4, 5, 8, 12):
        case('daub', n, tol=1e-8)
    case('daub', 0)
    case('daub', 40)
    case('qmf', [1., 2, 3, 4, 5])
    case('cascade', list(s.daub(2)), J=3, tol=1e-8)
    case('cascade', list(s.daub(4)), J=4, tol=1e-7)
    case('cascade', list(s.daub(4)), J=0)


@part
def resampling():
    x, z, xx = G('tones', 50, 3), G('noise', 50, 3, complex=True), G('noise', (21, 3), 5)
    for n in (10, 25, 49, 50, 51, 75, 100, 1):
        case('resample', x, n)
        case('resample', z, n)
        case('resample', xx, n)
        case('resample', G('tones', 51, 3), n)
    case('resample', x, 80, window='hann')
    case('resample', z, 80, window=('kaiser', 3))
    case('resample', xx, 11, axis=1)
    case('resample', x, 20, t=list(np.arange(50) * 0.1 + 1))
    case('resample', z, 20, domain='freq')
    case('resample', x, 20, domain='nonsense')
    for up, down in ((1, 2), (3, 1), (3, 2), (7, 4), (160, 147), (4, 6), (2, 2)):
        case('resample_poly', x, up, down)
        case('resample_poly', xx, up, down)
    for pad in ('constant', 'wrap', 'edge', 'smooth', 'symmetric', 'reflect', 'antisymmetric', 'antireflect', 'line', 'mean', 'median', 'minimum', 'maximum'):
        case('resample_poly', x, 3, 2, padtype=pad)
        case('resample_poly', G('noise', (2, 9), 2), 3, 5, padtype=pad, axis=1)
    case('resample_poly', z, 3, 2)
    case('resample_poly', x, 3, 2, window='hann')
    case('resample_poly', x, 3, 2, window=[0.1, 0.5, 1, 0.5, 0.1])
    case('resample_poly', x, 3, 2, cval=2.)
    case('resample_poly', x, 0, 2)
    case('resample_poly', x, 3, 2, padtype='nonsense')
    for kw in [{}, dict(up=3), dict(down=2), dict(up=3, down=2), dict(up=2, down=5), dict(up=4, down=7)]:
        case('upfirdn', [1., 2, 3, 4], G('noise', 11, 2), **kw)
        case('upfirdn', [1., 2], G('noise', (4, 3), 2), axis=0, **kw)
        case('upfirdn', [1., 2j, 3], G('noise', 6, 2, complex=True), **kw)
        for mode in ('wrap', 'edge', 'smooth', 'symmetric', 'reflect', 'antisymmetric', 'antireflect', 'line'):
            case('upfirdn', [1., 2, 3, 4, 5, 6, 7], G('noise', 5, 2), mode=mode, **kw)
        case('upfirdn', [1., 2, 3, 4], G('noise', 11, 2), cval=1.5, **kw)
    case('upfirdn', [1.], x, up=0)
    case('upfirdn', [], x)
    long = G('tones', 120, 4)
    for q in (2, 5):
        for ftype in ('iir', 'fir'):
            for zp in (True, False):
                case('decimate', long, q, ftype=ftype, zero_phase=zp, tol=1e-8)
                case('decimate', G('noise', (60, 2), 5), q, n=4, ftype=ftype, zero_phase=zp, axis=0, tol=1e-8)
    case('decimate', long, 2, ftype='nonsense')
    case('hilbert', x)
    case('hilbert', G('tones', 51, 3))
    case('hilbert', xx, axis=0)
    case('hilbert', xx)
    case('hilbert', x, N=64)
    case('hilbert', x, N=20)
    case('hilbert', z)
    case('hilbert', x, N=0)
    case('hilbert2', G('noise', (5, 6), 2))
    case('hilbert2', G('noise', (5, 6), 2), N=8)
    case('hilbert2', G('noise', (5, 6), 2), N=(4, 7))
    case('hilbert2', x)


@part
def waves():
    t = np.linspace(0, 2, 15).tolist()
    for m in ('linear', 'quadratic', 'logarithmic', 'hyperbolic'):
        case('chirp', t, 6, 1.5, 2, method=m)
        case('chirp', t, 1, 1.5, 4, method=m, phi=30)
        case('chirp', t, 2, 1.5, 2, method=m)
        case('chirp', 0.7, 6, 1.5, 2, method=m)
    case('chirp', t, 6, 1.5, 2, method='quadratic', vertex_zero=False)
    case('chirp', t, 0, 1.5, 2, method='log')
    case('chirp', t, 0, 1.5, 2, method='hyp')
    case('chirp', t, 0, 1.5, 2, method='nonsense')
    case('sweep_poly', t, [0.1, -0.5, 2], phi=20)
    case('sweep_poly', t, np.poly1d([0.1, -0.5, 2]).c)
    for w in (0, 0.3, 0.5, 1, 1.5):
        case('sawtooth', np.linspace(-7, 14, 30), width=w)
        case('square', np.linspace(-7, 14, 30), duty=w)
    case('sawtooth', t)
    case('square', t)
    case('square', t, duty=[0.1 * k for k in range(15)])
    for kw in [{}, dict(fc=5, bw=0.8), dict(fc=5, retquad=True, retenv=True), dict(fc=5, bwr=-10, retenv=True), dict(fc=-1), dict(bw=0), dict(bwr=1)]:
        case('gausspulse', np.array(t), **kw)
    case('gausspulse', 'cutoff', fc=5)
    case('gausspulse', 'cutoff', fc=5, tpr=1)
    case('gausspulse', 'nonsense')
    for n in (2, 3, 5, 8, 12):
        case('max_len_seq', n)
    case('max_len_seq', 5, length=70)
    case('max_len_seq', 5, state=[1, 0, 0, 1, 1], length=10)
    case('max_len_seq', 5, taps=[4, 3, 2])
    case('max_len_seq', 5, state=[0, 0, 0, 0, 0])
    case('max_len_seq', 40)
    case('unit_impulse', 5)
    case('unit_impulse', 5, idx=2)
    case('unit_impulse', 5, idx='mid')
    case('unit_impulse', (3, 4), idx='mid')
    case('unit_impulse', (3, 4), idx=(1, 2))
    case('unit_impulse', (3, 4), idx=2)
    case('unit_impulse', (3, 4), idx=9)


@part
def fractions():
    for b, a in [([1.], [1., 3, 2]), ([5., 3, -2, 7], [-4, 0, 8, 3]), ([1., 2], [1., 2, 1]), ([1.], [1., 3, 3, 1]), ([1., 0, 0, 1], [1., 1]), ([1., 2, 3], [1., 0, 1]), ([0.], [1., 3, 2]), ([1., 2], [2., 6, 4.5, 1]), ([3.], [2.])]:
        case('residue', b, a, tol=1e-6)
        case('residuez', b, a, tol=1e-6)
    case('residue', [1.], [0.])
    case('residuez', [1.], [0., 1])
    case('residue', [1.], [1., 3, 2], rtype='nonsense')
    for r, p, k in [([1., 2], [-1, -2], []), ([1., 2, 3], [-1, -1, -2], [4., 5]), ([1 + 1j, 1 - 1j], [1j, -1j], []), ([1.], [0.5], [1.]), ([2., 1, 3], [1., 1, 1], [0., 2])]:
        case('invres', r, p, k)
        case('invresz', r, p, k)
    case('unique_roots', [0, 1.3, 1.31, 2.8, 1.25, 2.2, 10.3], fn=lambda p, **kw: s.unique_roots(p, tol=2e-2, rtype='min'), name='uniqueRootsWide')
    case('unique_roots', [1, 1.0001, 2, 1j, -1j, 1.0001j], rtype='avg')
    case('unique_roots', [1, 1.0001, 2], rtype='max')
    case('unique_roots', [1, 1.0001, 2], rtype='nonsense')
    case('cmplx_sort', [3, 1j, -2, 0.5 + 0.5j])


@part
def splines():
    x = np.linspace(-3.3, 3.3, 23).tolist()
    for n in (0, 1, 2, 3, 4, 6):
        case('bspline', x, n)
        case('gauss_spline', x, n)
    case('bspline', np.array([-0.5, 0.5, 0, -1.5, 1.5]), 0)
    case('cubic', x)
    case('quadratic', x)
    sig = G('tones', 20, 3)
    case('cspline1d', sig)
    case('cspline1d', np.array([1., 2, 4]))
    case('qspline1d', sig)
    case('qspline1d', sig, lamb=1.)
    c = s.cspline1d(live(sig))
    for f in ('cspline1d_eval', 'qspline1d_eval'):
        case(f, c, np.array([0.3, 1.7, 5, 18.9, 19, -2.5, 21.2]))
        case(f, c, np.array([1.3, 1.7, 5]), dx=0.5, x0=1.)
        case(f, np.array([]), np.array([1.3]))
    im = G('noise', (12, 14), 2)
    case('cspline2d', im, tol=1e-5)
    case('qspline2d', im, tol=1e-5)
    case('cspline2d', G('noise', (30, 34), 2), fn=lambda a, lamb: s.cspline2d(a, lamb), lamb=2., tol=1e-4)
    case('spline_filter', G('noise', (30, 34), 2), tol=1e-4)
    case('symiirorder1', G('tones', 80, 3), 0.4, 0.5, tol=1e-6)
    case('symiirorder2', G('tones', 80, 3), 0.5, 0.8, tol=1e-6)
    case('symiirorder1', sig, 0.4, 1.6)


@part
def systems():
    tfs = [([1.], [1., 1]), ([1., 3, 3], [1., 2, 1]), ([2., 1], [1., 0.4, 4, 1]), ([5.], [1., 2, 10])]
    A, B, C, D = [[-0.5, 1.], [-1, -0.3]], [[0., 1], [1, 0.5]], [[1., 0], [0.5, 1]], [[0., 0], [0.1, 0]]
    for num, den in tfs:
        case('tf2ss', num, den)
    case('tf2ss', [[1., 2], [3, 4]], [1., 2, 1])
    case('tf2ss', [1., 2, 3], [1., 2])
    case('tf2ss', [3.], [2.])
    case('ss2tf', A, B, C, D)
    case('ss2tf', A, B, C, D, input=1)
    case('ss2tf', A, B, C, D, input=2)
    case('zpk2ss', [-1], [-2, -3], 5)
    case('zpk2ss', [], [-1 + 2j, -1 - 2j], 5)
    case('ss2zpk', A, [[0.], [1]], [[1., 0]], [[0.]], sets=[0, 1])
    case('ss2zpk', A, [[0.], [1]], [[1., 0]], [[2.]], sets=[0, 1])
    case('abcd_normalize', A=A, B=B, C=C)
    case('abcd_normalize', A=A, D=D, C=C)
    case('abcd_normalize', A=A, B=[[1.]], C=C)
    case('abcd_normalize', A=A)
    T = np.linspace(0, 5, 21)
    u = np.sin(T)
    for sys in tfs + [([], [-1, -2], 3), (A, [[0.], [1]], [[1., 0]], [[0.5]])]:
        for interp in (True, False):
            case('lsim', sys, u, T, interp=interp, tol=1e-9)
        n = 2 if len(sys) == 4 else (2 if len(sys) == 3 else len(sys[1]) - 1)
        case('lsim', sys, u, T + 1, tol=1e-9)
        case('lsim', sys, None, T, fn=lambda a, b, c, **kw: s.lsim(a, 0, c, **kw), X0=[0.5] * n, tol=1e-9)
        for f in ('impulse', 'step'):
            case(f, sys, tol=1e-9)
            case(f, sys, T=T, tol=1e-9)
            case(f, sys, N=20, tol=1e-9, **(dict(X0=[1.] * n) if f == 'step' else {}))
        case('freqresp', sys, w=[0.1, 1, 10])
        case('freqresp', sys, n=20)
        case('bode', sys, w=[0.1, 1, 10, 100])
        case('bode', sys)
    case('lsim', (A, B, C, D), np.stack([u, u ** 2], 1), T, tol=1e-9)
    case('lsim', tfs[0], u[:5], T)
    for sys in [([1.], [1., -0.5], 0.1), ([1., 0.3, 0.2], [1., -1.2, 0.5], 2.), ([0.5], [0.2, 0.6], 3, 0.5), (np.array(A) * 0.8, [[0.], [1]], [[1., 0]], [[0.5]], 0.1), (A, B, C, D, 0.1)]:
        m = 2 if len(sys) == 5 and np.shape(sys[1])[1] == 2 else 1
        U = np.stack([u] * m, 1)
        case('dlsim', sys, U)
        if m == 1:
            case('dlsim', sys, u[:, None], t=list(np.arange(21) * sys[-1] * 0.5))
        for f in ('dimpulse', 'dstep'):
            case(f, sys, n=15)
            case(f, sys, t=[0, sys[-1] * 9.])
        if m == 1:
            case('dfreqresp', sys, w=[0.1, 1, 2])
            case('dfreqresp', sys, n=20)
            case('dfreqresp', sys, n=20, whole=True)
            case('dbode', sys, w=[0.1, 1, 2])
            case('dbode', sys)
    case('dlsim', ([1.], [1., -0.5], 0.1), u[:, None], x0=[2.])
    for m in ('zoh', 'foh', 'bilinear', 'euler', 'backward_diff', 'impulse'):
        case('cont2discrete', ([1.], [1., 1, 3]), 0.2, method=m)
        case('cont2discrete', (np.array(A), np.array(B), np.array(C), np.zeros((2, 2))), 0.2, method=m)
        if m != 'impulse':
            case('cont2discrete', ([1., 2], [1., 1]), 0.2, method=m)
            case('cont2discrete', ([-2], [-1, -3], 2), 0.2, method=m, sets=[0, 1])
    case('cont2discrete', ([1.], [1., 1]), 0.2, method='gbt', alpha=0.3)
    case('cont2discrete', ([1.], [1., 1]), 0.2, method='gbt')
    case('cont2discrete', ([1.], [1., 1]), 0.2, method='gbt', alpha=2)
    case('cont2discrete', ([1.], [1., 1]), 0.2, method='nonsense')
    case('cont2discrete', ([1., 2], [1., 1]), 0.2, method='impulse')


def short_time(m, hop, mode, mfft, shift, scale, x):
    f = s.ShortTimeFFT(s.windows.hann(m, sym=False) + 0.1, hop, fs=10., fft_mode=mode, mfft=mfft, phase_shift=shift, scale_to=scale)
    S = f.stft(x)
    return [S, f.p_min, f.p_max(x.size), f.k_min, f.k_max(x.size), f.f, f.t(x.size), f.dual_win, f.istft(S, k1=x.size)]


@part
def newer():
    """Of SciPy 1.12 and later."""
    for m, hop, mode, mfft, shift, scale in [(16, 8, 'onesided', None, 0, None), (15, 4, 'onesided', 20, 0, 'magnitude'), (16, 5, 'twosided', None, None, 'psd'), (17, 6, 'centered', 32, 3, None), (16, 8, 'onesided2X', None, 0, 'psd'), (16, 8, 'onesided2X', None, 0, 'magnitude'), (16, 20, 'onesided', None, 0, None)]:
        case('shortTimeFFT', m, hop, mode, mfft, shift, scale, G('noise', 70, 3), fn=short_time)


def main():
    os.makedirs(OUT, exist_ok=True)
    for name, f in PARTS.items():
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        if name == 'newer' and not hasattr(s, 'ShortTimeFFT'):
            continue
        cases.clear()
        f()
        path = os.path.join(OUT, name + '.json.gz')
        with open(path, 'wb') as out, gzip.GzipFile('', 'wb', fileobj=out, mtime=0) as packed:
            packed.write(json.dumps(cases, separators=(',', ':')).encode())
        print(name, len(cases), os.path.getsize(path))


main()
