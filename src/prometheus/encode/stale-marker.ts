/**
 * The low and the high half of the stale marker 0x7ff0000000000002, as two integers: JavaScript may change the bits of
 * a NaN.
 */
export const staleMarkerLow = 0x00000002;
export const staleMarkerHigh = 0x7ff00000;
