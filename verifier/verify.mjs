// Suara: verifier of election records, from docs/SPEC.md. Usage: node verify.mjs [DIR…] --anchor DIGEST|FILE
// Made of verifier/src with @noble/curves and @noble/hashes (MIT, notices below).
var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// node_modules/@noble/hashes/_u64.js
var U32_MASK64 = /* @__PURE__ */ (() => BigInt(2 ** 32 - 1))();
var _32n = /* @__PURE__ */ BigInt(32);
function fromBig(n, le = false) {
  if (le)
    return { h: Number(n & U32_MASK64), l: Number(n >> _32n & U32_MASK64) };
  return { h: Number(n >> _32n & U32_MASK64) | 0, l: Number(n & U32_MASK64) | 0 };
}
function split(lst, le = false) {
  const len = lst.length;
  let Ah = new Uint32Array(len);
  let Al = new Uint32Array(len);
  for (let i = 0; i < len; i++) {
    const { h, l } = fromBig(lst[i], le);
    [Ah[i], Al[i]] = [h, l];
  }
  return [Ah, Al];
}
var fromNumH = (n) => n / 2 ** 32 | 0;
var fromNumL = (n) => n >>> 0;
function setU64FromNum(view, byteOffset, n, isLE) {
  const h = fromNumH(n);
  const l = fromNumL(n);
  view.setUint32(byteOffset, isLE ? l : h, isLE);
  view.setUint32(byteOffset + 4, isLE ? h : l, isLE);
}
var shrSH = (h, _l, s) => h >>> s;
var shrSL = (h, l, s) => h << 32 - s | l >>> s;
var rotrSH = (h, l, s) => h >>> s | l << 32 - s;
var rotrSL = (h, l, s) => h << 32 - s | l >>> s;
var rotrBH = (h, l, s) => h << 64 - s | l >>> s - 32;
var rotrBL = (h, l, s) => h >>> s - 32 | l << 64 - s;
function add(Ah, Al, Bh, Bl) {
  const l = (Al >>> 0) + (Bl >>> 0);
  return { h: Ah + Bh + (l / 2 ** 32 | 0) | 0, l: l | 0 };
}
var add3L = (Al, Bl, Cl) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0);
var add3H = (low, Ah, Bh, Ch) => Ah + Bh + Ch + (low / 2 ** 32 | 0) | 0;
var add4L = (Al, Bl, Cl, Dl) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0) + (Dl >>> 0);
var add4H = (low, Ah, Bh, Ch, Dh) => Ah + Bh + Ch + Dh + (low / 2 ** 32 | 0) | 0;
var add5L = (Al, Bl, Cl, Dl, El) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0) + (Dl >>> 0) + (El >>> 0);
var add5H = (low, Ah, Bh, Ch, Dh, Eh) => Ah + Bh + Ch + Dh + Eh + (low / 2 ** 32 | 0) | 0;

// node_modules/@noble/hashes/utils.js
function isBytes(a) {
  return a instanceof Uint8Array || ArrayBuffer.isView(a) && a.constructor.name === "Uint8Array" && "BYTES_PER_ELEMENT" in a && a.BYTES_PER_ELEMENT === 1;
}
var atitle = (title2) => title2 ? `"${title2}" ` : "";
function anumber(n, title2 = "") {
  if (typeof n !== "number")
    throw new TypeError(atitle(title2) + "expected number, got " + typeof n);
  if (!Number.isSafeInteger(n) || n < 0)
    throw new RangeError(atitle(title2) + "expected integer >= 0, got " + n);
  return n;
}
function abytes(value, length, title2 = "") {
  if (isBytes(value) && (length === void 0 || value.length === length))
    return value;
  if (length !== void 0)
    anumber(length, "length");
  const bytes = isBytes(value);
  const ofLen = length !== void 0 ? ` of length ${length}` : "";
  const got = bytes ? `length=${value.length}` : `type=${typeof value}`;
  const message = atitle(title2) + "expected Uint8Array" + ofLen + ", got " + got;
  if (!bytes)
    throw new TypeError(message);
  throw new RangeError(message);
}
var aobject = (value, label) => {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new TypeError((label === "object" ? "" : `"${label}" `) + "expected object, got type=" + typeof value);
};
var aopts = (value, label) => {
  aobject(value, label);
  const proto = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null)
    throw new TypeError(`"${label}" expected plain object`);
  if (Object.hasOwn(value, "__proto__"))
    throw new TypeError(`"${label}.__proto__" is not allowed`);
};
function aexists(instance, checkFinished = true) {
  if (instance.destroyed)
    throw new Error("hash was destroyed");
  if (checkFinished && instance.finished)
    throw new Error("digest() was already called");
}
function aoutput(out, instance) {
  abytes(out, void 0, "output");
  const min = instance.outputLen;
  if (!(out.length >= min)) {
    throw new RangeError('"output" expected length >= ' + min);
  }
}
function clean(...arrays) {
  for (let i = 0; i < arrays.length; i++) {
    arrays[i].fill(0);
  }
}
function createView(arr) {
  return new DataView(arr.buffer, arr.byteOffset, arr.byteLength);
}
function rotr(word, shift) {
  return word << 32 - shift | word >>> shift;
}
var hasHexBuiltin = /* @__PURE__ */ (() => (
  // @ts-ignore
  typeof Uint8Array.from([]).toHex === "function" && typeof Uint8Array.fromHex === "function"
))();
var hexes = /* @__PURE__ */ Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));
function bytesToHex(bytes) {
  abytes(bytes);
  if (hasHexBuiltin)
    return bytes.toHex();
  let hex2 = "";
  for (let i = 0; i < bytes.length; i++) {
    hex2 += hexes[bytes[i]];
  }
  return hex2;
}
function asciiToBase16(ch) {
  return ch >= 48 && ch <= 57 ? ch - 48 : ch >= 65 && ch <= 70 ? ch - (65 - 10) : ch >= 97 && ch <= 102 ? ch - (97 - 10) : void 0;
}
function hexToBytes(hex2) {
  if (typeof hex2 !== "string")
    throw new TypeError("hex string expected, got " + typeof hex2);
  if (hasHexBuiltin) {
    try {
      return Uint8Array.fromHex(hex2);
    } catch (error) {
      if (error instanceof SyntaxError)
        throw new RangeError(error.message);
      throw error;
    }
  }
  const hl = hex2.length;
  const al = hl / 2;
  if (hl % 2)
    throw new RangeError("hex string expected, got unpadded hex of length " + hl);
  const array = new Uint8Array(al);
  for (let ai = 0, hi = 0; ai < al; ai++, hi += 2) {
    const n1 = asciiToBase16(hex2.charCodeAt(hi));
    const n2 = asciiToBase16(hex2.charCodeAt(hi + 1));
    if (n1 === void 0 || n2 === void 0) {
      const char = hex2[hi] + hex2[hi + 1];
      throw new RangeError('hex string expected, got non-hex character "' + char + '" at index ' + hi);
    }
    array[ai] = n1 * 16 + n2;
  }
  return array;
}
function concatBytes(...arrays) {
  let sum2 = 0;
  for (let i = 0; i < arrays.length; i++) {
    const a = arrays[i];
    abytes(a);
    sum2 += a.length;
  }
  const res = new Uint8Array(sum2);
  for (let i = 0, pad = 0; i < arrays.length; i++) {
    const a = arrays[i];
    res.set(a, pad);
    pad += a.length;
  }
  return res;
}
function checkOpts(defaults, opts, title2 = "opts") {
  aopts(defaults, "defaults");
  if (opts !== void 0)
    aopts(opts, title2);
  const merged = Object.assign(/* @__PURE__ */ Object.create(null), defaults, opts);
  return merged;
}
function createHasher(hashCons, info = {}) {
  if (typeof hashCons !== "function")
    throw new TypeError('"hashCons" expected function, got type=' + typeof hashCons);
  info = checkOpts({}, info, "info");
  const hashC = (msg, opts) => hashCons(opts).update(msg).digest();
  const tmp = hashCons(void 0);
  hashC.outputLen = tmp.outputLen;
  hashC.blockLen = tmp.blockLen;
  hashC.canXOF = tmp.canXOF;
  hashC.create = (opts) => hashCons(opts);
  Object.assign(hashC, info);
  return Object.freeze(hashC);
}
function randomBytes(bytesLength = 32) {
  anumber(bytesLength, "bytesLength");
  const cr = typeof globalThis === "object" ? globalThis.crypto : null;
  if (typeof cr?.getRandomValues !== "function")
    throw new Error("crypto.getRandomValues must be defined");
  if (bytesLength > 65536)
    throw new RangeError(`"bytesLength" expected <= 65536, got ${bytesLength}`);
  return cr.getRandomValues(new Uint8Array(bytesLength));
}
var oidNist = (suffix) => ({
  // Current NIST hashAlgs suffixes used here fit in one DER subidentifier octet.
  // Larger suffix values would need base-128 OID encoding and a different length byte.
  oid: Uint8Array.from([6, 9, 96, 134, 72, 1, 101, 3, 4, 2, suffix])
});

// node_modules/@noble/hashes/_md.js
function Chi(a, b, c) {
  return a & b ^ ~a & c;
}
function Maj(a, b, c) {
  return a & b ^ a & c ^ b & c;
}
var HashMD = class {
  blockLen;
  outputLen;
  canXOF = false;
  padOffset;
  isLE;
  // For partial updates less than block size
  buffer;
  view;
  finished = false;
  length = 0;
  pos = 0;
  destroyed = false;
  constructor(blockLen, outputLen, padOffset, isLE) {
    this.blockLen = blockLen;
    this.outputLen = outputLen;
    this.padOffset = padOffset;
    this.isLE = isLE;
    this.buffer = new Uint8Array(blockLen);
    this.view = createView(this.buffer);
  }
  update(data) {
    aexists(this);
    abytes(data);
    const { view, buffer, blockLen } = this;
    const len = data.length;
    let processed = false;
    for (let pos = 0; pos < len; ) {
      const take = Math.min(blockLen - this.pos, len - pos);
      if (take === blockLen) {
        const dataView = createView(data);
        for (; blockLen <= len - pos; pos += blockLen)
          this.process(dataView, pos);
        processed = true;
        continue;
      }
      buffer.set(pos === 0 && take === len ? data : data.subarray(pos, pos + take), this.pos);
      this.pos += take;
      pos += take;
      if (this.pos === blockLen) {
        this.process(view, 0);
        this.pos = 0;
        processed = true;
      }
    }
    this.length += data.length;
    if (processed)
      this.roundClean();
    return this;
  }
  digestInto(out) {
    aexists(this);
    aoutput(out, this);
    this.finished = true;
    const { buffer, view, blockLen, isLE } = this;
    let { pos } = this;
    buffer[pos++] = 128;
    buffer.fill(0, pos);
    if (this.padOffset > blockLen - pos) {
      this.process(view, 0);
      buffer.fill(0);
    }
    setU64FromNum(view, blockLen - 8, this.length * 8, isLE);
    this.process(view, 0);
    this.roundClean();
    const oview = out === buffer ? view : createView(out);
    const len = this.outputLen;
    const outLen = len / 4;
    const state = this.get();
    if (len % 4 || outLen > state.length)
      throw new Error("invalid outputLen");
    for (let i = 0; i < outLen; i++)
      oview.setUint32(4 * i, state[i], isLE);
  }
  digest() {
    const { buffer, outputLen } = this;
    this.digestInto(buffer);
    const res = buffer.slice(0, outputLen);
    this.destroy();
    return res;
  }
  _cloneIntoMeta(to) {
    const { buffer, length, finished, destroyed, pos } = this;
    to.destroyed = destroyed;
    to.finished = finished;
    to.length = length;
    to.pos = pos;
    if (pos)
      to.buffer.set(buffer);
    return to;
  }
  clone() {
    return this._cloneInto();
  }
};
var SHA256_IV = /* @__PURE__ */ Uint32Array.from([
  1779033703,
  3144134277,
  1013904242,
  2773480762,
  1359893119,
  2600822924,
  528734635,
  1541459225
]);
var SHA512_IV = /* @__PURE__ */ Uint32Array.from([
  1779033703,
  4089235720,
  3144134277,
  2227873595,
  1013904242,
  4271175723,
  2773480762,
  1595750129,
  1359893119,
  2917565137,
  2600822924,
  725511199,
  528734635,
  4215389547,
  1541459225,
  327033209
]);

