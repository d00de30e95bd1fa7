/** The first moment of a day, or of one after it, in the time zone of whoever reads. */
export function startOf(day: string, later = 0): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
