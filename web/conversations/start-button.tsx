import { useLocation } from 'preact-iso'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'

export function StartButton({ look, more = '', short }: { look: 'main' | 'plain'; more?: string; short?: boolean }) {
  const { route } = useLocation()
  const { start, startShort } = text().conversations
  return (
    <Button
      look={look}
      more={more}
      onClick={() => route('/conversations/start')}
      aria-label={short ? start : undefined}
    >
      <Icon name={short ? 'plus' : 'talk'} small />
      {short ? startShort : start}
    </Button>
  )
}
