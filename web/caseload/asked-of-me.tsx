import { ask } from '../api.ts'
import { said } from '../text/moments.ts'
import { useAsked } from '../ui/asked.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { useHeard } from '../ui/heard.ts'
import { requestWords } from './request-words.ts'

/** On a client's home page: somebody asks to see the file (TSK-1). Above all else, until there is an answer. */
export function AskedOfMe() {
  const { asked, again } = useAsked(async () => (await ask('listMyRelateRequests')).requests)
  useHeard(({ what }) => (what === 'tasks' || what === 'again') && again())
  if (asked.state !== 'there' || asked.value.length === 0) return null
  const { panel, may, youDecide, on, look } = requestWords()
  return (
    <section class="stack asked" aria-labelledby="asked">
      <h2 id="asked">{panel}</h2>
      {asked.value.map(({ id, professional, askedAt }) => (
        <div class="niche pad stack" key={id}>
          <p>
            {may(professional)} {youDecide}
          </p>
          <p class="small soft">{on(said(askedAt))}</p>
          <p>
            <ButtonLink look="main" href={`/tasks/relate-request/${id}`}>
              {look}
            </ButtonLink>
          </p>
        </div>
      ))}
    </section>
  )
}
