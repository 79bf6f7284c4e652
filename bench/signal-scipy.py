"""SciPy's side of bench/signal.ts: the best time of each case in microseconds, as one line of JSON.

Its name has a dash so that no other script here imports it for Python's own module `signal`.
"""
import json
import re
import sys
import time

import numpy as np
import scipy
import scipy.signal as s

n = 1_000_000
t = np.arange(n)
x = np.sin(0.01 * t) + 0.3 * np.sin(1.3 * t + 0.002 * (t % 977))
b4, a4 = s.butter(4, 0.1)
b8, a8 = s.butter(8, 0.1)
sos = s.butter(8, 0.1, output='sos')
fir = s.firwin(101, 0.2)
kernel = s.firwin(10001, 0.1)
image = x[:250_000].reshape(500, 500)

CASES = {
    'lfilter, order 4, 1e6': lambda: s.lfilter(b4, a4, x),
    'lfilter, order 8, 1e6': lambda: s.lfilter(b8, a8, x),
    'lfilter, 101 taps, 1e6': lambda: s.lfilter(fir, 1, x),
    'sosfilt, 4 sections, 1e6': lambda: s.sosfilt(sos, x),
    'filtfilt, order 4, 1e6': lambda: s.filtfilt(b4, a4, x),
    'fftconvolve, 1e6 with 1e4': lambda: s.fftconvolve(x, kernel),
    'oaconvolve, 1e6 with 1e4': lambda: s.oaconvolve(x, kernel),
    'convolve2d, 500 x 500 with 7 x 7': lambda: s.convolve2d(image, np.ones((7, 7)), mode='same'),
    'findPeaks, 1e6': lambda: s.find_peaks(x),
    'findPeaks with height and distance, 1e6': lambda: s.find_peaks(x, height=0.5, distance=20),
    'welch, 1e6': lambda: s.welch(x, nperseg=1024),
    'stft, 1e6': lambda: s.stft(x, nperseg=1024),
    'resamplePoly 3/2, 1e6': lambda: s.resample_poly(x, 3, 2),
    'medfilt 5, 1e5': lambda: s.medfilt(x[:100_000], 5),
    'savgolFilter 11, 1e6': lambda: s.savgol_filter(x, 11, 3),
    'hilbert, 1e6': lambda: s.hilbert(x),
    'butter 8 as sos': lambda: s.butter(8, [0.1, 0.3], btype='band', output='sos'),
    'ellip 6': lambda: s.ellip(6, 0.5, 60, 0.3),
    'firwin 101': lambda: s.firwin(101, 0.3),
    'firls 101': lambda: s.firls(101, [0, 0.2, 0.3, 1], [1, 1, 0, 0]),
    'remez 100': lambda: s.remez(100, [0, 0.1, 0.15, 0.5], [1, 0]),
    'freqz 512': lambda: s.freqz(b8, a8),
    'lsim, 1000 steps': lambda: s.lsim(([1.], [1., 0.2, 4]), x[:1000], t[:1000] * 0.01),
}

result = {}
for name, run in CASES.items():
    if not re.search(''.join(sys.argv[1:2]), name):
        continue
    run()
    begin = time.perf_counter()
    best = float('inf')
    batches = 0
    while batches < 3 or (time.perf_counter() - begin < 0.4 and batches < 200):
        start, count = time.process_time(), 0
        while count == 0 or time.process_time() - start < 0.01:
            run()
            count += 1
        best = min(best, (time.process_time() - start) / count)
        batches += 1
    result[name] = best * 1e6
print(json.dumps({'scipy': scipy.__version__, 'times': result}))
