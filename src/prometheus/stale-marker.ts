/** The low and the high half of the stale marker 0x7ff0000000000002. Two integers: as a number its bits would be lost (facts 10). */
export const staleMarkerLow = 0x00000002;
export const staleMarkerHigh = 0x7ff00000;

/** Writes the 8 bytes of the stale marker, little-endian. */
export function putStaleMarker(view: DataView, at: number): void {
  view.setUint32(at, staleMarkerLow, true);
  view.setUint32(at + 4, staleMarkerHigh, true);
}
