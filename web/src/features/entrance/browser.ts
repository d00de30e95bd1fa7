/** The time zone of this browser, if it says so. */
export function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** All time zones, for choosing one. */
export function timeZoneChoices(): { value: string; label: string }[] {
  const all = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", browserTimeZone()]);
  return [...all].sort().map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}
