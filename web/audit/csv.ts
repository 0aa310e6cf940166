/** A table as spreadsheets read it: cells in quotes, lines with CRLF, a mark in front that says UTF-8. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** A spreadsheet takes what begins with these for a formula; an apostrophe in front makes it words. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text.trimStart()) || /^[\t\r]/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}

/** Gives the browser a file to keep. */
export function saveFile(name: string, type: string, whole: string): void {
  const address = URL.createObjectURL(new Blob([whole], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
