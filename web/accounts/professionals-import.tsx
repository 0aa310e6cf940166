import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { ImportRow } from '../../contract/accounts/professionals.ts'
import { ask } from '../api.ts'
import { practice } from '../session.ts'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { usePosting } from '../ui/posting.ts'
import { sayThere } from '../ui/toast.tsx'
import { professionalWords } from './people-words.ts'
import { TextArea } from './text-field.tsx'

/** What the server read, and of which text. `changed`: lines whose outcome is another since they were last shown. */
type Preview = { text: string; rows: readonly ImportRow[]; changed: readonly number[]; clientKey: string }

/** Colleagues from a list (ACC-19): first what will happen, then one confirmation of exactly that. */
export function ImportProfessionals() {
  const [preview, setPreview] = useState<Preview | null>(null)
  const { importTitle, importMore, back } = professionalWords()
  return (
    <div class="set-up stack stack-wide">
      <a class="way-back" href="/professionals">
        <Icon name="back" small />
        <span>{back}</span>
      </a>
      <div>
        <PageHeading>{importTitle}</PageHeading>
        <p class="soft">{importMore}</p>
      </div>
      <ListForm show={setPreview} />
      {preview && <Confirm key={preview.clientKey} preview={preview} show={setPreview} />}
    </div>
  )
}

const mostBytes = 1_000_000

function ListForm({ show }: { show: (preview: Preview | null) => void }) {
  const [list, setList] = useState('')
  const words = professionalWords()
  const { wrong, errorOf, round, busy, failed, post } = usePosting({
    missing: () => wrongWith(list),
    send: async () => {
      const { rows } = await ask('previewImport', { takes: { text: list } })
      show({ text: list, rows, changed: [], clientKey: crypto.randomUUID() })
    },
  })
  const type = (value: string) => {
    setList(value)
    show(null)
  }
  return (
    <form class="niche pad stack" onSubmit={post} noValidate>
      <ErrorSummary wrong={wrong} round={round} />
      {failed !== null && <Failure error={failed} round={round} />}
      <Field id="import-file" label={words.importFile}>
        {(ties) => (
          <input
            {...ties}
            class="input"
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            onChange={({ currentTarget: { files } }) =>
              void readList(files?.[0]).then((read) => read !== null && type(read))
            }
          />
        )}
      </Field>
      <TextArea id="import-list" label={words.importPaste} error={errorOf('import-list')} value={list} type={type} />
      <Button type="submit" busy={busy && words.previewing}>
        {words.preview}
      </Button>
    </form>
  )
}

function wrongWith(list: string) {
  const { importEmpty, importTooLarge } = professionalWords()
  if (list.trim() === '') return [{ id: 'import-list', error: importEmpty }]
  return new Blob([list]).size > mostBytes ? [{ id: 'import-list', error: importTooLarge }] : []
}

/** As a spreadsheet wrote it: UTF-8, else the older alphabet of Windows. */
async function readList(file: File | undefined): Promise<string | null> {
  if (!file) return null
  const bytes = await file.slice(0, mostBytes + 1).arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function Confirm({ preview, show }: { preview: Preview; show: (preview: Preview) => void }) {
  const { route } = useLocation()
  const words = professionalWords()
  const { rows, changed } = preview
  const adds = rows.filter(({ outcome }) => outcome === 'will be added').length
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { busy, failed, round, post } = usePosting({
    missing: () => [],
    send: async () => {
      const { text: list, clientKey } = preview
      const seen = rows.map(({ outcome }) => outcome)
      const answer = await ask('importProfessionals', { takes: { text: list, seen, clientKey } })
      if (answer.added === null) return show({ ...preview, ...answer, clientKey: crypto.randomUUID() })
      sayThere(words.imported(answer.added))
      route('/professionals')
    },
  })
  return (
    <form class="stack" onSubmit={post} noValidate>
      <h2 ref={heading} tabIndex={-1}>
        {words.previewTitle}
      </h2>
      {changed.length > 0 && <Notice tone="warn">{words.changedMeanwhile}</Notice>}
      <p>{adds > 0 ? words.willAdd(adds) : words.nothingToAdd}</p>
      {rows.some(({ outcome }) => outcome === 'over the limit') && <AskDesk />}
      {failed !== null && <Failure error={failed} round={round} />}
      {adds > 0 && (
        <Button look="main" type="submit" busy={busy && words.adding}>
          {words.addThem(adds)}
        </Button>
      )}
      <ul class="niche rows">
        {rows.map((row) => (
          <Outcome key={row.line} row={row} changed={changed.includes(row.line)} />
        ))}
      </ul>
    </form>
  )
}

function AskDesk() {
  const { address, phone } = practice.value?.desk ?? { address: '', phone: null }
  return <p>{professionalWords().askDesk(address, phone)}</p>
}

function Outcome({ row, changed }: { row: ImportRow; changed: boolean }) {
  const { row: line, outcomes, changedHere } = professionalWords()
  const { list, roles } = text().room
  const fine = row.outcome === 'will be added'
  return (
    <li>
      <Icon name={fine ? 'done' : 'stop'} more={fine ? 'fine' : 'not-fine'} />
      <div class="grow">
        <p>
          <strong>{row.name || line(row.line)}</strong>
        </p>
        <p class="small soft">
          {[row.address, list(row.groups.map((group) => roles[group]))].filter(Boolean).join(', ')}
        </p>
        <p class="small">
          {outcomes[row.outcome]}
          {changed && <strong> ({changedHere})</strong>}
        </p>
      </div>
      <p class="fact small soft">{line(row.line)}</p>
    </li>
  )
}
