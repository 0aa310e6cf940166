/** A day as people type it here, DD-MM-YYYY, in Dutch and in English; kept as YYYY-MM-DD. */

const typed = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/
const together = /^(\d{2})(\d{2})(\d{4})$/
const kept = /^(\d{4})-(\d{2})-(\d{2})$/

/** YYYY-MM-DD, also of a day that does not exist (the server says so); null: this is no date at all. */
export function dateFrom(words: string): string | null {
  const text = words.trim()
  if (kept.test(text)) return text
  const found = typed.exec(text) ?? together.exec(text)
  if (!found) return null
  const [, day = '', month = '', year = ''] = found
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** DD-MM-YYYY; what is no kept day stays as it is. */
export function dateInWords(day: string): string {
  const [, year, month, date] = kept.exec(day) ?? []
  return year === undefined ? day : `${date}-${month}-${year}`
}
