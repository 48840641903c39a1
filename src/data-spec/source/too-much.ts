/** The code of an error about a spec that is larger, or makes more series or samples, than it may. */
export const tooMuch = "too-much";
