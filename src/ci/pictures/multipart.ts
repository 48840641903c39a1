import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";

/** A file as a form sends it. */
export interface FormFile {
  /** Of the form's field. */
  readonly field: string;
  /** File name, of letters, digits, dots and hyphens only. */
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** A form with one file as `multipart/form-data` (RFC 7578): body and headers. */
export function multipartFile({ field, name, type, content }: FormFile): {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
} {
  // A content cannot have its own hash in it.
  const boundary = `dashpreview-${createHash("sha256").update(content).digest("hex")}`;
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\n` +
    `Content-Type: ${type}\r\n\r\n`;
  return {
    body: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { "Content-Type": `multipart/form-data; boundary=${boundary}` },
  };
}
