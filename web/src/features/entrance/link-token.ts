/** The token behind `#token=` in a letter's link. It stays out of the address bar, of history and of referrers. */
import { useState } from "react";

export function useLinkToken(): string | null {
  const [token] = useState(() => {
    const found = new URLSearchParams(window.location.hash.slice(1)).get("token");
    return found === "" ? null : found;
  });
  return token;
}
