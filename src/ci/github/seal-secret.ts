import sodium from "libsodium-wrappers";
import { CiError } from "../../errors.ts";

/**
 * Seals a secret for a repository, so that only GitHub can open it (libsodium's sealed box).
 *
 * @param publicKey - the repository's key as GitHub gives it, in base64.
 * @returns base64.
 * @throws {CiError} if the key is none.
 * @see https://docs.github.com/en/rest/guides/encrypting-secrets-for-the-rest-api
 */
export async function sealSecret(value: string, publicKey: string): Promise<string> {
  await sodium.ready;
  const key = Buffer.from(publicKey, "base64");
  if (key.length !== sodium.crypto_box_PUBLICKEYBYTES)
    throw new CiError("GitHub: sealing a secret: the repository's public key is not one", { code: "odd-answer" });
  return Buffer.from(sodium.crypto_box_seal(value, key)).toString("base64");
}
