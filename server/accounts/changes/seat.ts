import { browsers, systems } from '../../../contract/accounts/door.ts'

/** Where a session is, as its person would say it: "Firefox on Android". null = by no name we know. */
export type Seat = { browser: (typeof browsers)[number] | null; system: (typeof systems)[number] | null }

/** In this order: most browsers also call themselves by the names of others. */
const browserMarks: [RegExp, Seat['browser']][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|OPiOS|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/.*Safari\//, 'Safari'],
]

const systemMarks: [RegExp, Seat['system']][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac(intosh| OS)/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
]

/** What a browser says of itself, in two words. The rest of it, which could tell people apart, is kept nowhere. */
export function seatOf(userAgent: string): Seat {
  const said = userAgent.slice(0, 500)
  return { browser: named(browserMarks, said), system: named(systemMarks, said) }
}

function named<Name>(marks: [RegExp, Name][], said: string): Name | null {
  return marks.find(([mark]) => mark.test(said))?.[1] ?? null
}
