// Merkle trees of RFC 6962 and inclusion proofs (SPEC 1.14, 1.15). Hashes are hex.
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, hex, unhex } from './bytes.mjs';

export const leafHash = (bytes) => hex(sha256(concat(Uint8Array.of(0), bytes)));
const node = (a, b) => hex(sha256(concat(Uint8Array.of(1), unhex(a), unhex(b))));

/** Root over leaf hashes: level by level, an odd last node moves up as it is, which is the tree of RFC 6962. */
export function treeRoot(leaves) {
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

/** SPEC 1.15. Index and size are up to 2^53 - 1, so no 32-bit operators. */
export function included(leaf, index, size, path, root) {
  if (index >= size) return false;
  let fn = index, sn = size - 1, r = leaf;
  const half = (n) => Math.floor(n / 2);
  for (const p of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = node(p, r);
      while (fn % 2 === 0 && fn !== 0) { fn = half(fn); sn = half(sn); }
    } else {
      r = node(r, p);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && r === root;
}

/** Root of a set of codes (SPEC 5.10): sorted, each hashed as a leaf; a code that stands twice is taken twice. */
export const codesRoot = (codes) => treeRoot([...codes].sort().map((code) => leafHash(unhex(code))));
