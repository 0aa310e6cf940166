// Light or dark, as chosen on this device, before anything is painted; else the page would flash.
const theme = localStorage.getItem('theme')
if (theme) document.documentElement.dataset['theme'] = theme

export {}
