// What the program has of Node where it makes series, for a browser.
import { inflateSync } from "fflate";

const bytesOf = (text) => new TextEncoder().encode(text);

export const Buffer = {
  byteLength: (text) => bytesOf(text).length,
  from: (text, encoding) =>
    encoding === "base64" ? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) : bytesOf(text),
  compare: (a, b) => {
    const length = Math.min(a.length, b.length);
    for (let place = 0; place < length; place++) if (a[place] !== b[place]) return a[place] < b[place] ? -1 : 1;
    return Math.sign(a.length - b.length);
  },
};

export function inflateRawSync(bytes) {
  const text = new TextDecoder().decode(inflateSync(bytes));
  return { toString: () => text };
}

/** SHA-256 (FIPS 180-4) of a text in hexadecimal: the browser's own gives its answer too late. */
export function createHash() {
  let text = "";
  const hash = {
    update: (more) => {
      text += more;
      return hash;
    },
    digest: () => sha256(bytesOf(text)),
  };
  return hash;
}

const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
const fraction = (value) => Math.floor((value - Math.floor(value)) * 2 ** 32) >>> 0;
const rounds = primes.map((prime) => fraction(Math.cbrt(prime)));
const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const turn = (word, by) => (word >>> by) | (word << (32 - by));

function sha256(bytes) {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, (bytes.length * 8) >>> 0);
  const state = [...start];
  const words = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 64; i++) {
      if (i < 16) words[i] = view.getUint32(block + i * 4);
      else {
        const [a, b] = [words[i - 15], words[i - 2]];
        const low = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
        words[i] = words[i - 16] + low + words[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
      }
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[i] + words[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    for (const [place, word] of [a, b, c, d, e, f, g, h].entries()) state[place] = (state[place] + word) >>> 0;
  }
  return state.map((word) => word.toString(16).padStart(8, "0")).join("");
}
