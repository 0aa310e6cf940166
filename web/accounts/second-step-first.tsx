import { lookAgain, signOut } from '../session.ts'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { PageHeading } from '../ui/page.tsx'
import { SecondStepRoom } from './second-step-settings.tsx'

/** The practice requires two-step sign-in: it is set up here, at whatever address one is, and then one goes on there. */
export function SecondStepFirst() {
  const { firstTitle, firstWhat, firstSignOut } = text().secondStep
  return (
    <div class="settings">
      <div class="stack">
        <PageHeading>{firstTitle}</PageHeading>
        <p>{firstWhat}</p>
      </div>
      <SecondStepRoom done={() => void lookAgain()} />
      <Button look="quiet" more="btn-edge" onClick={() => void signOut()}>
        {firstSignOut}
      </Button>
    </div>
  )
}
