import { useEffect, useState } from 'preact/hooks'
import { text } from '../text/text.ts'
import { Icon } from './icon.tsx'

/** Nothing at first: most things come sooner than a word can be read. Then words; no spinner. */
export function Waiting({ words }: { words: string }) {
  const [stage, setStage] = useState<'nothing' | 'words' | 'longer'>('nothing')
  useEffect(() => {
    const first = setTimeout(() => setStage('words'), 300)
    const second = setTimeout(() => setStage('longer'), 5000)
    return () => {
      clearTimeout(first)
      clearTimeout(second)
    }
  }, [])
  if (stage === 'nothing') return null
  return (
    <p class="wait">
      <Icon name="clock" small />
      <span>
        {words}. {stage === 'longer' && text().room.longer}
      </span>
    </p>
  )
}
