import { useEffect } from 'preact/hooks'
import { type Heard, listen } from '../live.ts'

/** Hears what happens, as long as the piece is on the screen. */
export function useHeard(hear: (event: Heard) => void): void {
  useEffect(() => listen(hear), [])
}
