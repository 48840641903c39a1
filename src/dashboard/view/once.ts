/** A function that computes its result at the first call and returns it at every other. */
export function once<Result>(compute: () => Result): () => Result {
  let found: { readonly result: Result } | undefined;
  return () => {
    found ??= { result: compute() };
    return found.result;
  };
}
