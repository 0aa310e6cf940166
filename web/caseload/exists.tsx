import { useLocation } from 'preact-iso'
import { begun } from '../conversations/kept.ts'
import { practice } from '../session.ts'
import { Button } from '../ui/button.tsx'
import { sought, soughtState } from './sought.ts'
import { clientWords } from './client-words.ts'

/** The address has an account already (ACC-1, ACC-4): not whose, but what this person can do now in this practice. */
export function Exists({ address, secretary }: { address: string; secretary: { id: string; name: string } | null }) {
  const { route } = useLocation()
  const { title, more, look, lookMore, askSecretary, askSubject, writeDesk, callDesk } = clientWords().exists
  const desk = practice.value?.desk
  const seek = () => {
    sought.value = address
    soughtState.value = 'both'
    route('/clients')
  }
  const askThem = () => {
    if (!secretary) return
    const beginning = begun()
    beginning.contact.value = {
      ...secretary,
      kind: 'professional',
      groups: ['secretary'],
      online: false,
      description: null,
      away: null,
      picture: null,
    }
    beginning.subject.value ||= askSubject
    route('/conversations/start')
  }
  return (
    <section class="niche pad stack" aria-labelledby="exists">
      <h2 id="exists">{title}</h2>
      <p>{more}</p>
      <div class="row">
        <Button onClick={seek}>
          {look}
          <span class="hidden-text">, {lookMore}</span>
        </Button>
        {secretary && <Button onClick={askThem}>{askSecretary}</Button>}
        {desk?.address && (
          <a class="btn" href={`mailto:${desk.address}`}>
            {writeDesk(desk.address)}
          </a>
        )}
        {desk?.phone && (
          <a class="btn" href={`tel:${desk.phone.replaceAll(/[^+\d]/g, '')}`}>
            {callDesk(desk.phone)}
          </a>
        )}
      </div>
    </section>
  )
}
