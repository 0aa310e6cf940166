import { openPlace } from './place.ts'
const place = await openPlace({ small: { clients: 10, own: 10, long: 1000, ownEach: 6, others: 0, othersEach: 0 }, large: { clients: 100_000, own: 1000, long: 1000, ownEach: 350, others: 49_900, othersEach: 7 } }, console.log)
console.log(place.url('alcove_room_bos'))
await place.close()
