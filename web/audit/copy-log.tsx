import { useState } from 'preact/hooks'
import { NotConfirmed, useConfirming } from '../accounts/confirming.tsx'
import { ask } from '../api.ts'
import { saidOf } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { saveFile } from './csv.ts'
import { looksWords } from './looks-words.ts'
import { type Period, since } from './use-log.ts'

/** The log of a period as FHIR, for its keeper: after giving the password again. */
export function CopyLog({ period }: { period: Period }) {
  const { confirming, dialog } = useConfirming()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const { review, saving, fileName } = looksWords()
  const save = async () => {
    setBusy(true)
    setFailed(null)
    try {
      const bundle = await confirming(() => ask('copyLog', { asksFor: { from: since(period) } }))
      saveFile(`${fileName}-log.json`, 'application/fhir+json', JSON.stringify(bundle, null, 1))
    } catch (error) {
      setFailed(error)
    }
    setBusy(false)
  }
  const said = failed instanceof NotConfirmed ? failed.message : failed !== null && saidOf(failed)
  return (
    <section class="stack" aria-labelledby="copy-log">
      <h2 id="copy-log">{review.copy}</h2>
      <p class="soft">{review.copyMore}</p>
      {said && <Notice tone="danger">{said}</Notice>}
      <p>
        <Button busy={busy && saving} onClick={() => void save()}>
          {review.copy}
        </Button>
      </p>
      {dialog}
    </section>
  )
}
