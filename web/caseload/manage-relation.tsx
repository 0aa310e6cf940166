import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import type { Related } from '../../contract/caseload/relations.ts'
import { ask } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useDoing } from '../ui/doing.ts'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { sayThere } from '../ui/toast.tsx'
import { ToolTicks, toolName } from './guided-tools.tsx'
import { relationWords } from './relation-words.ts'

type Managed = {
  one: Related
  all: readonly Related[]
  client: { id: string; name: string }
  close: () => void
  again: () => void
}

/** One relation: its tools to another therapist, or the end of it. */
export function ManageRelation(given: Managed) {
  const { one, client, close } = given
  const [ending, setEnding] = useState(false)
  const words = relationWords()
  return (
    <Dialog title={ending ? words.endTitle(one.name) : words.manage} close={close}>
      <p class="soft">{words.withClient(one.name, client.name)}</p>
      {ending ? <End {...given} /> : <Transfer {...given} toEnd={() => setEnding(true)} />}
    </Dialog>
  )
}

function Transfer({ one, all, client, close, again, toEnd }: Managed & { toEnd: () => void }) {
  const takers = all.filter(({ id, relation, active }) => relation === 'therapist' && active && id !== one.id)
  const [to, setTo] = useState(takers[0]?.id ?? '')
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set(one.guides.map(({ id }) => id)))
  const [key] = useState(() => crypto.randomUUID())
  const words = relationWords()
  const { busy, failed, round, act } = useDoing(again)
  const taker = takers.find(({ id }) => id === to)
  const send = () => {
    const takes = { to, tools: [...chosen], clientKey: key }
    const where = { id: client.id, professional: one.id }
    act(async () => {
      await ask('transferTools', { where, takes })
      close()
    }, words.transferred)
  }
  return (
    <>
      {failed !== null && <Failure error={failed} round={round} />}
      {one.guides.length === 0 && <p>{words.noGuided}</p>}
      {one.guides.length > 0 && !taker && <Notice tone="note">{words.noTaker}</Notice>}
      {one.guides.length > 0 && taker && (
        <>
          <Field id="taker" label={words.newTherapist}>
            {(ties) => (
              <select {...ties} class="input" value={to} onChange={(event) => setTo(event.currentTarget.value)}>
                {takers.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <ToolTicks legend={words.toolsFor(taker.name)} tools={one.guides} chosen={chosen} choose={choose} />
          <Notice tone="note">{chosen.size === 0 ? words.noTool : words.leftOut}</Notice>
        </>
      )}
      <div class="row">
        {taker && chosen.size > 0 && (
          <Button look="main" busy={busy && words.working} onClick={send}>
            {words.transfer}
          </Button>
        )}
        <Button onClick={close}>{words.cancel}</Button>
        <Button more="btn-end" onClick={toEnd}>
          {words.end}
        </Button>
      </div>
    </>
  )
}

/** What ends with it, once more, before it is done. */
function End({ one, client, close, again }: Managed) {
  const words = relationWords()
  const { busy, failed, round, act } = useDoing(again)
  const { route } = useLocation()
  const send = () => {
    const takes = { unguided: one.guides.map(({ id }) => id) }
    act(async () => {
      await ask('endRelation', { where: { id: client.id, professional: one.id }, takes })
      close()
      if (!one.me) return
      // The file is closed to who broke their own relation: that is no error, so they go on elsewhere.
      sayThere(words.ended)
      route('/clients', true)
    }, words.ended)
  }
  return (
    <>
      {failed !== null && <Failure error={failed} round={round} />}
      <p>{words.endMeans}</p>
      {one.guides.length > 0 && (
        <>
          <p>{words.endUnguided(one.guides.length)}</p>
          <ul>
            {one.guides.map((tool) => (
              <li key={tool.id}>{toolName(tool)}</li>
            ))}
          </ul>
        </>
      )}
      {one.last && <Notice tone="warn">{words.endLast}</Notice>}
      <div class="row">
        <Button more="btn-end" busy={busy && words.working} onClick={send}>
          {words.endNow}
        </Button>
        <Button onClick={close}>{words.cancel}</Button>
      </div>
    </>
  )
}
