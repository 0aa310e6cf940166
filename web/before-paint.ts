// Light or dark, as chosen on this device, before anything is painted; else the page would flash.
try {
  const theme = localStorage.getItem('theme')
  if (theme) document.documentElement.dataset['theme'] = theme
} catch {
  // No storage allowed: then the device decides.
}

export {}
