import { useLocation } from 'preact-iso'
import type { Client as Known } from '../../contract/caseload.ts'
import { ResetSecondStep } from '../accounts/second-step-reset.tsx'
import { ask } from '../api.ts'
import { begun } from '../conversations/kept.ts'
import { text } from '../text/text.ts'
import { said } from '../text/moments.ts'
import { Show, useAsked } from '../ui/asked.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { useHeard } from '../ui/heard.ts'
import { Icon } from '../ui/icon.tsx'
import { PageHeading } from '../ui/page.tsx'
import { Activation } from './activation.tsx'
import { AddressPart } from './address-part.tsx'
import { dateInWords } from './dates.ts'
import { Resend } from './resend.tsx'

/** One client, by the number in the address (ACC-18): what is known, and what this reader may do about it. */
export function Client({ id }: { id: string }) {
  const { asked, again } = useAsked(() => ask('seeClient', { where: { id } }))
  useHeard(({ what }) => what === 'again' && again())
  const { client: words, clients } = text().caseload
  return (
    <div class="reading stack stack-wide">
      <p>
        <a class="btn btn-quiet btn-edge" href="/clients">
          <Icon name="back" small />
          {words.back}
        </a>
      </p>
      {asked.state !== 'there' && <PageHeading>{clients}</PageHeading>}
      <Show asked={asked} again={again} words={words.getting}>
        {(client) => <Page client={client} again={again} />}
      </Show>
    </div>
  )
}

/** First name, infix and last name in one. */
export function nameOf({ name: { first, infix, last } }: Known): string {
  return [first, infix, last].filter((part) => part !== '').join(' ')
}

function Page({ client, again }: { client: Known; again: () => void }) {
  const { clients, client: words } = text().caseload
  const { may } = client
  const reads = !may.change && client.details !== null
  return (
    <>
      <div class="hello">
        <PageHeading word={clients}>{nameOf(client)}</PageHeading>
        {!client.active && <span class="tag">{text().caseload.inactive}</span>}
        {may.write && <WriteButton client={client} />}
      </div>
      <section class="stack" aria-labelledby="details">
        <div class="head">
          <h2 id="details">{words.details}</h2>
          {may.change && <ButtonLink href={`/clients/${client.id}/change`}>{words.change}</ButtonLink>}
        </div>
        {reads && <p class="hint">{words.readOnly}</p>}
        <Facts client={client} />
      </section>
      <AddressPart client={client} again={again} />
      <section class="stack" aria-labelledby="account">
        <h2 id="account">{words.account}</h2>
        <AccountFacts client={client} />
        {may.welcome && <Resend id={client.id} again={again} />}
        {may.resetSecondStep && <ResetSecondStep account={client.id} name={nameOf(client)} />}
        {may.activate && <Activation client={client} again={again} />}
      </section>
    </>
  )
}

function WriteButton({ client }: { client: Known }) {
  const { route } = useLocation()
  const write = () => {
    const contact = {
      id: client.id,
      name: nameOf(client),
      kind: 'client' as const,
      groups: [],
      online: false,
      description: null,
      away: null,
      picture: null,
    }
    begun().contact.value = contact
    route('/conversations/start')
  }
  return (
    <Button look="main" more="push" onClick={write}>
      <Icon name="talk" small />
      {text().caseload.client.write}
    </Button>
  )
}

/** What is known; what the practice does not ask, and nobody filled in, is left out. */
function Facts({ client: { address, details } }: { client: Known }) {
  const { form, client: words } = text().caseload
  const { nothing } = words
  const facts: [string, string][] = [[form.address, address]]
  if (details) {
    const { gender, birthDate, phone, identifier, bsn, labels } = details
    facts.push(
      [form.phone, phone ?? nothing],
      [form.birthDate, birthDate ? dateInWords(birthDate) : nothing],
      [form.gender, form.genders[gender]],
      [form.identifier, identifier ?? nothing],
    )
    if (bsn) facts.push([form.bsn, bsn])
    if (labels.length > 0) facts.push([form.labels, labels.join(', ')])
  }
  return <FactList facts={facts} />
}

function AccountFacts({ client: { id, active, welcome, welcomeAt } }: { client: Known }) {
  const { account, active: on, inactive, welcome: letter, welcomes, number, numberHint } = text().caseload.client
  const facts: [string, string][] = [
    [account, active ? on : inactive],
    [letter, welcomes[welcome](welcomeAt ? said(welcomeAt) : '')],
    [number, id],
  ]
  return (
    <>
      <FactList facts={facts} />
      <p class="hint">{numberHint}</p>
    </>
  )
}

function FactList({ facts }: { facts: readonly [string, string][] }) {
  return (
    <dl class="facts niche pad">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
