/** `T` with its fields optional instead of `undefined`. */
export type Defined<T extends object> = { [K in keyof T]?: Exclude<T[K], undefined> };

/**
 * Leaves out fields that are `undefined`, for types whose optional fields must be absent or have a value
 * (`exactOptionalPropertyTypes`).
 *
 * @param fields any object, e.g. `{ unit, refId: query.refId }`
 * @returns a new object with the other fields, to spread into a larger one
 */
export function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
