/** Line icons on a 24 px grid. They never stand alone: a word stands beside them or in the name of what holds them. */
const paths = {
  back: 'm14.5 6-6 6 6 6',
  colleagues:
    'M3.5 20v-4a4.5 4.5 0 0 1 9 0v4M8 8.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6M15 20h5.5v-3.5a3.5 3.5 0 0 0-5.6-2.8M16.5 11a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  chevron: 'm9.5 6 6 6-6 6',
  clock: 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 0 0-17 0M12 7.5V12l3.2 2',
  done: 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 0 0-17 0m4.5.3 2.8 2.7L16 9.5',
  down: 'm6 9.5 6 6 6-6',
  exit: 'M10 4.5H5.5v15H10M14.5 8l4 4-4 4M18.5 12H10',
  info: 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 0 0-17 0M12 11v5M12 8v.1',
  home: 'M4 20V11a8 8 0 0 1 16 0v9zM9.5 20v-5a2.5 2.5 0 0 1 5 0v5',
  mail: 'M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5',
  nickname: 'M5.5 20.5v-8a6.5 6.5 0 0 1 13 0v8M9.5 20.5v-6a2.5 2.5 0 0 1 5 0v6',
  people:
    'M3.5 19.5v-3a5 5 0 0 1 10 0v3M6 8.5a2.5 2.5 0 1 0 5 0 2.5 2.5 0 0 0-5 0M16.5 12.5a4 4 0 0 1 4 4v3M15 5.6a2.5 2.5 0 0 1 0 4.8',
  phone: 'M6 4h3l1.5 4.5-2 1.3a11 11 0 0 0 5.7 5.7l1.3-2L20 15v3a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2z',
  plus: 'M12 5v14M5 12h14',
  sheet: 'M6 3.5h9l3.5 3.5v13.5H6zM9 11h6.5M9 14.5h6.5M9 7.5h3',
  sliders: 'M4 7h9M19 7h1M13 7a3 3 0 1 0 6 0 3 3 0 0 0-6 0M4 17h1M11 17h9M5 17a3 3 0 1 0 6 0 3 3 0 0 0-6 0',
  stop: 'M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3zM12 8v5M12 16v.1',
  talk: 'M4 11.5a6.5 6.5 0 0 1 6.5-6.5h3a6.5 6.5 0 0 1 0 13H9l-5 3z',
  warn: 'M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.1',
}

export type IconName = keyof typeof paths

/** These point along the line of text, so they turn with its direction. */
const turning: ReadonlySet<IconName> = new Set(['back', 'chevron', 'exit'])

export function Icon({ name, small, more }: { name: IconName; small?: boolean; more?: string }) {
  const turns = turning.has(name) && 'icon-turns'
  return (
    <svg
      class={['icon', small && 'icon-s', turns, more].filter(Boolean).join(' ')}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}

export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path class="wall-1" d="M3 29V15a13 13 0 0 1 26 0v14z" />
      <path class="light" d="M10 29V16.5a8 8 0 0 1 16 0V22H15v7z" />
    </svg>
  )
}
