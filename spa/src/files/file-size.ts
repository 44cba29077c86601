const inBytes = new Intl.NumberFormat('en', { style: 'unit', unit: 'byte', unitDisplay: 'long' });
const inKilobytes = new Intl.NumberFormat('en', { style: 'unit', unit: 'kilobyte', maximumSignificantDigits: 3 });
const inMegabytes = new Intl.NumberFormat('en', { style: 'unit', unit: 'megabyte', maximumSignificantDigits: 3 });

/** A number of bytes for people: "1 byte", "12.5 kB", "9.99 MB". A kB is 1,024 bytes, as in the limits of the API. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return inBytes.format(bytes);
  // what would be rounded up to 1,000 kB and more reads better as 1 MB
  return bytes < 1000 * 1024 ? inKilobytes.format(bytes / 1024) : inMegabytes.format(bytes / 1024 ** 2);
}
