import type { ConversationLine } from '../../contract/conversations.ts'
import { said } from '../text/moments.ts'
import { text } from '../text/text.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Who } from '../ui/who.tsx'
import { firstNameOf, lookOf } from './names.ts'

/** Somebody wrote to you: the one big niche on the page, with that person in its crown. */
export function Letter({ line: { id, subject, others, last } }: { line: ConversationLine }) {
  const writer = others.find((person) => person.id === last.author) ?? others[0]
  if (!writer) return null
  const { wrote, about, readIt } = text().conversations
  return (
    <section class="vault letter" aria-labelledby="letter">
      <Who name={writer.name} look={lookOf(writer)} here={writer.online === true} size="large" />
      <h2 id="letter">{wrote(firstNameOf(writer))}</h2>
      <p class="soft">{subject ? about(said(last.at), subject) : said(last.at)}</p>
      <ButtonLink look="main" href={`/conversations/${id}`}>
        {readIt}
      </ButtonLink>
    </section>
  )
}