// node_modules/@noble/hashes/sha2.js
var SHA256_K = /* @__PURE__ */ Uint32Array.from([
  1116352408,
  1899447441,
  3049323471,
  3921009573,
  961987163,
  1508970993,
  2453635748,
  2870763221,
  3624381080,
  310598401,
  607225278,
  1426881987,
  1925078388,
  2162078206,
  2614888103,
  3248222580,
  3835390401,
  4022224774,
  264347078,
  604807628,
  770255983,
  1249150122,
  1555081692,
  1996064986,
  2554220882,
  2821834349,
  2952996808,
  3210313671,
  3336571891,
  3584528711,
  113926993,
  338241895,
  666307205,
  773529912,
  1294757372,
  1396182291,
  1695183700,
  1986661051,
  2177026350,
  2456956037,
  2730485921,
  2820302411,
  3259730800,
  3345764771,
  3516065817,
  3600352804,
  4094571909,
  275423344,
  430227734,
  506948616,
  659060556,
  883997877,
  958139571,
  1322822218,
  1537002063,
  1747873779,
  1955562222,
  2024104815,
  2227730452,
  2361852424,
  2428436474,
  2756734187,
  3204031479,
  3329325298
]);
var SHA256_W = /* @__PURE__ */ new Uint32Array(64);
var SHA2_32B = class extends HashMD {
  // We cannot use array here since array allows indexing by variable
  // which means optimizer/compiler cannot use registers.
  // Numeric initializers matter: starting the fields as `undefined` changes
  // V8's field representation and makes sha256 3x slower (measured).
  A = 0;
  B = 0;
  C = 0;
  D = 0;
  E = 0;
  F = 0;
  G = 0;
  H = 0;
  constructor(outputLen, IV) {
    super(64, outputLen, 8, false);
    this.A = IV[0] | 0;
    this.B = IV[1] | 0;
    this.C = IV[2] | 0;
    this.D = IV[3] | 0;
    this.E = IV[4] | 0;
    this.F = IV[5] | 0;
    this.G = IV[6] | 0;
    this.H = IV[7] | 0;
  }
  get() {
    const { A, B, C, D, E, F, G: G2, H: H2 } = this;
    return [A, B, C, D, E, F, G2, H2];
  }
  // prettier-ignore
  set(A, B, C, D, E, F, G2, H2) {
    this.A = A | 0;
    this.B = B | 0;
    this.C = C | 0;
    this.D = D | 0;
    this.E = E | 0;
    this.F = F | 0;
    this.G = G2 | 0;
    this.H = H2 | 0;
  }
  _cloneInto(to) {
    (to ||= new this.constructor()).set(...this.get());
    return this._cloneIntoMeta(to);
  }
  process(view, offset) {
    for (let i = 0; i < 16; i++, offset += 4)
      SHA256_W[i] = view.getUint32(offset, false);
    for (let i = 16; i < 64; i++) {
      const W15 = SHA256_W[i - 15];
      const W2 = SHA256_W[i - 2];
      const s0 = rotr(W15, 7) ^ rotr(W15, 18) ^ W15 >>> 3;
      const s1 = rotr(W2, 17) ^ rotr(W2, 19) ^ W2 >>> 10;
      SHA256_W[i] = s1 + SHA256_W[i - 7] + s0 + SHA256_W[i - 16] | 0;
    }
    let { A, B, C, D, E, F, G: G2, H: H2 } = this;
    for (let i = 0; i < 64; i++) {
      const sigma1 = rotr(E, 6) ^ rotr(E, 11) ^ rotr(E, 25);
      const T1 = H2 + sigma1 + Chi(E, F, G2) + SHA256_K[i] + SHA256_W[i] | 0;
      const sigma0 = rotr(A, 2) ^ rotr(A, 13) ^ rotr(A, 22);
      const T2 = sigma0 + Maj(A, B, C) | 0;
      H2 = G2;
      G2 = F;
      F = E;
      E = D + T1 | 0;
      D = C;
      C = B;
      B = A;
      A = T1 + T2 | 0;
    }
    A = A + this.A | 0;
    B = B + this.B | 0;
    C = C + this.C | 0;
    D = D + this.D | 0;
    E = E + this.E | 0;
    F = F + this.F | 0;
    G2 = G2 + this.G | 0;
    H2 = H2 + this.H | 0;
    this.set(A, B, C, D, E, F, G2, H2);
  }
  roundClean() {
    clean(SHA256_W);
  }
  destroy() {
    this.destroyed = true;
    this.set(0, 0, 0, 0, 0, 0, 0, 0);
    clean(this.buffer);
  }
};
var _SHA256 = class extends SHA2_32B {
  constructor() {
    super(32, SHA256_IV);
  }
};
var K512 = /* @__PURE__ */ (() => split([
  "0x428a2f98d728ae22",
  "0x7137449123ef65cd",
  "0xb5c0fbcfec4d3b2f",
  "0xe9b5dba58189dbbc",
  "0x3956c25bf348b538",
  "0x59f111f1b605d019",
  "0x923f82a4af194f9b",
  "0xab1c5ed5da6d8118",
  "0xd807aa98a3030242",
  "0x12835b0145706fbe",
  "0x243185be4ee4b28c",
  "0x550c7dc3d5ffb4e2",
  "0x72be5d74f27b896f",
  "0x80deb1fe3b1696b1",
  "0x9bdc06a725c71235",
  "0xc19bf174cf692694",
  "0xe49b69c19ef14ad2",
  "0xefbe4786384f25e3",
  "0x0fc19dc68b8cd5b5",
  "0x240ca1cc77ac9c65",
  "0x2de92c6f592b0275",
  "0x4a7484aa6ea6e483",
  "0x5cb0a9dcbd41fbd4",
  "0x76f988da831153b5",
  "0x983e5152ee66dfab",
  "0xa831c66d2db43210",
  "0xb00327c898fb213f",
  "0xbf597fc7beef0ee4",
  "0xc6e00bf33da88fc2",
  "0xd5a79147930aa725",
  "0x06ca6351e003826f",
  "0x142929670a0e6e70",
  "0x27b70a8546d22ffc",
  "0x2e1b21385c26c926",
  "0x4d2c6dfc5ac42aed",
  "0x53380d139d95b3df",
  "0x650a73548baf63de",
  "0x766a0abb3c77b2a8",
  "0x81c2c92e47edaee6",
  "0x92722c851482353b",
  "0xa2bfe8a14cf10364",
  "0xa81a664bbc423001",
  "0xc24b8b70d0f89791",
  "0xc76c51a30654be30",
  "0xd192e819d6ef5218",
  "0xd69906245565a910",
  "0xf40e35855771202a",
  "0x106aa07032bbd1b8",
  "0x19a4c116b8d2d0c8",
  "0x1e376c085141ab53",
  "0x2748774cdf8eeb99",
  "0x34b0bcb5e19b48a8",
  "0x391c0cb3c5c95a63",
  "0x4ed8aa4ae3418acb",
  "0x5b9cca4f7763e373",
  "0x682e6ff3d6b2b8a3",
  "0x748f82ee5defb2fc",
  "0x78a5636f43172f60",
  "0x84c87814a1f0ab72",
  "0x8cc702081a6439ec",
  "0x90befffa23631e28",
  "0xa4506cebde82bde9",
  "0xbef9a3f7b2c67915",
  "0xc67178f2e372532b",
  "0xca273eceea26619c",
  "0xd186b8c721c0c207",
  "0xeada7dd6cde0eb1e",
  "0xf57d4f7fee6ed178",
  "0x06f067aa72176fba",
  "0x0a637dc5a2c898a6",
  "0x113f9804bef90dae",
  "0x1b710b35131c471b",
  "0x28db77f523047d84",
  "0x32caab7b40c72493",
  "0x3c9ebe0a15c9bebc",
  "0x431d67c49c100d4c",
  "0x4cc5d4becb3e42b6",
  "0x597f299cfc657e2a",
  "0x5fcb6fab3ad6faec",
  "0x6c44198c4a475817"
].map((n) => BigInt(n))))();
var SHA512_Kh = /* @__PURE__ */ (() => K512[0])();
var SHA512_Kl = /* @__PURE__ */ (() => K512[1])();
var SHA512_W_H = /* @__PURE__ */ new Uint32Array(80);
var SHA512_W_L = /* @__PURE__ */ new Uint32Array(80);
var SHA2_64B = class extends HashMD {
  // We cannot use array here since array allows indexing by variable
  // which means optimizer/compiler cannot use registers.
  // h -- high 32 bits, l -- low 32 bits
  // Numeric initializers matter: starting the fields as `undefined` changes
  // V8's field representation and slows hashing down (measured on sha256).
  Ah = 0;
  Al = 0;
  Bh = 0;
  Bl = 0;
  Ch = 0;
  Cl = 0;
  Dh = 0;
  Dl = 0;
  Eh = 0;
  El = 0;
  Fh = 0;
  Fl = 0;
  Gh = 0;
  Gl = 0;
  Hh = 0;
  Hl = 0;
  constructor(outputLen, IV) {
    super(128, outputLen, 16, false);
    this.Ah = IV[0] | 0;
    this.Al = IV[1] | 0;
    this.Bh = IV[2] | 0;
    this.Bl = IV[3] | 0;
    this.Ch = IV[4] | 0;
    this.Cl = IV[5] | 0;
    this.Dh = IV[6] | 0;
    this.Dl = IV[7] | 0;
    this.Eh = IV[8] | 0;
    this.El = IV[9] | 0;
    this.Fh = IV[10] | 0;
    this.Fl = IV[11] | 0;
    this.Gh = IV[12] | 0;
    this.Gl = IV[13] | 0;
    this.Hh = IV[14] | 0;
    this.Hl = IV[15] | 0;
  }
  // prettier-ignore
  get() {
    const { Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl } = this;
    return [Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl];
  }
  // prettier-ignore
  set(Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl) {
    this.Ah = Ah | 0;
    this.Al = Al | 0;
    this.Bh = Bh | 0;
    this.Bl = Bl | 0;
    this.Ch = Ch | 0;
    this.Cl = Cl | 0;
    this.Dh = Dh | 0;
    this.Dl = Dl | 0;
    this.Eh = Eh | 0;
    this.El = El | 0;
    this.Fh = Fh | 0;
    this.Fl = Fl | 0;
    this.Gh = Gh | 0;
    this.Gl = Gl | 0;
    this.Hh = Hh | 0;
    this.Hl = Hl | 0;
  }
  _cloneInto(to) {
    (to ||= new this.constructor()).set(...this.get());
    return this._cloneIntoMeta(to);
  }
  process(view, offset) {
    for (let i = 0; i < 16; i++, offset += 4) {
      SHA512_W_H[i] = view.getUint32(offset);
      SHA512_W_L[i] = view.getUint32(offset += 4);
    }
    for (let i = 16; i < 80; i++) {
      const W15h = SHA512_W_H[i - 15] | 0;
      const W15l = SHA512_W_L[i - 15] | 0;
      const s0h = rotrSH(W15h, W15l, 1) ^ rotrSH(W15h, W15l, 8) ^ shrSH(W15h, W15l, 7);
      const s0l = rotrSL(W15h, W15l, 1) ^ rotrSL(W15h, W15l, 8) ^ shrSL(W15h, W15l, 7);
      const W2h = SHA512_W_H[i - 2] | 0;
      const W2l = SHA512_W_L[i - 2] | 0;
      const s1h = rotrSH(W2h, W2l, 19) ^ rotrBH(W2h, W2l, 61) ^ shrSH(W2h, W2l, 6);
      const s1l = rotrSL(W2h, W2l, 19) ^ rotrBL(W2h, W2l, 61) ^ shrSL(W2h, W2l, 6);
      const SUMl = add4L(s0l, s1l, SHA512_W_L[i - 7], SHA512_W_L[i - 16]);
      const SUMh = add4H(SUMl, s0h, s1h, SHA512_W_H[i - 7], SHA512_W_H[i - 16]);
      SHA512_W_H[i] = SUMh | 0;
      SHA512_W_L[i] = SUMl | 0;
    }
    let { Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl } = this;
    for (let i = 0; i < 80; i++) {
      const sigma1h = rotrSH(Eh, El, 14) ^ rotrSH(Eh, El, 18) ^ rotrBH(Eh, El, 41);
      const sigma1l = rotrSL(Eh, El, 14) ^ rotrSL(Eh, El, 18) ^ rotrBL(Eh, El, 41);
      const CHIh = Eh & Fh ^ ~Eh & Gh;
      const CHIl = El & Fl ^ ~El & Gl;
      const T1ll = add5L(Hl, sigma1l, CHIl, SHA512_Kl[i], SHA512_W_L[i]);
      const T1h = add5H(T1ll, Hh, sigma1h, CHIh, SHA512_Kh[i], SHA512_W_H[i]);
      const T1l = T1ll | 0;
      const sigma0h = rotrSH(Ah, Al, 28) ^ rotrBH(Ah, Al, 34) ^ rotrBH(Ah, Al, 39);
      const sigma0l = rotrSL(Ah, Al, 28) ^ rotrBL(Ah, Al, 34) ^ rotrBL(Ah, Al, 39);
      const MAJh = Ah & Bh ^ Ah & Ch ^ Bh & Ch;
      const MAJl = Al & Bl ^ Al & Cl ^ Bl & Cl;
      Hh = Gh | 0;
      Hl = Gl | 0;
      Gh = Fh | 0;
      Gl = Fl | 0;
      Fh = Eh | 0;
      Fl = El | 0;
      ({ h: Eh, l: El } = add(Dh | 0, Dl | 0, T1h | 0, T1l | 0));
      Dh = Ch | 0;
      Dl = Cl | 0;
      Ch = Bh | 0;
      Cl = Bl | 0;
      Bh = Ah | 0;
      Bl = Al | 0;
      const All = add3L(T1l, sigma0l, MAJl);
      Ah = add3H(All, T1h, sigma0h, MAJh);
      Al = All | 0;
    }
    ({ h: Ah, l: Al } = add(this.Ah | 0, this.Al | 0, Ah | 0, Al | 0));
    ({ h: Bh, l: Bl } = add(this.Bh | 0, this.Bl | 0, Bh | 0, Bl | 0));
    ({ h: Ch, l: Cl } = add(this.Ch | 0, this.Cl | 0, Ch | 0, Cl | 0));
    ({ h: Dh, l: Dl } = add(this.Dh | 0, this.Dl | 0, Dh | 0, Dl | 0));
    ({ h: Eh, l: El } = add(this.Eh | 0, this.El | 0, Eh | 0, El | 0));
    ({ h: Fh, l: Fl } = add(this.Fh | 0, this.Fl | 0, Fh | 0, Fl | 0));
    ({ h: Gh, l: Gl } = add(this.Gh | 0, this.Gl | 0, Gh | 0, Gl | 0));
    ({ h: Hh, l: Hl } = add(this.Hh | 0, this.Hl | 0, Hh | 0, Hl | 0));
    this.set(Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl);
  }
  roundClean() {
    clean(SHA512_W_H, SHA512_W_L);
  }
  destroy() {
    this.destroyed = true;
    clean(this.buffer);
    this.set(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
};
var _SHA512 = class extends SHA2_64B {
  constructor() {
    super(64, SHA512_IV);
  }
};
var sha256 = /* @__PURE__ */ createHasher(
  () => new _SHA256(),
  /* @__PURE__ */ oidNist(1)
);
var sha512 = /* @__PURE__ */ createHasher(
  () => new _SHA512(),
  /* @__PURE__ */ oidNist(3)
);

// src/bytes.mjs
var Refused = class extends Error {
};
function refuse(why) {
  throw new Refused(why);
}
function attempt(read) {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refused) return void 0;
    throw error;
  }
}
var encoder = new TextEncoder();
var decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
var utf8 = (text4) => encoder.encode(text4);
function fromUtf8(bytes) {
  try {
    return decoder.decode(bytes);
  } catch {
    return refuse("not UTF-8");
  }
}
var HEX = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, "0"));
function hex(bytes) {
  let out = "";
  for (const byte of bytes) out += HEX[byte];
  return out;
}
function unhex(text4) {
  const out = new Uint8Array(text4.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = parseInt(text4.slice(2 * i, 2 * i + 2), 16);
  return out;
}
var ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
var VALUE = new Map([...ALPHABET].map((c, i) => [c, i]));
function unbase64(text4) {
  if (text4.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text4)) refuse("not base64");
  const symbols = text4.replace(/=+$/, "");
  const out = new Uint8Array(Math.floor(symbols.length * 6 / 8));
  let bits = 0, held = 0, at = 0;
  for (const c of symbols) {
    held = held << 6 | VALUE.get(c);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = held >> bits & 255;
      held &= (1 << bits) - 1;
    }
  }
  if (held !== 0) refuse("spare bits of base64 are not zero");
  return out;
}
function concat(...parts2) {
  const out = new Uint8Array(parts2.reduce((sum2, part) => sum2 + part.length, 0));
  let at = 0;
  for (const part of parts2) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
function compareBytes(a, b) {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}
var sameBytes = (a, b) => a.length === b.length && compareBytes(a, b) === 0;
var byText = (a, b) => compareBytes(utf8(a), utf8(b));
function bigEndian(n, size) {
  const out = new Uint8Array(size);
  for (let rest = BigInt(n), i = size - 1; i >= 0; i--, rest >>= 8n) out[i] = Number(rest & 0xffn);
  return out;
}
var n4 = (n) => bigEndian(n, 4);
var n8 = (n) => bigEndian(n, 8);
function frame(tag, ...parts2) {
  const out = [];
  for (const part of [`suara/v1/${tag}`, ...parts2]) {
    const bytes = typeof part === "string" ? utf8(part) : part;
    out.push(n4(bytes.length), bytes);
  }
  return concat(...out);
}
var sha = (bytes) => hex(sha256(bytes));
var H = (tag, ...parts2) => sha256(frame(tag, ...parts2));
var W = (tag, ...parts2) => sha512(frame(tag, ...parts2));
var wide = (bytes) => sha512(bytes);
function littleEndian(bytes) {
  let out = "";
  for (let i = bytes.length - 1; i >= 0; i--) out += HEX[bytes[i]];
  return BigInt(`0x${out || "0"}`);
}

// node_modules/@noble/curves/utils.js
/*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
function aarray(item, title2, inner = () => {
}) {
  if (!Array.isArray(item))
    throw new TypeError(`"${title2}" expected array, got type=${typeof item}`);
  for (let i = 0; i < item.length; i++)
    inner(item[i], `${title2}[${i}]`);
  return item;
}
var abytes2 = (value, length, title2) => abytes(value, length, title2);
var anumber2 = anumber;
function aobject2(value, title2 = "object") {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new TypeError(title2 === "object" ? "expected valid options object" : `"${title2}" expected object, got type=${typeof value}`);
  return value;
}
function afunction(value, title2) {
  if (typeof value !== "function")
    throw new TypeError(`"${title2}" is invalid: expected function, got ${typeof value}`);
  return value;
}
var bytesToHex2 = bytesToHex;
var concatBytes2 = (...arrays) => concatBytes(...arrays);
var hexToBytes2 = (hex2) => hexToBytes(hex2);
var isBytes2 = isBytes;
var randomBytes2 = (bytesLength) => randomBytes(bytesLength);
var _0n = /* @__PURE__ */ BigInt(0);
var _1n = /* @__PURE__ */ BigInt(1);
var atitle2 = (title2) => title2 ? `"${title2}" ` : "";
function abool(value, title2 = "") {
  if (typeof value !== "boolean")
    throw new TypeError(atitle2(title2) + "expected boolean, got type=" + typeof value);
  return value;
}
function abignumber(n) {
  if (typeof n === "bigint") {
    if (!isPosBig(n))
      throw new RangeError("positive bigint expected, got " + n);
  } else
    anumber2(n);
  return n;
}
function asafenumber(value, title2 = "") {
  if (typeof value !== "number") {
    const prefix = title2 && `"${title2}" `;
    throw new TypeError(prefix + "expected number, got type=" + typeof value);
  }
  if (!Number.isSafeInteger(value)) {
    const prefix = title2 && `"${title2}" `;
    throw new RangeError(prefix + "expected safe integer, got " + value);
  }
}
function hexToNumber(hex2) {
  if (typeof hex2 !== "string")
    throw new TypeError("hex string expected, got " + typeof hex2);
  return hex2 === "" ? _0n : BigInt("0x" + hex2);
}
function bytesToNumberBE(bytes) {
  return hexToNumber(bytesToHex(bytes));
}
function bytesToNumberLE(bytes) {
  return hexToNumber(bytesToHex(copyBytes(abytes(bytes)).reverse()));
}
function numberToBytesBE(n, len) {
  anumber(len);
  if (len === 0)
    throw new Error("zero output length is invalid");
  n = abignumber(n);
  const expectedLen = len * 2;
  const hex2 = n.toString(16);
  if (hex2.length > expectedLen)
    throw new RangeError("number is too large");
  return hexToBytes(hex2.padStart(expectedLen, "0"));
}
function numberToBytesLE(n, len) {
  return numberToBytesBE(n, len).reverse();
}
function equalBytes(a, b) {
  a = abytes2(a);
  b = abytes2(b);
  if (a.length !== b.length)
    return false;
  let diff = 0;
  for (let i = 0; i < a.length; i++)
    diff |= a[i] ^ b[i];
  return diff === 0;
}
function copyBytes(bytes) {
  return Uint8Array.from(abytes2(bytes));
}
function isPosBig(n) {
  return typeof n === "bigint" && _0n <= n;
}
function inRange(n, min, max) {
  return isPosBig(n) && isPosBig(min) && isPosBig(max) && min <= n && n < max;
}
function aInRange(title2, n, min, max) {
  if (!inRange(n, min, max))
    throw new RangeError("expected valid " + title2 + ": " + min + " <= n < " + max + ", got " + n);
}
function bitLen(n) {
  if (n < _0n)
    throw new Error("expected non-negative bigint, got " + n);
  return n === _0n ? 0 : n.toString(2).length;
}
var bitMask = (n) => {
  asafenumber(n, "n");
  return (_1n << BigInt(n)) - _1n;
};
function validateObject(object8, fields = {}, optFields = {}, title2 = "object") {
  aobject2(object8, title2);
  aobject2(fields, "fields");
  aobject2(optFields, "optFields");
  function checkField(fieldName, expectedType, isOpt) {
    const label = title2 === "object" ? `param "${String(fieldName)}"` : `"${title2}.${String(fieldName)}"`;
    const val = object8[fieldName];
    if (!Object.hasOwn(object8, fieldName) && (isOpt ? val !== void 0 : expectedType !== "function")) {
      throw new TypeError(`${label} is invalid: expected own property`);
    }
    if (isOpt && val === void 0)
      return;
    const current = typeof val;
    if (current !== expectedType || val === null)
      throw new TypeError(`${label} is invalid: expected ${expectedType}, got ${current}`);
  }
  const iter = (f, isOpt) => Object.entries(f).forEach(([k, v]) => checkField(k, v, isOpt));
  iter(fields, false);
  iter(optFields, true);
}
var notImplemented = () => {
  throw new Error("not implemented");
};

// node_modules/@noble/curves/abstract/modular.js
/*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
var _0n2 = /* @__PURE__ */ BigInt(0);
var _1n2 = /* @__PURE__ */ BigInt(1);
var _2n = /* @__PURE__ */ BigInt(2);
var _3n = /* @__PURE__ */ BigInt(3);
var _4n = /* @__PURE__ */ BigInt(4);
var _5n = /* @__PURE__ */ BigInt(5);
var _7n = /* @__PURE__ */ BigInt(7);
var _8n = /* @__PURE__ */ BigInt(8);
var _9n = /* @__PURE__ */ BigInt(9);
var _15n = /* @__PURE__ */ BigInt(15);
var _16n = /* @__PURE__ */ BigInt(16);
var POW_WINDOWED_MIN = /* @__PURE__ */ BigInt("0x10000000000000000");
function mod(a, b) {
  if (b <= _0n2)
    throw new Error("mod: expected positive modulus, got " + b);
  const result = a % b;
  return result >= _0n2 ? result : b + result;
}
function pow(num, power, modulo) {
  if (modulo <= _1n2)
    throw new Error("pow: expected modulus > 1, got " + modulo);
  if (typeof power !== "bigint")
    throw new TypeError("invalid exponent: expected bigint, got " + typeof power);
  if (power < _0n2)
    throw new Error("invalid exponent, negatives unsupported");
  if (power === _0n2)
    return _1n2;
  if (power === _1n2)
    return num;
  let d = num % modulo;
  if (d < _0n2)
    d += modulo;
  if (power < POW_WINDOWED_MIN) {
    let p2 = _1n2;
    while (power > _0n2) {
      if (power & _1n2)
        p2 = p2 * d % modulo;
      d = d * d % modulo;
      power >>= _1n2;
    }
    return p2;
  }
  const digits = [];
  while (power > _0n2) {
    digits.push(Number(power & _15n));
    power >>= _4n;
  }
  const table = new Array(16);
  table[0] = _1n2;
  table[1] = d;
  for (let i = 2; i < 16; i++)
    table[i] = table[i - 1] * d % modulo;
  let p = table[digits[digits.length - 1]];
  for (let w = digits.length - 2; w >= 0; w--) {
    p = p * p % modulo;
    p = p * p % modulo;
    p = p * p % modulo;
    p = p * p % modulo;
    const digit = digits[w];
    if (digit !== 0)
      p = p * table[digit] % modulo;
  }
  return p;
}
function pow2(x, power, modulo) {
  if (modulo <= _1n2)
    throw new Error("pow2: expected modulus > 1, got " + modulo);
  if (power < _0n2)
    throw new Error("pow2: expected non-negative exponent, got " + power);
  let res = x;
  while (power-- > _0n2) {
    res *= res;
    res %= modulo;
  }
  return res;
}
function invert(number2, modulo) {
  if (number2 === _0n2)
    throw new Error("invert: expected non-zero number");
  if (modulo <= _1n2)
    throw new Error("invert: expected modulus > 1, got " + modulo);
  let a = mod(number2, modulo);
  let b = modulo;
  let x = _0n2, u = _1n2;
  while (a !== _0n2) {
    const q = b / a;
    const r = b - a * q;
    const m = x - u * q;
    b = a, a = r, x = u, u = m;
  }
  const gcd = b;
  if (gcd !== _1n2)
    throw new Error("invert: does not exist");
  return mod(x, modulo);
}
function assertIsSquare(Fp2, root, n) {
  const F = Fp2;
  if (!F.eql(F.sqr(root), n))
    throw new Error("Cannot find square root");
}
function aoddModulus(order4, fnName) {
  if ((order4 & _1n2) === _0n2)
    throw new Error(fnName + ": expected odd modulus, got " + order4);
}
function sqrt3mod4(Fp2, n) {
  const F = Fp2;
  const p1div4 = (F.ORDER + _1n2) / _4n;
  const root = F.pow(n, p1div4);
  assertIsSquare(F, root, n);
  return root;
}
function sqrt5mod8(Fp2, n) {
  const F = Fp2;
  const p5div8 = (F.ORDER - _5n) / _8n;
  const n2 = F.mul(n, _2n);
  const v = F.pow(n2, p5div8);
  const nv = F.mul(n, v);
  const i = F.mul(F.mul(nv, _2n), v);
  const root = F.mul(nv, F.sub(i, F.ONE));
  assertIsSquare(F, root, n);
  return root;
}
function sqrt9mod16(P) {
  const Fp_ = Field(P);
  const tn = tonelliShanks(P);
  const c1 = tn(Fp_, Fp_.neg(Fp_.ONE));
  const c2 = tn(Fp_, c1);
  const c3 = tn(Fp_, Fp_.neg(c1));
  const c4 = (P + _7n) / _16n;
  return ((Fp2, n) => {
    const F = Fp2;
    let tv1 = F.pow(n, c4);
    let tv2 = F.mul(tv1, c1);
    const tv3 = F.mul(tv1, c2);
    const tv4 = F.mul(tv1, c3);
    const e1 = F.eql(F.sqr(tv2), n);
    const e2 = F.eql(F.sqr(tv3), n);
    tv1 = F.cmov(tv1, tv2, e1);
    tv2 = F.cmov(tv4, tv3, e2);
    const e3 = F.eql(F.sqr(tv2), n);
    const root = F.cmov(tv1, tv2, e3);
    assertIsSquare(F, root, n);
    return root;
  });
}
function tonelliShanks(P) {
  if (P < _3n)
    throw new Error("sqrt is not defined for small field");
  aoddModulus(P, "tonelliShanks");
  let Q = P - _1n2;
  let S = 0;
  while (Q % _2n === _0n2) {
    Q /= _2n;
    S++;
  }
  let Z = _2n;
  const _Fp = Field(P);
  while (FpLegendre(_Fp, Z) === 1) {
    if (Z++ > 1e3)
      throw new Error("Cannot find square root: probably non-prime P");
  }
  if (S === 1)
    return sqrt3mod4;
  let cc = _Fp.pow(Z, Q);
  const Q1div2 = (Q + _1n2) / _2n;
  return function tonelliSlow(Fp2, n) {
    const F = Fp2;
    if (F.is0(n))
      return n;
    if (FpLegendre(F, n) !== 1)
      throw new Error("Cannot find square root");
    let M = S;
    let c = F.mul(F.ONE, cc);
    let t = F.pow(n, Q);
    let R = F.pow(n, Q1div2);
    while (!F.eql(t, F.ONE)) {
      if (F.is0(t))
        throw new Error("Cannot find square root: probably non-prime P");
      let i = 1;
      let t_tmp = F.sqr(t);
      while (!F.eql(t_tmp, F.ONE)) {
        i++;
        t_tmp = F.sqr(t_tmp);
        if (i === M)
          throw new Error("Cannot find square root");
      }
      const exponent = _1n2 << BigInt(M - i - 1);
      const b = F.pow(c, exponent);
      M = i;
      c = F.sqr(b);
      t = F.mul(t, c);
      R = F.mul(R, b);
    }
    return R;
  };
}
function FpSqrt(P) {
  aoddModulus(P, "Fp.sqrt");
  if (P % _4n === _3n)
    return sqrt3mod4;
  if (P % _8n === _5n)
    return sqrt5mod8;
  if (P % _16n === _9n)
    return sqrt9mod16(P);
  return tonelliShanks(P);
}
var isNegativeLE = (num, modulo) => (mod(num, modulo) & _1n2) === _1n2;
var FIELD_FIELDS = [
  "create",
  "isValid",
  "is0",
  "neg",
  "inv",
  "sqrt",
  "sqr",
  "eql",
  "add",
  "sub",
  "mul",
  "pow",
  "div",
  "addN",
  "subN",
  "mulN",
  "sqrN"
];
function validateField(field) {
  aobject2(field, "field");
  if (typeof field.ORDER !== "bigint")
    throw new TypeError('param "ORDER" is invalid: expected bigint, got ' + typeof field.ORDER);
  asafenumber(field.BYTES, "BYTES");
  asafenumber(field.BITS, "BITS");
  for (const name of FIELD_FIELDS)
    afunction(field[name], "field." + name);
  if (field.BYTES < 1 || field.BITS < 1)
    throw new Error("invalid field: expected BYTES/BITS > 0");
  if (field.ORDER <= _1n2)
    throw new Error("invalid field: expected ORDER > 1, got " + field.ORDER);
  return field;
}
function FpInvertBatch(Fp2, nums, passZero = false) {
  validateField(Fp2);
  aarray(nums, "nums");
  abool(passZero, "passZero");
  const F = Fp2;
  const inverted = new Array(nums.length).fill(passZero ? F.ZERO : void 0);
  const multipliedAcc = nums.reduce((acc, num, i) => {
    if (F.is0(num))
      return acc;
    inverted[i] = acc;
    return F.mul(acc, num);
  }, F.ONE);
  const invertedAcc = F.inv(multipliedAcc);
  nums.reduceRight((acc, num, i) => {
    if (F.is0(num))
      return acc;
    inverted[i] = F.mul(acc, inverted[i]);
    return F.mul(acc, num);
  }, invertedAcc);
  return inverted;
}
function FpLegendre(Fp2, n) {
  validateField(Fp2);
  const F = Fp2;
  aoddModulus(F.ORDER, "FpLegendre");
  const p1mod2 = (F.ORDER - _1n2) / _2n;
  const powered = F.pow(n, p1mod2);
  const yes = F.eql(powered, F.ONE);
  const zero = F.eql(powered, F.ZERO);
  const no = F.eql(powered, F.neg(F.ONE));
  if (!yes && !zero && !no)
    throw new Error("invalid Legendre symbol result");
  return yes ? 1 : zero ? 0 : -1;
}
function nLength(n, nBitLength) {
  if (nBitLength !== void 0)
    anumber2(nBitLength);
  if (n <= _0n2)
    throw new Error("invalid n length: expected positive n, got " + n);
  if (nBitLength !== void 0 && nBitLength < 1)
    throw new Error("invalid n length: expected positive bit length, got " + nBitLength);
  const bits = bitLen(n);
  if (nBitLength !== void 0 && nBitLength < bits)
    throw new Error(`invalid n length: expected nBitLength (${nBitLength}) >= bitLen(n) (${bits})`);
  const _nBitLength = nBitLength !== void 0 ? nBitLength : bits;
  const nByteLength = Math.ceil(_nBitLength / 8);
  return { nBitLength: _nBitLength, nByteLength };
}
var FIELD_SQRT = /* @__PURE__ */ new WeakMap();
var _Field = class {
  ORDER;
  BITS;
  BYTES;
  isLE;
  ZERO = _0n2;
  ONE = _1n2;
  _lengths;
  _mod;
  constructor(ORDER2, opts = {}) {
    if (ORDER2 <= _1n2)
      throw new Error("invalid field: expected ORDER > 1, got " + ORDER2);
    let _nbitLength = void 0;
    this.isLE = false;
    if (opts != null && typeof opts === "object") {
      if (typeof opts.BITS === "number")
        _nbitLength = opts.BITS;
      if (typeof opts.sqrt === "function")
        Object.defineProperty(this, "sqrt", { value: opts.sqrt, enumerable: true });
      if (typeof opts.isLE === "boolean")
        this.isLE = opts.isLE;
      if (opts.allowedLengths)
        this._lengths = Object.freeze(opts.allowedLengths.slice());
      if (typeof opts.modFromBytes === "boolean")
        this._mod = opts.modFromBytes;
    }
    const { nBitLength, nByteLength } = nLength(ORDER2, _nbitLength);
    if (nByteLength > 2048)
      throw new Error("invalid field: expected ORDER of <= 2048 bytes");
    this.ORDER = ORDER2;
    this.BITS = nBitLength;
    this.BYTES = nByteLength;
    Object.freeze(this);
  }
  create(num) {
    return mod(num, this.ORDER);
  }
  isValid(num) {
    if (typeof num !== "bigint")
      throw new TypeError("invalid field element: expected bigint, got " + typeof num);
    return _0n2 <= num && num < this.ORDER;
  }
  is0(num) {
    return num === _0n2;
  }
  // is valid and invertible
  isValidNot0(num) {
    return !this.is0(num) && this.isValid(num);
  }
  isOdd(num) {
    return (num & _1n2) === _1n2;
  }
  neg(num) {
    return mod(-num, this.ORDER);
  }
  eql(lhs, rhs) {
    return lhs === rhs;
  }
  sqr(num) {
    return mod(num * num, this.ORDER);
  }
  add(lhs, rhs) {
    return mod(lhs + rhs, this.ORDER);
  }
  sub(lhs, rhs) {
    return mod(lhs - rhs, this.ORDER);
  }
  mul(lhs, rhs) {
    return mod(lhs * rhs, this.ORDER);
  }
  pow(num, power) {
    return pow(num, power, this.ORDER);
  }
  div(lhs, rhs) {
    return mod(lhs * invert(rhs, this.ORDER), this.ORDER);
  }
  // Same as above, but doesn't normalize
  sqrN(num) {
    return num * num;
  }
  addN(lhs, rhs) {
    return lhs + rhs;
  }
  subN(lhs, rhs) {
    return lhs - rhs;
  }
  mulN(lhs, rhs) {
    return lhs * rhs;
  }
  inv(num) {
    return invert(num, this.ORDER);
  }
  sqrt(num) {
    let sqrt = FIELD_SQRT.get(this);
    if (!sqrt)
      FIELD_SQRT.set(this, sqrt = FpSqrt(this.ORDER));
    return sqrt(this, num);
  }
  toBytes(num) {
    return this.isLE ? numberToBytesLE(num, this.BYTES) : numberToBytesBE(num, this.BYTES);
  }
  fromBytes(bytes, skipValidation = false) {
    abytes2(bytes);
    const { _lengths: allowedLengths, BYTES, isLE, ORDER: ORDER2, _mod: modFromBytes } = this;
    if (allowedLengths) {
      if (bytes.length < 1 || !allowedLengths.includes(bytes.length) || bytes.length > BYTES) {
        throw new Error("Field.fromBytes: expected " + allowedLengths + " bytes, got " + bytes.length);
      }
      const padded = new Uint8Array(BYTES);
      padded.set(bytes, isLE ? 0 : padded.length - bytes.length);
      bytes = padded;
    }
    if (bytes.length !== BYTES)
      throw new Error("Field.fromBytes: expected " + BYTES + " bytes, got " + bytes.length);
    let scalar = isLE ? bytesToNumberLE(bytes) : bytesToNumberBE(bytes);
    if (modFromBytes)
      scalar = mod(scalar, ORDER2);
    if (!skipValidation) {
      if (!this.isValid(scalar))
        throw new Error("invalid field element: outside of range 0..ORDER");
    }
    return scalar;
  }
  // TODO: we don't need it here, move out to separate fn
  invertBatch(lst) {
    return FpInvertBatch(this, lst, true);
  }
  // We can't move this out because Fp6, Fp12 implement it
  // and it's unclear what to return in there.
  cmov(a, b, condition) {
    abool(condition, "condition");
    return condition ? b : a;
  }
};
function Field(ORDER2, opts = {}) {
  Object.freeze(_Field.prototype);
  return new _Field(ORDER2, opts);
}

// node_modules/@noble/curves/abstract/curve.js
/*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
var _0n3 = /* @__PURE__ */ BigInt(0);
var _1n3 = /* @__PURE__ */ BigInt(1);
var _4n2 = /* @__PURE__ */ BigInt(4);
var BLIND_BYTES = 16;
var BLIND_BITS = 128;
var FW_WINDOW = 5;
var TABLE_BYTES_MAX = /* @__PURE__ */ (() => 2 ** 31)();
function validatePointCons(Point) {
  const pc = Point;
  if (typeof pc !== "function")
    throw new TypeError('"Point" expected constructor, got type=' + typeof Point);
  afunction(pc.fromAffine, "Point.fromAffine");
  afunction(pc.fromBytes, "Point.fromBytes");
  afunction(pc.fromHex, "Point.fromHex");
  aobject2(pc.BASE, "Point.BASE");
  aobject2(pc.ZERO, "Point.ZERO");
  validateField(pc.Fp);
  validateField(pc.Fn);
}
function normalizeZ(c, points) {
  validatePointCons(c);
  validateMSMPoints(points, c);
  const invertedZs = FpInvertBatch(c.Fp, points.map((p) => p.Z));
  return points.map((p, i) => c.fromAffine(p.toAffine(invertedZs[i])));
}
function validateW(W2, bits, min = 1) {
  if (!Number.isSafeInteger(W2) || W2 < min || W2 > bits)
    throw new Error("invalid window size, expected [" + min + ".." + bits + "], got W=" + W2);
}
function validateTableBytes(numPoints, fpBytes) {
  const bytes = numPoints * (4 * fpBytes + 128);
  if (bytes > TABLE_BYTES_MAX)
    throw new Error("invalid window size: table would need ~" + Math.ceil(bytes / 2 ** 20) + " MiB, max " + TABLE_BYTES_MAX / 2 ** 20 + " MiB");
}
function probeRandomBytes(randomBytes3, length) {
  if (randomBytes3 === void 0)
    return void 0;
  afunction(randomBytes3, "randomBytes");
  try {
    const probe = randomBytes3(length);
    if (!isBytes2(probe) || probe.length !== length)
      return void 0;
  } catch {
    return void 0;
  }
  return randomBytes3;
}
function validateMSMPoints(points, c) {
  aarray(points, "points");
  points.forEach((p, i) => {
    if (!(p instanceof c))
      throw new Error("invalid point at index " + i);
  });
}
function validateMSMScalars(scalars, field, maxScalar) {
  if (!Array.isArray(scalars))
    throw new Error("array of scalars expected");
  scalars.forEach((s, i) => {
    const ok = maxScalar === void 0 ? field.isValid(s) : isPosBig(s) && s < maxScalar;
    if (!ok)
      throw new Error("invalid scalar at index " + i);
  });
}
var pointWindowSizes = /* @__PURE__ */ new WeakMap();
function getWindowSize(P) {
  return pointWindowSizes.get(P) || 1;
}
function oddMultiples(p, size) {
  const dbl = p.double();
  const t = [p];
  for (let j = 1; j < size; j++)
    t.push(t[j - 1].add(dbl));
  return t;
}
function wnafDigits(n, W2) {
  const size = 2 ** W2;
  const half = size / 2;
  const mask = BigInt(size - 1);
  const d = [];
  while (n > _0n3) {
    let w = 0;
    if (n & _1n3) {
      w = Number(n & mask);
      if (w >= half)
        w -= size;
      n -= BigInt(w);
    }
    d.push(w);
    n >>= _1n3;
  }
  return d;
}
function signedWindowDigits(n, W2, windows) {
  const size = 2 ** W2;
  const half = size / 2;
  const mask = BigInt(size - 1);
  const shiftBy = BigInt(W2);
  const d = [];
  for (let w = 0; w < windows; w++) {
    let v = Number(n & mask);
    n >>= shiftBy;
    if (v > half) {
      v -= size;
      n += _1n3;
    }
    d.push(v);
  }
  if (n !== _0n3)
    throw new Error("invalid wnaf");
  return d;
}
function wnafWalk(zero, tables, digits) {
  let max = 0;
  for (const d of digits)
    max = Math.max(max, d.length);
  let acc = zero;
  for (let bit = max - 1; bit >= 0; bit--) {
    if (bit !== max - 1)
      acc = acc.double();
    for (let i = 0; i < digits.length; i++) {
      const w = digits[i][bit];
      if (w) {
        const item = tables[i][Math.abs(w) - 1 >> 1];
        acc = acc.add(w < 0 ? item.negate() : item);
      }
    }
  }
  return acc;
}
var ScalarMultiplier = class {
  Point;
  BASE;
  ZERO;
  randomBytes;
  wnafPrecomputes = /* @__PURE__ */ new WeakMap();
  baseCanBeBlinded;
  bits;
  // Parametrized with a given Point class (not individual point)
  constructor(Point, randomBytes3) {
    validatePointCons(Point);
    this.randomBytes = probeRandomBytes(randomBytes3, BLIND_BYTES);
    this.Point = Point;
    this.BASE = Point.BASE;
    this.ZERO = Point.ZERO;
    this.bits = Point.Fn.BITS;
  }
  /**
   * Creates a signed fixed-window wNAF precomputation table: for every window w, the
   * multiples `[1..2^(W−1)]⋅2^(w⋅W)⋅P`, flattened. All doublings are baked into the table,
   * so cached multiplication is additions-only. `windows = ceil(bits/W) + 1`: the extra
   * window absorbs the final carry of signed-digit recoding.
   * For a 256-bit curve and W=6, the table is 44⋅32 = 1408 points.
   * @param point - Point instance
   * @param W - window size
   * @param bits - scalar bitlength the table must cover
   */
  buildWnafTable(point, W2, bits) {
    const windows = Math.ceil(bits / W2) + 1;
    const half = 2 ** (W2 - 1);
    const comp = [];
    let base = point;
    for (let w = 0; w < windows; w++) {
      let acc = base;
      for (let i = 0; i < half; i++) {
        comp.push(acc);
        acc = acc.add(base);
      }
      base = comp[comp.length - 1].double();
    }
    return { W: W2, bits, windows, comp };
  }
  /**
   * Implements ec multiplication using precomputed signed fixed-window wNAF tables.
   * Constant-time: fixed window count with one table addition per window — zero digits feed
   * the fake accumulator — and no doublings; the lookup scans the whole window slice.
   * Scalar bounds are validated by the public entry points ({@link ScalarMultiplier.mulCT},
   * {@link ScalarMultiplier.mulCTBlinded}, {@link ScalarMultiplier.mulUnsafe});
   * signedWindowDigits throws if `n` exceeds the table.
   * @returns real and fake (for const-time) points
   */
  wnafCachedCT(precomputes, n) {
    const { W: W2, windows, comp } = precomputes;
    const half = 2 ** (W2 - 1);
    const digits = signedWindowDigits(n, W2, windows);
    let p = this.ZERO;
    let f = this.BASE;
    for (let w = 0; w < windows; w++) {
      const digit = digits[w];
      const start2 = w * half;
      const idx = Math.abs(digit) - 1;
      let sel = comp[start2];
      for (let i = 1; i < half; i++)
        sel = i === idx ? comp[start2 + i] : sel;
      const neg = sel.negate();
      if (digit === 0)
        f = f.add(comp[start2]);
      else
        p = p.add(digit < 0 ? neg : sel);
    }
    return { p, f };
  }
  // Cache key is point identity plus (W, bits); at most two entries exist per point (public-width
  // `Fn.BITS` and blinded `Fn.BITS + BLIND_BITS`). Callers must not reuse the same point with
  // incompatible `transform(...)` layouts and expect a separate cache entry.
  getWnafPrecomputes(W2, point, bits, transform) {
    let entries = this.wnafPrecomputes.get(point);
    let comp = entries?.find((entry) => entry.W === W2 && entry.bits === bits);
    if (!comp) {
      comp = this.buildWnafTable(point, W2, bits);
      if (typeof transform === "function")
        comp = { ...comp, comp: transform(comp.comp) };
      if (!entries) {
        entries = [];
        this.wnafPrecomputes.set(point, entries);
      }
      entries.push(comp);
    }
    return comp;
  }
  assertPoint(point) {
    if (!(point instanceof this.Point))
      throw new TypeError('"point" expected Point instance, got type=' + typeof point);
  }
  // Shared prologue of the constant-time entry points. Rejects scalar 0: in key/signature-style
  // callers a zero scalar means broken upstream plumbing, and concrete Points already reject it.
  // Uses inRange instead of Fn.isValidNot0: validateField() only certifies the arithmetic subset.
  validateMulInput(point, scalar) {
    this.assertPoint(point);
    if (!inRange(scalar, _1n3, this.Point.Fn.ORDER))
      throw new Error("invalid scalar");
  }
  // Constant-time dispatch shared by mulCT / mulCTBlinded. Un-precomputed points (W===1, e.g.
  // ECDH peer keys) skip building a throwaway cached table in favor of a small fixed-window
  // multiply. `n` must be < 2^bits.
  runCT(point, n, bits, transform) {
    const W2 = getWindowSize(point);
    if (W2 === 1)
      return this.fixedWindowCT(point, n, bits);
    return this.wnafCachedCT(this.getWnafPrecomputes(W2, point, bits, transform), n);
  }
  mulCT(point, scalar, transform) {
    this.validateMulInput(point, scalar);
    return this.runCT(point, scalar, this.bits, transform);
  }
  mulCTBlinded(point, scalar, transform) {
    this.validateMulInput(point, scalar);
    if (this.randomBytes === void 0)
      throw new Error("randomBytes is required for scalar blinding");
    const bits = this.Point.Fn.BITS + BLIND_BITS;
    const blind = this.randomBytes(BLIND_BYTES);
    if (!isBytes2(blind) || blind.length !== BLIND_BYTES)
      throw new Error("randomBytes returned invalid byte array");
    blind[0] = blind[0] & 63 | 128;
    const n = scalar + bytesToNumberBE(blind) * this.Point.Fn.ORDER;
    return this.runCT(point, n, bits, transform);
  }
  /**
   * Constant-time multiplication `n*point` for an un-precomputed point, via a small fixed window.
   * A cached wNAF table only pays off when reused; a flat 2^FW_WINDOW table (`size-1` adds) is
   * far cheaper to build for a single use. The point-operation sequence is independent of `n`:
   * build the table, then per window exactly FW_WINDOW doublings, a data-oblivious scan over
   * every table entry, and one addition (adds the identity when the window digit is 0 — never
   * skipped).
   *
   * `n` must be `< 2^bits`. Assumes complete addition (adding the identity costs the same as any
   * add), which holds for the Weierstrass/Edwards point types used here. The table is left in
   * projective form (no normalizeZ): normalizing this small a table costs more than the
   * mixed-add savings it would buy for a single multiply.
   * @returns real point `p`; `f` duplicates it only to match {@link wnafCachedCT}'s return shape
   * (this path needs no fake accumulator — its op-count is already scalar-independent).
   */
  fixedWindowCT(point, n, bits) {
    const W2 = FW_WINDOW;
    const size = 1 << W2;
    const mask = bitMask(W2);
    const table = new Array(size);
    table[0] = this.ZERO;
    for (let i = 1; i < size; i++)
      table[i] = table[i - 1].add(point);
    const windows = Math.ceil(bits / W2);
    let acc = this.ZERO;
    for (let window = windows - 1; window >= 0; window--) {
      if (window !== windows - 1)
        for (let d = 0; d < W2; d++)
          acc = acc.double();
      const digit = Number(n >> BigInt(window * W2) & mask);
      let sel = table[0];
      for (let i = 1; i < size; i++)
        sel = i === digit ? table[i] : sel;
      acc = acc.add(sel);
    }
    return { p: acc, f: acc };
  }
  shouldBlind(point, cofactor) {
    if (this.randomBytes === void 0)
      return false;
    if (cofactor === _1n3)
      return true;
    if (point !== this.BASE)
      return false;
    if (this.baseCanBeBlinded === void 0)
      this.baseCanBeBlinded = this.mulUnsafe(this.BASE, this.Point.Fn.ORDER).is0();
    return this.baseCanBeBlinded;
  }
  mulSecret(point, scalar, cofactor, transform) {
    return this.shouldBlind(point, cofactor) ? this.mulCTBlinded(point, scalar, transform) : this.mulCT(point, scalar, transform);
  }
  mulUnsafe(point, scalar, transform) {
    this.assertPoint(point);
    if (!isPosBig(scalar))
      throw new Error("invalid scalar");
    const W2 = getWindowSize(point);
    if (W2 === 1 || scalar >= this.Point.Fn.ORDER)
      return mulAddUnsafe(this.Point, [point], [scalar], true);
    const precomputes = this.getWnafPrecomputes(W2, point, this.bits, transform);
    return this.wnafCachedCT(precomputes, scalar).p;
  }
  // Remembers the window size used for precomputed wNAF multiplication of the given point
  // and drops any previously built tables. Usually only the base point is precomputed.
  // W=1 resets the point to the un-precomputed (table-less) paths.
  // W is additionally capped so tables stay under ~2 GiB ({@link TABLE_BYTES_MAX}).
  setWindowSize(point, W2) {
    this.assertPoint(point);
    validateW(W2, this.bits);
    const windows = Math.ceil((this.bits + BLIND_BITS) / W2) + 1;
    validateTableBytes(windows * 2 ** (W2 - 1), this.Point.Fp.BYTES);
    pointWindowSizes.set(point, W2);
    this.wnafPrecomputes.delete(point);
  }
  // True when a window size is set: tables themselves are built lazily on first multiply.
  hasWindowSize(point) {
    return getWindowSize(point) !== 1;
  }
};
function mulAddUnsafe(c, points, scalars, allowOversized = false) {
  validatePointCons(c);
  validateMSMPoints(points, c);
  abool(allowOversized, "allowOversized");
  validateMSMScalars(scalars, c.Fn, allowOversized ? c.Fn.ORDER ** _4n2 : void 0);
  if (points.length !== scalars.length)
    throw new Error("arrays of points and scalars must have equal length");
  const tables = points.map((p) => oddMultiples(p, 4));
  const digits = scalars.map((n) => wnafDigits(n, 4));
  return wnafWalk(c.ZERO, tables, digits);
}
function createField(order4, field, isLE) {
  if (field) {
    if (field.ORDER !== order4)
      throw new Error("Field.ORDER must match order: Fp == p, Fn == n");
    validateField(field);
    return field;
  } else {
    return Field(order4, { isLE });
  }
}
function createCurveFields(type, CURVE, curveOpts = {}, FpFnLE) {
  if (type !== "weierstrass" && type !== "edwards")
    throw new Error('expected curve type "weierstrass" or "edwards"');
  if (FpFnLE === void 0)
    FpFnLE = type === "edwards";
  if (!CURVE || typeof CURVE !== "object")
    throw new Error(`expected valid ${type} CURVE object`);
  validateObject(curveOpts);
  for (const p of ["p", "n", "h"]) {
    const val = CURVE[p];
    if (!(isPosBig(val) && val !== _0n3))
      throw new Error(`CURVE.${p} must be positive bigint`);
  }
  const Fp2 = createField(CURVE.p, curveOpts.Fp, FpFnLE);
  const Fn2 = createField(CURVE.n, curveOpts.Fn, FpFnLE);
  const _b = type === "weierstrass" ? "b" : "d";
  const params = ["Gx", "Gy", "a", _b];
  for (const p of params) {
    if (!Fp2.isValid(CURVE[p]))
      throw new Error(`CURVE.${p} must be valid field element of CURVE.Fp`);
  }
  CURVE = Object.freeze(Object.assign({}, CURVE));
  return { CURVE, Fp: Fp2, Fn: Fn2 };
}
function createKeygen(randomSecretKey, getPublicKey) {
  return function keygen(seed2) {
    const secretKey = randomSecretKey(seed2);
    return { secretKey, publicKey: getPublicKey(secretKey) };
  };
}

// node_modules/@noble/curves/abstract/edwards.js
/*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
var _0n4 = /* @__PURE__ */ BigInt(0);
var _1n4 = /* @__PURE__ */ BigInt(1);
var _2n2 = /* @__PURE__ */ BigInt(2);
var _4n3 = /* @__PURE__ */ BigInt(4);
var _8n2 = /* @__PURE__ */ BigInt(8);
function isEdValidXY(Fp2, CURVE, x, y) {
  const x2 = Fp2.sqr(x);
  const y2 = Fp2.sqr(y);
  const left = Fp2.add(Fp2.mul(CURVE.a, x2), y2);
  const right = Fp2.add(Fp2.ONE, Fp2.mul(CURVE.d, Fp2.mul(x2, y2)));
  return Fp2.eql(left, right);
}
function edwards(params, extraOpts = {}) {
  validateObject(extraOpts, {}, {}, "extraOpts");
  const opts = extraOpts;
  const validated = createCurveFields("edwards", params, opts, opts.FpFnLE);
  const { Fp: Fp2, Fn: Fn2 } = validated;
  let CURVE = validated.CURVE;
  const { h: cofactor } = CURVE;
  if (FpLegendre(Fp2, CURVE.a) !== 1)
    throw new Error("edwards: CURVE.a must be a square in Fp for complete addition formulas");
  if (FpLegendre(Fp2, CURVE.d) !== -1)
    throw new Error("edwards: CURVE.d must be a non-square in Fp for complete addition formulas");
  validateObject(opts, {}, { uvRatio: "function", randomBytes: "function" });
  const randomBytes3 = opts.randomBytes === void 0 ? randomBytes2 : opts.randomBytes;
  const MASK = _2n2 << BigInt(Fp2.BYTES * 8) - _1n4;
  function isOdd(n) {
    if (!Fp2.isOdd)
      throw new Error("Field does not have .isOdd()");
    return Fp2.isOdd(n);
  }
  const uvRatio2 = opts.uvRatio === void 0 ? (u, v) => {
    try {
      return { isValid: true, value: Fp2.sqrt(Fp2.div(u, v)) };
    } catch (e) {
      return { isValid: false, value: _0n4 };
    }
  } : opts.uvRatio;
  if (!isEdValidXY(Fp2, CURVE, CURVE.Gx, CURVE.Gy))
    throw new Error("bad curve params: generator point");
  const mulA = Fp2.eql(CURVE.a, Fp2.neg(Fp2.ONE)) ? (x) => Fp2.neg(x) : Fp2.eql(CURVE.a, Fp2.ONE) ? (x) => x : (x) => Fp2.mul(CURVE.a, x);
  function acoord(title2, n, banZero = false) {
    const min = banZero ? _1n4 : _0n4;
    aInRange("coordinate " + title2, n, min, MASK);
    return n;
  }
  function aedpoint(other) {
    if (!(other instanceof Point))
      throw new Error("EdwardsPoint expected");
  }
  class Point {
    static BASE = new Point(CURVE.Gx, CURVE.Gy, Fp2.ONE, Fp2.mul(CURVE.Gx, CURVE.Gy));
    static ZERO = new Point(Fp2.ZERO, Fp2.ONE, Fp2.ONE, Fp2.ZERO);
    static Fp = Fp2;
    static Fn = Fn2;
    X;
    Y;
    Z;
    T;
    constructor(X, Y, Z, T) {
      this.X = acoord("x", X);
      this.Y = acoord("y", Y);
      this.Z = acoord("z", Z, true);
      this.T = acoord("t", T);
      Object.freeze(this);
    }
    static CURVE() {
      return CURVE;
    }
    /**
     * Create one extended Edwards point from affine coordinates.
     * Does NOT validate that the point is on-curve or torsion-free.
     * Use `.assertValidity()` on adversarial inputs.
     */
    static fromAffine(p) {
      if (p instanceof Point)
        throw new Error("extended point not allowed");
      const { x, y } = p || {};
      acoord("x", x);
      acoord("y", y);
      return new Point(x, y, Fp2.ONE, Fp2.mul(x, y));
    }
    // Uses algo from RFC8032 5.1.3.
    static fromBytes(bytes, zip215 = false) {
      const len = Fp2.BYTES;
      const { a, d } = CURVE;
      bytes = copyBytes(abytes2(bytes, len, "point"));
      abool(zip215, "zip215");
      const normed = copyBytes(bytes);
      const lastByte = bytes[len - 1];
      normed[len - 1] = lastByte & ~128;
      const y = bytesToNumberLE(normed);
      const max = zip215 ? MASK : Fp2.ORDER;
      aInRange("point.y", y, _0n4, max);
      const y2 = Fp2.sqr(y);
      const u = Fp2.sub(y2, Fp2.ONE);
      const v = Fp2.sub(Fp2.mulN(d, y2), a);
      let { isValid, value: x } = uvRatio2(u, v);
      if (!isValid)
        throw new Error("bad point: invalid y coordinate");
      const isXOdd = isOdd(x);
      const isLastByteOdd = (lastByte & 128) !== 0;
      if (!zip215 && Fp2.is0(x) && isLastByteOdd)
        throw new Error("bad point: x=0 and x_0=1");
      if (isLastByteOdd !== isXOdd)
        x = Fp2.neg(x);
      return Point.fromAffine({ x, y });
    }
    static fromHex(hex2, zip215 = false) {
      return Point.fromBytes(hexToBytes2(hex2), zip215);
    }
    get x() {
      return this.toAffine().x;
    }
    get y() {
      return this.toAffine().y;
    }
    precompute(windowSize = 6, isLazy = true) {
      wnaf.setWindowSize(this, windowSize);
      if (!isLazy)
        this.multiply(_2n2);
      return this;
    }
    // Useful in fromAffine() - not for fromBytes(), which always created valid points.
    assertValidity() {
      const p = this;
      const { a, d } = CURVE;
      if (p.is0())
        throw new Error("bad point: ZERO");
      const { X, Y, Z, T } = p;
      const X2 = Fp2.sqr(X);
      const Y2 = Fp2.sqr(Y);
      const Z2 = Fp2.sqr(Z);
      const Z4 = Fp2.sqr(Z2);
      const aX2 = Fp2.mul(X2, a);
      const left = Fp2.mul(Fp2.add(aX2, Y2), Z2);
      const right = Fp2.add(Z4, Fp2.mul(d, Fp2.mul(X2, Y2)));
      if (!Fp2.eql(left, right))
        throw new Error("bad point: equation left != right (1)");
      const XY = Fp2.mul(X, Y);
      const ZT = Fp2.mul(Z, T);
      if (!Fp2.eql(XY, ZT))
        throw new Error("bad point: equation left != right (2)");
    }
    // Compare one point to another.
    equals(other) {
      aedpoint(other);
      const { X: X1, Y: Y1, Z: Z1 } = this;
      const { X: X2, Y: Y2, Z: Z2 } = other;
      const X1Z2 = Fp2.mul(X1, Z2);
      const X2Z1 = Fp2.mul(X2, Z1);
      const Y1Z2 = Fp2.mul(Y1, Z2);
      const Y2Z1 = Fp2.mul(Y2, Z1);
      return Fp2.eql(X1Z2, X2Z1) && Fp2.eql(Y1Z2, Y2Z1);
    }
    is0() {
      return this.equals(Point.ZERO);
    }
    negate() {
      return new Point(Fp2.neg(this.X), this.Y, this.Z, Fp2.neg(this.T));
    }
    // Fast algo for doubling Extended Point.
    // https://hyperelliptic.org/EFD/g1p/auto-twisted-extended.html#doubling-dbl-2008-hwcd
    // Cost: 4M + 4S + 1*a + 6add + 1*2.
    double() {
      const { X: X1, Y: Y1, Z: Z1 } = this;
      const A = Fp2.sqr(X1);
      const B = Fp2.sqr(Y1);
      const C = Fp2.mul(Fp2.sqr(Z1), _2n2);
      const D = mulA(A);
      const x1y1 = Fp2.addN(X1, Y1);
      const E = Fp2.sub(Fp2.subN(Fp2.sqr(x1y1), A), B);
      const G2 = Fp2.addN(D, B);
      const F = Fp2.subN(G2, C);
      const H2 = Fp2.subN(D, B);
      const X3 = Fp2.mul(E, F);
      const Y3 = Fp2.mul(G2, H2);
      const T3 = Fp2.mul(E, H2);
      const Z3 = Fp2.mul(F, G2);
      return new Point(X3, Y3, Z3, T3);
    }
    // Fast algo for adding 2 Extended Points.
    // https://hyperelliptic.org/EFD/g1p/auto-twisted-extended.html#addition-add-2008-hwcd
    // Cost: 9M + 1*a + 1*d + 7add.
    add(other) {
      aedpoint(other);
      const { d } = CURVE;
      const { X: X1, Y: Y1, Z: Z1, T: T1 } = this;
      const { X: X2, Y: Y2, Z: Z2, T: T2 } = other;
      const A = Fp2.mul(X1, X2);
      const B = Fp2.mul(Y1, Y2);
      const C = Fp2.mul(Fp2.mulN(T1, d), T2);
      const D = Fp2.mul(Z1, Z2);
      const E = Fp2.sub(Fp2.subN(Fp2.mulN(Fp2.addN(X1, Y1), Fp2.addN(X2, Y2)), A), B);
      const F = Fp2.subN(D, C);
      const G2 = Fp2.addN(D, C);
      const H2 = Fp2.sub(B, mulA(A));
      const X3 = Fp2.mul(E, F);
      const Y3 = Fp2.mul(G2, H2);
      const T3 = Fp2.mul(E, H2);
      const Z3 = Fp2.mul(F, G2);
      return new Point(X3, Y3, Z3, T3);
    }
    subtract(other) {
      aedpoint(other);
      return this.add(other.negate());
    }
    // Constant-time multiplication.
    multiply(scalar) {
      if (!Fn2.isValidNot0(scalar))
        throw new RangeError("invalid scalar: expected 1 <= sc < curve.n");
      const { p, f } = wnaf.mulSecret(this, scalar, cofactor, normalize);
      return normalize([p, f])[0];
    }
    // Non-constant-time multiplication. Uses double-and-add algorithm.
    // It's faster, but should only be used when you don't care about
    // an exposed private key e.g. sig verification.
    // Keeps the same subgroup-scalar contract: 0 is allowed for public-scalar callers, but
    // n and larger values are rejected instead of being reduced mod n to the identity point.
    multiplyUnsafe(scalar) {
      if (!Fn2.isValid(scalar))
        throw new RangeError("invalid scalar: expected 0 <= sc < curve.n");
      if (scalar === _0n4)
        return Point.ZERO;
      if (this.is0() || scalar === _1n4)
        return this;
      return wnaf.mulUnsafe(this, scalar, normalize);
    }
    // Checks if point is of small order.
    // If you add something to small order point, you will have "dirty"
    // point with torsion component.
    // Clears cofactor and checks if the result is 0.
    isSmallOrder() {
      return this.clearCofactor().is0();
    }
    // Multiplies point by curve order and checks if the result is 0.
    // Returns `false` is the point is dirty.
    isTorsionFree() {
      return wnaf.mulUnsafe(this, CURVE.n).is0();
    }
    // Converts Extended point to default (x, y) coordinates.
    // Can accept precomputed Z^-1 - for example, from invertBatch.
    toAffine(invertedZ) {
      const p = this;
      let iz = invertedZ;
      if (iz != null && typeof iz !== "bigint")
        throw new TypeError('"invertedZ" expected bigint, got type=' + typeof iz);
      const { X, Y, Z } = p;
      const is0 = p.is0();
      if (iz == null)
        iz = is0 ? Fp2.create(_8n2) : Fp2.inv(Z);
      const x = Fp2.mul(X, iz);
      const y = Fp2.mul(Y, iz);
      const zz = Fp2.mul(Z, iz);
      if (is0)
        return { x: Fp2.ZERO, y: Fp2.ONE };
      if (!Fp2.eql(zz, Fp2.ONE))
        throw new Error("invZ was invalid");
      return { x, y };
    }
    clearCofactor() {
      if (cofactor === _1n4)
        return this;
      if (cofactor === _2n2)
        return this.double();
      if (cofactor === _4n3)
        return this.double().double();
      if (cofactor === _8n2)
        return this.double().double().double();
      return this.multiplyUnsafe(cofactor);
    }
    toBytes() {
      const { x, y } = this.toAffine();
      const bytes = Fp2.toBytes(y);
      bytes[bytes.length - 1] |= isOdd(x) ? 128 : 0;
      return bytes;
    }
    toHex() {
      return bytesToHex2(this.toBytes());
    }
    toString() {
      return `<Point ${this.is0() ? "ZERO" : this.toHex()}>`;
    }
  }
  const normalize = (points) => normalizeZ(Point, points);
  const wnaf = new ScalarMultiplier(Point, randomBytes3);
  if (wnaf.bits >= 6)
    Point.BASE.precompute(6);
  Object.freeze(Point.prototype);
  Object.freeze(Point);
  return Point;
}
var PrimeEdwardsPoint = class {
  static BASE;
  static ZERO;
  static Fp;
  static Fn;
  ep;
  /**
   * Wrap one internal Edwards representative directly.
   * This is not a canonical encoding boundary: alternate Edwards
   * representatives may still describe the same abstract wrapper element.
   */
  constructor(ep) {
    this.ep = ep;
  }
  // Static methods that must be implemented by subclasses
  static fromBytes(_bytes) {
    notImplemented();
  }
  static fromHex(_hex) {
    notImplemented();
  }
  get x() {
    return this.toAffine().x;
  }
  get y() {
    return this.toAffine().y;
  }
  // Common implementations
  clearCofactor() {
    return this;
  }
  assertValidity() {
    this.ep.assertValidity();
  }
  /**
   * Return affine coordinates of the current internal Edwards representative.
   * This is a convenience helper, not a canonical Ristretto/Decaf encoding.
   * Equal abstract elements may expose different `x` / `y`; use
   * `toBytes()` / `fromBytes()` for canonical roundtrips.
   */
  toAffine(invertedZ) {
    return this.ep.toAffine(invertedZ);
  }
  toHex() {
    return bytesToHex2(this.toBytes());
  }
  toString() {
    return this.toHex();
  }
  isTorsionFree() {
    return true;
  }
  isSmallOrder() {
    return false;
  }
  add(other) {
    this.assertSame(other);
    return this.init(this.ep.add(other.ep));
  }
  subtract(other) {
    this.assertSame(other);
    return this.init(this.ep.subtract(other.ep));
  }
  multiply(scalar) {
    return this.init(this.ep.multiply(scalar));
  }
  multiplyUnsafe(scalar) {
    return this.init(this.ep.multiplyUnsafe(scalar));
  }
  double() {
    return this.init(this.ep.double());
  }
  negate() {
    return this.init(this.ep.negate());
  }
  precompute(windowSize, isLazy) {
    this.ep.precompute(windowSize, isLazy);
    return this;
  }
};
function eddsa(Point, cHash, eddsaOpts = {}) {
  validatePointCons(Point);
  if (typeof cHash !== "function")
    throw new Error('"hash" function param is required');
  const hash8 = cHash;
  const opts = eddsaOpts;
  validateObject(opts, {}, {
    adjustScalarBytes: "function",
    randomBytes: "function",
    domain: "function",
    prehash: "function",
    zip215: "boolean",
    mapToCurve: "function",
    toMontgomery: "function",
    toMontgomerySecret: "function"
  });
  const { prehash } = opts;
  const { BASE, Fp: Fp2, Fn: Fn2 } = Point;
  const outputLen = hash8.outputLen;
  const expectedLen = 2 * Fp2.BYTES;
  if (outputLen !== void 0) {
    asafenumber(outputLen, "hash.outputLen");
    if (outputLen !== expectedLen)
      throw new Error(`hash.outputLen must be ${expectedLen}, got ${outputLen}`);
  }
  const randomBytes3 = opts.randomBytes === void 0 ? randomBytes2 : opts.randomBytes;
  const toMontgomery2 = opts.toMontgomery;
  const toMontgomerySecret2 = opts.toMontgomerySecret;
  const adjustScalarBytes2 = opts.adjustScalarBytes === void 0 ? (bytes) => bytes : opts.adjustScalarBytes;
  const domain = opts.domain === void 0 ? (data, ctx, phflag) => {
    abool(phflag, "phflag");
    if (ctx.length || phflag)
      throw new Error("Contexts/pre-hash are not supported");
    return data;
  } : opts.domain;
  function modN_LE(hash9) {
    return Fn2.create(bytesToNumberLE(hash9));
  }
  function getPrivateScalar(key2) {
    const len = lengths.secretKey;
    abytes2(key2, lengths.secretKey, "secretKey");
    const hashed = abytes2(hash8(key2), 2 * len, "hashedSecretKey");
    const head = adjustScalarBytes2(hashed.slice(0, len));
    const prefix = hashed.slice(len, 2 * len);
    const scalar = modN_LE(head);
    return { head, prefix, scalar };
  }
  function getExtendedPublicKey(secretKey) {
    const { head, prefix, scalar } = getPrivateScalar(secretKey);
    const point = BASE.multiply(scalar);
    const pointBytes = point.toBytes();
    return { head, prefix, scalar, point, pointBytes };
  }
  function getPublicKey(secretKey) {
    return getExtendedPublicKey(secretKey).pointBytes;
  }
  function hashDomainToScalar(context = Uint8Array.of(), ...msgs) {
    const msg = concatBytes2(...msgs);
    return modN_LE(hash8(domain(msg, abytes2(context, void 0, "context"), !!prehash)));
  }
  function sign(msg, secretKey, options = {}) {
    validateObject(options, {}, {}, "options");
    msg = copyBytes(abytes2(msg, void 0, "message"));
    if (prehash)
      msg = prehash(msg);
    const { prefix, scalar, pointBytes } = getExtendedPublicKey(secretKey);
    const r = hashDomainToScalar(options.context, prefix, msg);
    const R = BASE.multiply(r).toBytes();
    const k = hashDomainToScalar(options.context, R, pointBytes, msg);
    const s = Fn2.create(r + k * scalar);
    if (!Fn2.isValid(s))
      throw new Error("sign failed: invalid s");
    const rs = concatBytes2(R, Fn2.toBytes(s));
    return abytes2(rs, lengths.signature, "result");
  }
  const verifyOpts = {
    zip215: opts.zip215
  };
  function verify(sig, msg, publicKey, options = verifyOpts) {
    validateObject(options);
    const { context } = options;
    const zip215 = options.zip215 === void 0 ? !!verifyOpts.zip215 : options.zip215;
    const len = lengths.signature;
    sig = abytes2(sig, len, "signature");
    msg = abytes2(msg, void 0, "message");
    publicKey = abytes2(publicKey, lengths.publicKey, "publicKey");
    if (zip215 !== void 0)
      abool(zip215, "zip215");
    if (prehash)
      msg = prehash(msg);
    const mid = len / 2;
    const r = sig.subarray(0, mid);
    const s = bytesToNumberLE(sig.subarray(mid, len));
    let A, R, SB;
    try {
      A = Point.fromBytes(publicKey, zip215);
      R = Point.fromBytes(r, zip215);
      SB = BASE.multiplyUnsafe(s);
    } catch (error) {
      return false;
    }
    if (!zip215 && A.isSmallOrder())
      return false;
    const k = hashDomainToScalar(context, r, publicKey, msg);
    const RkA = R.add(A.multiplyUnsafe(k));
    return RkA.subtract(SB).clearCofactor().is0();
  }
  const _size = Fp2.BYTES;
  const lengths = {
    secretKey: _size,
    publicKey: _size,
    signature: 2 * _size,
    seed: _size
  };
  function randomSecretKey(seed2) {
    seed2 = seed2 === void 0 ? randomBytes3(lengths.seed) : seed2;
    return abytes2(seed2, lengths.seed, "seed");
  }
  function isValidSecretKey(key2) {
    return isBytes2(key2) && key2.length === lengths.secretKey;
  }
  function isValidPublicKey(key2, zip215) {
    try {
      return !!Point.fromBytes(key2, zip215 === void 0 ? verifyOpts.zip215 : zip215);
    } catch (error) {
      return false;
    }
  }
  const utils = {
    getExtendedPublicKey,
    randomSecretKey,
    isValidSecretKey,
    isValidPublicKey,
    /** Converts an Edwards public key to a companion Montgomery public key. */
    toMontgomery(publicKey) {
      if (toMontgomery2 === void 0)
        throw new Error("Montgomery conversion is not supported for this curve");
      return toMontgomery2(Point.fromBytes(publicKey));
    },
    toMontgomerySecret(secretKey) {
      if (toMontgomerySecret2 === void 0)
        throw new Error("Montgomery conversion is not supported for this curve");
      return toMontgomerySecret2(secretKey);
    }
  };
  Object.freeze(lengths);
  Object.freeze(utils);
  return Object.freeze({
    keygen: createKeygen(randomSecretKey, getPublicKey),
    getPublicKey,
    sign,
    verify,
    utils,
    Point,
    lengths
  });
}

// node_modules/@noble/curves/ed25519.js
/*! noble-curves - MIT License (c) 2022 Paul Miller (paulmillr.com) */
var _1n5 = /* @__PURE__ */ BigInt(1);
var _2n3 = /* @__PURE__ */ BigInt(2);
var _5n2 = /* @__PURE__ */ BigInt(5);
var _8n3 = /* @__PURE__ */ BigInt(8);
var ed25519_CURVE_p = /* @__PURE__ */ BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed");
var ed25519_CURVE = /* @__PURE__ */ (() => ({
  p: ed25519_CURVE_p,
  n: BigInt("0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed"),
  h: _8n3,
  a: BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec"),
  d: BigInt("0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3"),
  Gx: BigInt("0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51a"),
  Gy: BigInt("0x6666666666666666666666666666666666666666666666666666666666666658")
}))();
function ed25519_pow_2_252_3(x) {
  const _10n = BigInt(10), _20n = BigInt(20), _40n = BigInt(40), _80n = BigInt(80);
  const P = ed25519_CURVE_p;
  const x2 = x * x % P;
  const b2 = x2 * x % P;
  const b4 = pow2(b2, _2n3, P) * b2 % P;
  const b5 = pow2(b4, _1n5, P) * x % P;
  const b10 = pow2(b5, _5n2, P) * b5 % P;
  const b20 = pow2(b10, _10n, P) * b10 % P;
  const b40 = pow2(b20, _20n, P) * b20 % P;
  const b80 = pow2(b40, _40n, P) * b40 % P;
  const b160 = pow2(b80, _80n, P) * b80 % P;
  const b240 = pow2(b160, _80n, P) * b80 % P;
  const b250 = pow2(b240, _10n, P) * b10 % P;
  const pow_p_5_8 = pow2(b250, _2n3, P) * x % P;
  return { pow_p_5_8, b2 };
}
function adjustScalarBytes(bytes) {
  bytes[0] &= 248;
  bytes[31] &= 127;
  bytes[31] |= 64;
  return bytes;
}
var ED25519_SQRT_M1 = /* @__PURE__ */ BigInt("19681161376707505956807079304988542015446066515923890162744021073123829784752");
function uvRatio(u, v) {
  const P = ed25519_CURVE_p;
  const v3 = mod(v * v * v, P);
  const v7 = mod(v3 * v3 * v, P);
  const pow3 = ed25519_pow_2_252_3(u * v7).pow_p_5_8;
  let x = mod(u * v3 * pow3, P);
  const vx2 = mod(v * x * x, P);
  const root1 = x;
  const root2 = mod(x * ED25519_SQRT_M1, P);
  const useRoot1 = vx2 === u;
  const useRoot2 = vx2 === mod(-u, P);
  const noRoot = vx2 === mod(-u * ED25519_SQRT_M1, P);
  if (useRoot1)
    x = root1;
  if (useRoot2 || noRoot)
    x = root2;
  if (isNegativeLE(x, P))
    x = mod(-x, P);
  return { isValid: useRoot1 || useRoot2, value: x };
}
var ed25519_Point = /* @__PURE__ */ edwards(ed25519_CURVE, { uvRatio });
var Fp = /* @__PURE__ */ (() => ed25519_Point.Fp)();
function toMontgomery(point) {
  const { y } = point;
  return Fp.toBytes(Fp.div(_1n5 + y, _1n5 - y));
}
function toMontgomerySecret(secretKey) {
  const size = ed25519_Point.Fp.BYTES;
  abytes(secretKey, size);
  return adjustScalarBytes(sha512(secretKey.subarray(0, size))).subarray(0, size);
}
var Fn = /* @__PURE__ */ (() => ed25519_Point.Fn)();
function ed(opts) {
  return eddsa(ed25519_Point, sha512, Object.assign({ adjustScalarBytes, toMontgomery, toMontgomerySecret, zip215: true }, opts));
}
var ed25519 = /* @__PURE__ */ ed({});
var SQRT_M1 = ED25519_SQRT_M1;
var INVSQRT_A_MINUS_D = /* @__PURE__ */ BigInt("54469307008909316920995813868745141605393597292927456921205312896311721017578");
var invertSqrt = (number2) => uvRatio(_1n5, number2);
var MAX_255B = /* @__PURE__ */ BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
var bytes255ToNumberLE = (bytes) => Fp.create(bytesToNumberLE(bytes) & MAX_255B);
var _RistrettoPoint = class __RistrettoPoint extends PrimeEdwardsPoint {
  // Do NOT change syntax: the following gymnastics is done,
  // because typescript strips comments, which makes bundlers disable tree-shaking.
  // prettier-ignore
  static BASE = /* @__PURE__ */ (() => new __RistrettoPoint(ed25519_Point.BASE))();
  // prettier-ignore
  static ZERO = /* @__PURE__ */ (() => new __RistrettoPoint(ed25519_Point.ZERO))();
  // prettier-ignore
  static Fp = /* @__PURE__ */ (() => Fp)();
  // prettier-ignore
  static Fn = /* @__PURE__ */ (() => Fn)();
  constructor(ep) {
    super(ep);
  }
  /**
   * Create one Ristretto255 point from affine Edwards coordinates.
   * This wraps the internal Edwards representative directly and is not a
   * canonical ristretto255 decoding path.
   * Use `toBytes()` / `fromBytes()` if canonical ristretto255 bytes matter.
   */
  static fromAffine(ap) {
    return new __RistrettoPoint(ed25519_Point.fromAffine(ap));
  }
  assertSame(other) {
    if (!(other instanceof __RistrettoPoint))
      throw new Error("RistrettoPoint expected");
  }
  init(ep) {
    return new __RistrettoPoint(ep);
  }
  static fromBytes(bytes) {
    abytes(bytes, 32);
    const { a, d } = ed25519_CURVE;
    const s = bytes255ToNumberLE(bytes);
    if (!equalBytes(Fp.toBytes(s), bytes) || Fp.isOdd(s))
      throw new Error("invalid ristretto255 encoding 1");
    const s2 = Fp.sqr(s);
    const u1 = Fp.add(_1n5, Fp.mulN(a, s2));
    const u2 = Fp.sub(_1n5, Fp.mulN(a, s2));
    const u1_2 = Fp.sqr(u1);
    const u2_2 = Fp.sqr(u2);
    const v = Fp.sub(Fp.mulN(Fp.mulN(a, d), u1_2), u2_2);
    const { isValid, value: I } = invertSqrt(Fp.mul(v, u2_2));
    const Dx = Fp.mul(I, u2);
    const Dy = Fp.mul(Fp.mulN(I, Dx), v);
    let x = Fp.mul(Fp.addN(s, s), Dx);
    if (Fp.isOdd(x))
      x = Fp.neg(x);
    const y = Fp.mul(u1, Dy);
    const t = Fp.mul(x, y);
    if (!isValid || Fp.isOdd(t) || Fp.is0(y))
      throw new Error("invalid ristretto255 encoding 2");
    return new __RistrettoPoint(new ed25519_Point(x, y, Fp.ONE, t));
  }
  /**
   * Converts ristretto-encoded string to ristretto point.
   * Described in [RFC9496](https://www.rfc-editor.org/rfc/rfc9496#name-decode).
   * @param hex - Ristretto-encoded 32 bytes. Not every 32-byte string is valid ristretto encoding
   */
  static fromHex(hex2) {
    return __RistrettoPoint.fromBytes(hexToBytes(hex2));
  }
  /**
   * Encodes ristretto point to Uint8Array.
   * Described in [RFC9496](https://www.rfc-editor.org/rfc/rfc9496#name-encode).
   */
  toBytes() {
    let { X, Y, Z, T } = this.ep;
    const u1 = Fp.mul(Fp.add(Z, Y), Fp.sub(Z, Y));
    const u2 = Fp.mul(X, Y);
    const u2sq = Fp.sqr(u2);
    const { value: invsqrt } = invertSqrt(Fp.mul(u1, u2sq));
    const D1 = Fp.mul(invsqrt, u1);
    const D2 = Fp.mul(invsqrt, u2);
    const zInv = Fp.mul(Fp.mulN(D1, D2), T);
    let D;
    if (Fp.isOdd(Fp.mul(T, zInv))) {
      let _x = Fp.mul(Y, SQRT_M1);
      let _y = Fp.mul(X, SQRT_M1);
      X = _x;
      Y = _y;
      D = Fp.mul(D1, INVSQRT_A_MINUS_D);
    } else {
      D = D2;
    }
    if (Fp.isOdd(Fp.mul(X, zInv)))
      Y = Fp.neg(Y);
    let s = Fp.mul(Fp.subN(Z, Y), D);
    if (Fp.isOdd(s))
      s = Fp.neg(s);
    return Fp.toBytes(s);
  }
  /**
   * Compares two Ristretto points.
   * Described in [RFC9496](https://www.rfc-editor.org/rfc/rfc9496#name-equals).
   */
  equals(other) {
    this.assertSame(other);
    const { X: X1, Y: Y1 } = this.ep;
    const { X: X2, Y: Y2 } = other.ep;
    const one = Fp.eql(Fp.mul(X1, Y2), Fp.mul(Y1, X2));
    const two = Fp.eql(Fp.mul(Y1, Y2), Fp.mul(X1, X2));
    return one || two;
  }
  is0() {
    return this.equals(__RistrettoPoint.ZERO);
  }
};
var ristretto255 = /* @__PURE__ */ (() => {
  Object.freeze(_RistrettoPoint.BASE);
  Object.freeze(_RistrettoPoint.ZERO);
  Object.freeze(_RistrettoPoint.prototype);
  Object.freeze(_RistrettoPoint);
  return Object.freeze({ Point: _RistrettoPoint });
})();

// src/types.mjs
var types_exports = {};
__export(types_exports, {
  ascending: () => ascending,
  base64: () => base64,
  boolean: () => boolean,
  booth: () => booth,
  byKind: () => byKind,
  day: () => day,
  election: () => election,
  hash: () => hash,
  hex16: () => hex16,
  hour: () => hour,
  integer: () => integer,
  list: () => list,
  matching: () => matching,
  object: () => object,
  oneOf: () => oneOf,
  optional: () => optional,
  order: () => order,
  seed: () => seed,
  signature: () => signature,
  station: () => station,
  stratum: () => stratum,
  string: () => string,
  text: () => text,
  u32: () => u32,
  u64: () => u64,
  u8: () => u8,
  village: () => village
});

// src/json.mjs
var MAX_INTEGER = 9007199254740991;
var MAX_NESTING = 127;
var PLAIN = /[^\u0000-\u001f"\\]*/y;
var NUMBER = /0|[1-9][0-9]{0,15}/y;
var SHORT = { '"': '"', "\\": "\\", b: "\b", t: "	", n: "\n", f: "\f", r: "\r" };
var SHORT_OF = new Map(Object.entries(SHORT).map(([letter, c]) => [c, `\\${letter}`]));
var Reader = class {
  constructor(text4) {
    this.text = text4;
    this.at = 0;
  }
  match(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) refuse("not canonical JSON");
    this.at += found[0].length;
    return found[0];
  }
  expect(text4) {
    if (!this.text.startsWith(text4, this.at)) refuse(`not canonical JSON: no ${text4}`);
    this.at += text4.length;
  }
  value(depth) {
    const c = this.text[this.at];
    if (c === '"') return this.string();
    if (c === "{") return this.object(depth + 1);
    if (c === "[") return this.array(depth + 1);
    if (c === "t") {
      this.expect("true");
      return true;
    }
    if (c === "f") {
      this.expect("false");
      return false;
    }
    const number2 = Number(this.match(NUMBER));
    return number2 <= MAX_INTEGER ? number2 : refuse("a number is too large");
  }
  string() {
    this.expect('"');
    let out = "";
    for (; ; ) {
      out += this.match(PLAIN);
      const c = this.text[this.at++];
      if (c === '"') return out;
      if (c !== "\\") refuse("a string does not end");
      out += this.escape();
    }
  }
  /** SPEC 1.2: the seven short escapes, and lower-case \u00XX for the other control characters. */
  escape() {
    const c = this.text[this.at++];
    if (Object.hasOwn(SHORT, c ?? "")) return SHORT[c];
    if (c !== "u") refuse("an escape that is not canonical");
    const code2 = this.match(/00[01][0-9a-f]/y);
    const out = String.fromCharCode(parseInt(code2, 16));
    return SHORT_OF.has(out) ? refuse("an escape that is not canonical") : out;
  }
  object(depth) {
    if (depth > MAX_NESTING) refuse("nested too deep");
    this.expect("{");
    const out = /* @__PURE__ */ new Map();
    let last = null;
    while (this.text[this.at] !== "}") {
      if (last !== null) this.expect(",");
      const key2 = this.string();
      if (!/^[\u0000-\u007f]*$/.test(key2)) refuse("a key is not ASCII");
      if (last !== null && key2 <= last) refuse("keys are not in order");
      this.expect(":");
      out.set(key2, this.value(depth));
      last = key2;
    }
    this.at++;
    return out;
  }
  array(depth) {
    if (depth > MAX_NESTING) refuse("nested too deep");
    this.expect("[");
    const out = [];
    while (this.text[this.at] !== "]") {
      if (out.length > 0) this.expect(",");
      out.push(this.value(depth));
    }
    this.at++;
    return out;
  }
};
function parseJson(bytes, max) {
  if (bytes.length > max) refuse("too large");
  const reader = new Reader(fromUtf8(bytes));
  const value = reader.value(0);
  return reader.at === reader.text.length ? value : refuse("bytes after the end");
}
var quote = (text4) => `"${text4.replace(/["\\\u0000-\u001f]/g, (c) => SHORT_OF.get(c) ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
function writeJson(value) {
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return `[${value.map(writeJson).join(",")}]`;
  if (value instanceof Map) {
    const keys = [...value.keys()].sort();
    return `{${keys.map((key2) => `${quote(key2)}:${writeJson(value.get(key2))}`).join(",")}}`;
  }
  if (value !== null && typeof value === "object") {
    return writeJson(new Map(Object.entries(value).filter(([, v]) => v !== void 0)));
  }
  return String(value);
}

// src/types.mjs
function string(v) {
  return typeof v === "string" ? v : refuse("not a string");
}
function boolean(v) {
  return typeof v === "boolean" ? v : refuse("not true or false");
}
var integer = (max, min = 0) => (v) => typeof v === "number" && v >= min && v <= max ? v : refuse(`not an integer from ${min} to ${max}`);
var u8 = integer(255);
var u32 = integer(4294967295);
var u64 = integer(MAX_INTEGER);
var matching = (pattern, name) => (v) => pattern.test(string(v)) ? v : refuse(`not a ${name}`);
var oneOf = (...words) => (v) => words.includes(string(v)) ? v : refuse(`none of ${words.join(", ")}`);
var hash = matching(/^[0-9a-f]{64}$/, "hash");
var hex16 = matching(/^[0-9a-f]{32}$/, "value of 32 hex characters");
var seed = hash;
var election = matching(/^[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]$/, "name of an election");
var village = matching(/^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}$/, "code of a village");
var station = matching(/^(?!000)[0-9]{3}$/, "station");
var booth = matching(/^[1-9]$/, "booth");
var stratum = matching(/^[a-z0-9-]{1,20}$/, "stratum");
var base64 = (size) => (v) => {
  const bytes = unbase64(string(v));
  return bytes.length === size ? bytes : refuse(`not ${size} bytes of base64`);
};
var signature = base64(64);
var MAX_TEXT = 200;
var FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;
var EDGE = /^[\u0020\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]|[\u0020\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]$/;
function text(v) {
  const n = [...string(v)].length;
  return n >= 1 && n <= MAX_TEXT && !FORBIDDEN.test(v) && !EDGE.test(v) ? v : refuse("not a text");
}
var DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function day(v) {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(string(v))) refuse("not a day");
  const [year, month, date] = v.split("-").map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && leap ? 29 : DAYS[month - 1];
  return last !== void 0 && date >= 1 && date <= last ? v : refuse("not a day");
}
function hour(v) {
  if (!/^.{10}T(?:[01][0-9]|2[0-3]):00:00\+0[789]:00$/s.test(string(v))) refuse("not an hour");
  day(v.slice(0, 10));
  return v;
}
var list = (type, min = 0, max = Infinity) => (v) => {
  if (!Array.isArray(v) || v.length < min || v.length > max) refuse("not a list of the right length");
  return v.map(type);
};
var object = (fields) => {
  const names = Object.keys(fields);
  return (v) => {
    if (!(v instanceof Map)) refuse("not an object");
    const out = {};
    let seen = 0;
    for (const name of names) {
      const type = fields[name];
      if (v.has(name)) {
        out[name] = (type.optional ?? type)(v.get(name));
        seen++;
      } else if (!type.optional) refuse(`no ${name}`);
    }
    return seen === v.size ? out : refuse("an unknown field");
  };
};
var optional = (type) => ({ optional: type });
var byKind = (shapes) => {
  const types = new Map(Object.entries(shapes).map(([kind, fields]) => [kind, object({ kind: string, ...fields })]));
  return (v) => {
    if (!(v instanceof Map)) refuse("not an object");
    return (types.get(v.get("kind")) ?? refuse("an unknown kind"))(v);
  };
};
function ascending(items, compare, what) {
  for (let i = 1; i < items.length; i++) if (compare(items[i - 1], items[i]) >= 0) refuse(`${what} are not strictly ascending`);
}
var order = (a, b) => a < b ? -1 : a > b ? 1 : 0;

// src/curve.mjs
var Edwards = ed25519.Point;
var ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
var mod2 = (n) => {
  const r = n % ORDER;
  return r < 0n ? r + ORDER : r;
};
function sumOfProducts(points, scalars, bits = 253) {
  const w = points.length < 12 ? 3 : points.length < 60 ? 5 : points.length < 400 ? 6 : 8;
  const windows = Math.ceil((bits + 1) / w), half = 1 << w - 1;
  const digits = scalars.map((scalar) => signedDigits(scalar, windows, w));
  let sum2 = Edwards.ZERO;
  for (let window = windows - 1; window >= 0; window--) {
    for (let i = 0; i < w && window < windows - 1; i++) sum2 = sum2.double();
    const buckets = new Array(half + 1);
    points.forEach((point, i) => {
      const digit = digits[i][window];
      if (digit === 0) return;
      const at = Math.abs(digit), signed = digit < 0 ? point.negate() : point;
      buckets[at] = buckets[at] === void 0 ? signed : buckets[at].add(signed);
    });
    let running, total2;
    for (let at = half; at > 0; at--) {
      if (buckets[at] !== void 0) running = running === void 0 ? buckets[at] : running.add(buckets[at]);
      if (running !== void 0) total2 = total2 === void 0 ? running : total2.add(running);
    }
    if (total2 !== void 0) sum2 = sum2.add(total2);
  }
  return sum2;
}
function signedDigits(scalar, windows, w) {
  const out = new Int32Array(windows), mask = (1n << BigInt(w)) - 1n, half = 1 << w - 1;
  let rest = scalar, carry = 0;
  for (let i = 0; i < windows; i++) {
    let digit = Number(rest & mask) + carry;
    carry = digit > half ? 1 : 0;
    if (carry) digit -= 2 * half;
    out[i] = digit;
    rest >>= BigInt(w);
  }
  return out;
}
function weight() {
  return littleEndian(globalThis.crypto.getRandomValues(new Uint8Array(16)));
}
function canonicalPoint(bytes) {
  try {
    return Edwards.fromBytes(bytes);
  } catch {
    return void 0;
  }
}
var decoded = /* @__PURE__ */ new Map();
var MAX_DECODED = 1e4;
function key(v) {
  let known = decoded.get(hash(v));
  if (known === void 0) {
    const bytes = unhex(v), point = canonicalPoint(bytes);
    known = { hex: v, bytes, point, isKey: point !== void 0 && !point.is0() && point.isTorsionFree() };
    if (decoded.size >= MAX_DECODED) decoded.clear();
    decoded.set(v, known);
  }
  return known.isKey ? known : refuse("not a public key");
}
function equation(signer, message, signature3) {
  const r = canonicalPoint(signature3.subarray(0, 32));
  const s = littleEndian(signature3.subarray(32));
  if (r === void 0 || s >= ORDER) return void 0;
  const h = mod2(littleEndian(wide(concat(signature3.subarray(0, 32), signer.bytes, message))));
  return { r, s, h, signer };
}
var alone = ({ r, s, h, signer }) => Edwards.BASE.multiplyUnsafe(s).subtract(r).subtract(signer.point.multiplyUnsafe(h)).clearCofactor().is0();
function signatureHolds(signer, message, signature3) {
  const one = equation(signer, message, signature3);
  return one !== void 0 && alone(one);
}
var Signatures = class {
  #items = [];
  /** @param {() => void} refused called by settle if the signature does not hold */
  add(signer, message, signature3, refused) {
    this.#items.push({ one: equation(signer, message, signature3), refused });
  }
  settle() {
    const items = this.#items.splice(0);
    const good = items.filter((item) => item.one !== void 0);
    const batch = good.length < 3 ? false : holdTogether(good.map((item) => item.one));
    for (const { one, refused } of items) if (one === void 0 || !(batch || alone(one))) refused();
  }
};
function holdTogether(equations) {
  const points = [], weights = [], keys = /* @__PURE__ */ new Map();
  let base = 0n;
  for (const { r, s, h, signer } of equations) {
    const w = weight();
    points.push(r);
    weights.push(w);
    base = mod2(base + w * s);
    const entry = keys.get(signer.hex) ?? { point: signer.point, sum: 0n };
    keys.set(signer.hex, { point: entry.point, sum: mod2(entry.sum + w * h) });
  }
  const entries = [...keys.values()];
  const right = sumOfProducts(points, weights, 128).add(sumOfProducts(entries.map((e) => e.point), entries.map((e) => e.sum)));
  return Edwards.BASE.multiplyUnsafe(base).subtract(right).clearCofactor().is0();
}

// src/note.mjs
var MAX_NOTE = 4194304;
var MAX_SIGNATURES = 64;
var MAX_NAME = 200;
var MAX_ORIGIN = 200;
var NAME = /^[^+\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;
var isKeyName = (name) => NAME.test(name) && utf8(name).length <= MAX_NAME;
function signatureLine(line) {
  if (!line.startsWith("— ")) refuse("not a signature line");
  const end = line.indexOf(" ", 2);
  const name = line.slice(2, end);
  if (end < 0 || !isKeyName(name)) refuse("not the name of a key");
  const bytes = unbase64(line.slice(end + 1));
  if (bytes.length < 5) refuse("a signature line is too short");
  return { name, id: hex(bytes.subarray(0, 4)), blob: bytes.subarray(4) };
}
function parseNote(bytes) {
  if (bytes.length > MAX_NOTE) refuse("a note is too large");
  if (bytes.some((byte) => byte < 32 && byte !== 10)) refuse("a control character in a note");
  const whole = fromUtf8(bytes);
  const cut = whole.lastIndexOf("\n\n");
  if (cut < 0 || !whole.endsWith("\n")) refuse("not a note");
  const lines2 = whole.slice(cut + 2).split("\n");
  lines2.pop();
  if (lines2.length < 1 || lines2.length > MAX_SIGNATURES) refuse("number of signatures");
  const read = lines2.map(signatureLine);
  if (new Set(read.map(({ name, id }) => `${name} ${id}`)).size < read.length) refuse("a signature stands twice");
  return { text: whole.slice(0, cut + 1), lines: read };
}
var PLAIN2 = 1;
var COSIGNER = 4;
var keyId = (name, type, key2) => hex(sha256(concat(utf8(name), Uint8Array.of(10, type), key2.bytes)).subarray(0, 4));
var knownKey = (name, type, key2) => ({ name, type, key: key2, id: keyId(name, type, key2) });
function lineHolds(known, text4, blob) {
  if (known.type === PLAIN2) return blob.length === 64 && signatureHolds(known.key, utf8(text4), blob);
  if (blob.length !== 72) return false;
  const time2 = blob.subarray(0, 8).reduce((sum2, byte) => sum2 * 256n + BigInt(byte), 0n);
  return signatureHolds(known.key, utf8(`cosignature/v1
time ${time2}
${text4}`), blob.subarray(8));
}
function verifiedLines(note, known) {
  let count = 0;
  for (const { name, id, blob } of note.lines) {
    const fitting = known.filter((k) => k.name === name && k.id === id);
    if (fitting.length === 0) continue;
    if (fitting.some((k) => k.key.hex !== fitting[0].key.hex || k.type !== fitting[0].type)) refuse("two keys have one id");
    if (!lineHolds(fitting[0], note.text, blob)) refuse(`the signature of ${name} does not hold`);
    count++;
  }
  return count;
}
function openNote(note, known) {
  return verifiedLines(note, [known]) > 0 ? note.text : refuse("not signed by the known key");
}
var prefixOf = (mode2) => mode2 === "REHEARSAL" ? "suara-uji/v1" : "suara/v1";
var committeeName = (index) => `${prefixOf(index.mode)}/${index.election}/committee`;
var committeeKey = (index) => knownKey(committeeName(index), PLAIN2, index.committee);
function checkDocumentNote(noteBytes, name, fileBytes, index) {
  const text4 = openNote(parseNote(noteBytes), committeeKey(index));
  if (text4 !== `suara/v1/document
${name}
${sha(fileBytes)}
`) refuse("the note is about another document");
}
var originOf = (definition, station5, unit) => `${prefixOf(definition.mode)}/${definition.election}/${definition.village.code}/${station5}/${unit}`;
var ORIGIN = /^suara(?:-uji)?\/v1(?:\/[a-z0-9][a-z0-9._-]*){4}$/;
var isOrigin = (text4) => text4.length <= MAX_ORIGIN && ORIGIN.test(text4);
var MAX_SIZE = 2n ** 64n - 1n;
function parseHead(text4) {
  const parts2 = text4.split("\n");
  if (parts2.length !== 4 || parts2[3] !== "") refuse("a head has three lines");
  const [origin, size, root] = parts2;
  if (!isOrigin(origin)) refuse("not the name of a log");
  if (!/^(?:0|[1-9][0-9]{0,19})$/.test(size) || BigInt(size) > MAX_SIZE) refuse("not a size");
  const bytes = unbase64(root);
  if (bytes.length !== 32) refuse("not a root");
  return { origin, size: BigInt(size), root: hex(bytes) };
}
function openHead(bytes, origin, key2) {
  const note = parseNote(bytes);
  const head = parseHead(note.text);
  if (head.origin !== origin) refuse("a head of another log");
  openNote(note, knownKey(origin, PLAIN2, key2));
  return { note, head };
}

// src/anchor.mjs
var MAX_ANCHOR = 65536;
function keyLine(word) {
  const [, name, id, blob] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(word) ?? [];
  const bytes = name && isKeyName(name) ? attempt(() => unbase64(blob)) : void 0;
  if (bytes?.length !== 33 || ![PLAIN2, COSIGNER].includes(bytes[0])) return void 0;
  const read = attempt(() => key(hex(bytes.subarray(1))));
  return read && keyId(name, bytes[0], read) === id ? read.hex : void 0;
}
var isDigest = (text4) => /^[0-9a-fA-F]{64}$/.test(text4);
function readAnchor(text4) {
  if (utf8(text4).length > MAX_ANCHOR) return void 0;
  const words = text4.split(/\p{White_Space}+/u).filter((word) => word !== "");
  for (const word of words) {
    const found = keyLine(word);
    if (found) return found;
  }
  const digest = words.find(isDigest) ?? [words.join("")].find(isDigest);
  return digest?.toLowerCase();
}

// src/documents.mjs
var MAX_DOCUMENT = 4194304;
var MAX_VILLAGES = 1e4;
var MAX_CANDIDATES = 15;
var MAX_STATIONS = 200;
var MAX_LIST = 65e6;
var { object: object2, optional: optional2, list: list2, text: text2, u32: u322, hash: hash2, station: station2, booth: booth2, stratum: stratum2, oneOf: oneOf2, ascending: ascending2, order: order2 } = types_exports;
var mode = oneOf2("REAL", "REHEARSAL");
var named = object2({ name: text2 });
var readDocument = (type) => (bytes) => ({ ...type(parseJson(bytes, MAX_DOCUMENT)), digest: sha(bytes) });
var indexType = object2({
  committee: key,
  election,
  format: oneOf2("suara/index/v1"),
  mode,
  regency: named,
  spec: hash2,
  verifier: hash2,
  villages: list2(object2({ code: village, definition: hash2 }), 1, MAX_VILLAGES)
});
function readIndex(bytes) {
  const index = readDocument(indexType)(bytes);
  ascending2(index.villages, (a, b) => order2(a.code, b.code), "villages");
  return index;
}
var lists = (index, definition) => index.election === definition.election && index.mode === definition.mode && index.committee.hex === definition.committee.hex && index.villages.some((v) => v.code === definition.village.code && v.definition === definition.digest);
var RULES = ["station_registered", "station_attendance", "stratum_registered", "booth", "domicile", "education", "committee"];
var definitionType = object2({
  candidates: list2(object2({ domicile: optional2(stratum2), education: u322, name: text2, photo: hash2 }), 2, MAX_CANDIDATES),
  committee: key,
  date: day,
  election,
  format: oneOf2("suara/definition/v1"),
  guardians: object2({
    members: list2(object2({ key, name: text2, side: byKind({ neutral: {}, candidate: { number: u322 } }) }), 2, 20),
    threshold: u322
  }),
  issuer: key,
  labels: object2({ booth: text2, head: text2, station: text2, village: text2 }),
  mode,
  regency: named,
  roll_key: hash2,
  rules: object2({
    additional_voters: object2({ allowed: boolean, papers: text2 }),
    blank_is_valid: boolean,
    box_count: object2({ article: text2, value: oneOf2("all", "drawn", "dispute") }),
    challenge_quota: u322,
    k_min: integer(4294967295, 2),
    max_epochs: integer(64, 1),
    max_voids: u322,
    prevails: object2({ article: text2, value: oneOf2("paper", "electronic") }),
    retries: u322,
    strip: boolean,
    tie_rules: list2(oneOf2(...RULES)),
    witness_quorum: u322
  }),
  stations: list2(object2({
    booths: list2(object2({ id: booth2, strata: list2(stratum2) }), 0, 9),
    id: station2,
    kind: oneOf2("electronic", "paper"),
    name: text2
  }), 1, MAX_STATIONS),
  strata: list2(object2({ id: stratum2, name: text2 })),
  village: object2({ code: village, district: text2, name: text2 }),
  zone: oneOf2("+07:00", "+08:00", "+09:00")
});
function readDefinition(bytes) {
  const definition = readDocument(definitionType)(bytes);
  const { candidates, guardians, rules, stations, strata } = definition;
  const byId = (a, b) => order2(a.id, b.id);
  ascending2(stations, byId, "stations");
  ascending2(strata, byId, "strata");
  const strataIds = new Set(strata.map((s) => s.id));
  for (const { domicile } of candidates) if (domicile !== void 0 && !strataIds.has(domicile)) refuse("a domicile is no stratum");
  checkGuardians(guardians, candidates.length);
  if (new Set(rules.tie_rules).size < rules.tie_rules.length) refuse("a tie rule stands twice");
  for (const place2 of stations) checkStation(place2, strataIds, rules.tie_rules.includes("stratum_registered"));
  const booths = stations.flatMap((place2) => place2.booths.map((b) => ({ station: place2.id, booth: b.id, strata: b.strata, name: `${place2.id}-${b.id}` })));
  return { ...definition, options: candidates.length + 1, booths };
}
function checkGuardians({ members, threshold }, candidates) {
  if (new Set(members.map((m) => m.key.hex)).size < members.length) refuse("two guardians have one key");
  const sided = members.filter((m) => m.side.kind === "candidate");
  if (sided.some((m) => m.side.number < 1 || m.side.number > candidates)) refuse("a guardian of no candidate");
  const n = members.length, s = sided.length;
  if (threshold < 2 || threshold > n || s >= threshold || n - s < threshold) refuse("threshold of guardians");
}
function checkStation(place2, strataIds, needed) {
  if (place2.kind === "electronic" ? place2.booths.length < 1 : place2.booths.length > 0) refuse("booths of a station");
  ascending2(place2.booths, (a, b) => order2(a.id, b.id), "booths");
  for (const { strata } of place2.booths) {
    ascending2(strata, order2, "strata of a booth");
    if (strata.some((s) => !strataIds.has(s)) || strata.length > 0 !== needed) refuse("strata of a booth");
  }
}
var cellType = object2({ booth: booth2, cards: u322, station: station2, stratum: optional2(stratum2) });
var rootsType = object2({
  deck: list2(cellType),
  deck_leaves: hash2,
  definition: hash2,
  format: oneOf2("suara/roots/v1"),
  roll_tags: hash2,
  stations: list2(object2({ registered: u322, station: station2 })),
  strata: list2(object2({ registered: u322, stratum: stratum2 }))
});
var sum = (numbers2) => numbers2.reduce((a, b) => a + b, 0);
function readRoots(bytes, definition) {
  const roots = readDocument(rootsType)(bytes);
  if (roots.definition !== definition.digest) refuse("roots of another definition");
  const cell = (c) => `${c.station} ${c.booth} ${c.stratum ?? ""}`;
  ascending2(roots.deck, (a, b) => order2(cell(a), cell(b)), "cells of the deck");
  for (const c of roots.deck) {
    const place2 = definition.booths.find((b) => b.station === c.station && b.booth === c.booth) ?? refuse("cards of an unknown booth");
    if (c.stratum === void 0 ? place2.strata.length > 0 : !place2.strata.includes(c.stratum)) refuse("stratum of cards");
  }
  const equal = (a, b) => a.length === b.length && a.every((x, i) => x === b[i]);
  if (!equal(roots.stations.map((s) => s.station), definition.stations.map((s) => s.id))) refuse("stations of the roots");
  if (!equal(roots.strata.map((s) => s.stratum), definition.strata.map((s) => s.id))) refuse("strata of the roots");
  const voters = sum(roots.stations.map((s) => s.registered));
  if (roots.strata.length > 0 && sum(roots.strata.map((s) => s.registered)) !== voters) refuse("voters of strata and stations differ");
  return { ...roots, voters, cards: sum(roots.deck.map((c) => c.cards)) };
}
function readHashes(bytes) {
  if (bytes.length > MAX_LIST || bytes.length % 65 !== 0) refuse("not a list of hashes");
  const out = fromUtf8(bytes).split("\n");
  out.pop();
  if (out.length * 65 !== bytes.length || !out.every((line) => /^[0-9a-f]{64}$/.test(line))) refuse("not a list of hashes");
  ascending2(out, order2, "hashes");
  return out;
}

// src/tree.mjs
var leafHash = (bytes) => hex(sha256(concat(Uint8Array.of(0), bytes)));
var node = (a, b) => hex(sha256(concat(Uint8Array.of(1), unhex(a), unhex(b))));
function treeRoot(leaves) {
  if (leaves.length === 0) return hex(sha256(new Uint8Array(0)));
  let level = leaves;
  while (level.length > 1) {
    const above = [];
    for (let i = 0; i + 1 < level.length; i += 2) above.push(node(level[i], level[i + 1]));
    if (level.length % 2 === 1) above.push(level.at(-1));
    level = above;
  }
  return level[0];
}
function included(leaf, index, size, path, root) {
  if (index >= size) return false;
  let fn = index, sn = size - 1, r = leaf;
  const half = (n) => Math.floor(n / 2);
  for (const p of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = node(p, r);
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      r = node(r, p);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && r === root;
}
var codesRoot = (codes) => treeRoot([...codes].sort().map((code2) => leafHash(unhex(code2))));

// src/ladder.mjs
var SUITE = "suara/v1; ristretto255 (RFC 9496); SHA-256; SHA-512; Ed25519 cofactored, canonical";
var villageDigest = (definition) => hex(H("village", H("suite", SUITE), definition.mode, unhex(definition.digest)));
var keyDigest = (village2, transcript, X) => hex(H("key", unhex(village2), unhex(transcript), X.bytes));
var boothDigest = (key2, station5, booth5, zeroLeaf) => hex(H("booth", unhex(key2), station5, booth5, unhex(zeroLeaf)));
var contextOf = (booth5, ballot) => H("ballot", unhex(booth5), unhex(ballot.slot), unhex(ballot.card), ballot.stratum ?? "");
var codeOf = (context, ballot) => hex(H("code", context, n8(ballot.ciphertexts.length), ...ballot.ciphertexts.map((c) => c.bytes), ballot.proof.bytes));
var slotOf = (seed2) => hex(W("seed-label", unhex(seed2), "slot").subarray(0, 16));
var seedLeaf = (seed2) => leafHash(H("seed-leaf", unhex(seed2)));

// src/group.mjs
var Ristretto = ristretto255.Point;
var G = Ristretto.BASE;
var NEUTRAL = Ristretto.ZERO;
function pointFrom(bytes) {
  try {
    return Ristretto.fromBytes(bytes);
  } catch {
    return refuse("not a canonical point");
  }
}
function nonNeutral(bytes) {
  return bytes.every((b) => b === 0) ? refuse("a neutral point") : pointFrom(bytes);
}
function scalarFrom(bytes) {
  const n = littleEndian(bytes);
  return n < ORDER ? n : refuse("a scalar is not reduced");
}
function pointType(v) {
  const bytes = base64(32)(v);
  return { bytes, point: nonNeutral(bytes) };
}
var Hs = (tag, ...parts2) => mod2(littleEndian(W(tag, ...parts2)));
function scalarBytes(n) {
  const out = new Uint8Array(32);
  for (let rest = n, i = 0; i < 32; i++, rest >>= 8n) out[i] = Number(rest & 0xffn);
  return out;
}
var combine = (points, scalars, bits) => new Ristretto(sumOfProducts(points.map((p) => p.ep), scalars, bits));
var times = (point, n) => n === 0n ? NEUTRAL : point.multiplyUnsafe(n);
function factorType(v) {
  const bytes = base64(96)(v);
  const M = bytes.subarray(0, 32);
  return { M, point: pointFrom(M), c: scalarFrom(bytes.subarray(32, 64)), z: scalarFrom(bytes.subarray(64)) };
}
function factorHolds(factor, s) {
  const a = times(G, factor.z).subtract(times(s.share.point, factor.c));
  const b = times(s.alpha.point, factor.z).subtract(times(factor.point, factor.c));
  const c = Hs(
    "open-chal",
    unhex(s.plan),
    unhex(s.record),
    s.set,
    unhex(s.scope),
    n8(s.count),
    n8(s.option),
    n8(s.guardian),
    s.share.bytes,
    unhex(s.keyDigest),
    s.alpha.bytes,
    s.beta.bytes,
    factor.M,
    a.toBytes(),
    b.toBytes()
  );
  return c === factor.c;
}
var encoded = (point) => ({ point, bytes: point.toBytes() });
function inverse(n) {
  let out = 1n;
  for (let base = mod2(n), e = ORDER - 2n; e > 0n; e >>= 1n, base = mod2(base * base)) if (e & 1n) out = mod2(out * base);
  return out;
}
function combined(beta, factors) {
  const lambdas = factors.map(({ guardian: i }) => {
    let up = 1n, down = 1n;
    for (const { guardian: j } of factors) if (j !== i) {
      up = mod2(up * BigInt(j));
      down = mod2(down * BigInt(j - i));
    }
    return mod2(up * inverse(down));
  });
  return beta.subtract(combine(factors.map((f) => f.point), lambdas));
}
function discreteLog(point, max) {
  let sum2 = NEUTRAL;
  for (let n = 0; n <= Math.min(max, 300); n++, sum2 = sum2.add(G)) if (sum2.equals(point)) return n;
  return max <= 300 ? void 0 : giantSteps(point, max);
}
var fourTimes = (ep) => ep.double().double();
var inPieces = 1024;
var baby = { steps: 0, table: /* @__PURE__ */ new Map() };
function affineX(points) {
  const Fp2 = Edwards.Fp;
  const inverted = Fp2.invertBatch(points.map((p) => p.Z));
  return points.map((p, i) => Fp2.mul(p.X, inverted[i]) * 2n ** 255n + Fp2.mul(p.Y, inverted[i]));
}
function babySteps(steps) {
  if (baby.steps >= steps) return baby;
  const table = /* @__PURE__ */ new Map(), step = fourTimes(G.ep);
  for (let n = 0, at = Edwards.ZERO; n < steps; ) {
    const piece = [];
    for (let i = 0; i < inPieces; i++, at = at.add(step)) piece.push(at);
    for (const x of affineX(piece)) table.set(x, n++);
  }
  baby = { steps: table.size, table };
  return baby;
}
function giantSteps(point, max) {
  const { steps, table } = babySteps(Math.ceil(Math.sqrt(max + 1)));
  const giant = fourTimes(times(G, BigInt(steps)).ep).negate();
  for (let at = fourTimes(point.ep), base = 0; base <= max; ) {
    const piece = [];
    for (let i = 0; i < inPieces; i++, at = at.add(giant)) piece.push(at);
    for (const x of affineX(piece)) {
      const n = base + (table.get(x) ?? Infinity);
      if (n <= max) return n;
      base += steps;
    }
  }
  return void 0;
}

// src/unit.mjs
var MIN_OPTIONS = 2;
var MAX_OPTIONS = 16;
function ciphertextType(v) {
  const bytes = base64(64)(v);
  return { bytes, alpha: nonNeutral(bytes.subarray(0, 32)), beta: pointFrom(bytes.subarray(32)) };
}
function proofType(v) {
  const bytes = unbase64(string(v));
  const k = (bytes.length + 32) / 128;
  if (!Number.isInteger(k) || k < MIN_OPTIONS || k > MAX_OPTIONS) refuse("length of a proof");
  const part = (i) => bytes.subarray(32 * i, 32 * i + 32);
  const points = Array.from({ length: 2 * k }, (_, i) => pointFrom(part(i)));
  const scalars = Array.from({ length: 2 * k - 1 }, (_, i) => scalarFrom(part(2 * k + i)));
  return {
    bytes,
    k,
    c: scalars.slice(0, k - 1),
    z: scalars.slice(k - 1),
    a: points.filter((_, i) => i % 2 === 0),
    b: points.filter((_, i) => i % 2 === 1)
  };
}
function weightsOf(context, X, ciphertexts) {
  const k = ciphertexts.length;
  return ciphertexts.map((_, i) => Hs("unit-rho", context, X.bytes, n8(k), ...ciphertexts, n8(i + 1)));
}
var challenge = (context, X, ciphertexts, commitments) => Hs("unit-chal", context, X.bytes, n8(ciphertexts.length), ...ciphertexts, ...commitments);
function commitmentsOf(proof) {
  return Array.from({ length: 2 * proof.k }, (_, i) => proof.bytes.subarray(32 * i, 32 * i + 32));
}
var Equations = class {
  large = { points: [], scalars: [] };
  small = { points: [], scalars: [] };
  base = 0n;
  keys = 0n;
  add(X, context, ciphertexts, proof) {
    const parts2 = ciphertexts.map((c2) => c2.bytes);
    const rho = weightsOf(context, X, parts2);
    const c = [...proof.c];
    c.push(mod2(challenge(context, X, parts2, commitmentsOf(proof)) - c.reduce((sum2, x) => sum2 + x, 0n)));
    let onA = 0n, onS = 0n;
    for (let j = 0; j < proof.k; j++) {
      const u = weight(), v = weight();
      this.base = mod2(this.base + u * proof.z[j] + v * mod2(c[j] * rho[j]));
      this.keys = mod2(this.keys + v * proof.z[j]);
      onA = mod2(onA + u * c[j]);
      onS = mod2(onS + v * c[j]);
      this.small.points.push(proof.a[j], proof.b[j]);
      this.small.scalars.push(u, v);
    }
    ciphertexts.forEach((one, i) => {
      this.large.points.push(one.alpha, one.beta);
      this.large.scalars.push(mod2(rho[i] * onA), mod2(rho[i] * onS));
    });
  }
  hold(X) {
    const left = times(G, this.base).add(times(X.point, this.keys));
    const right = combine(this.large.points, this.large.scalars).add(combine(this.small.points, this.small.scalars, 128));
    return left.equals(right);
  }
};
var fits = ({ ciphertexts, proof }) => ciphertexts.length >= MIN_OPTIONS && ciphertexts.length === proof.k;
function allHold(X, statements) {
  const equations = new Equations();
  for (const s of statements) equations.add(X, s.context, s.ciphertexts, s.proof);
  return equations.hold(X);
}
var BATCH = 64;
function falseProofs(X, statements) {
  const bad = statements.filter((s) => !fits(s));
  const good = statements.filter(fits);
  for (let i = 0; i < good.length; i += BATCH) {
    const piece = good.slice(i, i + BATCH);
    if (!allHold(X, piece)) bad.push(...piece.filter((s) => !allHold(X, [s])));
  }
  return bad;
}
function sealsTo(X, seed2, context, choice, { ciphertexts, proof, options }) {
  const k = options, marked = choice;
  const v = (label, i) => Hs("ballot-value", unhex(seed2), context, n8(k), n8(choice + 1), label, n8(i + 1));
  const places = Array.from({ length: k }, (_, i) => i);
  const r = places.map((i) => v("r", i));
  const alphas = r.map((n) => times(G, n));
  const betas = r.map((n, i) => i === marked ? times(X.point, n).add(G) : times(X.point, n));
  const parts2 = places.map((i) => concat(alphas[i].toBytes(), betas[i].toBytes()));
  if (ciphertexts.length !== k || !parts2.every((part, i) => sameBytes(part, ciphertexts[i].bytes))) return false;
  const rho = weightsOf(context, X, parts2);
  const A = combine(alphas, rho), S = combine(betas, rho);
  const c = places.map((i) => v("c", i)), z = places.map((i) => v("z", i)), w = v("w", 0);
  const commitments = places.flatMap((j) => {
    if (j === marked) return [times(G, w), times(X.point, w)];
    const B = S.subtract(times(G, rho[j]));
    return [times(G, z[j]).subtract(times(A, c[j])), times(X.point, z[j]).subtract(times(B, c[j]))];
  }).map((point) => encoded(point).bytes);
  const others = places.filter((i) => i !== marked).reduce((sum2, i) => sum2 + c[i], 0n);
  c[marked] = mod2(challenge(context, X, parts2, commitments) - others);
  z[marked] = mod2(w + c[marked] * mod2(places.reduce((sum2, i) => sum2 + rho[i] * r[i], 0n)));
  const again = concat(...commitments, ...c.slice(0, k - 1).map(scalarBytes), ...z.map(scalarBytes));
  return sameBytes(again, proof.bytes);
}

// src/ballot.mjs
var MAX_BALLOT = 131070;
var ballotFields = {
  card: hash,
  ciphertexts: list(ciphertextType),
  issue: signature,
  proof: proofType,
  slot: hex16,
  stratum: optional(stratum)
};
var ballotType = object(ballotFields);
var openingType = object({
  choice: u32,
  path: object({ index: u64, path: list(hash), size: u64 }),
  seed
});
var challengedType = object({ ballot: ballotType, opening: openingType });
var readCast = (bytes) => ({ ballot: ballotType(parseJson(bytes, MAX_BALLOT)) });
var readChallenged = (bytes) => challengedType(parseJson(bytes, MAX_BALLOT));
function cutLines(bytes) {
  if (bytes.length > 0 && bytes.at(-1) !== 10) refuse("no line feed at the end");
  const out = [];
  for (let from = 0; from < bytes.length; ) {
    const to = bytes.indexOf(10, from);
    out.push(bytes.subarray(from, to));
    from = to + 1;
  }
  return out;
}
function challengeHolds({ ballot, opening, context }, roots, key2, options) {
  const { choice, seed: seed2, path } = opening;
  const leaf = seedLeaf(seed2);
  return roots.some((root) => included(leaf, path.index, path.size, path.path, root)) && ballot.slot === slotOf(seed2) && choice < options && sealsTo(key2.X, seed2, context, choice, { ...ballot, options });
}

// src/words.mjs
var TITLES = {
  C01: ["Daftar berkas terbaca", "The list of files reads"],
  C02: ["Daftar berkas bertanda tangan", "The list of files is signed"],
  C03: ["Setiap berkas seperti dalam daftar", "Every file is as listed"],
  C04: ["Setiap berkas dikenal", "Every file is one that a record has"],
  C05: ["Indeks kabupaten", "Regency index"],
  C06: ["Jangkar di kertas", "Anchor on paper"],
  C07: ["Definisi desa", "Village definition"],
  C08: ["Resmi atau latihan", "Real or rehearsal"],
  C09: ["Daftar pemilih dan kartu (jumlah)", "Roll and deck (counts)"],
  C10: ["Tanda pemilih", "Roll tags"],
  C11: ["Daftar kartu", "Deck of cards"],
  C12: ["Daftar perangkat", "Device list"],
  C13: ["Perubahan bernomor", "Numbered amendments"],
  C14: ["Upacara kunci: janji", "Key ceremony: commitments"],
  C15: ["Upacara kunci: kepemilikan", "Key ceremony: possession"],
  C16: ["Upacara kunci: pengesahan", "Key ceremony: confirmations"],
  C17: ["Setiap bilik diserahkan", "Every booth is delivered"],
  C18: ["Rantai catatan", "Chain of the log"],
  C19: ["Tanda tangan setiap baris", "Every line is signed"],
  C20: ["Catatan nol", "Zero entry"],
  C21: ["Urutan peristiwa", "Order of events"],
  C22: ["Benih acak", "Seed epochs"],
  C23: ["Kepala bilik lain", "Heads of other booths"],
  C24: ["Catatan penutup", "Closing entry"],
  C25: ["Kepala penutup", "Closing head"],
  C26: ["Tanda tangan saksi", "Cosignatures of witnesses"],
  C27: ["Angka penutup", "Closing sets"],
  C28: ["Batas pembatalan", "Limit of voids"],
  C29: ["Batas pengulangan", "Limit of retries"],
  C30: ["Surat suara terbaca", "Ballots read"],
  C31: ["Bukti satu suara", "Proofs of one vote"],
  C32: ["Kode unik", "Codes are unique"],
  C33: ["Sandi unik", "Ciphertexts are unique"],
  C34: ["Kartu dikeluarkan", "Cards were issued"],
  C35: ["Kartu ada dalam daftar", "Cards are in the deck"],
  C36: ["Satu kartu, satu suara", "One card, one vote"],
  C37: ["Uji mesin", "Challenges"],
  C38: ["Yang diuji atau batal tidak dihitung", "Challenged and spoiled are not cast"],
  C39: ["Jumlah uji (catatan)", "Number of challenges (note)"],
  C40: ["Hitungan meja", "Desks' counts"],
  C41: ["Pengecualian", "Exclusions"],
  C42: ["Hitungan kertas", "Paper counts"],
  C43: ["Rencana pembukaan bertanda tangan", "Opening plans are signed"],
  C44: ["Rencana menurut aturan", "Plans follow by rule"],
  C45: ["Kerahasiaan kelompok kecil", "Small groups stay secret"],
  C46: ["Cukup penjaga membuka", "Enough guardians opened"],
  C47: ["Faktor terbukti", "Factors are proven"],
  C48: ["Jumlah terbuka", "Sums open"],
  C49: ["Hasil sama dengan hitung ulang", "Result equals the recount"],
  C50: ["Pemenang menurut aturan", "Winner by the rules"],
  C51: ["Tabel jumlah", "Table of totals"],
  C52: ["Persamaan 1: kartu keluar", "Equation 1: cards out"],
  C53: ["Persamaan 2: kartu terpakai", "Equation 2: cards used"],
  C54: ["Persamaan 3: semua dihitung", "Equation 3: all cast are counted"],
  C55: ["Persamaan 4: struk SAH", "Equation 4: SAH slips"],
  C56: ["Persamaan 5: struk per pilihan", "Equation 5: slips per option"],
  C57: ["Rekaman umum sama dengan rekaman tersegel", "Public record equals sealed record"],
  C58: ["Bundel bilik sama dengan rekaman", "Bundles equal the record"],
  C59: ["Satu pemilihan, satu rekaman", "One election, one record each"],
  C60: ["Tidak ada yang dipakai di dua desa", "Nothing serves two villages"],
  C61: ["Tidak ada pemilih di dua desa", "No voter on two rolls"],
  C62: ["Semua desa ada", "Every village is here"],
  C63: ["Kepala dari luar cocok", "Heads from outside agree"],
  C64: ["Tidak ada yang terpotong atau mundur", "Nothing is cut off or set back"],
  C65: ["Setiap tanda terima ada dalam rekaman", "Every strip is in the record"],
  C66: ["Laporan cocok dengan rekaman", "Reports agree with the record"],
  C67: ["Setiap bukti dipakai", "Every piece of evidence was used"]
};
var VERDICTS = {
  valid: [
    "SAH: semua pemeriksaan dilakukan dan lulus, dan cocok dengan kertas",
    "VALID: every check was done and passed, and it is anchored in paper"
  ],
  "not-anchored": [
    "BELUM DIJANGKARKAN: cocok dengan dirinya sendiri; bandingkan sidik indeks dengan kertas",
    "NOT ANCHORED: consistent in itself; compare the digest of the index with the paper"
  ],
  rehearsal: ["LATIHAN: ini bukan pemilihan", "REHEARSAL: this is no election"],
  "not-checked": [
    "BELUM LENGKAP: ada pemeriksaan yang tidak dapat dilakukan; ini tidak disebut sah",
    "INCOMPLETE: a check could not be done; this is not called valid"
  ],
  failed: ["TIDAK SAH: ada pemeriksaan yang gagal", "NOT VALID: a check failed"]
};
var PHRASES = {
  "something that it needs is missing": "yang diperlukannya tidak ada",
  "is missing": "tidak ada",
  "does not read": "tidak terbaca",
  "is missing or does not read": "tidak ada atau tidak terbaca",
  "breaks a rule": "melanggar aturan",
  "is not a list of files": "bukan daftar berkas",
  "names another village or booth": "menyebut desa atau bilik lain",
  "the key that should have signed is not known": "kunci penanda tangannya tidak diketahui",
  "the signature does not hold": "tanda tangannya tidak sah",
  "is listed but missing": "ada dalam daftar tetapi tidak ada berkasnya",
  "has other bytes than the list says": "isinya lain dari daftar",
  "is not listed": "tidak ada dalam daftar",
  "definition or device list is not known": "definisi atau daftar perangkat tidak diketahui",
  "is no file that a record has": "bukan berkas sebuah rekaman",
  "the index is not known": "indeks tidak diketahui",
  "the definition is not known": "definisi tidak diketahui",
  "the roots are not known": "akar tidak diketahui",
  "the device list is not known": "daftar perangkat tidak diketahui",
  "the key is not known": "kunci desa tidak diketahui",
  "the deck is not known": "daftar kartu tidak diketahui",
  "the leaves are not known": "daun catatan tidak diketahui",
  "the counted ballots are not known": "surat suara yang dihitung tidak diketahui",
  "is not the one that the index names": "bukan yang disebut indeks",
  "no anchor was given; compare with paper": "tidak ada jangkar; bandingkan dengan kertas",
  "is not what the anchor says": "tidak cocok dengan jangkar",
  "is not listed by the index": "tidak ada dalam indeks",
  "is of another mode than the index": "modenya lain dari indeks",
  "is not the one that the roots name": "bukan yang disebut akar",
  "has another number of lines than the roots say": "jumlah barisnya lain dari akar",
  "no booth can be read": "tidak ada bilik yang dapat dibaca",
  "nothing of this booth is here": "tidak ada apa pun dari bilik ini",
  "this booth could not be read": "bilik ini tidak dapat dibaca",
  "this booth was not read whole": "bilik ini tidak terbaca utuh",
  "is no head that the last machine of this booth signed": "tidak ada atau bukan kepala yang ditandatangani alat terakhir bilik ini",
  "is taken over by no free spare": "diteruskan alat yang bukan cadangan yang bebas",
  "is taken over twice by one spare": "diteruskan dua kali oleh satu alat cadangan",
  "is taken over by the spare of another booth": "diteruskan alat cadangan yang juga meneruskan bilik lain",
  "the closing head does not open": "kepala penutup tidak terbuka",
  "has another size than the log": "ukurannya lain dari catatan",
  "has another root than the log": "akarnya lain dari catatan",
  "a cosignature does not hold": "tanda tangan saksi tidak sah",
  "too few witnesses cosigned": "terlalu sedikit saksi menandatangani",
  "cannot be compared": "tidak dapat dibandingkan",
  "the zero entry names another": "catatan nol menyebut yang lain",
  "number of an epoch": "nomor masa benih",
  "too many epochs": "terlalu banyak masa benih",
  "closing set": "angka penutup tidak cocok",
  "an anchor is not at its place among the leaves": "catatan terbuka tidak pada tempatnya di antara daun",
  "the zero entry is not the first": "catatan nol bukan yang pertama",
  "the closing entry is not the last": "catatan penutup bukan yang terakhir",
  "no line feed at the end": "tidak berakhir dengan baris baru",
  "not zero, open and close with boots and takeovers between": "bukan nol, buka, dan tutup dengan hidup ulang dan pengambilalihan di antaranya",
  "codes are not ascending": "kode tidak berurutan",
  "the chain breaks": "rantainya putus",
  "no closing entry at the end": "tidak ada catatan penutup di akhir",
  "the head of another booth": "kepala bilik lain",
  "ballots cannot be checked": "surat suara tidak dapat diperiksa",
  "has another number of options": "jumlah pilihannya lain",
  "the proof does not hold": "buktinya tidak sah",
  "a code for the second time": "kode untuk kedua kali",
  "a slot for the second time": "slot untuk kedua kali",
  "a ciphertext for the second time": "sandi untuk kedua kali",
  "the card was not issued": "kartu tidak dikeluarkan penerbit",
  "the card is not in the deck": "kartu tidak ada dalam daftar kartu",
  "the booth does not serve this stratum": "bilik tidak melayani dusun ini",
  "more cards than were printed": "kartu lebih banyak daripada yang dicetak",
  "the challenge does not hold": "uji tidak cocok",
  "is cast and also challenged, spoiled or void": "tersimpan dan juga diuji, batal, atau dibatalkan",
  "a ballot without outcome": "surat suara tanpa akhir",
  "one card, more than one vote": "satu kartu, lebih dari satu suara",
  "of another definition": "dari definisi lain",
  "not strictly ascending": "tidak berurutan",
  "counts of the desks are missing": "hitungan meja tidak ada",
  "more audit cards than the desks signed for": "kartu uji lebih banyak daripada yang ditandatangani meja",
  "the excluded card is not cast there": "kartu yang dikecualikan tidak tersimpan di sana",
  "not every booth was read": "tidak semua bilik terbaca",
  "the card does not clash": "kartu itu tidak bentrok",
  "only one of two entries": "hanya satu dari dua isian",
  "no agreed box": "isian kotak tidak sepakat",
  "counted twice": "terhitung dua kali",
  "its box is not counted": "kotaknya belum dihitung",
  "does not follow the plan before": "tidak menyambung rencana sebelumnya",
  "belongs to no plan": "tidak termasuk rencana mana pun",
  "no plan is due": "tidak ada rencana yang semestinya",
  "the plan is missing": "rencana tidak ada",
  "a group of ballots is too small": "kelompok surat suara terlalu kecil",
  "the plan before does not open": "rencana sebelumnya tidak terbuka",
  "names another record": "menyebut rekaman lain",
  "has other groups than the rule says": "kelompoknya lain dari aturan",
  "has other ballots than the rule says": "surat suaranya lain dari aturan",
  "too few guardians opened": "terlalu sedikit penjaga membuka",
  "a factor is not proven": "faktor tidak terbukti",
  "the votes are not as many as the ballots": "jumlah suara lain dari jumlah surat suara",
  "a sum does not open": "jumlah tidak terbuka",
  "a tie rule needs a sum that is not opened": "aturan seri memerlukan jumlah yang belum dibuka",
  "differs from the recount": "berbeda dari hitung ulang",
  "more cards left than opened": "kartu sisa lebih banyak daripada yang dibuka",
  "cards out": "kartu keluar tidak cocok",
  "more cards used than given out": "kartu terpakai lebih banyak daripada yang keluar",
  "cards are missing": "ada kartu hilang",
  "cast ballots and votes differ": "surat suara tersimpan dan suara berbeda",
  "the sums are not opened": "jumlah belum terbuka",
  "slips and cast ballots differ": "struk dan surat suara tersimpan berbeda",
  "slips and votes differ": "struk dan suara berbeda",
  "this folder cannot be read": "folder ini tidak dapat dibaca",
  "is in only one of the two records": "hanya ada di salah satu rekaman",
  "differs between the two records": "berbeda di antara kedua rekaman",
  "the sealed record is not complete": "rekaman tersegel tidak lengkap",
  "differs from the sealed record": "berbeda dari rekaman tersegel",
  "there are two different records": "ada dua rekaman yang berbeda",
  "has another index": "indeksnya lain",
  "serves two villages": "dipakai di dua desa",
  "is on two rolls": "ada di dua daftar pemilih",
  "could not be looked into": "tidak dapat diperiksa isinya",
  "only bundles are here": "hanya ada bundel",
  "there is no record here": "tidak ada rekaman di sini",
  "of this village there is nothing here": "dari desa ini tidak ada apa pun di sini",
  "a defect of this program": "cacat program ini",
  "is no piece of evidence": "bukan bukti yang terbaca",
  "is of a rehearsal": "dari latihan (rehearsal)",
  "is of another election or place": "dari pemilihan atau tempat lain (another election or place)",
  "there is no log of this booth": "tidak ada catatan bilik ini",
  "fork: two heads of one size": "(fork) dua kepala dengan ukuran yang sama",
  "fork: the record has another root": "(fork) akar rekaman lain",
  "rollback: more lines were signed before": "(rollback) dahulu lebih banyak baris ditandatangani",
  "rollback: the mark is not in the log": "(rollback) tandanya tidak ada dalam catatan",
  "truncation: lines are missing": "(truncation) ada baris yang hilang",
  "missing ballot: the code is not in the record": "(missing ballot) kodenya tidak ada dalam rekaman",
  "missing ballot: the outcome is another": "(missing ballot) akhirnya lain",
  "missing ballot: the booth is signed as unused": "(missing ballot) biliknya disebut tidak dipakai",
  "the outcome is another": "akhirnya lain",
  "the card is another": "kartunya lain",
  "the report differs from the record": "laporan berbeda dari rekaman",
  "the closing report is older than the log": "laporan penutupan lebih tua daripada catatan"
};
var choose = (id, en, lang) => lang === "en" ? en : lang === "both" && id !== en ? `${id} / ${en}` : id;
var translate = (phrase, lang) => choose(PHRASES[phrase] ?? phrase, phrase, lang);
var title = (id, lang) => choose(...TITLES[id] ?? [id, id], lang);
var verdictWords = (verdict, lang) => choose(...VERDICTS[verdict], lang);
var visible = (text4) => String(text4).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (c) => `\\u{${c.codePointAt(0).toString(16)}}`);

// src/findings.mjs
var number = (id) => Number(id.slice(1));
var within = (n, ...ranges) => ranges.some(([from, to]) => n >= from && n <= to);
var DUE = {
  bundle: (n) => within(n, [1, 9], [12, 16], [18, 34], [36, 38]),
  sealed: (n) => within(n, [1, 56]),
  public: (n) => within(n, [1, 17], [20, 20], [22, 22], [24, 27], [30, 56])
};
var dueChecks = (tier) => Object.keys(TITLES).filter((id) => DUE[tier](number(id)));
var checksBetween = (from, to) => Object.keys(TITLES).filter((id) => within(number(id), [number(from), number(to)]));
var SEVERITY = ["PASS", "NOT-CHECKED", "FAIL"];
var worse = (a, b) => SEVERITY.indexOf(a) >= SEVERITY.indexOf(b) ? a : b;
var MAX_FINDINGS = 20;
var EVIDENCE_CAP = 1e4;
var Findings = class {
  #notes = /* @__PURE__ */ new Map();
  constructor(tier, lang) {
    this.tier = tier;
    this.lang = lang;
  }
  #of(id) {
    if (!this.#notes.has(id)) this.#notes.set(id, { fails: [], skips: [], notDue: false, done: null });
    return this.#notes.get(id);
  }
  #say(place2, phrase, detail) {
    return { place: String(place2), evidence: translate(phrase, this.lang) + (detail === void 0 ? "" : `: ${detail}`) };
  }
  fail(id, place2, phrase, detail) {
    this.#of(id).fails.push(this.#say(place2, phrase, detail));
  }
  skip(ids, place2, phrase, detail) {
    for (const id of [ids].flat()) this.#of(id).skips.push(this.#say(place2, phrase, detail));
  }
  notDue(ids) {
    for (const id of [ids].flat()) this.#of(id).notDue = true;
  }
  done(ids, evidence = "") {
    for (const id of [ids].flat()) this.#of(id).done ??= evidence;
  }
  /** SPEC 9.2, for one check; null if it is not due. */
  #check(id) {
    const { fails, skips, notDue, done } = this.#of(id);
    const most2 = this.tier === "evidence" ? EVIDENCE_CAP : MAX_FINDINGS;
    const found = (status, all) => ({ id, tier: this.tier, status, ...all[0], count: all.length, more: all.slice(1, most2) });
    if (fails.length > 0) return found("FAIL", fails);
    if (skips.length > 0) return found("NOT-CHECKED", skips);
    if (notDue) return null;
    if (done !== null) return { id, tier: this.tier, status: "PASS", place: "", evidence: String(done), count: 0, more: [] };
    return found("NOT-CHECKED", [this.#say("-", "something that it needs is missing")]);
  }
  /** @param {string[]} ids by default all that are due in the tier */
  report(ids = dueChecks(this.tier)) {
    return ids.map((id) => this.#check(id)).filter((check) => check !== null);
  }
};

// src/ballots.mjs
var ALL = checksBetween("C30", "C39").filter((id) => id !== "C36");
var ballotsOf = (run2) => run2.booths.filter((b) => b.placed).flatMap((booth5) => booth5.ballots.map((one) => ({ ...one, booth: booth5 })));
function checkBallots(run2) {
  const { f, definition, key: key2, booths } = run2;
  if (!definition || !key2 || !(booths.some((b) => b.placed) || run2.complete)) {
    f.skip(ALL, "-", "ballots cannot be checked");
    return;
  }
  const ballots = ballotsOf(run2);
  checkProofs(run2, ballots);
  checkUnique(run2, ballots);
  checkIssue(run2, ballots);
  checkDeck(run2, ballots);
  checkChallenges(run2, ballots);
  checkFates(run2, ballots);
  f.done(ALL, `${ballots.length}`);
}
function checkProofs({ f, definition, key: key2 }, ballots) {
  const { options } = definition;
  const statements = ballots.map((one) => ({ ...one.ballot, context: one.context, place: one.place }));
  for (const s of statements) {
    if (s.ciphertexts.length !== options || s.proof.k !== options) f.fail("C30", s.place, "has another number of options");
  }
  for (const s of falseProofs(key2.X, statements)) f.fail("C31", s.place, "the proof does not hold");
}
function checkUnique({ f, tier, booths }, ballots) {
  const seen = () => {
    const set = /* @__PURE__ */ new Set();
    return (value) => set.has(value) || !set.add(value);
  };
  const code2 = seen(), slot = seen(), alpha = seen();
  for (const one of ballots) {
    if (code2(one.code)) f.fail("C32", one.place, "a code for the second time", one.code);
    if (slot(one.ballot.slot)) f.fail("C33", one.place, "a slot for the second time", one.ballot.slot);
    const twice = one.ballot.ciphertexts.filter((c) => alpha(hex(c.bytes.subarray(0, 32))));
    if (twice.length > 0) f.fail("C33", one.place, "a ciphertext for the second time");
  }
  if (tier !== "public") return;
  for (const booth5 of booths.filter((b) => b.placed)) {
    for (const name of ["spoiled", "void"]) {
      for (const one of booth5[name]) if (code2(one)) f.fail("C32", `${booth5.folder}${name}.txt`, "a code for the second time", one);
    }
  }
}
function checkIssue({ f, definition }, ballots) {
  const signatures = new Signatures();
  for (const { ballot, place: place2 } of ballots) {
    signatures.add(
      definition.issuer,
      frame("card-issue", unhex(definition.digest), unhex(ballot.card)),
      ballot.issue,
      () => f.fail("C34", place2, "the card was not issued", ballot.card)
    );
  }
  signatures.settle();
}
function checkDeck({ f, tier, deck, roots }, ballots) {
  if (tier === "bundle") return;
  if (!deck || !roots) {
    f.skip("C35", "deck-leaves.txt", "the deck is not known");
    return;
  }
  const leaves = new Set(deck), cells = /* @__PURE__ */ new Map();
  for (const { ballot, booth: booth5, place: place2 } of ballots) {
    if (!leaves.has(ballot.card)) f.fail("C35", place2, "the card is not in the deck", ballot.card);
    const { stratum: stratum3 } = ballot;
    if (stratum3 === void 0 ? booth5.strata.length > 0 : !booth5.strata.includes(stratum3)) {
      f.fail("C35", place2, "the booth does not serve this stratum", stratum3);
    }
    const cell = `${booth5.name} ${stratum3 ?? ""}`;
    cells.set(cell, (cells.get(cell) ?? /* @__PURE__ */ new Set()).add(ballot.card));
  }
  const printed = new Map(roots.deck.map((c) => [`${c.station}-${c.booth} ${c.stratum ?? ""}`, c.cards]));
  for (const [cell, cards] of cells) {
    if (cards.size > (printed.get(cell) ?? 0)) f.fail("C35", cell.trim(), "more cards than were printed", cards.size);
  }
}
function checkChallenges({ f, definition, key: key2 }, ballots) {
  for (const one of ballots.filter((b) => b.fate === "challenged")) {
    const roots = one.booth.epochs.slice(0, definition.rules.max_epochs).map((e) => e.root);
    if (!challengeHolds(one, roots, key2, definition.options)) f.fail("C37", one.place, "the challenge does not hold");
  }
}
function checkFates({ f, booths }, ballots) {
  const others = new Set(booths.filter((b) => b.placed).flatMap((b) => [...b.spoiled, ...b.void]));
  for (const one of ballots) if (one.fate === "challenged") others.add(one.code);
  for (const one of ballots) {
    if (one.fate === "cast" && others.has(one.code)) f.fail("C38", one.place, "is cast and also challenged, spoiled or void", one.code);
    if (one.fate === null) f.fail("C38", one.place, "a ballot without outcome");
  }
}
function checkCards(run2) {
  const { f } = run2;
  const byCard = /* @__PURE__ */ new Map();
  for (const one of ballotsOf(run2)) {
    if (one.fate !== "cast" && one.fate !== "challenged") continue;
    const { card } = one.ballot;
    byCard.set(card, [...byCard.get(card) ?? [], one]);
  }
  for (const [card, uses] of byCard) {
    if (uses.length < 2) continue;
    const counting = uses.filter((u) => u.fate === "challenged" || !isExcluded(run2, u.booth, card));
    const twice = new Set(uses.map((u) => u.booth.name)).size < uses.length;
    if (twice || counting.length > 1) f.fail("C36", uses[1].place, "one card, more than one vote", card);
  }
  f.done("C36", `${byCard.size}`);
}
var isExcluded = ({ exclusions }, booth5, card) => exclusions !== void 0 && exclusions.names.has(`${booth5.name} ${card}`);

// src/keys.mjs
var speakersOf = (devices, name) => [devices.keys.get(name), ...devices.spares.map((s) => s.key)];
var isFree = ({ keys, spares }, key2) => spares.some((s) => s.key.hex === key2.hex) && ![...keys.values()].some((k) => k.hex === key2.hex);
function keysOf({ f, devices }, booth5, entries, path) {
  const turns = [{ from: 0, key: devices.keys.get(booth5.name) }], named2 = [];
  entries.forEach((entry, i) => {
    if (entry?.kind !== "takeover") return;
    const { key: key2 } = entry, place2 = `${path}:${i + 1}`;
    if (!isFree(devices, key2)) f.fail("C20", place2, "is taken over by no free spare", key2.hex);
    else if (named2.some((one) => one.hex === key2.hex)) f.fail("C20", place2, "is taken over twice by one spare", key2.hex);
    else turns.push({ from: i, key: key2 });
    named2.push({ hex: key2.hex, place: place2 });
  });
  return {
    at: (i) => turns.findLast((turn) => turn.from <= i).key,
    last: turns.at(-1).key,
    all: turns.map((t) => t.key),
    taken: turns.slice(1).map((t) => t.key.hex),
    named: named2
  };
}
function checkSpares({ f }, booths) {
  const all = booths.flatMap((booth5) => (booth5.keys?.named ?? []).map((one) => ({ ...one, name: booth5.name })));
  for (const { hex: hex2, place: place2, name } of all) {
    const other = all.find((one) => one.hex === hex2 && one.name !== name);
    if (other) f.fail("C20", place2, "is taken over by the spare of another booth", other.name);
  }
}
function openByOne(bytes, origin, keys) {
  for (const key2 of keys) {
    const opened = attempt(() => openHead(bytes, origin, key2));
    if (opened) return { ...opened, key: key2 };
  }
  return void 0;
}

// src/log.mjs
var MAX_LINE = 65535;
var MAX_LOG = 67108864;
var MAX_BODY = 65429;
var HEAD = utf8('{"body":');
var SIGNED = utf8(',"sig":"');
var TAIL = utf8('"}');
function readBody(bytes, max = MAX_BODY) {
  const raw = parseJson(bytes, max);
  if (!(raw instanceof Map)) refuse("a body is an object");
  const header = {
    seq: u64(raw.get("seq")),
    prev: hash(raw.get("prev")),
    salt: hex16(raw.get("salt")),
    kind: matching(/^[a-z0-9_-]{1,32}$/, "kind")(raw.get("kind"))
  };
  return { ...header, raw, bytes, leaf: leafHash(bytes) };
}
function readLine(line) {
  const n = line.length;
  if (n > MAX_LINE || n < 106) refuse("length of a line");
  const at = (from, wanted) => sameBytes(line.subarray(from, from + wanted.length), wanted) || refuse("frame of a line");
  at(0, HEAD);
  at(n - 98, SIGNED);
  at(n - 2, TAIL);
  const signature3 = unbase64(fromUtf8(line.subarray(n - 90, n - 2)));
  if (signature3.length !== 64) refuse("length of a signature");
  return { ...readBody(line.subarray(8, n - 98)), signature: signature3 };
}
function logLines(bytes) {
  if (bytes.length > MAX_LOG || bytes.length === 0) refuse("length of a log");
  return cutLines(bytes);
}
var epoch = object({ number: u32, root: hash, witnesses: list(hash) });
var codeSet = object({ count: u32, root: hash });
var code = hash;
var time = hour;
var repaired = oneOf("none", "first_medium", "second_medium", "both");
var KINDS = {
  zero: {
    booth,
    boot_id: string,
    definition: hash,
    devices: hash,
    epoch,
    key: hash,
    roots: hash,
    software: hash,
    station,
    time
  },
  open: { time },
  boot: { boot_id: string, epoch, repaired, time },
  takeover: { boot_id: string, epoch, key, repaired, time },
  seal: ballotFields,
  cast: { code },
  spoil: { code, reason: oneOf("wrong_choice", "slip_differs") },
  challenge: { code, opening: openingType },
  void: { code, reason: oneOf("outage", "unanswered", "printer"), shown: boolean },
  fault: { code },
  mark: { cast: u32, time },
  peer: { note: string },
  incident: { incident: oneOf("printer", "reader", "second_medium", "power", "booth_failed", "other"), time },
  pause: {},
  resume: {},
  close: {
    cast: codeSet,
    challenged: codeSet,
    epochs: list(hash),
    faults: u32,
    spoiled: codeSet,
    time,
    void: codeSet
  }
};
var entryType = byKind(KINDS);
function readEntry(body) {
  const content = new Map([...body.raw].filter(([name]) => name !== "seq" && name !== "prev" && name !== "salt"));
  return entryType(content);
}
var chainBreak = (lines2) => lines2.findIndex((line, n) => line.seq !== n || line.prev !== (n === 0 ? "00".repeat(32) : lines2[n - 1].leaf));
var epochsOf = (entries) => entries.filter((e, i) => i === 0 || e?.kind === "boot" || e?.kind === "takeover").map((e) => e.epoch);

// src/machine.mjs
var BETWEEN_MARKS = 20;
var UNTIL_CLOSED = ["ready", "open", "paused"];
var STANDS = {
  zero: ["before"],
  open: ["ready"],
  seal: ["open"],
  mark: ["open"],
  pause: ["open"],
  resume: ["paused"],
  close: ["open", "paused"]
};
var FATES = { cast: "cast", challenge: "challenged", spoil: "spoiled", void: "void" };
var Machine = class {
  state = "before";
  ballots = [];
  pending = null;
  outage = false;
  cards = /* @__PURE__ */ new Map();
  codes = /* @__PURE__ */ new Set();
  slots = /* @__PURE__ */ new Set();
  stored = /* @__PURE__ */ new Set();
  cast = 0;
  faults = /* @__PURE__ */ new Set();
  marked = null;
  justOpened = false;
  voids = 0;
  failed = false;
  constructor(digest, rules, fail) {
    this.digest = digest;
    this.rules = rules;
    this.fail = fail;
  }
  take(entry, line) {
    const wrong = (why, check = "C21") => this.fail(check, line, why);
    const { kind } = entry;
    const free = kind !== "seal" && kind !== "close" || this.pending === null;
    const first = kind !== "seal" || this.marked !== null;
    if (!(STANDS[kind] ?? UNTIL_CLOSED).includes(this.state) || !free || !first) wrong(`${kind} in state ${this.state}`);
    const opened = this.justOpened;
    this.justOpened = kind === "open" || opened && (kind === "boot" || kind === "takeover");
    this.effect(entry, line, opened, wrong);
  }
  effect(entry, line, opened, wrong) {
    switch (entry.kind) {
      case "zero":
        this.state = "ready";
        break;
      case "open":
      case "resume":
        this.state = "open";
        break;
      case "pause":
        this.state = "paused";
        break;
      case "close":
        this.state = "closed";
        break;
      case "boot":
      case "takeover":
        this.outage = this.pending !== null;
        break;
      case "incident":
        this.failed ||= entry.incident === "booth_failed";
        break;
      case "seal":
        this.seal(entry, line, wrong);
        break;
      case "cast":
      case "spoil":
      case "challenge":
        if (this.settle(entry, wrong)) {
          if (this.outage) wrong("an answer after an outage");
          this.outage = false;
        }
        break;
      case "void":
        if (entry.shown) this.voids++;
        if (this.settle(entry, wrong)) {
          if (this.outage && !(entry.reason === "outage" && entry.shown)) wrong("the ballot of an outage is not void by outage");
          this.outage = false;
        }
        break;
      case "fault":
        if (!this.stored.has(entry.code)) {
          wrong("a fault of no cast ballot");
          break;
        }
        if (this.faults.has(entry.code)) wrong("a second fault of one ballot");
        this.faults.add(entry.code);
        break;
      case "mark":
        this.mark(entry, opened, wrong);
        break;
      default:
    }
  }
  cardOf(card) {
    if (!this.cards.has(card)) this.cards.set(card, { spent: false, tries: 0 });
    return this.cards.get(card);
  }
  seal(ballot, line, wrong) {
    const context = contextOf(this.digest, ballot), code2 = codeOf(context, ballot);
    const card = this.cardOf(ballot.card);
    if (card.spent) wrong("the card is spent", "C36");
    if (card.tries > this.rules.retries) wrong("too many tries of one card", "C29");
    if (this.voids > this.rules.max_voids) wrong("too many voids", "C28");
    if (this.failed) wrong("a ballot after the booth failed");
    if (this.slots.has(ballot.slot)) wrong("a slot for the second time");
    if (this.codes.has(code2)) wrong("a code for the second time");
    this.slots.add(ballot.slot);
    this.codes.add(code2);
    this.pending = { ballot, context, code: code2, line, fate: null };
    this.ballots.push(this.pending);
  }
  settle(entry, wrong) {
    const b = this.pending;
    this.pending = null;
    if (b === null || b.code !== entry.code) {
      wrong("not the waiting ballot");
      return false;
    }
    b.fate = FATES[entry.kind];
    b.opening = entry.opening;
    const card = this.cardOf(b.ballot.card);
    if (b.fate === "cast" || b.fate === "challenged") card.spent = true;
    else card.tries++;
    if (b.fate === "cast") {
      this.cast++;
      this.stored.add(b.code);
    }
    return true;
  }
  mark(entry, opened, wrong) {
    const due = this.marked === null ? opened : this.cast >= this.marked + BETWEEN_MARKS;
    this.marked = this.cast;
    if (entry.cast !== this.cast || !due) wrong("a mark at the wrong place");
  }
  end() {
    if (this.voids > this.rules.max_voids && !this.failed) this.fail("C28", null, "too many voids");
    if (this.state !== "closed") this.fail("C24", null, "not closed");
  }
};

// src/ceremony.mjs
var { object: object3, list: list3, u32: u323, hash: hash3, signature: signature2 } = types_exports;
function possessionType(v) {
  const bytes = unbase64(string(v)), k = bytes.length / 32;
  if (!Number.isInteger(k) || k < 4 || k > 22) refuse("length of a possession");
  const scalars = Array.from({ length: k }, (_, i) => scalarFrom(bytes.subarray(32 * i, 32 * i + 32)));
  return { bytes, c: scalars[0], u: scalars.slice(1) };
}
var transcriptType = object3({
  attempt: u323,
  contributions: list3(object3({
    coefficients: list3(pointType, 2, 20),
    commitment: hash3,
    commitment_sig: signature2,
    exchange_key: pointType,
    possession: possessionType,
    reveal_sig: signature2
  })),
  definition: hash3,
  format: string
});
var Broken = class extends Error {
  constructor(check, why) {
    super(why);
    this.check = check;
  }
};
var demand = (holds, check, why) => {
  if (!holds) throw new Broken(check, why);
};
function readCeremony(bytes, definition) {
  try {
    return { key: transcriptKey(bytes, definition) };
  } catch (error) {
    if (error instanceof Broken) return { check: error.check, why: error.message };
    throw error;
  }
}
function transcriptKey(bytes, definition) {
  let transcript;
  try {
    transcript = transcriptType(parseJson(bytes, MAX_DOCUMENT));
  } catch (error) {
    throw error instanceof Refused ? new Broken("C14", error.message) : error;
  }
  const { members, threshold } = definition.guardians;
  const { contributions } = transcript;
  demand(transcript.format === "suara/ceremony/v1", "C14", "format");
  demand(transcript.definition === definition.digest, "C14", "another definition");
  demand(contributions.length === members.length, "C14", "number of guardians");
  const village2 = villageDigest(definition);
  contributions.forEach((one, i) => checkContribution(one, i + 1, { transcript, village: village2, definition }));
  const firsts = contributions.map((one) => one.coefficients[0]);
  demand(new Set(firsts.map((p) => hex(p.bytes))).size === firsts.length, "C15", "two guardians have the same first coefficient");
  const X = encoded(firsts.map((p) => p.point).reduce((a, b) => a.add(b)));
  demand(!X.point.is0(), "C15", "the joint key is neutral");
  const shares = members.map((_, i) => encoded(publicShare(contributions, BigInt(i + 1))));
  const digest = sha(bytes);
  return { X, shares, digest: keyDigest(village2, digest, X), transcript: digest, village: village2, threshold };
}
function checkContribution(one, i, { transcript, village: village2, definition }) {
  const { members, threshold } = definition.guardians;
  const signer = members[i - 1].key;
  const numbers2 = { attempt: transcript.attempt, guardian: i, guardians: members.length, threshold };
  const claim = claimOf(one, { village: village2, identity: signer.bytes, ...numbers2 });
  const place2 = `guardian ${i}`;
  demand(commitmentOf(claim) === one.commitment, "C14", `${place2}: commitment`);
  const committed = frame("ceremony-commit", unhex(village2), n4(transcript.attempt), n4(i), unhex(one.commitment));
  demand(signatureHolds(signer, committed, one.commitment_sig), "C14", `${place2}: commitment_sig`);
  const revealed = frame("ceremony-reveal", unhex(one.commitment), one.possession.bytes);
  demand(signatureHolds(signer, revealed, one.reveal_sig), "C14", `${place2}: reveal_sig`);
  demand(possessionHolds(one, claim, threshold), "C15", `${place2}: proof of possession`);
}
var claimOf = (one, { village: village2, attempt: attempt2, guardian, identity, guardians, threshold }) => [
  unhex(village2),
  n8(attempt2),
  n8(guardian),
  identity,
  n8(guardians),
  n8(threshold),
  ...one.coefficients.map((p) => p.bytes),
  one.exchange_key.bytes
];
var commitmentOf = (claim) => hex(H("coefficients", ...claim));
function possessionHolds({ coefficients, exchange_key: E, possession: { c, u } }, claim, threshold) {
  if (coefficients.length !== threshold || u.length !== threshold + 1) return false;
  const R = [...coefficients, E].map((P, k) => times(G, u[k]).subtract(times(P.point, c)).toBytes());
  return Hs("pop-chal", ...claim, ...R) === c;
}
function publicShare(contributions, j) {
  const sums = contributions[0].coefficients.map((_, k) => contributions.map((one) => one.coefficients[k].point).reduce((a, b) => a.add(b)));
  return sums.reduceRight((share, A) => times(share, j).add(A));
}
var confirmationsType = object3({
  format: oneOf("suara/confirmations/v1"),
  list: list3(object3({ guardian: u323, sig: signature2, trial: factorType })),
  transcript: hash3
});
function checkConfirmations(bytes, definition, key2) {
  const confirmations = confirmationsType(parseJson(bytes, MAX_DOCUMENT));
  const { members, threshold } = definition.guardians;
  if (confirmations.list.length !== members.length) refuse("number of confirmations");
  if (confirmations.transcript !== key2.transcript) refuse("another transcript");
  const signed = frame("ceremony-confirm", unhex(key2.village), unhex(key2.transcript), key2.X.bytes);
  const r = Hs("ceremony-trial", unhex(key2.digest));
  const alpha = encoded(times(G, r)), beta = encoded(G.add(times(key2.X.point, r)));
  const trial = {
    plan: key2.transcript,
    record: "00".repeat(32),
    set: "trial",
    scope: sha(utf8("trial")),
    count: 1,
    option: 1,
    keyDigest: key2.digest,
    alpha,
    beta
  };
  confirmations.list.forEach((one, i) => {
    if (one.guardian !== i + 1) refuse("order of guardians");
    if (!signatureHolds(members[i].key, signed, one.sig)) refuse(`guardian ${i + 1}: signature`);
    if (!factorHolds(one.trial, { ...trial, guardian: i + 1, share: key2.shares[i] })) refuse(`guardian ${i + 1}: trial`);
  });
  const factors = confirmations.list.map((one) => ({ guardian: one.guardian, point: one.trial.point }));
  for (let i = 0; i + threshold <= factors.length; i++) {
    if (!combined(beta.point, factors.slice(i, i + threshold)).equals(G)) refuse(`window from guardian ${i + 1}`);
  }
}

// src/devices.mjs
var MAX_AMENDMENTS = 1e3;
var { object: object4, list: list4, text: text3, u32: u324, hash: hash4, station: station3, booth: booth3, oneOf: oneOf3 } = types_exports;
var person = object4({ key, name: text3 });
var devicesType = object4({
  booths: list4(object4({ booth: booth3, key, kind: oneOf3("fixed", "mobile"), station: station3 })),
  counters: list4(person),
  definition: hash4,
  desks: list4(object4({ desk: booth3, key, station: station3 })),
  format: oneOf3("suara/devices/v1"),
  hours: text3,
  scrypt_work_factor: u8,
  spares: list4(person),
  witnesses: list4(object4({ key, name: matching(/^[!-*,-~]{1,60}$/, "name of a witness") }))
});
var unique = (items) => new Set(items).size === items.length;
function readDevices(bytes, definition) {
  const devices = readDocument(devicesType)(bytes);
  if (devices.definition !== definition.digest) refuse("devices of another definition");
  const names = devices.booths.map((b) => `${b.station}-${b.booth}`);
  const known = new Set(definition.booths.map((b) => b.name));
  if (!unique(names) || names.length !== known.size || names.some((n) => !known.has(n))) refuse("booths of the device list");
  if (!unique(devices.desks.map((d) => `${d.station}-${d.desk}`))) refuse("a desk stands twice");
  if (devices.desks.some((d) => !definition.stations.some((s) => s.id === d.station))) refuse("a desk of an unknown station");
  if (!unique(devices.witnesses.map((w) => w.name))) refuse("a witness stands twice");
  const least = definition.mode === "REAL" ? 15 : 2;
  if (devices.scrypt_work_factor < least || devices.scrypt_work_factor > 22) refuse("scrypt_work_factor");
  const { booths, desks, spares, witnesses, counters } = devices;
  if (!unique([booths, desks, spares, witnesses, counters].flat().map((d) => d.key.hex))) refuse("a key stands twice");
  return {
    ...devices,
    keys: new Map(booths.map((b, i) => [names[i], b.key])),
    status: new Map(names.map((n) => [n, "expected"])),
    onPaper: new Set(definition.stations.filter((s) => s.kind === "paper").map((s) => s.id)),
    withdrawn: /* @__PURE__ */ new Set(),
    cancelled: false,
    digests: [devices.digest]
  };
}
var place = { booth: booth3, station: station3 };
var amendmentType = object4({
  change: byKind({
    booth_key: { ...place, key },
    booth_unused: { ...place, reason: text3 },
    booth_lost: { ...place, reason: text3 },
    station_on_paper: { reason: text3, station: station3 },
    candidate_withdrawn: { number: u324, reason: text3 },
    contest_cancelled: { reason: text3 }
  }),
  definition: hash4,
  format: oneOf3("suara/amendment/v1"),
  number: u324,
  previous: hash4
});
function amend(devices, bytes, definition) {
  const amendment = readDocument(amendmentType)(bytes);
  if (amendment.definition !== definition.digest) refuse("an amendment of another definition");
  if (amendment.number !== devices.digests.length) refuse("number of an amendment");
  if (amendment.previous !== devices.digests.at(-1)) refuse("an amendment does not follow the one before");
  applyChange(devices, amendment.change, definition);
  devices.digests.push(amendment.digest);
}
function applyChange(devices, change, definition) {
  const name = `${change.station}-${change.booth}`;
  if (change.kind.startsWith("booth_") && !devices.status.has(name)) refuse("an amendment of an unknown booth");
  switch (change.kind) {
    case "booth_key": {
      if (!devices.spares.some((s) => s.key.hex === change.key.hex)) refuse("the new key is of no spare");
      if ([...devices.keys.values()].some((k) => k.hex === change.key.hex)) refuse("the new key is in use");
      devices.keys.set(name, change.key);
      break;
    }
    case "booth_unused":
      devices.status.set(name, "unused");
      break;
    case "booth_lost":
      devices.status.set(name, "lost");
      break;
    case "station_on_paper": {
      const at = definition.stations.find((s) => s.id === change.station) ?? refuse("an amendment of an unknown station");
      for (const b of at.booths) devices.status.set(`${at.id}-${b.id}`, "unused");
      devices.onPaper.add(at.id);
      break;
    }
    case "candidate_withdrawn": {
      if (change.number < 1 || change.number > definition.candidates.length) refuse("an unknown candidate withdrew");
      devices.withdrawn.add(change.number);
      break;
    }
    default:
      devices.cancelled = true;
  }
}

// src/manifest.mjs
function checkNote({ f, files, index }, check, name) {
  const note = `${name}.note`;
  if (!index) f.skip(check, note, "the index is not known");
  else if (!files.has(note)) f.fail(check, note, "is missing");
  else if (!attempt(() => checkDocumentNote(files.get(note), `${name}.json`, files.get(`${name}.json`), index) ?? true)) {
    f.fail(check, note, "the signature does not hold");
  }
}
function readOr({ f, files }, check, path, read) {
  if (!files.has(path)) {
    f.fail(check, path, "is missing");
    return void 0;
  }
  try {
    return read(files.get(path));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    f.fail(check, path, "does not read", error.message);
    return void 0;
  }
}
function checkDocuments(run2) {
  checkIndex(run2);
  run2.definition = readOr(run2, "C07", "definition.json", readDefinition);
  if (!run2.definition) {
    run2.f.skip(checksBetween("C08", "C16"), "definition.json", "the definition is not known");
    return;
  }
  checkDefinition(run2);
  checkRoots(run2);
  checkDevices(run2);
  checkKey(run2);
}
function checkIndex(run2) {
  const { f, files, anchor } = run2;
  run2.index = readOr(run2, "C05", "index.json", readIndex);
  const { index } = run2;
  if (!index) {
    f.skip("C06", "index.json", "the index is not known");
    return;
  }
  checkNote(run2, "C05", "index");
  for (const [aid, digest] of [["spec.md", index.spec], ["verify.mjs", index.verifier]]) {
    if (files.has(aid) && sha(files.get(aid)) !== digest) f.fail("C05", aid, "is not the one that the index names");
  }
  f.done("C05", `${index.election}, ${index.villages.length}`);
  if (anchor === null) f.skip("C06", "index.json", "no anchor was given; compare with paper", index.digest);
  else if (anchor !== index.digest && anchor !== index.committee.hex) {
    f.fail("C06", "index.json", "is not what the anchor says", index.digest);
  }
  f.done("C06", index.digest);
}
function checkDefinition(run2) {
  const { f, index, definition } = run2;
  checkNote(run2, "C07", "definition");
  if (!index) f.skip("C08", "index.json", "the index is not known");
  else {
    if (!lists(index, definition)) f.fail("C07", "definition.json", "is not listed by the index");
    if (index.mode !== definition.mode) f.fail("C08", "definition.json", "is of another mode than the index");
  }
  f.done("C07", definition.village.name);
  f.done("C08", definition.mode);
}
function checkRoots(run2) {
  const { f, definition, tier } = run2;
  run2.roots = readOr(run2, "C09", "roots.json", (bytes) => readRoots(bytes, definition));
  const { roots } = run2;
  if (!roots) {
    f.skip(["C10", "C11"], "roots.json", "the roots are not known");
    return;
  }
  checkNote(run2, "C09", "roots");
  f.done("C09", `${roots.voters}, ${roots.cards}`);
  if (tier === "bundle") return;
  run2.tags = checkList(run2, "C10", "roll-tags.txt", roots.roll_tags, roots.voters);
  run2.deck = checkList(run2, "C11", "deck-leaves.txt", roots.deck_leaves, roots.cards);
}
function checkList(run2, check, path, digest, count) {
  const hashes = readOr(run2, check, path, readHashes);
  if (!hashes) return void 0;
  if (sha(run2.files.get(path)) !== digest) run2.f.fail(check, path, "is not the one that the roots name");
  if (hashes.length !== count) run2.f.fail(check, path, "has another number of lines than the roots say", hashes.length);
  run2.f.done(check, `${hashes.length}`);
  return hashes;
}
function checkDevices(run2) {
  const { f, files, definition } = run2;
  const devices = readOr(run2, "C12", "devices.json", (bytes) => readDevices(bytes, definition));
  if (!devices) {
    f.skip("C13", "devices.json", "the device list is not known");
    return;
  }
  checkNote(run2, "C12", "devices");
  f.done("C12", `${devices.booths.length}, ${devices.desks.length}`);
  for (let n = 1; n <= MAX_AMENDMENTS && files.has(`amendment-${n}.json`); n++) {
    const applied = readOr(run2, "C13", `amendment-${n}.json`, (bytes) => {
      amend(devices, bytes, definition);
      return true;
    });
    if (!applied) return;
    checkNote(run2, "C13", `amendment-${n}`);
  }
  run2.devices = devices;
  f.done("C13", `${devices.digests.length - 1}`);
}
function checkKey(run2) {
  const { f, files, definition } = run2;
  if (!files.has("ceremony.json")) {
    f.fail("C14", "ceremony.json", "is missing");
    f.skip(["C15", "C16"], "ceremony.json", "the key is not known");
    return;
  }
  const { key: key2, check, why } = readCeremony(files.get("ceremony.json"), definition);
  if (!key2) {
    f.fail(check, "ceremony.json", "breaks a rule", why);
    f.skip([check === "C14" ? "C15" : "C14", "C16"], "ceremony.json", "the key is not known");
    return;
  }
  f.done(["C14", "C15"], key2.digest);
  readOr(run2, "C16", "confirmations.json", (bytes) => checkConfirmations(bytes, definition, key2));
  f.done("C16");
  run2.key = key2;
}

// src/paper.mjs
var { object: object5, optional: optional3, list: list5, u32: u325, u64: u642, hash: hash5, station: station4, booth: booth4, oneOf: oneOf4, order: order3 } = types_exports;
var MAX_BOX = 1e6;
var countsType = object5({
  additional: u325,
  audit_cards: u325,
  cards_left: u325,
  cards_opened: u325,
  cards_returned: u325,
  definition: hash5,
  desk: booth4,
  format: oneOf4("suara/desk-counts/v1"),
  head: hash5,
  present: u325,
  replacements: u325,
  size: u642,
  station: station4,
  undone: u325
});
function readSigned(bytes, name, type, tag, signerOf2) {
  const raw = parseJson(bytes, MAX_DOCUMENT);
  const { [name]: value, sig } = object5({ [name]: type, sig: signature })(raw);
  const signer = signerOf2(value) ?? refuse("nobody known signs this");
  if (!signatureHolds(signer, frame(tag, utf8(writeJson(raw.get(name)))), sig)) refuse("the signature does not hold");
  return value;
}
function checkPaper(run2) {
  const { f, definition, devices } = run2;
  if (!definition || !devices) {
    f.skip(["C40", "C41", "C42"], "-", "definition or device list is not known");
    return;
  }
  run2.desks = /* @__PURE__ */ new Map();
  for (const { station: at, desk, key: signer } of devices.desks) checkDesk(run2, at, desk, signer);
  f.done("C40", `${run2.desks.size}`);
  run2.boxes = checkBoxes(run2);
  f.done("C42", `${run2.boxes.size}`);
  checkExclusions(run2);
}
function checkDesk(run2, at, desk, signer) {
  const path = `desks/${at}-${desk}.json`;
  if (!run2.files.has(path)) return;
  const counts = readOr(run2, "C40", path, (bytes) => {
    const value = readSigned(bytes, "counts", countsType, "desk-counts", (c) => c.station === at && c.desk === desk ? signer : void 0);
    return value.definition === run2.definition.digest ? value : refuse("another definition");
  });
  if (counts) run2.desks.set(`${at}-${desk}`, counts);
}
function countsOf({ devices, desks }, at) {
  const own = devices.desks.filter((d) => d.station === at).map((d) => desks.get(`${at}-${d.desk}`));
  return own.length > 0 && own.every((c) => c) ? own : void 0;
}
var exclusionsType = object5({
  definition: hash5,
  format: string,
  list: list5(object5({ booth: booth4, card: hash5, reason: oneOf4("audit_card", "clash"), station: station4 })),
  signed_by: text
});
function checkExclusions(run2) {
  const { f, definition } = run2;
  const path = "exclusions.json";
  const exclusions = readOr(run2, "C41", path, (bytes) => exclusionsType(parseJson(bytes, MAX_DOCUMENT)));
  if (!exclusions) return;
  checkNote(run2, "C41", "exclusions");
  const right = exclusions.format === "suara/exclusions/v1" && exclusions.definition === definition.digest;
  if (!right) f.fail("C41", path, "of another definition");
  const name = (e) => `${e.station}-${e.booth} ${e.card}`;
  const names = exclusions.list.map(name);
  if (names.some((n, i) => i > 0 && order3(names[i - 1], n) >= 0)) f.fail("C41", path, "not strictly ascending");
  run2.exclusions = { list: exclusions.list, names: new Set(names) };
  for (const entry of exclusions.list) checkExclusion(run2, entry, name(entry));
  for (const at of new Set(exclusions.list.map((e) => e.station))) {
    const audit = exclusions.list.filter((e) => e.station === at && e.reason === "audit_card").length;
    if (audit === 0) continue;
    const counts = countsOf(run2, at);
    if (!counts) f.skip("C41", path, "counts of the desks are missing", at);
    else if (audit > total(counts.map((c) => c.audit_cards))) f.fail("C41", path, "more audit cards than the desks signed for", at);
  }
  f.done("C41", `${names.length}`);
}
function checkExclusion({ f, booths, complete }, entry, name) {
  const casts = booths.filter((b) => b.ballots.some((one) => one.fate === "cast" && one.ballot.card === entry.card));
  if (!casts.some((b) => b.station === entry.station && b.booth === entry.booth)) {
    if (complete) f.fail("C41", "exclusions.json", "the excluded card is not cast there", name);
    else f.skip("C41", "exclusions.json", "not every booth was read", name);
  } else if (entry.reason === "clash" && casts.length < 2) f.fail("C41", "exclusions.json", "the card does not clash", name);
}
function checkBoxes(run2) {
  const { f, definition, devices, files } = run2;
  const places = /* @__PURE__ */ new Map();
  for (const path of files.keys()) {
    if (!path.startsWith("paper/")) continue;
    const count = readOr(run2, "C42", path, (bytes) => readCount(run2, bytes, path));
    if (!count) continue;
    const place2 = `${count.station}-${count.booth ?? "0"}`;
    places.set(place2, [...places.get(place2) ?? [], count]);
  }
  const boxes = /* @__PURE__ */ new Map();
  for (const [place2, counts] of places) {
    const why = counts.length < 2 ? void 0 : disagreement(run2, counts);
    if (counts.length < 2) f.skip("C42", `paper/${place2}-${counts[0].entry}.json`, "only one of two entries");
    else if (why) f.fail("C42", `paper/${place2}-1.json`, "no agreed box", why);
    else boxes.set(place2, counts[0]);
  }
  for (const [place2, box] of boxes) {
    const twice = box.booth !== void 0 && boxes.get(`${box.station}-0`)?.content === box.content;
    if (twice) f.fail("C42", `paper/${place2}-1.json`, "counted twice");
  }
  const hasRecord = (place2) => boxes.get(place2)?.content === "only_record";
  if (devices.cancelled) return boxes;
  for (const at of devices.onPaper) if (!hasRecord(`${at}-0`)) f.skip("C42", at, "its box is not counted");
  for (const b of definition.booths.filter((x) => devices.status.get(x.name) === "lost")) {
    if (!hasRecord(b.name) && !hasRecord(`${b.station}-0`)) f.skip("C42", b.name, "its box is not counted");
  }
  return boxes;
}
var countType = object5({
  booth: optional3(booth4),
  content: oneOf4("slips", "only_record"),
  counter: key,
  definition: hash5,
  entry: integer(2, 1),
  format: oneOf4("suara/paper-count/v1"),
  invalid: u325,
  station: station4,
  votes: list5(u325)
});
function readCount({ definition, devices }, bytes, path) {
  const count = readSigned(bytes, "count", countType, "paper-count", (c) => devices.counters.find((d) => d.key.hex === c.counter.hex)?.key);
  if (count.definition !== definition.digest) refuse("another definition");
  const at = definition.stations.find((s) => s.id === count.station);
  if (!at || count.booth !== void 0 && !at.booths.some((b) => b.id === count.booth)) refuse("an unknown place");
  if (count.votes.length !== definition.options) refuse("another number of options");
  if (path !== `paper/${count.station}-${count.booth ?? "0"}-${count.entry}.json`) refuse("another place than its path says");
  return count;
}
var total = (votes) => votes.reduce((a, b) => a + b, 0);
function disagreement({ definition, devices }, [a, b]) {
  if (a.counter.hex === b.counter.hex) return "one counter";
  if (a.votes.join() !== b.votes.join() || a.invalid !== b.invalid || a.content !== b.content) return "the entries differ";
  if (total(a.votes) + a.invalid > MAX_BOX) return "too many papers";
  const statuses = definition.booths.filter((x) => x.station === a.station && (a.booth === void 0 || x.booth === a.booth)).map((x) => devices.status.get(x.name));
  const has = (status) => statuses.includes(status);
  const alone2 = a.booth === void 0 && devices.onPaper.has(a.station);
  const fits2 = a.content === "slips" ? has("expected") : alone2 || has("lost") && !has("expected");
  return fits2 ? void 0 : "the content does not fit the place";
}

// src/scopes.mjs
var scopeType = byKind({
  village: {},
  stations: { stations: list(station) },
  booth: { booth, station },
  stratum: { stratum }
});
var VILLAGE = { kind: "village" };
var stationScope = (...stations) => ({ kind: "stations", stations });
function scopeId(scope) {
  switch (scope.kind) {
    case "village":
      return "village";
    case "stations":
      return `stations-${scope.stations.join("+")}`;
    case "booth":
      return `booth-${scope.station}-${scope.booth}`;
    default:
      return `stratum-${scope.stratum}`;
  }
}
var scopeDigest = (scope) => sha(utf8(writeJson(scope)));
function takes(scope, one) {
  switch (scope.kind) {
    case "village":
      return true;
    case "stations":
      return scope.stations.includes(one.booth.station);
    case "booth":
      return one.booth.station === scope.station && one.booth.booth === scope.booth;
    default:
      return one.ballot.stratum === scope.stratum;
  }
}
var within2 = (counted2, scope) => counted2.filter((one) => takes(scope, one));
var codesIn = (counted2, scope) => codesRoot(within2(counted2, scope).map((one) => one.code));
function sumOf(counted2, scope, options) {
  const sums = Array.from({ length: options }, () => ({ alpha: NEUTRAL, beta: NEUTRAL }));
  for (const { ballot } of within2(counted2, scope)) {
    ballot.ciphertexts.slice(0, options).forEach((c, i) => {
      sums[i] = { alpha: sums[i].alpha.add(c.alpha), beta: sums[i].beta.add(c.beta) };
    });
  }
  return sums.map(({ alpha, beta }) => ({ alpha: encoded(alpha), beta: encoded(beta) }));
}
function smallestCell(counted2, scopes) {
  const cells = /* @__PURE__ */ new Map();
  for (const one of counted2) {
    const cell = scopes.map((scope) => takes(scope, one) ? "1" : "0").join("");
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  return Math.min(Infinity, ...cells.values());
}
var mayBeOpened = (counted2, scopes, kMin) => smallestCell(counted2, scopes) >= kMin;
function firstScopes(counted2, { definition, devices }) {
  if (counted2.length === 0 || devices.cancelled) return [];
  const groups = [];
  let open = { stations: [], ballots: 0 };
  for (const { id } of definition.stations) {
    const n = counted2.filter((one) => one.booth.station === id).length;
    if (n === 0) continue;
    open.stations.push(id);
    open.ballots += n;
    if (open.ballots >= definition.rules.k_min) {
      groups.push(open.stations);
      open = { stations: [], ballots: 0 };
    }
  }
  if (groups.length === 0) return [VILLAGE];
  groups.at(-1).push(...open.stations);
  return groups.length === 1 ? [VILLAGE] : groups.map((stations) => stationScope(...stations));
}

// src/decide.mjs
var MOST = 4294967295;
var add2 = (a, b) => a.map((n, i) => Math.min(MOST, n + b[i]));
var lessThan = (a, b) => a.map((n, i) => Math.max(0, n - b[i]));
var inAll = (lists2, options) => lists2.reduce(add2, Array(options).fill(0));
function knownAlone({ counted: counted2 }, opened, station5) {
  const own = opened.find((set) => set.scope.kind === "stations" && scopeId(set.scope) === `stations-${station5}`);
  if (own) return own.votes;
  return counted2.every((one) => one.booth.station === station5) ? opened.find((set) => set.scope.kind === "village")?.votes : void 0;
}
var openedAs = (opened, scope) => opened.find((set) => scopeId(set.scope) === scopeId(scope))?.votes;
function votesOf(run2, opened) {
  const { definition: { options, rules }, devices, boxes } = run2;
  const none = Array(options).fill(0);
  if (devices.cancelled) return { electronic: none, paper: none, votes: none };
  const electronic = inAll(opened.filter((set) => set.plan === 1).map((set) => set.votes), options);
  const paper = inAll([...boxes.values()].filter((box) => box.content === "only_record").map((box) => box.votes), options);
  let votes = add2(electronic, paper);
  if (rules.prevails.value === "paper") {
    for (const [slips, known] of replaced(run2, opened)) votes = add2(lessThan(votes, known), slips);
  }
  return { electronic, paper, votes };
}
function replaced({ boxes, counted: counted2 }, opened) {
  const slips = [...boxes.values()].filter((box) => box.content === "slips");
  const out = [], stations = /* @__PURE__ */ new Set();
  for (const box of slips.filter((b) => b.booth === void 0)) {
    const known = knownAlone({ counted: counted2 }, opened, box.station);
    if (known) {
      out.push([box.votes, known]);
      stations.add(box.station);
    }
  }
  for (const box of slips.filter((b) => b.booth !== void 0 && !stations.has(b.station))) {
    const known = openedAs(opened, { kind: "booth", station: box.station, booth: box.booth });
    if (known) out.push([box.votes, known]);
  }
  return out;
}
function most(places) {
  const top = Math.max(...places.map((p) => p.n));
  const best = places.filter((p) => p.n === top);
  return best.length === 1 ? best[0] : void 0;
}
function placeOf(run2, rule2) {
  const { roots, definition, devices, counted: counted2 } = run2;
  const station5 = (id) => ({ at: id, scope: stationScope(id), boxes: (box) => box.station === id });
  switch (rule2) {
    case "station_registered": {
      const best = most(roots.stations.map((s) => ({ n: s.registered, id: s.station })));
      return best && station5(best.id);
    }
    case "station_attendance": {
      const counts = definition.stations.map(({ id }) => ({ id, counts: countsOf(run2, id) }));
      if (counts.some((s) => !s.counts)) return void 0;
      const best = most(counts.map((s) => ({ id: s.id, n: total(s.counts.map((c) => c.present + c.additional)) })));
      return best && station5(best.id);
    }
    case "stratum_registered": {
      const best = most(roots.strata.map((s) => ({ n: s.registered, id: s.stratum })));
      return best && { at: best.id, scope: { kind: "stratum", stratum: best.id }, boxes: () => false };
    }
    default: {
      const expected = definition.booths.filter((b) => devices.status.get(b.name) === "expected");
      const best = most(expected.map((b) => ({ n: counted2.filter((one) => one.booth.name === b.name).length, b })));
      return best && {
        at: best.b.name,
        scope: { kind: "booth", station: best.b.station, booth: best.b.booth },
        boxes: (box) => box.station === best.b.station && box.booth === best.b.booth
      };
    }
  }
}
function byPlace(run2, opened, rule2, tied) {
  const { counted: counted2, boxes, definition: { options, rules } } = run2;
  const place2 = placeOf(run2, rule2);
  if (!place2) return {};
  const records = [...boxes.values()].filter((box) => box.content === "only_record");
  if (place2.scope.kind === "stratum" && records.length > 0) return {};
  const known = within2(counted2, place2.scope).length === 0 ? Array(options).fill(0) : place2.scope.kind === "stations" ? knownAlone(run2, opened, place2.at) : openedAs(opened, place2.scope);
  if (!known) return mayBeOpened(counted2, [...opened.map((set) => set.scope), place2.scope], rules.k_min) ? { asks: [place2.scope] } : {};
  const votes = inAll([known, ...records.filter(place2.boxes).map((box) => box.votes)], options);
  return { at: place2.at, left: bestOf(tied, (n) => votes[n - 1]) };
}
var bestOf = (tied, value) => {
  const top = Math.max(...tied.map(value));
  return tied.filter((n) => value(n) === top);
};
function applyRule(run2, opened, rule2, tied) {
  const candidate = (n) => run2.definition.candidates[n - 1];
  const registered = (id) => run2.roots.strata.find((s) => s.stratum === id)?.registered ?? 0;
  switch (rule2) {
    case "domicile":
      return { left: bestOf(tied, (n) => registered(candidate(n).domicile)) };
    case "education":
      return { left: bestOf(tied, (n) => candidate(n).education) };
    case "committee":
      return { left: tied };
    default:
      return byPlace(run2, opened, rule2, tied);
  }
}
function decide(run2, opened) {
  const { definition, devices } = run2;
  const votes = votesOf(run2, opened), steps = [];
  const end = (outcome) => ({ ...votes, outcome, steps });
  if (devices.cancelled) return end({ kind: "cancelled" });
  let tied = definition.candidates.map((_, i) => i + 1).filter((n) => !devices.withdrawn.has(n));
  if (tied.length === 0) return end({ kind: "no_candidate" });
  tied = bestOf(tied, (n) => votes.votes[n - 1]);
  for (const rule2 of definition.rules.tie_rules) {
    if (tied.length === 1) break;
    const { left, at, asks } = applyRule(run2, opened, rule2, tied);
    if (asks) return { asks };
    tied = left ?? tied;
    steps.push({ applicable: left !== void 0, at, left: [...tied].sort(order), rule: rule2 });
    if (rule2 === "committee") break;
  }
  if (tied.length > 1) return end({ candidates: tied, kind: "tied" });
  return end({ candidate: tied[0], kind: "winner", rule: steps.at(-1)?.rule });
}

// src/public.mjs
var lines = (texts) => utf8(texts.map((text4) => `${text4}
`).join(""));
var BALLOT = ["card", "ciphertexts", "issue", "proof", "slot", "stratum"];
var ANCHORS = ["zero", "open", "boot", "takeover", "close"];
function publicFiles({ files, booths }) {
  const out = /* @__PURE__ */ new Map();
  for (const [path, bytes] of files) if (!path.startsWith("booths/") && path !== "SHA256SUMS") out.set(path, bytes);
  for (const booth5 of booths) for (const [name, bytes] of publicBooth(files, booth5)) out.set(booth5.folder + name, bytes);
  return out;
}
function publicBooth(files, booth5) {
  const raw = (one) => booth5.lines[one.line].raw;
  const ballot = (one) => new Map(BALLOT.filter((name) => raw(one).has(name)).map((name) => [name, raw(one).get(name)]));
  const opening = /* @__PURE__ */ new Map();
  booth5.entries.forEach((entry, i) => {
    if (entry?.kind === "challenge") opening.set(entry.opening, booth5.lines[i].raw.get("opening"));
  });
  const of = (fate) => booth5.ballots.filter((one) => one.fate === fate).sort((a, b) => order(a.code, b.code));
  const out = /* @__PURE__ */ new Map();
  if (files.has(`${booth5.folder}checkpoint`)) out.set("checkpoint", files.get(`${booth5.folder}checkpoint`));
  out.set("leaves.txt", lines(booth5.leaves));
  const anchors = booth5.lines.filter((_, i) => ANCHORS.includes(booth5.entries[i]?.kind));
  out.set("anchors.jsonl", concat(...anchors.flatMap((line) => [line.bytes, Uint8Array.of(10)])));
  out.set("cast.jsonl", lines(of("cast").map((one) => writeJson(ballot(one)))));
  out.set("challenged.jsonl", lines(of("challenged").map((one) => writeJson(/* @__PURE__ */ new Map([["ballot", ballot(one)], ["opening", opening.get(one.opening)]])))));
  out.set("spoiled.txt", lines(of("spoiled").map((one) => one.code)));
  out.set("void.txt", lines(of("void").map((one) => one.code)));
  return out;
}
var AFTER = ["SHA256SUMS", "totals.csv", "spec.md", "verify.mjs"];
var isAfter = (path) => AFTER.includes(path) || /^(?:plan-|opening-|result\.)/.test(path);
function countedDigest(files) {
  const paths = [...files.keys()].filter((path) => !isAfter(path)).sort(byText);
  return sha(utf8(paths.map((path) => `${sha(files.get(path))}  ${path}
`).join("")));
}

// src/plans.mjs
var MAX_PLANS = 8;
var { object: object6, list: list6, u32: u326, hash: hash6 } = types_exports;
var OPENING = checksBetween("C44", "C48");
function findCounted(run2) {
  const { definition, devices, roots, key: key2, exclusions, complete, booths } = run2;
  if (!definition || !devices || !roots || !key2 || !exclusions || !complete) return;
  run2.cast = booths.flatMap((booth5) => booth5.ballots.filter((b) => b.fate === "cast").map((b) => ({ ...b, booth: booth5 })));
  run2.counted = run2.cast.filter((one) => !isExcluded(run2, one.booth, one.ballot.card));
}
var planType = object6({
  definition: hash6,
  format: string,
  number: u326,
  previous: optional(hash6),
  record: hash6,
  sets: list6(object6({ codes: hash6, count: u326, scope: scopeType }))
});
function readPlans(run2) {
  const { f, files, definition } = run2;
  const plans = [];
  for (let n = 1; n <= MAX_PLANS && files.has(`plan-${n}.json`); n++) {
    const path = `plan-${n}.json`;
    const plan = readOr(run2, "C43", path, (bytes) => planType(parseJson(bytes, MAX_DOCUMENT)));
    if (!plan) break;
    checkNote(run2, "C43", `plan-${n}`);
    const right = plan.format === "suara/plan/v1" && plan.number === n && plan.definition === definition?.digest;
    if (!right) f.fail("C43", path, "of another definition");
    if (plan.previous !== plans.at(-1)?.digest) f.fail("C43", path, "does not follow the plan before");
    plans.push({ ...plan, file: n, digest: sha(files.get(path)) });
  }
  for (const path of files.keys()) {
    const [, kind, digits] = /^(plan|opening)-([0-9]+)(?:[-.]|$)/.exec(path) ?? [];
    const over = kind && BigInt(digits) > plans.length && BigInt(digits) < 2n ** 64n;
    if (over) f.fail(kind === "plan" ? "C43" : "C46", path, "belongs to no plan");
  }
  f.done("C43", `${plans.length}`);
  return plans;
}
function checkPlans(run2) {
  const { f, counted: counted2 } = run2;
  run2.plans = readPlans(run2);
  if (!counted2) {
    f.skip(OPENING, "-", "the counted ballots are not known");
    return;
  }
  if (firstScopes(counted2, run2).length === 0) {
    if (run2.plans.length === 0) {
      run2.opened = [];
      f.notDue(checksBetween("C43", "C48"));
      return;
    }
    f.fail("C44", "plan-1.json", "no plan is due");
    f.skip(checksBetween("C45", "C48"), "plan-1.json", "no plan is due");
    return;
  }
  if (run2.plans.length === 0) {
    f.skip(checksBetween("C43", "C48"), "plan-1.json", "the plan is missing");
    return;
  }
  checkCells(run2);
  openPlans(run2);
}
function checkCells({ f, definition, plans, counted: counted2, cast }) {
  const scopes = plans.flatMap((plan) => plan.sets.map((set) => set.scope)), { k_min: least } = definition.rules;
  const small = smallestCell(counted2, scopes);
  const alone2 = scopes.length === 1 && scopes[0].kind === "village" && cast.length < least;
  if (small < least && !alone2) f.fail("C45", `plan-${plans.length}.json`, "a group of ballots is too small", small);
  f.done("C45", `${small}`);
}
function openPlans(run2) {
  const { f, plans, counted: counted2, definition } = run2;
  const record = countedDigest(run2.tier === "sealed" ? publicFiles(run2) : run2.files);
  const opened = [];
  for (const [i, plan] of plans.entries()) {
    const scopes = i === 0 ? firstScopes(counted2, run2) : decide(run2, opened).asks;
    checkPlan(run2, plan, scopes, record);
    const sets = openPlan(run2, plan, plan.sets.map((set) => sumOf(counted2, set.scope, definition.options)));
    if (!sets) {
      f.done(["C45", "C46", "C47", "C48"]);
      if (i + 1 < plans.length) f.skip("C44", `plan-${i + 2}.json`, "the plan before does not open");
      else f.done("C44");
      return;
    }
    opened.push(...sets);
  }
  run2.opened = opened;
  f.done(OPENING, `${opened.length}`);
}
function checkPlan({ f, counted: counted2 }, plan, scopes, record) {
  const path = `plan-${plan.file}.json`;
  if (!scopes || scopes.length === 0) {
    f.fail("C44", path, "no plan is due");
    return;
  }
  if (plan.record !== record) f.fail("C44", path, "names another record", record);
  if (plan.sets.map((set) => scopeId(set.scope)).join(" ") !== scopes.map(scopeId).join(" ")) {
    f.fail("C44", path, "has other groups than the rule says", scopes.map(scopeId).join(" "));
    return;
  }
  for (const set of plan.sets) {
    const right = set.count === within2(counted2, set.scope).length && set.codes === codesIn(counted2, set.scope);
    if (!right) f.fail("C44", path, "has other ballots than the rule says", scopeId(set.scope));
  }
}
var openingType2 = object6({
  format: oneOf("suara/opening/v1"),
  guardian: u326,
  plan: hash6,
  sets: list6(object6({ options: list6(factorType), set: string }))
});
function readOpenings(run2, plan) {
  const { definition: { guardians: { members }, options } } = run2;
  const ids = plan.sets.map((set) => scopeId(set.scope));
  return members.flatMap((_, i) => {
    const path = `opening-${plan.number}-${i + 1}.json`;
    if (!run2.files.has(path)) return [];
    const opening = readOr(run2, "C46", path, (bytes) => {
      const value = readSigned(bytes, "opening", openingType2, "opening", (o) => members[o.guardian - 1]?.key);
      if (value.guardian !== i + 1 || value.plan !== plan.digest) refuse("of another guardian or plan");
      const right = value.sets.map((s) => s.set).join(" ") === ids.join(" ") && value.sets.length === ids.length && value.sets.every((s) => s.options.length === options);
      return right ? value : refuse("has other groups than the plan");
    });
    return opening ? [{ ...opening, path }] : [];
  });
}
function openPlan(run2, plan, sums) {
  const { f, key: key2 } = run2;
  const openings = readOpenings(run2, plan);
  if (openings.length < key2.threshold) {
    f.skip(["C46", "C47", "C48"], `plan-${plan.file}.json`, "too few guardians opened", openings.length);
    return void 0;
  }
  let open = true;
  const sets = plan.sets.map((set, s) => {
    const votes = sums[s].map((sum2, option) => openSum(run2, plan, set, sum2, openings.flatMap((opening) => {
      const factor = opening.sets[s].options[option];
      const holds = factorHolds(factor, {
        plan: plan.digest,
        record: plan.record,
        set: scopeId(set.scope),
        scope: scopeDigest(set.scope),
        count: set.count,
        option: option + 1,
        guardian: opening.guardian,
        share: key2.shares[opening.guardian - 1],
        keyDigest: key2.digest,
        ...sum2
      });
      if (!holds) f.fail("C47", opening.path, "a factor is not proven", `${scopeId(set.scope)} ${option + 1}`);
      return holds ? [{ guardian: opening.guardian, point: factor.point }] : [];
    })));
    if (votes.includes(void 0)) {
      open = false;
      return void 0;
    }
    if (total(votes) !== set.count) f.fail("C48", `plan-${plan.file}.json`, "the votes are not as many as the ballots", scopeId(set.scope));
    return { plan: plan.number, scope: set.scope, count: set.count, votes };
  });
  return open ? sets : void 0;
}
function openSum({ f, key: { threshold } }, plan, set, sum2, factors) {
  const numbers2 = [];
  for (let i = 0; i + threshold <= factors.length; i++) {
    numbers2.push(discreteLog(combined(sum2.beta.point, factors.slice(i, i + threshold)), set.count));
  }
  const right = numbers2.length > 0 && numbers2.every((n) => n !== void 0 && n === numbers2[0]);
  if (!right) f.fail("C48", `plan-${plan.file}.json`, "a sum does not open", scopeId(set.scope));
  return right ? numbers2[0] : void 0;
}

// src/sums.mjs
var SUMS = "SHA256SUMS";
function readSums(bytes) {
  const note = parseNote(bytes);
  const [first, ...rest] = note.text.slice(0, -1).split("\n");
  const [, kind, name] = /^# suara\/v1\/sums (bundle|sealed|public) (.*)$/s.exec(first) ?? refuse("first line");
  const entries = rest.map((line) => {
    const [, digest, path] = /^([0-9a-f]{64}) {2}(.*)$/s.exec(line) ?? refuse("a line of the list");
    return [path, digest];
  });
  for (let i = 1; i < entries.length; i++) if (byText(entries[i - 1][0], entries[i][0]) >= 0) refuse("paths are not ascending");
  return { kind, name, entries, note };
}
function tierOf(files, sums) {
  if (sums) return sums.kind;
  const log = [...files.keys()].sort(byText).find((path) => path.endsWith("entries.jsonl"));
  return log === void 0 ? "public" : log === "entries.jsonl" ? "bundle" : "sealed";
}
var boothOfOrigin = (definition, origin) => definition.booths.find((b) => originOf(definition, b.station, b.booth) === origin);
function checkSums(run2) {
  const { f, sums, definition, index, files } = run2;
  if (!sums) {
    f.fail("C01", SUMS, files.has(SUMS) ? "is not a list of files" : "is missing");
    return;
  }
  f.done("C01", sums.name);
  const booth5 = run2.tier === "bundle" && definition ? boothOfOrigin(definition, sums.name) : void 0;
  if (index && definition && (run2.tier === "bundle" ? !booth5 : sums.name !== definition.village.code)) {
    f.fail("C01", SUMS, "names another village or booth", sums.name);
  }
  const listed = new Map(sums.entries);
  for (const [path, digest] of listed) {
    if (!files.has(path)) f.fail("C03", path, "is listed but missing");
    else if (sha(files.get(path)) !== digest) f.fail("C03", path, "has other bytes than the list says");
  }
  for (const path of files.keys()) if (path !== SUMS && !listed.has(path)) f.fail("C03", path, "is not listed");
  f.done("C03", `${listed.size}`);
  checkAllowed(run2);
}
function checkSumsSignature({ f, tier, sums, index, definition, devices, booths }) {
  if (!sums) return;
  const booth5 = tier === "bundle" && definition ? boothOfOrigin(definition, sums.name) : void 0;
  if (!index || !definition || tier === "bundle" && (!booth5 || !devices)) {
    f.skip("C02", SUMS, "the key that should have signed is not known");
    return;
  }
  const signers = () => {
    const last = booths.find((b) => b.name === booth5.name)?.keys?.last;
    return last ? [last] : speakersOf(devices, booth5.name);
  };
  const known = tier === "bundle" ? signers().map((key2) => knownKey(sums.name, PLAIN2, key2)) : [committeeKey(index)];
  if (!known.some((one) => attempt(() => openNote(sums.note, one)) !== void 0)) {
    f.fail("C02", SUMS, "the signature does not hold", known[0].name);
  }
  f.done("C02", tier === "bundle" ? sums.name : committeeName(index));
}
function checkAllowed({ f, tier, files, definition, devices }) {
  if (!definition || !devices) {
    f.skip("C04", "-", "definition or device list is not known");
    return;
  }
  const allowed = allowedFiles(tier, definition, devices);
  for (const path of files.keys()) if (!allowed.has(path)) f.fail("C04", path, "is no file that a record has");
  f.done("C04");
}
var BOOTH_FILES = {
  sealed: ["entries.jsonl", "checkpoint"],
  public: ["checkpoint", "leaves.txt", "anchors.jsonl", "cast.jsonl", "challenged.jsonl", "spoiled.txt", "void.txt"]
};
function allowedFiles(tier, definition, devices) {
  const out = /* @__PURE__ */ new Set([SUMS, "ceremony.json", "confirmations.json"]);
  const signed = (...names) => {
    for (const name of names) out.add(`${name}.json`).add(`${name}.note`);
  };
  signed("index", "definition", "roots", "devices");
  for (let n = 1; n < devices.digests.length; n++) signed(`amendment-${n}`);
  if (tier === "bundle") return out.add("entries.jsonl").add("checkpoint");
  for (const b of definition.booths) {
    if (devices.status.get(b.name) === "expected") for (const file of BOOTH_FILES[tier]) out.add(`booths/${b.name}/${file}`);
  }
  for (const aid of ["roll-tags.txt", "deck-leaves.txt", "totals.csv", "spec.md", "verify.mjs"]) out.add(aid);
  signed("exclusions", "result");
  for (const d of devices.desks) out.add(`desks/${d.station}-${d.desk}.json`);
  for (const s of definition.stations) {
    for (const unit of ["0", ...s.booths.map((b) => b.id)]) for (const entry of [1, 2]) out.add(`paper/${s.id}-${unit}-${entry}.json`);
  }
  for (let n = 1; n <= MAX_PLANS; n++) {
    signed(`plan-${n}`);
    for (let g = 1; g <= definition.guardians.members.length; g++) out.add(`opening-${n}-${g}.json`);
  }
  return out;
}

// src/booths.mjs
var OF_BALLOTS = checksBetween("C30", "C38");
var OF_LOGS = checksBetween("C18", "C29");
function checkBooths(run2) {
  const { f, definition, devices, files, tier } = run2;
  run2.booths = [];
  run2.complete = false;
  const chosen = definition && devices ? chosenBooths(run2) : void 0;
  if (!chosen) {
    f.skip(checksBetween("C17", "C39"), "-", "no booth can be read");
    return;
  }
  let missing = 0;
  for (const place2 of chosen) {
    const folder = tier === "bundle" ? "" : `booths/${place2.name}/`;
    if (tier !== "bundle" && ![...files.keys()].some((path) => path.startsWith(folder))) {
      f.fail("C17", folder, "nothing of this booth is here");
      missing++;
      continue;
    }
    const booth5 = newBooth(run2, place2, folder);
    run2.booths.push(booth5);
    (tier === "public" ? readPublicBooth : readLoggedBooth)(run2, booth5);
  }
  for (const booth5 of run2.booths) {
    if (!booth5.placed) f.skip([...OF_LOGS, ...OF_BALLOTS], booth5.folder || "-", "this booth could not be read");
    else if (!booth5.whole) f.skip(OF_BALLOTS, booth5.folder || "-", "this booth was not read whole");
  }
  checkPeers(run2);
  checkSpares(run2, run2.booths);
  run2.complete = missing === 0 && run2.booths.every((b) => b.placed && b.whole);
  f.done(["C17", ...OF_LOGS], `${run2.booths.length}`);
}
function chosenBooths({ tier, sums, definition, devices }) {
  if (tier !== "bundle") return definition.booths.filter((b) => devices.status.get(b.name) === "expected");
  const one = sums && boothOfOrigin(definition, sums.name);
  return one && [one];
}
function newBooth({ definition }, place2, folder) {
  return {
    ...place2,
    folder,
    origin: originOf(definition, place2.station, place2.booth),
    placed: false,
    whole: false,
    leaves: void 0,
    epochs: [],
    ballots: [],
    spoiled: [],
    void: [],
    faults: 0,
    lines: void 0,
    entries: []
  };
}
function checkHead({ f, files, devices, definition, tier }, booth5, signers) {
  const path = `${booth5.folder}checkpoint`;
  const opened = files.has(path) ? openByOne(files.get(path), booth5.origin, signers) : void 0;
  if (!opened) {
    f.fail("C25", path, "is no head that the last machine of this booth signed");
    f.skip("C26", path, "the closing head does not open");
    return;
  }
  const { note, head } = opened;
  booth5.closing = { fits: false, text: fromUtf8(files.get(path)).trimEnd().split(/\n+/).join(" ") };
  if (head.size !== BigInt(booth5.leaves.length)) f.fail("C25", path, "has another size than the log", head.size);
  else if (head.root !== treeRoot(booth5.leaves)) f.fail("C25", path, "has another root than the log");
  else booth5.closing.fits = true;
  const witnesses = devices.witnesses.map((w) => knownKey(w.name, COSIGNER, w.key));
  const count = attempt(() => verifiedLines(note, witnesses));
  if (count === void 0) f.fail("C26", path, "a cosignature does not hold");
  else if (tier !== "bundle" && count < definition.rules.witness_quorum) f.skip("C26", path, "too few witnesses cosigned", count);
}
function checkZero({ f, key: key2, roots, definition, devices }, booth5, zero, place2) {
  const fields = {
    definition: [definition.digest],
    devices: devices.digests,
    station: [booth5.station],
    booth: [booth5.booth],
    key: key2 && [key2.digest],
    roots: roots && [roots.digest]
  };
  for (const [name, values] of Object.entries(fields)) {
    if (!values) f.skip("C20", place2, "cannot be compared", name);
    else if (!values.includes(zero[name])) f.fail("C20", place2, "the zero entry names another", name);
  }
  const { max_epochs } = definition.rules;
  booth5.epochs.forEach((epoch2, n) => {
    if (epoch2.number !== n) f.fail("C22", place2, "number of an epoch", epoch2.number);
  });
  if (booth5.epochs.length > max_epochs) f.fail("C22", place2, "too many epochs", booth5.epochs.length);
}
function checkClosing({ f }, booth5, close, place2, faults) {
  const codes = {
    cast: codesOf(booth5, "cast"),
    challenged: codesOf(booth5, "challenged"),
    spoiled: booth5.spoiled,
    void: booth5.void
  };
  for (const [name, found] of Object.entries(codes)) {
    if (close[name].count !== found.length || close[name].root !== codesRoot(found)) f.fail("C27", place2, "closing set", name);
  }
  const roots = booth5.epochs.map((e) => e.root);
  if (close.epochs.join() !== roots.join()) f.fail("C27", place2, "closing set", "epochs");
  if (close.faults > close.cast.count || faults !== void 0 && close.faults !== faults) f.fail("C27", place2, "closing set", "faults");
}
var codesOf = (booth5, fate) => booth5.ballots.filter((b) => b.fate === fate).map((b) => b.code);
function readPublicBooth(run2, booth5) {
  const { f, files, key: key2 } = run2;
  booth5.leaves = files.has(`${booth5.folder}leaves.txt`) ? attempt(() => readLeaves(files.get(`${booth5.folder}leaves.txt`))) : void 0;
  if (!booth5.leaves) {
    f.fail("C25", `${booth5.folder}leaves.txt`, "is missing or does not read");
    f.skip("C26", `${booth5.folder}checkpoint`, "the leaves are not known");
  }
  const bodies = readAnchors(run2, booth5), path = `${booth5.folder}anchors.jsonl`;
  const keys = bodies && keysOf(run2, booth5, bodies.map((b) => b.entry), path);
  if (booth5.leaves) checkHead(run2, booth5, keys ? [keys.last] : speakersOf(run2.devices, booth5.name));
  if (!booth5.leaves || !bodies) return;
  const n = booth5.leaves.length;
  for (const { seq, prev, leaf } of bodies) {
    const before = seq === 0 ? "00".repeat(32) : booth5.leaves[seq - 1];
    if (booth5.leaves[seq] !== leaf || before !== prev) f.fail("C20", path, "an anchor is not at its place among the leaves", seq);
  }
  if (bodies[0].seq !== 0) f.fail("C20", path, "the zero entry is not the first");
  if (bodies.at(-1).seq + 1 !== n) f.fail("C24", path, "the closing entry is not the last");
  booth5.epochs = epochsOf(bodies.map((b) => b.entry));
  checkZero(run2, booth5, bodies[0].entry, path);
  if (!key2 || n === 0) return;
  booth5.placed = true;
  booth5.keys = keys;
  booth5.digest = boothDigest(key2.digest, booth5.station, booth5.booth, booth5.leaves[0]);
  booth5.zero = bodies[0].entry;
  booth5.close = bodies.at(-1).entry;
  readPublicBallots(run2, booth5, booth5.close);
}
var readLeaves = (bytes) => {
  const lines2 = cutLines(bytes).map((line) => String.fromCharCode(...line.subarray(0, 65)));
  return lines2.every((line) => /^[0-9a-f]{64}$/.test(line)) ? lines2 : void 0;
};
function readAnchors({ f, files }, booth5) {
  const path = `${booth5.folder}anchors.jsonl`;
  if (!files.has(path)) {
    f.fail("C20", path, "is missing");
    return void 0;
  }
  const lines2 = attempt(() => cutLines(files.get(path)));
  if (!lines2) {
    f.fail("C24", path, "no line feed at the end");
    return void 0;
  }
  const bodies = lines2.map((line) => attempt(() => {
    const body = readBody(line, MAX_BODY);
    return { ...body, entry: readEntry(body) };
  }));
  const bad = bodies.findIndex((body) => body === void 0);
  if (bad >= 0) {
    f.fail("C20", `${path}:${bad + 1}`, "does not read");
    return void 0;
  }
  if (!/^zero( boot| takeover)* open( boot| takeover)* close$/.test(bodies.map((b) => b.entry.kind).join(" "))) {
    f.fail("C24", path, "not zero, open and close with boots and takeovers between");
    return void 0;
  }
  return bodies;
}
function readPublicBallots(run2, booth5, close) {
  const { f, files } = run2;
  booth5.whole = true;
  const lost = (check, place3, phrase) => {
    f.fail(check, place3, phrase);
    booth5.whole = false;
  };
  for (const [file, fate, read] of [["cast.jsonl", "cast", readCast], ["challenged.jsonl", "challenged", readChallenged]]) {
    const path = booth5.folder + file;
    const lines2 = files.has(path) ? attempt(() => cutLines(files.get(path))) : void 0;
    if (!lines2) lost("C30", path, "is missing or does not read");
    let last = null;
    (lines2 ?? []).forEach((line, i) => {
      const one = attempt(() => read(line)), place3 = `${path}:${i + 1}`;
      if (!one) {
        lost("C30", place3, "does not read");
        return;
      }
      const context = contextOf(booth5.digest, one.ballot), code2 = codeOf(context, one.ballot);
      if (last !== null && code2 <= last) f.fail("C32", place3, "codes are not ascending");
      last = code2;
      booth5.ballots.push({ ...one, context, code: code2, fate, place: place3 });
    });
  }
  for (const [file, name] of [["spoiled.txt", "spoiled"], ["void.txt", "void"]]) {
    const path = booth5.folder + file;
    const codes = files.has(path) ? attempt(() => readHashes(files.get(path))) : void 0;
    if (codes) booth5[name] = codes;
    else lost("C27", path, "is missing or does not read");
  }
  booth5.faults = close.faults;
  const place2 = `${booth5.folder}anchors.jsonl`;
  if (booth5.whole) checkClosing(run2, booth5, close, place2);
  else f.skip("C27", place2, "this booth was not read whole");
}
function readLoggedBooth(run2, booth5) {
  const { f, files, key: key2 } = run2;
  const path = `${booth5.folder}entries.jsonl`;
  const raw = files.has(path) ? attempt(() => logLines(files.get(path))) : void 0;
  if (!raw) {
    f.fail("C18", path, "is missing or does not read");
    return;
  }
  const lines2 = raw.map((line) => attempt(() => readLine(line)));
  const broken = lines2.flatMap((line, i) => line ? [] : [i]);
  for (const i of broken) f.fail("C18", `${path}:${i + 1}`, "does not read");
  if (broken.length > 0) return;
  booth5.lines = lines2;
  booth5.leaves = lines2.map((line) => line.leaf);
  const gap = chainBreak(lines2);
  if (gap >= 0) f.fail("C18", `${path}:${gap + 1}`, "the chain breaks");
  booth5.entries = lines2.map((line) => attempt(() => readEntry(line)));
  booth5.keys = keysOf(run2, booth5, booth5.entries, path);
  checkLineSignatures(run2, booth5, path);
  booth5.entries.forEach((entry, i) => {
    if (!entry) f.fail(lines2[i].kind === "seal" ? "C30" : "C21", `${path}:${i + 1}`, "does not read");
  });
  checkHead(run2, booth5, [booth5.keys.last]);
  const { entries } = booth5;
  if (entries[0]?.kind !== "zero") {
    f.fail("C20", `${path}:1`, "the zero entry is not the first");
    return;
  }
  booth5.epochs = epochsOf(entries);
  checkZero(run2, booth5, entries[0], `${path}:1`);
  const close = entries.at(-1)?.kind === "close" ? entries.at(-1) : void 0;
  entries.forEach((entry, i) => {
    if (entry?.kind === "close" && i < entries.length - 1) f.fail("C24", `${path}:${i + 1}`, "the closing entry is not the last");
  });
  if (!close) f.fail("C24", `${path}:${entries.length}`, "no closing entry at the end");
  if (!key2) return;
  Object.assign(booth5, { placed: true, zero: entries[0], close });
  booth5.digest = boothDigest(key2.digest, booth5.station, booth5.booth, booth5.leaves[0]);
  booth5.whole = close !== void 0 && entries.every((entry) => entry);
  runMachine(run2, booth5, path);
  if (booth5.whole) checkClosing(run2, booth5, close, path, booth5.faults);
  else f.skip("C27", path, "this booth was not read whole");
}
function checkLineSignatures({ f }, booth5, path) {
  const signatures = new Signatures();
  booth5.lines.forEach((line, i) => {
    signatures.add(
      booth5.keys.at(i),
      frame("line", booth5.origin, unhex(line.leaf)),
      line.signature,
      () => f.fail("C19", `${path}:${i + 1}`, "the signature does not hold")
    );
  });
  signatures.settle();
}
function runMachine({ f, definition }, booth5, path) {
  const machine = new Machine(booth5.digest, definition.rules, (check, line, why) => f.fail(check, line === null ? path : `${path}:${line + 1}`, "breaks a rule", why));
  booth5.entries.forEach((entry, i) => {
    if (entry) machine.take(entry, i);
  });
  machine.end();
  booth5.ballots = machine.ballots.map((b) => ({ ...b, place: `${path}:${b.line + 1}` }));
  booth5.spoiled = codesOf(booth5, "spoiled");
  booth5.void = codesOf(booth5, "void");
  booth5.faults = machine.faults.size;
}
function checkPeers(run2) {
  for (const booth5 of run2.booths) {
    booth5.entries.forEach((entry, i) => {
      if (entry?.kind !== "peer") return;
      const why = peerProblem(run2, booth5, utf8(entry.note));
      if (why) run2.f.fail("C23", `${booth5.folder}entries.jsonl:${i + 1}`, "the head of another booth", why);
    });
  }
}
function peerProblem({ definition, devices, booths }, booth5, note) {
  const head = attempt(() => parseHead(parseNote(note).text));
  const place2 = head && boothOfOrigin(definition, head.origin);
  if (!place2) return "is no head of a booth";
  const other = booths.find((b) => b.origin === head.origin && b.lines);
  if (!openByOne(note, head.origin, other ? other.keys.all : speakersOf(devices, place2.name))) return "is not signed by it";
  if (head.origin === booth5.origin) return "is its own";
  if (!other) return void 0;
  if (head.size < 1n || head.size > BigInt(other.leaves.length)) return "has a size that the log has not";
  return treeRoot(other.leaves.slice(0, Number(head.size))) === head.root ? void 0 : "is a fork";
}

// src/equations.mjs
function checkEquations(run2) {
  if (!run2.counted) {
    run2.f.skip(checksBetween("C52", "C56"), "-", "the counted ballots are not known");
    return;
  }
  for (const { id } of run2.definition.stations) checkCards2(run2, id);
  run2.f.done(["C52", "C53"]);
  checkCast(run2);
  checkSlips(run2);
  checkOptions(run2);
}
function sumsAt(run2, isHere) {
  const booths = run2.booths.filter(isHere);
  const count = (test) => booths.reduce((sum2, booth5) => sum2 + booth5.ballots.filter((one) => test(one, booth5)).length, 0);
  return {
    cast: count((one) => one.fate === "cast"),
    challenged: count((one) => one.fate === "challenged"),
    excluded: count((one, booth5) => one.fate === "cast" && isExcluded(run2, booth5, one.ballot.card)),
    faults: booths.reduce((sum2, booth5) => sum2 + booth5.faults, 0)
  };
}
var statusesAt = ({ definition, devices }, station5) => definition.booths.filter((b) => b.station === station5).map((b) => devices.status.get(b.name));
function checkCards2(run2, id) {
  const { f, devices } = run2;
  const statuses = statusesAt(run2, id), has = (status) => statuses.includes(status);
  if (has("lost") || !(has("expected") || !devices.cancelled && !devices.onPaper.has(id) && has("unused"))) return;
  const counts = countsOf(run2, id);
  if (!counts) {
    f.skip(["C52", "C53"], id, "counts of the desks are missing");
    return;
  }
  const all = (name) => total(counts.map((c) => c[name]));
  const out = all("cards_opened") - all("cards_left");
  if (out < 0) {
    f.fail("C52", id, "more cards left than opened", out);
    return;
  }
  if (out !== all("present") + all("additional") + all("audit_cards") + all("replacements")) f.fail("C52", id, "cards out", out);
  const { cast, challenged } = sumsAt(run2, (b) => b.station === id);
  const used = cast + challenged + all("cards_returned");
  if (used > out) f.fail("C53", id, "more cards used than given out", `${used} > ${out}`);
  if (used < out && has("unused")) f.fail("C53", id, "cards are missing", out - used);
}
var scopeHas = (scope) => (booth5) => {
  switch (scope.kind) {
    case "village":
      return true;
    case "stations":
      return scope.stations.includes(booth5.station);
    case "booth":
      return booth5.station === scope.station && booth5.booth === scope.booth;
    default:
      return false;
  }
};
function checkCast(run2) {
  const { f, devices, opened } = run2;
  if (devices.cancelled) {
    f.notDue("C54");
    return;
  }
  if (!opened) {
    f.skip("C54", "-", "the sums are not opened");
    return;
  }
  for (const { votes, scope } of opened.filter((set) => set.plan === 1)) {
    const { cast, excluded } = sumsAt(run2, scopeHas(scope));
    if (cast !== total(votes) + excluded) f.fail("C54", scopeId(scope), "cast ballots and votes differ", `${cast}, ${total(votes)}`);
  }
  f.done("C54");
}
var slipsBox = ({ boxes }, place2) => boxes.get(place2)?.content === "slips" ? boxes.get(place2) : void 0;
var expectedAt = ({ definition, devices }, station5) => definition.booths.filter((b) => b.station === station5 && devices.status.get(b.name) === "expected");
var sumOrNone = (lists2, options) => lists2.some((l) => !l) ? void 0 : lists2.reduce(add2, Array(options).fill(0));
function slipsOfStation(run2, station5) {
  const own = slipsBox(run2, `${station5}-0`);
  if (own) return own.votes;
  const booths = expectedAt(run2, station5);
  return booths.length === 0 ? void 0 : sumOrNone(booths.map((b) => slipsBox(run2, b.name)?.votes), run2.definition.options);
}
function slipsOfScope(run2, scope) {
  const { definition: { stations, options } } = run2;
  const over = (ids) => sumOrNone(ids.map((id) => slipsOfStation(run2, id)), options);
  switch (scope.kind) {
    case "village":
      return over(stations.map((s) => s.id).filter((id) => expectedAt(run2, id).length > 0));
    case "stations":
      return over(scope.stations);
    case "booth":
      return slipsBox(run2, `${scope.station}-${scope.booth}`)?.votes;
    default:
      return void 0;
  }
}
var counted = (run2) => run2.definition.rules.box_count.value === "all";
function checkSlips(run2) {
  const { f, definition } = run2;
  let found = false;
  for (const { id, booths } of definition.stations.filter((s) => expectedAt(run2, s.id).length > 0)) {
    for (const unit of ["0", ...booths.map((b) => b.id)]) {
      const box = slipsBox(run2, `${id}-${unit}`);
      if (!box) continue;
      found = true;
      const { cast, faults } = sumsAt(run2, (b) => b.station === id && (unit === "0" || b.booth === unit));
      const slips = total(box.votes), expected = Math.max(0, cast - faults);
      if (slips !== expected) f.fail("C55", `${id}-${unit}`, "slips and cast ballots differ", `${slips}, ${expected}`);
    }
    if (counted(run2) && !slipsOfStation(run2, id)) f.skip("C55", id, "its box is not counted");
  }
  if (!counted(run2) && !found) f.notDue("C55");
  f.done("C55");
}
function checkOptions(run2) {
  const { f, devices, boxes, opened } = run2;
  const all = counted(run2);
  if (devices.cancelled || !all && ![...boxes.values()].some((box) => box.content === "slips")) {
    f.notDue("C56");
    return;
  }
  if (!opened) {
    f.skip("C56", "-", "the sums are not opened");
    return;
  }
  let compared = false;
  for (const { plan, scope, votes } of opened) {
    const slips = slipsOfScope(run2, scope);
    if (!slips) {
      if (all && plan === 1) f.skip("C56", scopeId(scope), "its box is not counted");
      continue;
    }
    compared = true;
    const { excluded, faults } = sumsAt(run2, scopeHas(scope));
    const difference = total(votes.map((n, i) => Math.abs(n - slips[i])));
    if (difference > excluded + faults) f.fail("C56", scopeId(scope), "slips and votes differ", difference);
  }
  if (!all && !compared) f.notDue("C56");
  f.done("C56");
}

// src/result.mjs
var { object: object7, optional: optional4, list: list7, u32: u327, hash: hash7, oneOf: oneOf5 } = types_exports;
var numbers = list7(u327);
var rule = oneOf5(...RULES);
var resultType = object7({
  definition: hash7,
  electronic: numbers,
  excluded: u327,
  format: string,
  outcome: byKind({
    winner: { candidate: u327, rule: optional4(rule) },
    tied: { candidates: numbers },
    cancelled: {},
    no_candidate: {}
  }),
  paper: numbers,
  plans: list7(hash7),
  sums: list7(object7({ count: u327, plan: u327, set: string, votes: numbers })),
  tie_steps: list7(object7({ applicable: boolean, at: optional4(string), left: numbers, rule })),
  votes: numbers
});
function checkResult(run2) {
  const { f, files, counted: counted2, opened } = run2;
  const path = "result.json", here = files.has(path);
  if (!here) f.skip(["C49", "C50", "C51"], path, "is missing");
  if (!counted2 || !opened) return;
  const own = decide(run2, opened);
  if (own.asks) {
    if (here) f.fail("C50", path, "a tie rule needs a sum that is not opened", scopeId(own.asks[0]));
    return;
  }
  run2.own = own;
  if (!here) return;
  checkNote(run2, "C49", "result");
  const result = readOr(run2, "C49", path, (bytes) => resultType(parseJson(bytes, MAX_DOCUMENT)));
  if (result) compareResult(run2, result, own);
  checkTotals(run2, own);
}
function compareResult({ f, definition, exclusions, plans, opened }, result, own) {
  const claims = {
    electronic: own.electronic,
    paper: own.paper,
    votes: own.votes,
    excluded: exclusions.names.size,
    sums: opened.map(({ plan, scope, count, votes }) => ({ count, plan, set: scopeId(scope), votes })),
    plans: plans.map((plan) => plan.digest),
    definition: definition.digest,
    format: "suara/result/v1"
  };
  const same = (a, b) => writeJson(a) === writeJson(b);
  for (const [name, value] of Object.entries(claims)) {
    if (!same(result[name], value)) f.fail("C49", "result.json", "differs from the recount", name);
  }
  for (const [name, value] of [["outcome", own.outcome], ["tie_steps", own.steps]]) {
    if (!same(result[name], value)) f.fail("C50", "result.json", "differs from the recount", name);
  }
  f.done("C49", `${own.votes}`);
  f.done("C50", own.outcome.kind);
}
function checkTotals({ f, files, definition: { options, village: village2 } }, own) {
  const row = (i, option) => `${village2.code},${option},${own.electronic[i]},${own.paper[i]},${own.votes[i]}
`;
  const rows = Array.from({ length: options }, (_, i) => row(i, (i + 1) % options));
  const csv = utf8(`village_code,option,electronic,paper,votes
${rows.join("")}`);
  if (!files.has("totals.csv")) f.fail("C51", "totals.csv", "is missing");
  else if (!sameBytes(files.get("totals.csv"), csv)) f.fail("C51", "totals.csv", "differs from the recount");
  f.done("C51");
}

// src/folder.mjs
var MAX_FILES = 1e4;
var MAX_FILE = 536870912;
var MAX_TOTAL = 2147483648;
var MAX_PATH = 100;
var MAX_DEPTH = 3;
function folderProblem(files) {
  let total2 = 0;
  const entries = /* @__PURE__ */ new Map();
  for (const [path, bytes] of files) {
    const names = path.split("/");
    if (names.some((name) => !isName(name))) return `name: ${path}`;
    if (path.length > MAX_PATH || names.length > MAX_DEPTH) return `path: ${path}`;
    if (bytes.length > MAX_FILE) return `size: ${path}`;
    total2 += bytes.length;
    names.forEach((_, i) => {
      const folder = names.slice(0, i).join("/");
      entries.set(folder, (entries.get(folder) ?? /* @__PURE__ */ new Set()).add(names[i]));
    });
  }
  if (files.size > MAX_FILES || [...entries.values()].some((names) => names.size > MAX_FILES)) return "too many files";
  return total2 > MAX_TOTAL ? "too large" : void 0;
}
var isName = (name) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name);
var isPath = (path) => path.length <= MAX_PATH && path.split("/").length <= MAX_DEPTH;
var LIMITS = { MAX_FILES, MAX_FILE, MAX_TOTAL };
function checkFolder(folder, { anchor, lang }) {
  const { files, path } = folder;
  const problem = folder.problem ?? folderProblem(files);
  if (problem !== void 0) {
    const f = new Findings("public", lang);
    f.fail("C01", path, "this folder cannot be read", problem);
    f.skip(dueChecks("public").slice(1), path, "this folder cannot be read");
    return { path, unreadable: true, tier: "public", checks: f.report() };
  }
  const sums = files.has(SUMS) ? attempt(() => readSums(files.get(SUMS))) : void 0;
  const tier = tierOf(files, sums);
  const run2 = { path, files, tier, sums, anchor, f: new Findings(tier, lang), booths: [], complete: false };
  checkDocuments(run2);
  checkSums(run2);
  checkBooths(run2);
  checkSumsSignature(run2);
  checkBallots(run2);
  if (tier !== "bundle") checkPaper(run2);
  checkCards(run2);
  if (tier !== "bundle") {
    findCounted(run2);
    checkPlans(run2);
    checkResult(run2);
    checkEquations(run2);
  }
  return { ...run2, checks: run2.f.report() };
}

// src/disk.mjs
var MAX_SEARCH_DEPTH = 12;
var MAX_SEARCH = 2e6;
var NOFOLLOW = (fs) => fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0);
var Unfit = class extends Error {
};
var unfit = (why) => {
  throw new Unfit(why);
};
function findRecords(paths, { fs, path }) {
  const records = /* @__PURE__ */ new Set(), unreadable = [];
  let looked = 0;
  const look = (folder, depth) => {
    const names = depth <= MAX_SEARCH_DEPTH && looked <= MAX_SEARCH ? list8(fs, folder) : void 0;
    if (!names) {
      unreadable.push(folder);
      return;
    }
    looked += names.length;
    if (names.includes("SHA256SUMS")) {
      records.add(folder);
      return;
    }
    for (const name of names) {
      const below = path.join(folder, name);
      const kind = kindOf(fs, below);
      if (kind === void 0) unreadable.push(below);
      else if (kind.isDirectory()) look(below, depth + 1);
    }
  };
  for (const given of paths) {
    let real;
    try {
      real = fs.realpathSync(given);
    } catch {
      unreadable.push(given);
      continue;
    }
    look(real, 0);
  }
  return { records: [...records], unreadable };
}
function list8(fs, folder) {
  try {
    return fs.readdirSync(folder).sort(byText);
  } catch {
    return void 0;
  }
}
function kindOf(fs, file) {
  try {
    return fs.lstatSync(file);
  } catch {
    return void 0;
  }
}
function readPlain(fs, file, max) {
  const handle = fs.openSync(file, NOFOLLOW(fs));
  try {
    const stat = fs.fstatSync(handle);
    if (!stat.isFile()) unfit("not a plain file");
    if (stat.size > max) unfit("too large");
    const bytes = new Uint8Array(stat.size);
    let at = 0;
    while (at < bytes.length) {
      const n = fs.readSync(handle, bytes, at, bytes.length - at, at);
      if (n === 0) unfit("changed while it was read");
      at += n;
    }
    return bytes;
  } finally {
    fs.closeSync(handle);
  }
}
function readFolder(folder, { fs, path }) {
  const files = /* @__PURE__ */ new Map();
  let total2 = 0;
  const walk = (at) => {
    const names = fs.readdirSync(path.join(folder, at), { encoding: "buffer" }).map((name) => name.toString("latin1")).sort();
    if (names.length > LIMITS.MAX_FILES) unfit(`too many entries: ${at}`);
    for (const name of names) {
      const own = at === "" ? name : `${at}/${name}`;
      if (!isName(name) || !isPath(own)) unfit(`name: ${own}`);
      const stat = fs.lstatSync(path.join(folder, own));
      if (stat.isDirectory()) {
        walk(own);
        continue;
      }
      if (!stat.isFile()) unfit(`not a plain file: ${own}`);
      files.set(own, readPlain(fs, path.join(folder, own), Math.min(LIMITS.MAX_FILE, LIMITS.MAX_TOTAL - total2)));
      total2 += files.get(own).length;
      if (files.size > LIMITS.MAX_FILES) unfit("too many files");
    }
  };
  try {
    walk("");
    return { path: folder, files };
  } catch (error) {
    if (!(error instanceof Unfit) && error?.code === void 0) throw error;
    return { path: folder, files: twoFiles(folder, { fs, path }), problem: error.message };
  }
}
function twoFiles(folder, { fs, path }) {
  const files = /* @__PURE__ */ new Map();
  for (const name of ["SHA256SUMS", "definition.json"]) {
    try {
      files.set(name, readPlain(fs, path.join(folder, name), MAX_DOCUMENT));
    } catch {
    }
  }
  return files;
}
var EVIDENCE = { MAX_FILES: 1e4, MAX_FILE: 1048576, MAX_TOTAL: 67108864, MAX_DEPTH: 4 };
function readEvidence(dir, { fs, path }) {
  const entries = [];
  let total2 = 0, looked = 0, full = false;
  const read = (file, own) => {
    const size = fs.lstatSync(file).size;
    if (size > EVIDENCE.MAX_FILE || total2 + size > EVIDENCE.MAX_TOTAL) unfit("too large");
    const bytes = readPlain(fs, file, EVIDENCE.MAX_FILE);
    total2 += bytes.length;
    entries.push({ path: own, bytes });
  };
  const walk = (folder, own, depth) => {
    const names = fs.readdirSync(folder).sort(byText).slice(0, EVIDENCE.MAX_FILES + 1);
    for (const name of names) {
      const below = own === "" ? name : `${own}/${name}`, file = path.join(folder, name);
      if (looked >= EVIDENCE.MAX_FILES) {
        if (!full) entries.push({ path: below, problem: "too many files" });
        full = true;
        return;
      }
      looked++;
      try {
        const stat = fs.lstatSync(file);
        if (stat.isDirectory()) {
          if (depth >= EVIDENCE.MAX_DEPTH) unfit("too deep");
          else walk(file, below, depth + 1);
        } else if (stat.isFile()) read(file, below);
        else unfit("not a plain file");
      } catch (error) {
        if (!(error instanceof Unfit) && error?.code === void 0) throw error;
        entries.push({ path: below, problem: error.message });
      }
    }
  };
  try {
    walk(fs.realpathSync(dir), "", 0);
  } catch (error) {
    return { entries: [], problem: String(error?.message) };
  }
  return entries.length > 0 ? { entries } : { entries, problem: "no file" };
}

// src/text.mjs
var LABELS = {
  id: {
    winner: "Terpilih",
    tied: "Seri",
    cancelled: "Pemilihan dibatalkan",
    no_candidate: "Tidak ada calon",
    blank: "kosong",
    digest: "Sidik indeks",
    rule: "aturan",
    more: "lagi",
    anchor: "Bandingkan dengan kertas."
  },
  en: {
    winner: "Elected",
    tied: "Tied",
    cancelled: "The contest is cancelled",
    no_candidate: "No candidate",
    blank: "blank",
    digest: "Digest of the index",
    rule: "rule",
    more: "more",
    anchor: "Compare it with the paper."
  }
};
function outcomeLine({ outcome, options }, words) {
  if (outcome === null) return [];
  const name = (n) => visible(options.find((o) => o.option === n)?.name ?? "");
  if (outcome.kind === "winner") {
    return [`  ${words.winner}: ${outcome.candidate} ${name(outcome.candidate)}${outcome.rule ? ` (${words.rule}: ${outcome.rule})` : ""}`];
  }
  if (outcome.kind === "tied") return [`  ${words.tied}: ${outcome.candidates.join(", ")}`];
  return [`  ${words[outcome.kind]}`];
}
function* checkLines(checks, lang) {
  const words = LABELS[lang];
  for (const check of checks) {
    if (check.status === "PASS") continue;
    yield `  ${check.status} ${check.id} ${title(check.id, lang)} [${check.tier}]`;
    for (const { place: place2, evidence } of [check, ...check.more]) yield `      ${visible(place2)}: ${visible(evidence)}`;
    const rest = check.count - check.more.length - 1;
    if (rest > 0) yield `      … ${rest} ${words.more}`;
  }
}
function reportText(report) {
  const { lang } = report, words = LABELS[lang], out = [];
  for (const village2 of report.villages) {
    const count = (status) => village2.checks.filter((c) => c.status === status).length;
    const rehearsal = village2.mode === "REHEARSAL" ? " LATIHAN / REHEARSAL" : "";
    out.push(`${visible(village2.village)} ${visible(village2.name)} (${village2.tiers.join(", ")})${rehearsal}`);
    out.push(`  PASS ${count("PASS")}   FAIL ${count("FAIL")}   NOT-CHECKED ${count("NOT-CHECKED")}`);
    for (const { option, name, votes } of village2.options) {
      out.push(`  ${String(option).padStart(3)}  ${visible(option === 0 ? words.blank : name)}: ${votes}`);
    }
    out.push(...outcomeLine(village2, words), ...checkLines(village2.checks, lang), "");
  }
  out.push(...checkLines([...report.cross, ...report.evidence ?? []], lang));
  if (report.anchor) out.push(`${words.digest}: ${report.anchor.match(/.{4}/g).join(" ")}${report.exit === 3 ? `. ${words.anchor}` : ""}`);
  out.push(`${report.words} [${report.exit}]`);
  return out;
}

// src/cross.mjs
function voice(village2) {
  const last = (name) => village2.runs.map((run2) => run2[name]).filter((value) => value !== void 0).at(-1);
  return { ...village2, index: last("index"), tags: last("tags") ?? [] };
}
function checkAll(all, { complete, unreadable, lang }) {
  const f = new Findings("cross", lang), accused = /* @__PURE__ */ new Set();
  checkElections(f, all, accused);
  checkShared(f, all, accused);
  checkPresent(f, all, complete, unreadable);
  return { checks: f.report(["C59", "C60", "C61", "C62"]), accused };
}
function checkElections(f, all, accused) {
  const first = /* @__PURE__ */ new Map();
  for (const village2 of all.filter((v) => v.index)) {
    const { index, code: code2 } = village2, name = committeeName(index);
    if (!first.has(name)) first.set(name, village2);
    else if (first.get(name).index.digest !== index.digest) {
      f.fail("C59", code2, "has another index", index.digest);
      accused.add(code2).add(first.get(name).code);
    }
  }
  f.done("C59", `${first.size}`);
}
function* ownThings({ runs }) {
  for (const { devices, definition, deck, booths } of runs) {
    if (devices && definition) {
      for (const [name, key2] of devices.keys) if (devices.status.get(name) === "expected") yield `key ${key2.hex}`;
      for (const desk of devices.desks) yield `key ${desk.key.hex}`;
    }
    for (const card of deck ?? []) yield `card ${card}`;
    for (const booth5 of booths) {
      for (const key2 of booth5.placed ? booth5.keys.taken : []) yield `key ${key2}`;
      for (const { ballot, code: code2 } of booth5.ballots) {
        yield `card ${ballot.card}`;
        yield `code ${code2}`;
        for (const c of ballot.ciphertexts) yield `ciphertext ${hex(c.bytes.subarray(0, 32))}`;
      }
      for (const code2 of [...booth5.spoiled, ...booth5.void]) yield `code ${code2}`;
    }
  }
}
function checkShared(f, all, accused) {
  const compare = (check, things, phrase) => {
    const owner = /* @__PURE__ */ new Map();
    all.forEach((village2, i) => {
      for (const thing of things(village2)) {
        const id = `${village2.index?.digest} ${thing}`;
        const other = owner.get(id);
        if (other === void 0) owner.set(id, i);
        else if (other !== i) {
          f.fail(check, `${all[other].code}, ${village2.code}`, phrase, thing);
          accused.add(all[other].code).add(village2.code);
        }
      }
    });
    f.done(check, `${all.length}`);
  };
  compare("C60", ownThings, "serves two villages");
  compare("C61", (village2) => village2.tags, "is on two rolls");
}
function checkPresent(f, all, complete, unreadable) {
  for (const place2 of unreadable) f.skip("C62", place2, "could not be looked into");
  for (const { runs, code: code2 } of all) {
    if (runs.length > 0 && runs.every((run2) => run2.tier === "bundle")) f.skip("C62", code2, "only bundles are here");
  }
  if (all.length === 0) f.skip("C62", "-", "there is no record here");
  const here = new Set(all.map((village2) => village2.code));
  const listed = new Set(all.flatMap((village2) => (village2.index?.villages ?? []).map((v) => v.code)));
  if (complete) {
    for (const code2 of listed) if (!here.has(code2)) f.fail("C62", code2, "of this village there is nothing here");
  }
  f.done("C62", `${here.size}/${listed.size}`);
}

// src/logs.mjs
function heldLogs(villages) {
  const out = /* @__PURE__ */ new Map();
  const rank = { sealed: 0, public: 1, bundle: 2 };
  for (const village2 of villages) {
    for (const run2 of [...village2.runs].sort((a, b) => rank[a.tier] - rank[b.tier])) {
      if (!run2.definition || !run2.devices) continue;
      for (const copy of copiesOf(run2, village2.code)) {
        const had = out.get(copy.origin) ?? [];
        if (!had.some((other) => other.identity === copy.identity)) out.set(copy.origin, [...had, copy]);
      }
    }
  }
  return out;
}
function copiesOf(run2, village2) {
  const { definition, devices, tier, booths, index, key: key2 } = run2;
  return definition.booths.flatMap((place2) => {
    const booth5 = booths.find((b) => b.name === place2.name && b.placed);
    if (tier === "bundle" && !booth5) return [];
    const witnesses = devices.witnesses.map((w) => knownKey(w.name, COSIGNER, w.key));
    const copy = {
      origin: originOf(definition, place2.station, place2.booth),
      village: village2,
      keys: speakersOf(devices, place2.name),
      witnesses,
      booth: booth5,
      status: devices.status.get(place2.name),
      outcomes: booth5 ? outcomesOf(booth5) : /* @__PURE__ */ new Map(),
      closed: booth5 ? isClosed(booth5) : false,
      digests: { Indeks: index?.digest, Definisi: definition.digest, "Kunci desa": key2?.digest }
    };
    const outcomes = [...copy.outcomes].map(([code2, o]) => code2 + o.fate).sort();
    const said = [
      ...copy.keys.map((k) => k.hex),
      "",
      ...witnesses.map((w) => w.name + w.key.hex),
      copy.closed,
      booth5?.whole,
      ...Object.values(copy.digests),
      ...booth5?.leaves ?? [],
      "",
      ...(booth5?.epochs ?? []).map((e) => e.root),
      "",
      ...outcomes
    ];
    return [{ ...copy, identity: sha(utf8(said.join("\n"))) }];
  });
}
function outcomesOf(booth5) {
  const out = /* @__PURE__ */ new Map();
  const put = (code2, outcome) => {
    if (!out.has(code2)) out.set(code2, outcome);
  };
  for (const fate of ["cast", "challenged", "spoiled", "void"]) {
    for (const one of booth5.ballots.filter((b) => b.fate === fate)) put(one.code, { fate, card: one.ballot.card });
  }
  for (const fate of ["spoiled", "void"]) for (const code2 of booth5[fate]) put(code2, { fate });
  return out;
}
var isClosed = (booth5) => booth5.close !== void 0 && booth5.closing?.fits === true;
var rootAt = (booth5, n) => treeRoot(booth5.leaves.slice(0, n));
function markIds(origin, leaves) {
  const out = /* @__PURE__ */ new Set(), peaks = [];
  const node2 = (a, b) => sha256(Uint8Array.of(1, ...a, ...b));
  leaves.forEach((leaf, i) => {
    peaks.push(unhex(leaf));
    for (let n = i + 1; n % 2 === 0; n /= 2) {
      const right = peaks.pop();
      peaks.push(node2(peaks.pop(), right));
    }
    const root = peaks.reduceRight((right, left) => node2(left, right));
    out.add(sha(utf8(`${origin}
${i + 1}
${btoa(String.fromCharCode(...root))}
`)).slice(0, 8));
  });
  return out;
}
var ALPHABET2 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
function base32(hexText, characters) {
  const bits = BigInt(`0x${hexText}`), size = hexText.length * 4;
  return Array.from({ length: characters }, (_, i) => ALPHABET2[Number(bits >> BigInt(size - 5 * i - 5) & 31n)]).join("");
}

// src/pieces.mjs
var TITLES2 = ["LAPORAN NOL", "BENIH BARU", "LAPORAN PENUTUPAN", "TANDA TERIMA"];
var COUNTS = ["Suara tersimpan", "Uji mesin", "Batal", "Dibatalkan", "Struk tanpa SAH", "Struk beda"];
var trim = (text4) => text4.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");
var trimEnd = (text4) => text4.replace(/\p{White_Space}+$/u, "");
function headPiece(text4) {
  const bytes = utf8(text4);
  const head = parseHead(parseNote(bytes).text);
  return { kind: "head", origin: head.origin, head, bytes, text: text4.trimEnd().split(/\n+/).join(" ") };
}
function headOnLine(line) {
  const words = line.split(" ");
  if (words.length < 6 || words.length % 3 !== 0) refuse("not a head on one line");
  const lines2 = [];
  for (let i = 3; i < words.length; i += 3) lines2.push(words.slice(i, i + 3).join(" "));
  return headPiece(`${words.slice(0, 3).join("\n")}

${lines2.join("\n")}
`);
}
var FATE_OF = { TERSIMPAN: "cast", UJI: "challenged", BATAL: "spoiled", DIBATALKAN: "void" };
function stripPiece(line) {
  const words = trim(line).split(" ");
  const [tag, origin, code2, card, word, mark, sig] = words;
  if (words.length !== 7 || tag !== "SUARA-TT" || !isOrigin(origin) || !/^[0-9a-f]{64}$/.test(code2)) refuse("not a strip");
  const signature3 = unbase64(sig);
  if (!Object.hasOwn(FATE_OF, word) || signature3.length !== 64) refuse("not a strip");
  const signed = frame("strip", origin, unhex(code2), card, word, mark);
  return { kind: "strip", origin, code: code2, card, word, fate: FATE_OF[word], mark, signature: signature3, signed, text: words.join(" ") };
}
var scan = (line) => line.startsWith("SUARA-TT") ? stripPiece(line) : headOnLine(line);
var isEdge = (line) => /^\+-+\+$/.test(line) && utf8(line).length > 4;
function framed(lines2) {
  const ends = lines2.map(trimEnd);
  const open = ends.findIndex(isEdge);
  const close = open < 0 ? -1 : ends.findIndex((line, i) => i > open && isEdge(line));
  if (close < 0) refuse("no whole frame");
  const inside = ends.slice(open + 1, close).map((line) => line.startsWith("| ") && line.endsWith(" |") && line.length >= 4 ? line.slice(2, -2) : refuse("a line of the frame"));
  const text4 = trimEnd(inside.join(""));
  return { above: lines2.slice(0, open), code: text4.startsWith("QR: ") ? text4.slice(4) : refuse("no QR code") };
}
function pairsOf(lines2) {
  const out = [];
  let last = null;
  for (const line of lines2) {
    const at = line.indexOf(" : ");
    if (last && line.startsWith("    ") && trim(line) !== "") last[1] += trim(line);
    else if (!line.startsWith(" ") && at >= 0 && trim(line.slice(0, at)) !== "") {
      last = [trim(line.slice(0, at)), trim(line.slice(at + 3))];
      out.push(last);
    } else last = null;
  }
  return out;
}
function countsIn(lines2) {
  return lines2.flatMap((line) => {
    const label = COUNTS.find((name) => line.startsWith(`${name} `));
    if (!label) return [];
    const word = trim(line.slice(label.length)).split(/\p{White_Space}/u)[0].replaceAll(".", "");
    return /^[0-9]+$/.test(word) && BigInt(word) < 2n ** 64n ? [[label, BigInt(word)]] : [];
  });
}
function paperPiece(title2, lines2) {
  const { above, code: code2 } = framed(lines2);
  const piece = scan(code2);
  if (title2 === "TANDA TERIMA" !== (piece.kind === "strip")) refuse("the QR code of another kind of paper");
  return piece.kind === "strip" ? piece : { ...piece, report: title2, pairs: pairsOf(above), counts: countsIn(above) };
}
function readPieces(path, bytes) {
  const raw = attempt(() => fromUtf8(bytes));
  if (raw === void 0) return { pieces: [], unread: [path] };
  const text4 = raw.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  const whole = attempt(() => headPiece(text4));
  if (whole) return { pieces: [{ ...whole, place: path }], unread: [] };
  const lines2 = text4.split("\n");
  const titles = lines2.flatMap((line, i) => TITLES2.includes(trim(line)) ? [i] : []);
  const paper = (from, n) => paperPiece(trim(lines2[from]), lines2.slice(from + 1, titles[n + 1]));
  const spans = titles.length > 0 ? titles.map((from, n) => ({ from, read: () => paper(from, n) })) : lines2.flatMap((line, from) => trim(line) === "" ? [] : [{ from, read: () => scan(trim(line)) }]);
  const read = spans.map(({ from, read: one }) => ({ place: `${path}:${from + 1}`, piece: attempt(one) }));
  const pieces = read.filter((one) => one.piece).map(({ place: place2, piece }) => ({ ...piece, place: place2 }));
  const unread = read.filter((one) => !one.piece).map((one) => one.place);
  return { pieces, unread: pieces.length === 0 && titles.length === 0 ? [path] : unread };
}

// src/evidence.mjs
function checkEvidence({ entries, problem }, villages, lang) {
  const f = new Findings("evidence", lang);
  if (problem !== void 0) f.skip("C67", "-", "could not be looked into", problem);
  const work = { f, logs: heldLogs(villages), seen: /* @__PURE__ */ new Map(), marks: /* @__PURE__ */ new Map(), used: /* @__PURE__ */ new Set(), accused: /* @__PURE__ */ new Set() };
  for (const { path, problem: why } of entries) if (why !== void 0) f.skip("C67", path, "could not be looked into", why);
  for (const { path, bytes } of entries.filter((e) => e.bytes).sort((a, b) => byText(a.path, b.path))) {
    const { pieces, unread } = readPieces(path, bytes);
    for (const place2 of unread) f.skip("C67", place2, "is no piece of evidence");
    for (const piece of pieces) holdPiece(work, piece);
  }
  for (const check of ["C63", "C64", "C65", "C66"]) if (!work.used.has(check)) f.notDue(check);
  f.done(["C63", "C64", "C65", "C66", "C67"]);
  return { checks: f.report(["C63", "C64", "C65", "C66", "C67"]), accused: work.accused };
}
var signerOf = (piece, { keys }) => piece.kind === "strip" ? keys.find((key2) => signatureHolds(key2, piece.signed, piece.signature)) : openByOne(piece.bytes, piece.origin, keys)?.key;
function holdPiece(work, piece) {
  const copies = work.logs.get(piece.origin) ?? [];
  const unused = (phrase, detail) => work.f.skip("C67", piece.place, phrase, detail);
  if (copies.length === 0) {
    unused(piece.origin.startsWith("suara-uji/") ? "is of a rehearsal" : "is of another election or place", piece.origin);
    return;
  }
  const signed = copies.filter((copy) => signerOf(piece, copy) !== void 0);
  if (signed.length === 0) {
    unused("the signature does not hold");
    return;
  }
  if (piece.kind === "head") {
    checkTwoHeads(work, piece, signed[0]);
    for (const copy of signed) {
      if (attempt(() => verifiedLines(parseNote(piece.bytes), copy.witnesses)) === void 0) unused("a cosignature does not hold");
    }
  }
  for (const copy of signed) holdAgainst(work, piece, copy, unused);
}
function holdAgainst(work, piece, copy, unused) {
  const fail = (check, phrase, detail) => {
    work.f.fail(check, piece.place, phrase, detail);
    work.accused.add(copy.village);
  };
  if (!copy.booth) {
    if (piece.kind === "strip" && copy.status === "unused" && piece.fate === "cast") {
      work.used.add("C65");
      fail("C65", "missing ballot: the booth is signed as unused", piece.text);
    } else unused("there is no log of this booth", copy.status);
    return;
  }
  work.used.add("C64");
  if (piece.kind === "strip") {
    holdStrip(work, piece, copy, fail, unused);
    return;
  }
  work.used.add("C63");
  holdHead(piece, copy, fail);
  if (piece.report) {
    work.used.add("C66");
    holdReport(piece, copy, fail, unused);
  }
}
function checkTwoHeads(work, piece, { village: village2 }) {
  const id = `${piece.origin} ${piece.head.size}`;
  const earlier = work.seen.get(id) ?? [];
  const other = earlier.find((one) => one.head.root !== piece.head.root);
  if (other) {
    work.used.add("C63");
    work.f.fail("C63", piece.place, "fork: two heads of one size", `PROOF 1 ${other.text} PROOF 2 ${piece.text}`);
    work.accused.add(village2);
  }
  work.seen.set(id, [...earlier, piece]);
}
function holdHead({ head, text: text4 }, { booth: booth5, closed }, fail) {
  const lines2 = BigInt(booth5.leaves.length);
  if (head.size > lines2) fail("C64", closed ? "rollback: more lines were signed before" : "truncation: lines are missing", `PROOF ${text4}`);
  else if (rootAt(booth5, Number(head.size)) !== head.root) {
    fail("C63", "fork: the record has another root", closed ? `PROOF 1 ${text4} PROOF 2 ${booth5.closing.text}` : `PROOF ${text4}`);
  }
}
function holdStrip(work, piece, copy, fail, unused) {
  const { booth: booth5, outcomes, identity } = copy;
  if (!work.marks.has(identity)) work.marks.set(identity, markIds(piece.origin, booth5.leaves));
  const proof = `PROOF ${piece.text}`;
  if (!work.marks.get(identity).has(piece.mark)) fail("C64", "rollback: the mark is not in the log", proof);
  const outcome = outcomes.get(piece.code);
  if (!outcome && !booth5.whole) {
    unused("this booth was not read whole");
    return;
  }
  work.used.add("C65");
  if (!outcome) fail("C65", "missing ballot: the code is not in the record", proof);
  else if (outcome.fate !== piece.fate) {
    fail("C65", piece.fate === "cast" ? "missing ballot: the outcome is another" : "the outcome is another", proof);
  }
  if (outcome?.card !== void 0 && base32(outcome.card, 6) !== piece.card) fail("C65", "the card is another", proof);
}
function holdReport(piece, copy, fail, unused) {
  const lacking = [];
  const all = (label) => piece.pairs.filter(([name]) => name === label).map(([, value]) => value);
  const compare = (label, found, expected) => {
    if (found.length === 0 || expected === void 0) lacking.push(label);
    for (const value of found) if (expected !== void 0 && value !== expected) fail("C66", "the report differs from the record", label);
  };
  if (piece.report === "BENIH BARU") compareSeeds(all, copy.booth, compare, lacking, fail);
  else compareReport(piece, copy, all, compare, fail);
  if (lacking.length > 0) unused("cannot be compared", lacking.join(", "));
}
function compareReport(piece, copy, all, compare, fail) {
  const { digests, booth: booth5 } = copy, { zero, close } = booth5, first = piece.report === "LAPORAN NOL";
  const values = { "Alat (kunci)": signerOf(piece, copy).hex, ...digests, "Akar catatan": piece.head.root };
  const seeds = { Program: zero.software, "Akar benih": zero.epoch.root, "Rahasia saksi": String(zero.epoch.witnesses.length) };
  const sets = {
    Tersimpan: close?.cast.root,
    Uji: close?.challenged.root,
    Batal: close?.spoiled.root,
    Dibatalkan: close?.void.root
  };
  Object.assign(values, first ? seeds : sets);
  for (const [label, value] of Object.entries(values)) compare(label, all(label), value);
  const numbers2 = first ? Array(6).fill(0) : [close?.cast.count, close?.challenged.count, close?.spoiled.count, close?.void.count, close?.faults];
  numbers2.forEach((n, i) => {
    const found = piece.counts.filter(([name]) => name === COUNTS[i]).map(([, count]) => count);
    compare(COUNTS[i], found, n === void 0 ? void 0 : BigInt(n));
  });
  if (first) return;
  if (close === void 0) compare("Akar benih", [], void 0);
  else if (all("Akar benih").join() !== close.epochs.join()) fail("C66", "the report differs from the record", "Akar benih");
  if (piece.head.size < BigInt(booth5.leaves.length)) fail("C66", "the closing report is older than the log", piece.head.size);
}
function compareSeeds(all, booth5, compare, lacking, fail) {
  const [n] = all("Benih ke");
  const isNumber = n !== void 0 && /^\+?[0-9]+$/.test(n) && BigInt(n.replace("+", "")) < 2n ** 64n;
  if (!isNumber) {
    lacking.push("Benih ke");
    return;
  }
  const epoch2 = booth5.epochs[Number(n) - 1];
  if (!epoch2) fail("C66", "the report differs from the record", "Benih ke");
  else compare("Akar benih", all("Akar benih"), epoch2.root);
}

// src/levels.mjs
var MOST2 = 4294967295;
function countsOfRun({ booths, counted: counted2, exclusions, roots }) {
  const of = (fate) => booths.reduce((sum2, b) => sum2 + (b[fate] ?? b.ballots.filter((one) => one.fate === fate)).length, 0);
  return {
    cast: of("cast"),
    challenged: of("challenged"),
    counted: counted2.length,
    excluded: exclusions.names.size,
    registered: roots.voters,
    spoiled: of("spoiled"),
    void: of("void")
  };
}
var isIn = ({ report: { counts, checks } }, accused) => counts !== null && !accused && Object.values(counts).every((n) => n <= MOST2) && counts.counted + counts.excluded === counts.cast && checks.every((c) => c.status === "PASS" || c.id === "C06" && c.status === "NOT-CHECKED");
function levelsOf(villages, accused) {
  const byIndex = /* @__PURE__ */ new Map();
  for (const village2 of villages) {
    const { named: named2, runs } = village2;
    if (!named2 || runs.every((run2) => run2.tier === "bundle")) continue;
    byIndex.set(named2.digest, [...byIndex.get(named2.digest) ?? [], village2]);
  }
  return [...byIndex].sort(([a], [b]) => order(a, b)).map(([, members]) => levelOf(members, accused));
}
var parts = (code2, n) => code2.split(".").slice(0, n).join(".");
function levelOf(members, accused) {
  const [{ index, code: code2 }] = members;
  const districts = [...new Set(members.map((v) => parts(v.code, 3)))].sort(order).map((district) => {
    const own = members.filter((v) => parts(v.code, 3) === district);
    const listed = own[0].index.villages.filter((v) => parts(v.code, 3) === district).length;
    return sumUp(own, accused, district, own[0].report.district, listed);
  });
  return { districts, regency: sumUp(members, accused, parts(code2, 2), index.regency.name, index.villages.length) };
}
function sumUp(members, accused, code2, name, listed) {
  const counts = { cast: 0, challenged: 0, counted: 0, excluded: 0, registered: 0, spoiled: 0, void: 0 };
  const taken = members.filter((v) => isIn(v, accused.has(v.code)));
  for (const { report } of taken) for (const field of Object.keys(counts)) counts[field] += report.counts[field];
  return { code: code2, counts, index: listed, left_out: members.length - taken.length, name, villages: taken.length };
}

// src/villages.mjs
function identify(folder) {
  const { files, path } = folder;
  const bytes = files.get(SUMS);
  const sums = bytes && bytes.length <= MAX_DOCUMENT ? attempt(() => readSums(bytes)) : void 0;
  const name = sums?.kind === "bundle" ? sums.name.split("/")[3] : sums?.name;
  const listed = attempt(() => village(name));
  const definition = files.has("definition.json") ? attempt(() => readDefinition(files.get("definition.json"))) : void 0;
  return { folder, code: listed ?? definition?.village.code ?? path, election: definition && `${definition.mode} ${definition.election}` };
}
function groupByVillage(folders) {
  const found = [...folders].sort((a, b) => comparePaths(a.path, b.path)).map(identify);
  const groups = /* @__PURE__ */ new Map();
  const put = (id, one) => groups.set(id, [...groups.get(id) ?? [], one]);
  for (const one of found) if (one.election) put(`${one.code}
${one.election}`, one);
  for (const one of found) {
    if (one.election) continue;
    const homes = [...groups.keys()].filter((id) => id.startsWith(`${one.code}
`)).sort(order);
    put(homes[0] ?? `${one.code}
`, one);
  }
  return [...groups.values()].map((members) => ({ code: members[0].code, folders: members.map((one) => one.folder) }));
}
function comparePaths(a, b) {
  const left = a.split("/"), right = b.split("/");
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const c = byText(left[i], right[i]);
    if (c !== 0) return c;
  }
  return left.length - right.length;
}
var fingerprint = (files) => sha(utf8([...files].map(([path, bytes]) => `${path}
${sha(bytes)}`).sort().join("\n")));
function withoutTwins(folders) {
  const seen = /* @__PURE__ */ new Set();
  return folders.filter((folder) => {
    if (folder.problem !== void 0) return true;
    const id = fingerprint(folder.files);
    return !seen.has(id) && seen.add(id);
  });
}
function mergeChecks(runs, tier) {
  const out = /* @__PURE__ */ new Map();
  for (const { checks } of runs.filter((run2) => run2.tier === tier)) {
    for (const check of checks) {
      const had = out.get(check.id);
      out.set(check.id, !had || worse(had.status, check.status) !== had.status ? check : had);
    }
  }
  return [...out.values()].sort((a, b) => order(a.id, b.id));
}
function checkVillage(runs, lang) {
  const f = new Findings("cross", lang), ids = [];
  const of = (tier) => runs.filter((run2) => run2.tier === tier);
  const [sealed] = of("sealed"), [open] = of("public"), bundles = of("bundle");
  if (sealed && open) {
    ids.push("C57");
    compareRecords(f, sealed, open);
  }
  if (sealed && bundles.length > 0) {
    ids.push("C58");
    for (const bundle of bundles) compareBundle(f, sealed, bundle);
    f.done("C58", `${bundles.length}`);
  }
  const twice = [of("sealed"), of("public")].filter((records) => records.length > 1);
  for (const records of twice) f.fail("C59", records[1].path, "there are two different records", records[0].path);
  if (twice.length > 0) ids.push("C59");
  return f.report(ids);
}
function compareRecords(f, sealed, open) {
  const made = sealed.complete ? publicFiles(sealed) : new Map([...sealed.files].filter(([path]) => !path.startsWith("booths/") && path !== SUMS));
  for (const [path, bytes] of made) {
    if (!open.files.has(path)) f.fail("C57", path, "is in only one of the two records");
    else if (!sameBytes(open.files.get(path), bytes)) f.fail("C57", path, "differs between the two records");
  }
  if (!sealed.complete) {
    f.skip("C57", sealed.path, "the sealed record is not complete");
    return;
  }
  for (const path of open.files.keys()) if (path !== SUMS && !made.has(path)) f.fail("C57", path, "is in only one of the two records");
  f.done("C57", `${made.size}`);
}
function compareBundle(f, sealed, bundle) {
  const [booth5] = bundle.booths;
  if (!booth5?.placed) {
    f.skip("C58", bundle.path, "this booth could not be read");
    return;
  }
  for (const [path, bytes] of bundle.files) {
    if (path === SUMS || path === "checkpoint") continue;
    const other = sealed.files.get(path === "entries.jsonl" ? `booths/${booth5.name}/entries.jsonl` : path);
    if (!other || !sameBytes(other, bytes)) f.fail("C58", `${bundle.path} ${path}`, "differs from the sealed record");
  }
}

// src/verify.mjs
var EXIT = { valid: 0, failed: 1, "not-anchored": 3, "not-checked": 4, rehearsal: 5 };
var WORSE = ["valid", "not-anchored", "rehearsal", "not-checked", "failed"];
function verifyFolders(folders, options = {}) {
  const { anchor = null, complete = false, rehearsal = false, lang = "id", unreadable = [], evidence, progress = () => {
  } } = options;
  const villages = groupByVillage(folders).map((group) => {
    progress(group.code);
    return checkOneVillage(group, { anchor, lang });
  });
  villages.sort((a, b) => order(a.report.village, b.report.village) || order(a.report.mode ?? "", b.report.mode ?? ""));
  const all = villages.map(voice), reports = villages.map((v) => v.report);
  const { checks: cross, accused } = checkAll(all, { complete, unreadable, lang });
  const held = evidence ? checkEvidence(evidence, villages, lang) : { checks: void 0, accused: [] };
  const levels = levelsOf(all, /* @__PURE__ */ new Set([...accused, ...held.accused]));
  const forgiven = !complete && unreadable.length === 0 && villages.length > 0;
  const verdict = verdictOf(reports, [...cross, ...held.checks ?? []], { rehearsal, forgiven });
  const anchors = new Set(reports.map((r) => r.anchor).filter((a) => a !== null));
  return {
    anchor: anchors.size === 1 ? [...anchors][0] : null,
    cross,
    evidence: held.checks,
    exit: EXIT[verdict],
    lang,
    levels: levels.length > 0 ? levels : void 0,
    verdict,
    villages: reports,
    words: verdictWords(verdict, lang)
  };
}
function checkOneVillage({ folders }, options) {
  const paths = folders.map((folder) => folder.path);
  try {
    const runs = withoutTwins(folders).map((folder) => checkFolder(folder, options));
    return villageReport(paths, runs, options.lang);
  } catch (error) {
    const f = new Findings("public", options.lang);
    f.skip(dueChecks("public"), paths[0], "a defect of this program", error?.message);
    const report = { ...blank(paths[0]), checks: f.report(), paths };
    return { code: report.village, report, runs: [] };
  }
}
var blank = (village2) => ({
  anchor: null,
  checks: [],
  counts: null,
  district: "",
  mode: null,
  name: "",
  options: [],
  outcome: null,
  paths: [],
  tie: [],
  tiers: [],
  village: village2,
  winner: null
});
function villageReport(paths, all, lang) {
  const tiers = ["bundle", "sealed", "public"];
  const runs = tiers.flatMap((tier) => all.filter((run2) => run2.tier === tier && !run2.unreadable));
  const checks = [...tiers.flatMap((tier) => mergeChecks(all, tier)), ...checkVillage(runs, lang)];
  if (runs.length === 0) return { code: paths[0], report: { ...blank(paths[0]), checks }, runs };
  const { index, definition, sums, path } = runs.find((run2) => run2.definition) ?? runs.at(-1);
  const report = {
    ...blank(definition?.village.code ?? sums?.name ?? path),
    checks,
    anchor: index?.digest ?? null,
    paths: runs.map((run2) => run2.path),
    district: definition?.village.district ?? "",
    mode: definition?.mode ?? null,
    name: definition?.village.name ?? "",
    tiers: tiers.filter((tier) => runs.some((run2) => run2.tier === tier))
  };
  const counted2 = runs.filter((run2) => run2.counted).at(-1);
  if (counted2) report.counts = countsOfRun(counted2);
  const decided = runs.filter((run2) => run2.own).at(-1);
  if (decided) Object.assign(report, ownResult(decided.own, decided.definition));
  return { code: report.village, report, runs, named: index };
}
function ownResult({ votes, outcome, steps }, { candidates }) {
  const options = votes.map((n, i) => ({ name: candidates[i]?.name ?? "", option: i < candidates.length ? i + 1 : 0, votes: n }));
  return { options, outcome, tie: steps, winner: outcome.kind === "winner" ? outcome.candidate : null };
}
function verdictOf(reports, others, { rehearsal, forgiven }) {
  let worst = "valid";
  const count = (verdict) => {
    if (WORSE.indexOf(verdict) > WORSE.indexOf(worst)) worst = verdict;
  };
  for (const { id, status } of [...reports.flatMap((r) => r.checks), ...others]) {
    if (status === "FAIL") count("failed");
    else if (status === "NOT-CHECKED" && id === "C06") count("not-anchored");
    else if (status === "NOT-CHECKED" && !(id === "C62" && forgiven)) count("not-checked");
  }
  if (!rehearsal && reports.some((r) => r.mode === "REHEARSAL")) count("rehearsal");
  return worst;
}

// src/main.mjs
if (globalThis.document) globalThis.suaraVerifier = { folderLimits: LIMITS, readAnchor, title, verifyFolders, visible };
var USAGE = "node verify.mjs [DIR…] --anchor DIGEST|FILE [--json] [--rehearsal] [--complete] [--evidence DIR] [--lang id|en]";
function readArguments(words) {
  const out = { paths: [], anchorText: null, evidence: null, json: false, rehearsal: false, complete: false, lang: "id" };
  for (let i = 0; i < words.length; i++) {
    const [, name, inline] = /^(--[a-z]+)(?:=(.*))?$/s.exec(words[i]) ?? [];
    const value = () => inline ?? words[++i];
    if (["--json", "--rehearsal", "--complete"].includes(name) && inline === void 0) out[name.slice(2)] = true;
    else if (name === "--anchor") out.anchorText = value();
    else if (name === "--evidence") out.evidence = value();
    else if (name === "--lang") out.lang = value();
    else if (words[i].startsWith("-")) return void 0;
    else out.paths.push(words[i]);
  }
  return out.anchorText === void 0 || out.evidence === void 0 || !["id", "en"].includes(out.lang) ? void 0 : out;
}
function anchorOf(text4, fs) {
  let stat;
  try {
    stat = fs.statSync(text4);
  } catch {
  }
  if (!stat?.isFile()) return readAnchor(text4);
  if (stat.size > MAX_ANCHOR) return void 0;
  try {
    return readAnchor(fromUtf8(fs.readFileSync(text4)));
  } catch {
    return void 0;
  }
}
function run(node2, words, here) {
  const { fs, path, process } = node2;
  const args = readArguments(words);
  const anchor = args && args.anchorText !== null ? anchorOf(args.anchorText, fs) : null;
  if (!args || anchor === void 0) {
    process.stderr.write(`${USAGE}
`);
    return 2;
  }
  const { records, unreadable } = findRecords(args.paths.length > 0 ? args.paths : [path.dirname(here)], node2);
  const told = process.stderr.isTTY;
  const folders = records.map((folder) => readFolder(folder, node2));
  const progress = (code2) => {
    if (told) process.stderr.write(`\r${code2.slice(-60)}\x1B[K`);
  };
  const evidence = args.evidence === null ? void 0 : readEvidence(args.evidence, node2);
  const report = verifyFolders(folders, { ...args, anchor, unreadable, progress, evidence });
  if (told) process.stderr.write("\r\x1B[K");
  process.stdout.write(args.json ? `${writeJson(report)}
` : `${reportText(report).join("\n")}
`);
  return report.exit;
}
async function start() {
  const process = globalThis.process;
  if (!process?.versions?.node || !process.argv[1]) return;
  const [fs, path, url] = await Promise.all(["fs", "path", "url"].map((name) => import(`node:${name}`)));
  const here = url.fileURLToPath(import.meta.url);
  if (fs.realpathSync(process.argv[1]) !== fs.realpathSync(here)) return;
  try {
    process.exitCode = run({ fs, path, process }, process.argv.slice(2), here);
  } catch (error) {
    process.stderr.write(`${error?.stack ?? error}
`);
    process.exitCode = 70;
  }
}
await start();
export {
  readAnchor,
  readArguments,
  reportText,
  verifyFolders
};
