import { practice } from '../session.ts'
import { text } from '../text/text.ts'

/** On every page, before signing in too: whom to ask (PLT-1). */
export function Foot() {
  const { questions, runsOn } = text().practices
  const desk = practice.value?.desk
  return (
    <footer class="foot">
      <div class="foot-in">
        {desk?.address && (
          <>
            <span>{questions}</span>
            <a href={`mailto:${desk.address}`}>{desk.address}</a>
            {desk.phone && <a href={`tel:${desk.phone.replace(/[^\d+]/g, '')}`}>{desk.phone}</a>}
          </>
        )}
        <a href="/privacy">{text().door.privacy}</a>
        <span class="push soft">{runsOn}</span>
      </div>
    </footer>
  )
}
