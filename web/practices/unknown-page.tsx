import { text } from '../text/text.ts'
import { ButtonLink } from '../ui/button.tsx'
import { PageHeading } from '../ui/page.tsx'

export function UnknownPage() {
  const { unknownPage, unknownPageMore, homeLink } = text().room
  return (
    <div class="stack">
      <PageHeading>{unknownPage}</PageHeading>
      <p>{unknownPageMore}</p>
      <p>
        <ButtonLink href="/">{homeLink}</ButtonLink>
      </p>
    </div>
  )
}
