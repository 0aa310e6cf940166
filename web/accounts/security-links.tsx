import type { Me } from '../../contract/accounts.ts'
import { text } from '../text/text.ts'

/** From the settings to what has a page of its own: password, address, where one is signed in, privacy. */
export function SecurityLinks({ me }: { me: Me }) {
  const { changePassword, changeAddress, where, privacy } = text().door
  return (
    <ul class="rows niche">
      <LinkRow href="/settings/password" words={changePassword} />
      <LinkRow href="/settings/two-step" words={text().secondStep.toSettings} />
      {me.kind !== 'professional' && <LinkRow href="/settings/address" words={changeAddress} />}
      <LinkRow href="/settings/looks" words={looksLink(me)} />
      <LinkRow href="/settings/sessions" words={where} />
      <LinkRow href="/privacy" words={privacy} />
    </ul>
  )
}

/** Who looked in my file, in my account; a professional: what I looked at. */
export function looksLink({ kind }: Me): string {
  return text().practices.looks[kind]
}

function LinkRow({ href, words }: { href: string; words: string }) {
  return (
    <li>
      <a class="hit" href={href}>
        {words}
      </a>
    </li>
  )
}
