// Sound as a WAV file of 16 bits.

const HEADER = 44;
const LOUDEST = 32767;

/** @param sound values [T] or [T, channels] in [-1, 1]; `rate` moments a second. */
export function wav({ values, shape }, rate) {
  const frame = 2 * (shape[1] ?? 1);
  const bytes = 2 * values.length;
  const file = new DataView(new ArrayBuffer(HEADER + bytes));
  const word = (at, letters) => [...letters].forEach((letter, i) => file.setUint8(at + i, letter.charCodeAt(0)));
  const long = (at, number) => file.setUint32(at, number, true);
  const short = (at, number) => file.setUint16(at, number, true);
  word(0, "RIFF");
  long(4, HEADER - 8 + bytes);
  word(8, "WAVEfmt ");
  long(16, 16);
  short(20, 1);
  short(22, frame / 2);
  long(24, rate);
  long(28, rate * frame);
  short(32, frame);
  short(34, 16);
  word(36, "data");
  long(40, bytes);
  values.forEach((value, i) => {
    file.setInt16(HEADER + 2 * i, Math.round(LOUDEST * Math.min(1, Math.max(-1, value))), true);
  });
  return new Blob([file], { type: "audio/wav" });
}
