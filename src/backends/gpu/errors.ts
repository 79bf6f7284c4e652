/** The errors of a GPU: what the device or its libraries could not do, with what to install or set. */

/** Something that the device refused or failed at. */
export class GpuError extends Error {
  override name = 'GpuError';
}

/** A mode cannot be used on this machine: a package, a driver or an adapter is missing. The message says what mends it. */
export class GpuUnavailableError extends GpuError {
  override name = 'GpuUnavailableError';
}

/** The device is gone (driver reset, unplugged, closed); its arrays are lost. Call `open()` again. */
export class GpuLostError extends GpuError {
  override name = 'GpuLostError';
}

/** The device has no room for an array, or none that large. */
export class GpuMemoryError extends GpuError {
  override name = 'GpuMemoryError';
}

/** Any failure as a GpuError, the original as its `cause`. */
export function asGpuError(doing: string, cause: unknown): GpuError {
  if (cause instanceof GpuError) return cause;
  const text = cause instanceof Error ? cause.message : String(cause);
  if (/device (was|is) lost/i.test(text)) {
    return new GpuLostError(`${doing}: the GPU device was lost; open() a new one. (${text})`, { cause });
  }
  if (/out of memory|allocation failed|could not allocate|array buffer allocation/i.test(text)) {
    return new GpuMemoryError(`${doing}: the device is out of memory; free() arrays that are done. (${text})`, {
      cause,
    });
  }
  return new GpuError(`${doing}: ${text}`, { cause });
}
