import { useEffect, useState } from "react";

const prefix = "#view=";
const read = () => (location.hash.startsWith(prefix) ? decode(location.hash.slice(prefix.length)) : undefined);

/** The panel that fills the page, kept in the address so that the browser's back button leaves it; Escape does too. */
export function useOpened() {
  const [opened, setOpened] = useState(read);
  useEffect(() => {
    const follow = () => setOpened(read());
    const leave = (event: KeyboardEvent) => {
      if (event.key === "Escape" && read() !== undefined && document.querySelector("dialog[open]") === null)
        open(undefined);
    };
    window.addEventListener("hashchange", follow);
    window.addEventListener("keydown", leave);
    return () => {
      window.removeEventListener("hashchange", follow);
      window.removeEventListener("keydown", leave);
    };
  }, []);
  return { opened, open };
}

function open(key: string | undefined): void {
  location.hash = key === undefined ? "" : `${prefix}${encodeURIComponent(key)}`;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
