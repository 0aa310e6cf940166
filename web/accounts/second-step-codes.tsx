import { useEffect } from 'preact/hooks'
import { text } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { say } from '../ui/toast.tsx'

/** Recovery codes, the one time that they are shown: to copy, print or download. */
export function RecoveryCodes({ codes, kept }: { codes: readonly string[]; kept: () => void }) {
  const words = text().secondStep
  const whole = `${codes.join('\n')}\n`
  useEffect(() => document.getElementById('codes-shown')?.focus(), [])
  return (
    <section class="stack" aria-labelledby="codes-shown">
      <h2 id="codes-shown" tabIndex={-1}>
        {words.codesTitle}
      </h2>
      <p>{words.codesWhat}</p>
      <ul class="codes niche pad">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div class="buttons">
        <Button onClick={() => void navigator.clipboard.writeText(whole).then(() => say(words.copied))}>
          {words.copy}
        </Button>
        <Button onClick={() => download(whole, words.fileName)}>{words.download}</Button>
        <Button onClick={() => print()}>{words.print}</Button>
      </div>
      <Button look="main" onClick={kept}>
        {words.kept}
      </Button>
    </section>
  )
}

function download(whole: string, fileName: string): void {
  const address = URL.createObjectURL(new Blob([whole], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  URL.revokeObjectURL(address)
}
