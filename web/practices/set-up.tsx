import { practice } from '../session.ts'
import { text } from '../text/text.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { PageHeading } from '../ui/page.tsx'
import { PersonFields, PracticeFields } from './set-up-fields.tsx'
import { useSetUp } from './set-up-form.ts'
import { linkToken } from './set-up-link.ts'

/** The first person of an empty room sets the practice up, once (ORD-12). Nobody else has anything to do here. */
export function SetUp() {
  const { noLink, noLinkMore, done, doneMore } = text().practices.setUp
  if (practice.value?.name) {
    return (
      <div class="reading stack">
        <PageHeading>{done}</PageHeading>
        <p>{doneMore}</p>
        <p>
          <ButtonLink look="main" href="/">
            {text().accounts.signIn}
          </ButtonLink>
        </p>
      </div>
    )
  }
  if (linkToken.value) return <SetUpForm token={linkToken.value} />
  return (
    <div class="reading stack">
      <PageHeading>{noLink}</PageHeading>
      <p>{noLinkMore}</p>
    </div>
  )
}

function SetUpForm({ token }: { token: string }) {
  const form = useSetUp(token)
  const { title, more, button, busy, failedWord } = text().practices.setUp
  return (
    <div class="set-up stack stack-wide">
      <div>
        <PageHeading>{title}</PageHeading>
        <p class="soft">{more}</p>
      </div>
      <form class="stack stack-wide" onSubmit={form.post} noValidate>
        <ErrorSummary wrong={form.wrong} round={form.round} />
        {form.failed !== null && <Failure error={form.failed} round={form.round} word={failedWord} />}
        <PracticeFields form={form} />
        <PersonFields form={form} />
        <Button look="main" type="submit" busy={form.busy && busy}>
          {button}
        </Button>
      </form>
    </div>
  )
}
