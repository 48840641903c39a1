/**
 * The low and the high half of the stale marker 0x7ff0000000000002. Two integers: as a number its bits would be lost
 * (facts 10).
 */
export const staleMarkerLow = 0x00000002;
export const staleMarkerHigh = 0x7ff00000;
