// Which part of a split program (scripts/split-wasm.mjs) brings which static data. Data goes with the second part only
// where it is certain that the first never uses it: no number in its code is an address of it, nor does data that it
// uses hold one. A number that merely looks like an address keeps data in the first part, and does no other harm.
import { pieceAt } from "./linked-data.mjs";
import { SECTION, addresses, list, signed, sized } from "./wasm.mjs";

/** Less is not worth a hole in the first part: what is torn apart compresses worse. */
const LEAST_BYTES = 48;

/** Between pieces is nothing but what aligns them. */
const MOST_ALIGNMENT = 16;

/** `{ first, later }`, segments each, `{ start, bytes }`. `kept` are the bodies of the first part. */
export function divideData({ data, bodies }, kept, linked) {
  const used = usedPieces(bodies, kept, linked);
  const moved = unused(linked.pieces, used).filter(({ start, end }) => end - start >= LEAST_BYTES);
  const parts = { first: [], later: [] };
  for (const { start, bytes } of data) {
    const end = start + bytes.length;
    const put = (part, from, to) => from < to && part.push({ start: from, bytes: bytes.subarray(from - start, to - start) });
    let at = start;
    for (const hole of moved.filter((each) => each.start < end && each.end > start)) {
      put(parts.first, at, hole.start);
      put(parts.later, Math.max(hole.start, start), Math.min(hole.end, end));
      at = hole.end;
    }
    put(parts.first, at, end);
  }
  return parts;
}

/** The data section, if there is data. */
export const writeData = (segments) =>
  segments.length ? [[SECTION.data, list(segments.map(({ start, bytes }) => [0, 0x41, signed(start), 0x0b, sized([bytes])]))]] : [];

/** The pieces that the first part can reach. */
function usedPieces(all, kept, { pieces, named }) {
  const used = new Set(pieces.filter(({ isPinned }) => isPinned));
  // A number that the linker did not write may be anywhere in a piece, or just behind it.
  const near = (address) => [address - 1, address].map((each) => pieceAt(pieces, each)).filter(Boolean);
  const meant = (bodies) => new Set(bodies.flatMap(addresses).flatMap((address) => [...(named.get(address) ?? near(address))]));
  meant(kept).forEach((piece) => used.add(piece));
  // Of what stands nowhere in the code although the linker wrote it there, nobody can tell what became of it.
  const found = meant(all);
  for (const lost of named.values()) lost.forEach((piece) => found.has(piece) || used.add(piece));
  // What is added on the way is visited too.
  for (const piece of used) piece.holds.forEach((held) => used.add(held));
  return used;
}

/** The runs of pieces that are not used. */
function unused(pieces, used) {
  const runs = [];
  let last;
  for (const piece of pieces) {
    const goesOn = last && piece.start - last.end < MOST_ALIGNMENT;
    last = used.has(piece) ? undefined : piece;
    if (last && goesOn) runs.at(-1).end = piece.end;
    else if (last) runs.push({ start: piece.start, end: piece.end });
  }
  return runs;
}
