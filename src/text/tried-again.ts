/** Says of a failure that it is tried again, in place of advice to do so. */
export function triedAgain(message: string): string {
  return `${message.replace(/; try again later$/, "")}; it is tried again`;
}
