import { useState } from 'preact/hooks'
import type { LookBy } from '../../contract/audit.ts'
import { ask } from '../api.ts'
import { clock, dayOf } from '../text/moments.ts'
import { saidOf } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { csvOf, saveFile } from './csv.ts'
import { looksWords } from './looks-words.ts'
import { actionSaid, becauseSaid, firstSaid, roleSaid, whoSaid } from './sentences.ts'
import { readPages, since, type Sought } from './use-log.ts'

/** Far more than anybody has: ten thousand looks. */
const pagesAtMost = 200

/** The list to keep: as a table for people, as FHIR for machines. */
export function SaveLooks({ sought }: { sought: Sought }) {
  const words = looksWords()
  const [busy, setBusy] = useState<'csv' | 'fhir' | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const save = async (what: 'csv' | 'fhir', how: () => Promise<void>) => {
    setBusy(what)
    setFailed(null)
    await how().catch(setFailed)
    setBusy(null)
  }
  return (
    <section class="stack" aria-labelledby="save-looks">
      <h2 id="save-looks">{words.download}</h2>
      <p class="soft">{words.downloadMore}</p>
      {failed !== null && <Notice tone="danger">{saidOf(failed)}</Notice>}
      <div class="buttons">
        <Button busy={busy === 'csv' && words.saving} onClick={() => void save('csv', () => saveTable(sought))}>
          {words.csv}
        </Button>
        <Button busy={busy === 'fhir' && words.saving} onClick={() => void save('fhir', () => saveFhir(sought))}>
          {words.fhir}
        </Button>
      </div>
    </section>
  )
}

async function saveTable({ period, who }: Sought): Promise<void> {
  const asked = { from: since(period), ...(who && { who }) }
  const { looks } = await readPages((asksFor) => ask('seeWhoLooked', { asksFor }), asked, pagesAtMost)
  const { columns, fileName } = looksWords()
  const rows = [Object.values(columns), ...looks.map(cellsOf)]
  saveFile(`${fileName}.csv`, 'text/csv;charset=utf-8', csvOf(rows))
}

/** In the order of the columns. */
function cellsOf(look: LookBy): string[] {
  const { firstAt, lastAt, times, who, action, motivation } = look
  const when = [dayOf(lastAt), clock(firstAt), clock(lastAt), String(times)]
  return [...when, whoSaid(who), roleSaid(who), actionSaid(action), becauseSaid(look, firstSaid(who)), motivation ?? '']
}

async function saveFhir({ period }: Sought): Promise<void> {
  const bundle = await ask('copyWhoLooked', { asksFor: { from: since(period) } })
  saveFile(`${looksWords().fileName}.json`, 'application/fhir+json', JSON.stringify(bundle, null, 1))
}
