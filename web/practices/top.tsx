import { useLocation } from 'preact-iso'
import type { Me } from '../../contract/accounts.ts'
import { languages } from '../../rules/words.ts'
import { seesClients } from '../caseload/rights.ts'
import { unread } from '../conversations/inbox.ts'
import { chooseDoorLanguage, practice } from '../session.ts'
import { openTasks } from '../tasks/open.ts'
import { language, text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { configures } from './rights.ts'
import { Icon, type IconName, Mark } from '../ui/icon.tsx'
import { Who } from '../ui/who.tsx'

/** Whose house this is, where you can go, who you are. */
export function Top({ me }: { me: Me | null }) {
  return (
    <header class="top">
      <div class="top-in">
        <a class="house" href="/">
          <Mark />
          <span>{practice.value?.name || text().practices.newPractice}</span>
        </a>
        {me ? <Menu me={me} /> : <OtherLanguage />}
        {me && <You me={me} />}
      </div>
    </header>
  )
}

function Menu({ me }: { me: Me }) {
  const { path } = useLocation()
  const { menu, home, conversations, contact, tasks, tasksRest, unreadRest } = text().practices
  const staff = me.kind === 'professional'
  // In an open conversation the reply field needs the foot of a phone's window.
  const thumb = !staff && !/^\/conversations\/./.test(path)
  return (
    <nav class={thumb ? 'menu thumb' : 'menu'} aria-label={menu}>
      <ul>
        <MenuItem href="/" icon="home" label={home} current={path === '/'} />
        {me.kind !== 'related person' && (
          <MenuItem
            href="/tasks"
            icon="sheet"
            label={tasks}
            current={path.startsWith('/tasks')}
            count={openTasks.value}
            rest={tasksRest}
          />
        )}
        <MenuItem
          href="/conversations"
          icon="talk"
          label={staff ? conversations : contact}
          current={path.startsWith('/conversations')}
          count={unread.value}
          rest={unreadRest}
        />
        {seesClients(me) && (
          <MenuItem
            href="/clients"
            icon="people"
            label={text().caseload.clients}
            current={path.startsWith('/clients')}
          />
        )}
        {staff && (
          <MenuItem
            href="/professionals"
            icon="colleagues"
            label={text().practices.professionals}
            current={path.startsWith('/professionals')}
          />
        )}
        {configures(me) && (
          <MenuItem
            href="/configuration"
            icon="sliders"
            label={text().practices.configuration}
            current={path === '/configuration'}
          />
        )}
      </ul>
    </nav>
  )
}

function MenuItem({
  href,
  icon,
  label,
  current,
  count = 0,
  rest,
}: {
  href: string
  icon: IconName
  label: string
  current: boolean
  count?: number
  /** What is counted, in words. */
  rest?: (count: number) => string
}) {
  return (
    <li>
      <a href={href} aria-current={current ? 'page' : undefined}>
        <Icon name={icon} />
        <span>{label}</span>
        {count > 0 && (
          <span class="count">
            {text().room.number(count)}
            <span class="hidden-text"> {rest?.(count)}</span>
          </span>
        )}
      </a>
    </li>
  )
}

function You({ me }: { me: Me }) {
  return (
    <a class="you push" href="/settings">
      <Who
        name={me.name}
        look={me.kind === 'professional' ? 'professional' : 'person'}
        size="small"
        picture={me.picture}
      />
      <span class="name">{me.name}</span>
      <span class="hidden-text">, {text().accounts.yourProfile}</span>
    </a>
  )
}

/** At the door: the other language, named in itself. */
function OtherLanguage() {
  const other = languages.find((one) => one !== language.value) ?? language.value
  return (
    <Button look="quiet" more="btn-edge push" lang={other} onClick={() => void chooseDoorLanguage(other)}>
      {text().accounts.otherLanguage}
    </Button>
  )
}
