import { useState } from 'preact/hooks'
import { ask } from '../api.ts'
import { saidOf } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { say } from '../ui/toast.tsx'
import { Who } from '../ui/who.tsx'
import { profileWords } from './people-words.ts'
import { Part, type PartProps } from './profile-part.tsx'

/** One's picture: made small here already, so that little travels from an old phone. */
export function PicturePart({ own, changed }: PartProps) {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const words = profileWords()
  const act = async (how: () => Promise<unknown>, done: string) => {
    setBusy(true)
    setFailed(null)
    try {
      await how()
      say(done)
      changed()
    } catch (error) {
      setFailed(error instanceof NoPicture ? words.notPicture : saidOf(error))
    }
    setBusy(false)
  }
  const choose = (file: File | undefined) => {
    if (file)
      void act(async () => ask('setPicture', { takes: { picture: await smallPicture(file) } }), words.pictureSet)
  }
  const remove = () => void act(() => ask('removePicture'), words.pictureGone)
  const look = own.kind === 'professional' ? 'professional' : 'person'
  return (
    <Part id="picture" title={words.pictureTitle} hint={words.pictureHint}>
      {failed !== null && <Notice tone="danger">{failed}</Notice>}
      <div class="face">
        <Who name={`${own.first} ${own.last}`} look={look} size="large" picture={own.picture} />
        <div class="row">
          <label class="btn choose-file" aria-busy={busy ? 'true' : undefined}>
            {busy ? words.sendingPicture : own.picture ? words.otherPicture : words.choosePicture}
            <input
              class="hidden-text"
              type="file"
              accept="image/jpeg,image/png"
              disabled={busy}
              onChange={({ currentTarget }) => {
                choose(currentTarget.files?.[0])
                // The same file may be chosen again.
                currentTarget.value = ''
              }}
            />
          </label>
          {own.picture && (
            <Button look="quiet" onClick={remove}>
              {words.removePicture}
            </Button>
          )}
        </div>
      </div>
    </Part>
  )
}

/** The file is nothing that a browser can draw. */
class NoPicture extends Error {}

/** Side of what is sent, pixels: twice what is shown. */
const side = 512

/** The middle square of a picture, upright and small, as Base64 of a JPEG. */
async function smallPicture(file: File): Promise<string> {
  const drawn = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new NoPicture()
  })
  const square = Math.min(drawn.width, drawn.height)
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const [left, top] = [(drawn.width - square) / 2, (drawn.height - square) / 2]
  const context = canvas.getContext('2d')
  if (!context) throw new NoPicture()
  context.fillStyle = 'white'
  context.fillRect(0, 0, side, side)
  context.drawImage(drawn, left, top, square, square, 0, 0, side, side)
  drawn.close()
  return canvas.toDataURL('image/jpeg', 0.9).replace(/^[^,]*,/, '')
}
