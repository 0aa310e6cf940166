import { cast } from '../people/cast.ts'
import type { Person } from '../people/person.ts'
import { castPassword, type Room } from '../people/room.ts'
import { codeOf } from '../people/second-step.ts'
import type { Screen } from './screens.ts'

/** How screens.ts makes a screen of an address. */
type Making = {
  at: (who: 'Karim', address: string) => (name: string, ready: Screen['ready']) => Screen
  outside: (address: string) => Screen['open']
}

/** Who stands at the door with a second step to come. */
export async function giveSecondStep(room: Room, milan: Person): Promise<void> {
  await milan.ask('confirmMyself', { takes: { password: castPassword } })
  const { secret } = await milan.ask('beginAuthenticator')
  await milan.ask('finishAuthenticator', { takes: { code: codeOf(room, secret) } })
}

/** Two-step sign-in: one's own, scanning, and the second step at the door. */
export function secondStepScreens({ at, outside }: Making): Screen[] {
  const settings = at('Karim', '/settings/two-step')
  return [
    settings('two-step sign-in, off, and a passkey without a name', async (page, { secondStep }) => {
      await page.getByRole('button', { name: secondStep.addPasskey }).click()
      await page.getByRole('link', { name: secondStep.writeName }).waitFor()
    }),
    settings('scanning with an authenticator app', async (page, { secondStep, accounts }) => {
      await page.getByRole('button', { name: secondStep.setUpApp }).click()
      const dialog = page.getByRole('dialog')
      const code = page.getByLabel(secondStep.code, { exact: true })
      await dialog.or(code).first().waitFor()
      if (await dialog.isVisible()) {
        await dialog.getByLabel(accounts.password, { exact: true }).fill(castPassword)
        await dialog.getByRole('button', { name: secondStep.confirm }).click()
      }
      await code.waitFor()
    }),
    {
      name: 'the second step at the door, with what is missing',
      open: outside('/'),
      ready: async (page, { secondStep, accounts }) => {
        await page.getByLabel(accounts.address).fill(cast.Milan.address)
        await page.getByLabel(accounts.password, { exact: true }).fill(castPassword)
        await page.getByRole('button', { name: accounts.signIn }).click()
        await page.getByRole('button', { name: secondStep.goOn }).click()
        await page.getByRole('link', { name: secondStep.writeCode }).waitFor()
      },
    },
  ]
}
