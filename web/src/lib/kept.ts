/** What the browser keeps for us; a browser that keeps nothing is served all the same. */
export const kept = {
  read(key: string): string | null {
    try {
      return localStorage.getItem(`hustings.${key}`);
    } catch {
      return null;
    }
  },
  write(key: string, value: string | null) {
    try {
      if (value === null) localStorage.removeItem(`hustings.${key}`);
      else localStorage.setItem(`hustings.${key}`, value);
    } catch {
      // Private windows may refuse; then it is forgotten with the tab.
    }
  },
};
