/**
 * A function that takes secrets out of text that a server sent: one that echoes a request must not bring a token into a message.
 * Control characters go too, and what is longer than 300 characters is cut.
 *
 * @param secrets - those shorter than 6 characters are left alone: they would blot out ordinary words.
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const hidden = [...new Set(secrets)].filter((secret) => secret.length >= 6).sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text.slice(0, 4000);
    for (const secret of hidden) clean = clean.replaceAll(secret, "[hidden]");
    clean = clean.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
    return clean.length > 300 ? `${clean.slice(0, 299)}…` : clean;
  };
}
