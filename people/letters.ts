import { demoMailFolder } from '../server/house.ts'
import { type Letter, readFolder } from '../server/mail.ts'
import type { Room } from './room.ts'

/** Sends what waits, and gives back the letters to one address, newest first. */
export async function lettersTo(room: Room, address: string): Promise<Letter[]> {
  const { house } = room.running
  await house.outbox.work(room.practice)
  const all = await readFolder(demoMailFolder(house.config), 1000)
  return all.filter(({ to }) => to === address).toSorted((a, b) => b.at.localeCompare(a.at))
}

/** The newest letter's link, as it stands in it. */
export async function linkTo(room: Room, address: string): Promise<string> {
  const [letter] = await lettersTo(room, address)
  const link = /https?:\S+#\S+/.exec(letter?.text ?? '')?.[0]
  if (!link) throw new Error('the newest letter holds no link')
  return link
}
