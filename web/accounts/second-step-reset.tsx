import { useState } from 'preact/hooks'
import { ask } from '../api.ts'
import { text } from '../text/text.ts'
import { saidOf } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { say } from '../ui/toast.tsx'

/** For the page about somebody, where the reader may reset their two-step sign-in (SEC-12). `name`: whom it concerns, in the dialog. */
export function ResetSecondStep({ account, name }: { account: string; name: string }) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const { reset, resetWhat, resetNow, resetDone, cancel, begin } = text().secondStep
  const close = () => {
    setOpen(false)
    setFailed(null)
  }
  const go = async () => {
    setBusy(true)
    try {
      await ask('resetSecondStep', { where: { id: account } })
      close()
      say(resetDone)
    } catch (error) {
      setFailed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{reset}</Button>
      {open && (
        <Dialog title={reset} close={close}>
          <p>
            <strong>{name}</strong>
          </p>
          <p>{resetWhat}</p>
          {failed !== null && <Notice tone="danger">{saidOf(failed)}</Notice>}
          <div class="buttons">
            <Button look="main" busy={busy && begin} onClick={() => void go()}>
              {resetNow}
            </Button>
            <Button onClick={close}>{cancel}</Button>
          </div>
        </Dialog>
      )}
    </>
  )
}
