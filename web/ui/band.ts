import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'

/** What stands over the full width under the menu, as long as a screen puts it there: something that holds for all that is shown. */
export const band = signal<ComponentChildren>(null)
