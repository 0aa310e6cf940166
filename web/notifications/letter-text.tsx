/** The text of a letter. An address of this very house is a link; any other stays what it is: words. */
export function LetterText({ children }: { children: string }) {
  const paragraphs = children.trim().split(/\n\s*\n/)
  return (
    <>
      {paragraphs.map((paragraph, index) => (
        <p key={index}>
          {paragraph.split(/(\s+)/).map((word) => {
            const path = pathOf(word)
            return path === null ? word : <a href={path}>{word}</a>
          })}
        </p>
      ))}
    </>
  )
}

/** Where in this house an address leads; null = it is none, or another house's. */
function pathOf(word: string): string | null {
  if (!word.startsWith(`${location.origin}/`) || !URL.canParse(word)) return null
  const { origin, pathname, search, hash } = new URL(word)
  return origin === location.origin ? `${pathname}${search}${hash}` : null
}
