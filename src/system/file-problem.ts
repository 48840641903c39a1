const words: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EDQUOT: "the disk quota is used up",
  EISDIR: "it is a folder",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "its name is too long",
  ENOENT: "its folder does not exist",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of its path is a file, not a folder",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
};

/** Why a file could not be read or written: `(ENOSPC): the disk is full`, or the code alone where it is a rare one. */
export function fileProblem(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? "unknown reason";
  const meaning = words[code];
  return meaning === undefined ? `(${code})` : `(${code}): ${meaning}`;
}
