import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Room } from '../people/room.ts'
import { heading, soon } from './eyes.ts'
import { axeFinds, focusFindings, frameFindings, sidewaysParts, smallTargets } from './for-everyone.ts'
import { phone, test } from './test.ts'

const names = /Noor|Tom|Daan|Eva|Sanne|Ruth|Lies|Milan|Bakker|linde\.example/

/** So many letters that did not arrive, the newest first: every second one was given up. */
async function lose(room: Room, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1)
    await room.query(
      `insert into room.outbox (id, account, kind, created_at, due_at, attempts, state, reason, ended_at)
       values ($1, $2, 'new message', now() - interval '6 days', now(), $3, $4, $5, now() - make_interval(days => $6))`,
      [
        randomUUID(),
        room.ids.Noor,
        number + 1,
        ...(number % 2 === 0
          ? ['bounced', 'refused by the mail server (550)']
          : ['dead', 'the mail server does not answer']),
        number,
      ],
    )
}

test('LOG-4 the application manager sees which mail could not be delivered: by number, in words, without a name; nobody else is even told of the page', async ({
  browsers,
  as,
  room,
}) => {
  const [karim, daan] = await as('Karim', 'Daan')
  const his = await browsers.of(karim, '/', { language: 'nl', viewport: phone })
  await his.getByText('Er is geen mail teruggekomen of opgegeven.').waitFor()
  await lose(room, 7)
  await his.reload()
  const panel = his.getByRole('region', { name: 'Mail die niet bezorgd kon worden' })
  await panel.getByText('Teruggekomen: geweigerd door de mailserver (550).').first().waitFor()
  await panel.getByText('Opgegeven na 2 pogingen: de mailserver geeft geen antwoord.').waitFor()
  expect(await panel.getByRole('listitem').count()).toBe(5)
  await panel.getByRole('link', { name: 'Bekijk alles' }).click()
  await heading(his).getByText('Mail die niet bezorgd kon worden').waitFor()
  await soon(() => his.getByRole('main').getByRole('listitem').count()).toBe(7)
  expect(await his.getByRole('main').innerText()).not.toMatch(names)
  expect(await his.getByRole('main').innerText()).toContain(`Cliënt, account ${room.ids.Noor.slice(0, 8)}…`)
  expect([
    ...(await frameFindings(his, { language: 'nl', secret: names })),
    ...(await axeFinds(his)),
    ...(await sidewaysParts(his)),
    ...(await focusFindings(his)),
    ...(await smallTargets(his)),
  ]).toEqual([])
  const asked: string[] = []
  const theirs = await browsers.of(daan, '/')
  theirs.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await theirs.getByRole('heading', { name: 'Nothing unread' }).waitFor()
  await theirs.goto('/failed-letters')
  await heading(theirs).getByText('This page does not exist').waitFor()
  expect(asked.filter((path) => path.includes('failed-letters'))).toEqual(['/failed-letters'])
})

test('in English, at a desktop: the panel on the home page is for everyone', async ({ browsers, as }) => {
  const [karim] = await as('Karim')
  const page = await browsers.of(karim, '/', { colorScheme: 'dark' })
  await page.getByText('Came back: refused by the mail server (550).').first().waitFor()
  await page.getByText('Given up after 2 tries: the mail server does not answer.').waitFor()
  expect([...(await axeFinds(page)), ...(await sidewaysParts(page)), ...(await focusFindings(page))]).toEqual([])
})
