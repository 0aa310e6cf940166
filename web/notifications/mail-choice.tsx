import type { Me } from '../../contract/accounts.ts'
import { useSaved } from '../accounts/saving.ts'
import { text } from '../text/text.ts'
import { Choice } from '../ui/choice.tsx'

const frequencies = ['at once', 'hourly', 'daily', 'weekly', 'never'] as const satisfies readonly Me['mails'][]

/** How often mails about unread messages come (CNV-8). */
export function MailChoice({ me }: { me: Me }) {
  const { value, choose, error } = useSaved(me.mails, (often) => ({ mails: often }))
  const { mailsTitle, mailsHint, mails } = text().notifications
  return (
    <Choice
      name="mails"
      title={mailsTitle}
      hint={mailsHint}
      error={error}
      options={frequencies.map((often) => ({ value: often, label: mails[often].label, more: mails[often].more }))}
      chosen={value}
      choose={choose}
    />
  )
}
