import { useLocation } from 'preact-iso'
import type { OutsideClient } from '../../contract/caseload/outside.ts'
import { ask, Refused } from '../api.ts'
import { begun } from '../conversations/kept.ts'
import { clock } from '../text/moments.ts'
import { text } from '../text/text.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { useHeard } from '../ui/heard.ts'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHeading } from '../ui/page.tsx'
import { Who } from '../ui/who.tsx'
import { OutsideActions } from './outside-actions.tsx'
import { forgetReason, WithReason } from './outside-reason.tsx'
import { outsideWords } from './outside-words.ts'

/** A client of colleagues: who it is and who works with them, nothing of the file (CAS-10). */
export function OthersClient({ id }: { id: string }) {
  const { client: words, others } = outsideWords()
  return (
    <div class="reading stack stack-wide">
      <p>
        <a class="btn btn-quiet btn-edge" href="/clients/others">
          <Icon name="back" small />
          {words.back}
        </a>
      </p>
      <PageHeading>{others}</PageHeading>
      <WithReason>{(reason) => <Opened key={reason} id={id} reason={reason} />}</WithReason>
    </div>
  )
}

function Opened({ id, reason }: { id: string; reason: string }) {
  const { asked, again } = useAsked(async () => {
    try {
      return await ask('openOutside', { where: { id }, takes: { motivation: reason } })
    } catch (error) {
      if (error instanceof Refused && error.code === 'reason-over') forgetReason()
      throw error
    }
  })
  useHeard((heard) => heard.what === 'file' && heard.client === id && again())
  return (
    <Show asked={asked} again={again} words={outsideWords().client.getting}>
      {(client) => <Shown client={client} reason={reason} again={again} />}
    </Show>
  )
}

type ShownProps = { client: OutsideClient; reason: string; again: () => void }

function Shown({ client, reason, again }: ShownProps) {
  const { id, name, active, yours, temporaryUntil } = client
  const words = outsideWords().client
  return (
    <>
      <div class="hello">
        <h2>{name}</h2>
        {!active && <span class="tag">{text().caseload.inactive}</span>}
      </div>
      <Notice tone="note">{yours ? words.isYours : words.only}</Notice>
      {(yours || temporaryUntil) && (
        <p class="row">
          {temporaryUntil && <span>{words.toFileTemporary(clock(temporaryUntil))}</span>}
          <ButtonLink look="main" href={`/clients/${id}`}>
            {words.toFile}
          </ButtonLink>
        </p>
      )}
      <Related client={client} />
      {!yours && <OutsideActions client={client} reason={reason} again={again} />}
    </>
  )
}

/** Who is related now, and the office: whom one can ask (CAS-10). */
function Related({ client: { professionals, secretaries } }: { client: OutsideClient }) {
  const { professionals: title, nobody, ask: askThem, kind, secretary } = outsideWords().client
  return (
    <section class="stack" aria-labelledby="related">
      <h3 id="related">{title}</h3>
      <p class="soft">{professionals.length > 0 ? askThem : nobody}</p>
      <ul class="niche rows">
        {professionals.map((one) => (
          <Person key={one.id} {...one} role={kind[one.kind]} />
        ))}
        {secretaries.map((one) => (
          <Person key={one.id} {...one} groups={['secretary']} role={secretary} />
        ))}
      </ul>
    </section>
  )
}

type PersonProps = Pick<OutsideClient['professionals'][number], 'id' | 'name' | 'groups'> & { role: string }

function Person({ id, name, groups, role }: PersonProps) {
  const { route } = useLocation()
  const start = () => {
    const contact = { id, name, kind: 'professional' as const, groups, online: false }
    begun().contact.value = { ...contact, away: null, picture: null, description: null }
    route('/conversations/start')
  }
  return (
    <li>
      <Who name={name} look="professional" size="small" />
      <div class="grow">
        <a class="btn btn-quiet btn-edge" href={`/professionals/${id}`}>
          {name}
        </a>
        <p class="small soft">{role}</p>
      </div>
      <Button onClick={start} aria-label={outsideWords().client.write(name)}>
        <Icon name="talk" small />
      </Button>
    </li>
  )
}
