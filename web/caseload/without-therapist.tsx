import { ask } from '../api.ts'
import { useAsked } from '../ui/asked.tsx'
import { useHeard } from '../ui/heard.ts'
import { Icon } from '../ui/icon.tsx'
import { relationWords } from './relation-words.ts'

/** For the secretary: whom nobody treats, and whose tools a stand-in left behind. Nothing stands here while there is nobody. */
export function WithoutTherapist() {
  const { asked, again } = useAsked(() => ask('listWithoutTherapist'))
  useHeard((heard) => (heard.what === 'again' || heard.what === 'file' || heard.what === 'tasks') && again())
  const { without } = relationWords()
  if (asked.state !== 'there' || asked.value.clients.length === 0) return null
  return (
    <section class="stack" aria-labelledby="without-therapist">
      <h2 id="without-therapist">{without.title}</h2>
      <p class="hint">{without.more}</p>
      <ul class="niche rows">
        {asked.value.clients.map(({ id, name, nobody, tools }) => (
          <li key={id}>
            <div class="grow">
              <a class="hit" href={`/clients/${id}/professionals`}>
                {name}
              </a>
              <p class="small soft">
                {[nobody && without.nobody, tools > 0 && without.tools(tools)].filter(Boolean).join(' ')}
              </p>
            </div>
            <Icon name="chevron" small more="go" />
          </li>
        ))}
      </ul>
    </section>
  )
}
