import type { CDPSession, Page } from 'playwright-core'
import { expect } from 'vitest'
import { cast } from '../people/cast.ts'
import { signIn } from '../people/person.ts'
import { castPassword } from '../people/room.ts'
import { clearSecondSteps, codeOf } from '../people/second-step.ts'
import { dictionary as en } from '../web/text/en.ts'
import { axeFinds } from './for-everyone.ts'
import { phone, test as browserTest } from './test.ts'

const words = en.secondStep
const seat = { language: 'en', viewport: phone } as const

const test = browserTest.extend('nobodyHasOne', { auto: true }, async ({ room }, { onCleanup }) => {
  onCleanup(() => clearSecondSteps(room))
})

test('SEC-9 SEC-11 a client sets up an app by scanning, keeps the codes, signs out, and comes back in with a code', async ({
  browsers,
  room,
}) => {
  const page = await browsers.as('Noor', seat)
  await page.goto('/settings')
  await page.getByRole('link', { name: words.toSettings }).click()
  await page.getByRole('button', { name: words.setUpApp }).click()
  await confirmPassword(page, 'three other words')
  await page.getByRole('dialog').getByRole('link').first().waitFor()
  expect(await axeFinds(page)).toEqual([])
  await confirmPassword(page, castPassword)
  await page.getByRole('figure', { name: words.qrAlt }).waitFor()
  const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(/\s/g, '')
  await page.getByLabel(words.code, { exact: true }).fill('000000')
  await page.getByRole('button', { name: words.confirmApp }).click()
  await page.locator('.errors').waitFor()
  expect(await page.getByLabel(words.code, { exact: true }).inputValue()).toBe('000000')
  await page.getByLabel(words.code, { exact: true }).fill(codeOf(room, secret))
  await page.getByRole('button', { name: words.confirmApp }).click()
  await page.locator('.codes li').first().waitFor()
  const codes = await page.locator('.codes li').allTextContents()
  expect(codes).toHaveLength(6)
  await page.getByRole('button', { name: words.kept }).click()
  await page.getByText(words.on).waitFor()
  await page.goto('/settings')
  await page.getByRole('button', { name: en.accounts.signOut }).click()
  room.clock.moveOn(30_000)
  await givePassword(page, 'Noor')
  await page.getByRole('heading', { name: words.stepTitle }).waitFor()
  await page.getByLabel(words.code, { exact: true }).fill('111111')
  await page.getByRole('button', { name: words.goOn }).click()
  await page.locator('.errors').waitFor()
  expect(await page.getByLabel(words.code, { exact: true }).inputValue()).toBe('111111')
  await page.getByLabel(words.code, { exact: true }).fill(codeOf(room, secret))
  await page.getByRole('button', { name: words.goOn }).click()
  await page.getByRole('navigation', { name: en.practices.menu }).waitFor()
})

test('SEC-12 a lost phone: a recovery code lets in once, and after the reset by the therapist the password alone does', async ({
  browsers,
  room,
}) => {
  const noor = await signIn(room, cast.Noor.address, castPassword)
  await noor.ask('confirmMyself', { takes: { password: castPassword } })
  const { secret } = await noor.ask('beginAuthenticator')
  const { recoveryCodes } = await noor.ask('finishAuthenticator', { takes: { code: codeOf(room, secret) } })
  const page = await browsers.door(seat)
  await givePassword(page, 'Noor')
  await page.getByRole('button', { name: words.useRecovery }).click()
  await page.getByLabel(words.recoveryCode, { exact: true }).fill((recoveryCodes?.[0] ?? '').toLowerCase())
  await page.getByRole('button', { name: words.goOn }).click()
  await page.getByRole('navigation', { name: en.practices.menu }).waitFor()
  const daan = await signIn(room, cast.Daan.address, castPassword)
  await daan.ask('resetSecondStep', { where: { id: room.ids.Noor } })
  await page.getByText(en.accounts.overWord).waitFor()
  await givePassword(page, 'Noor')
  await page.getByRole('navigation', { name: en.practices.menu }).waitFor()
})

test('SEC-9 required: a new passkey is set up first, and then it opens the door', async ({ browsers, room }) => {
  await room.query(`insert into room.setting (name, value) values ('twoStepProfessionals', '"required"')`)
  const page = await browsers.door(seat)
  await addAuthenticator(page)
  await givePassword(page, 'Daan')
  await page.getByRole('heading', { name: words.firstTitle }).waitFor()
  await page.getByLabel(words.passkeyName).fill('My phone')
  await page.getByRole('button', { name: words.addPasskey }).click()
  await page.getByRole('button', { name: words.kept }).click()
  await page.getByRole('navigation', { name: en.practices.menu }).waitFor()
  await page.goto('/settings/two-step')
  await page.getByRole('button', { name: `${words.remove} My phone` }).waitFor()
  await page.goto('/settings')
  await page.getByRole('button', { name: en.accounts.signOut }).click()
  await givePassword(page, 'Daan')
  await page.getByRole('button', { name: words.passkeyNow }).click()
  await page.getByRole('navigation', { name: en.practices.menu }).waitFor()
  await room.query(`delete from room.setting where name = 'twoStepProfessionals'`)
})

/** A passkey of the browser itself, which says yes by itself. */
async function addAuthenticator(page: Page): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

async function givePassword(page: Page, name: 'Noor' | 'Daan'): Promise<void> {
  await page.getByLabel(en.accounts.address).fill(cast[name].address)
  await page.getByLabel(en.accounts.password, { exact: true }).fill(castPassword)
  await page.getByRole('button', { name: en.accounts.signIn }).click()
}

async function confirmPassword(page: Page, password: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(en.accounts.password, { exact: true }).fill(password)
  await dialog.getByRole('button', { name: words.confirm }).click()
}
