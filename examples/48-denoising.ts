/*
 * 48. A recording made clean
 * Shows: a signal of a heart with mains hum, drift and noise; notch, bandpass and Savitzky-Golay filters without shift of phase;
 * spectra before and after; peaks and the rate that follows; the picture as SVG.
 *
 * Python:
 *     import numpy as np
 *     from scipy import signal
 *
 *     fs = 500.0
 *     t = np.arange(5000) / fs
 *     rng = np.random.default_rng(48)
 *
 *     # A beat every 0.8 s: a small wave, a sharp spike, a broad wave
 *     phase = t % 0.8
 *     bell = lambda at, width, height: height * np.exp(-((phase - at) / width) ** 2)
 *     heart = bell(0.2, 0.025, 0.12) + bell(0.32, 0.012, 1.0) - bell(0.345, 0.012, 0.2) + bell(0.52, 0.05, 0.25)
 *     recorded = heart + 0.2 * np.sin(2 * np.pi * 50 * t) + 0.5 * np.sin(2 * np.pi * 0.15 * t) + 0.05 * rng.standard_normal(t.size)
 *
 *     # The hum is taken out by a notch, the drift by a highpass, noise by fitted parabolas
 *     b, a = signal.iirnotch(50, 30, fs=fs)
 *     sos = signal.butter(2, 0.5, btype='high', fs=fs, output='sos')
 *     clean = signal.filtfilt(b, a, recorded)
 *     clean = signal.sosfiltfilt(sos, clean)
 *     clean = signal.savgol_filter(clean, 9, 2)
 *
 *     # Spectra before and after
 *     f, before = signal.welch(recorded, fs, nperseg=1000)
 *     f, after = signal.welch(clean, fs, nperseg=1000)
 *     hum = np.argmin(np.abs(f - 50))
 *     print('hum before and after, dB: %.0f %.0f' % (10 * np.log10(before[hum]), 10 * np.log10(after[hum])))
 *
 *     # Beats
 *     beats, properties = signal.find_peaks(clean, height=0.5, distance=0.4 * fs)
 *     print(len(beats), 'beats,', round(60 * fs / np.mean(np.diff(beats))), 'a minute')
 *     print('heights from %.2f to %.2f' % (properties['peak_heights'].min(), properties['peak_heights'].max()))
 *     truth = heart - signal.sosfiltfilt(signal.butter(2, 0.5, fs=fs, output='sos'), heart)
 *     error = lambda x: np.sqrt(np.mean((x - truth)[250:-250] ** 2))
 *     print('error before and after: %.2f %.2f' % (error(recorded), error(clean)))
 */
import * as np from 'numloom';
import * as plt from 'numloom/pyplot';
import * as signal from 'numloom/signal';

const fs = 500;
const t = np.divide(np.arange(5000), fs);
const rng = np.random.defaultRng(48);

// A beat every 0.8 s: a small wave, a sharp spike, a broad wave
const bell = (s: number, at: number, width: number, height: number): number =>
  height * Math.exp(-((((s % 0.8) - at) / width) ** 2));
const heart = t.data.map(
  (s) => bell(s, 0.2, 0.025, 0.12) + bell(s, 0.32, 0.012, 1) - bell(s, 0.345, 0.012, 0.2) + bell(s, 0.52, 0.05, 0.25),
);
const noise = rng.standardNormal(t.size).data;
const recorded = t.data.map(
  (s, i) =>
    heart[i]! + 0.2 * Math.sin(2 * Math.PI * 50 * s) + 0.5 * Math.sin(2 * Math.PI * 0.15 * s) + 0.05 * noise[i]!,
);

// The hum is taken out by a notch, the drift by a highpass, noise by fitted parabolas
const [b, a] = signal.iirnotch(50, 30, { fs });
const sos = signal.butter(2, 0.5, { btype: 'high', fs, output: 'sos' });
let clean = signal.filtfilt(b, a, recorded);
clean = signal.sosfiltfilt(sos, clean);
clean = signal.savgolFilter(clean, 9, 2);

// Spectra before and after
const [f, before] = signal.welch(recorded, { fs, nperseg: 1000 });
const [, after] = signal.welch(clean, { fs, nperseg: 1000 });
const hum = np.argmin(np.absolute(np.subtract(f, 50)));
const decibels = (power: number): string => (10 * Math.log10(power)).toFixed(0);
console.log('hum before and after, dB:', decibels(before.item(hum)), decibels(after.item(hum)));

// Beats
const [beats, properties] = signal.findPeaks(clean, { height: 0.5, distance: 0.4 * fs });
console.log(beats.size, 'beats,', Math.round((60 * fs) / np.mean(np.diff(beats))), 'a minute');
const heights = properties.peakHeights!;
console.log('heights from', np.min(heights).toFixed(2), 'to', np.max(heights).toFixed(2));
const drift = signal.sosfiltfilt(signal.butter(2, 0.5, { fs, output: 'sos' }), heart) as np.NDArray<'float64'>;
const truth = np.subtract(heart, drift);
const error = (x: np.ArrayLike): string =>
  Math.sqrt(np.mean(np.square(np.subtract(x, truth).at('250:-250')) as np.NDArray<'float64'>)).toFixed(2);
console.log('error before and after:', error(recorded), error(clean));

// The picture: as recorded, made clean with its beats, and both spectra
const [figure, [raw, quiet, spectra]] = plt.subplots(3, 1, { figsize: [9, 8] });
const part = ':1500';
raw!.plot(t.at(part), np.array(recorded).at(part), { linewidth: 0.8 });
raw!.setTitle('as recorded');
quiet!.plot(t.at(part), clean.at(part), { linewidth: 0.8, color: 'C2' });
const shown = beats.toFlatArray().filter((i) => i < 1500);
quiet!.plot(shown.map((i) => i / fs), shown.map((i) => clean.item(i) as number), 'rv'); // prettier-ignore
quiet!.setTitle('made clean, with beats');
quiet!.setXlabel('time (s)');
spectra!.semilogy(f, before, { label: 'before' });
spectra!.semilogy(f, after, { label: 'after', color: 'C2' });
spectra!.setXlabel('frequency (Hz)');
spectra!.legend();
figure.tightLayout();
// The picture is written when asked for: npx tsx examples/48-denoising.ts docs/pictures/denoising.svg
const path = process.argv[2];
if (path !== undefined) figure.savefig(path);
