// Which part of a split program (scripts/split-wasm.mjs) brings which static data. Data goes with the second part only
// where it is certain that the first never uses it: no number in its code is an address of it, nor does data that it
// uses hold one. A number that merely looks like an address keeps data in the first part, and does no other harm.
import { pieceAt } from "./linked-data.mjs";
import { SECTION, addresses, list, signed, sized } from "./wasm.mjs";

/** A segment costs about as many bytes as this besides its content; fewer are not worth a hole in the first part. */
const LEAST_BYTES = 8;

/** Between pieces is nothing but what aligns them. */
const MOST_ALIGNMENT = 16;

/** `{ first, later }`, segments each, `{ start, bytes }`. `bodies` are those of the first part. */
export function divideData({ data }, bodies, linked) {
  const used = usedPieces(bodies, linked);
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
function usedPieces(bodies, { pieces, named }) {
  const used = new Set(pieces.filter(({ isPinned }) => isPinned));
  // The linker did not write this number: then it may be anywhere in a piece, or just behind it.
  const near = (address) => [address - 1, address].map((each) => pieceAt(pieces, each));
  for (const address of bodies.flatMap(addresses)) (named.get(address) ?? near(address)).forEach((piece) => piece && used.add(piece));
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
