import { countingIn } from './counting.ts'
import type { Dictionary } from './text.ts'

const count = countingIn('nl')

export const door: Dictionary['door'] = {
  forgot: 'Wachtwoord vergeten?',
  forgotMore:
    'Vul je e-mailadres in. Hoort er een account bij, dan krijg je een mail met een link om een nieuw wachtwoord te kiezen.',
  passwordWord: 'Wachtwoord',
  addressWord: 'Adres veranderen',
  askLink: 'Stuur me een link',
  asking: 'Bezig met versturen',
  asked: 'Kijk in je mail',
  askedMore: (address) =>
    `Hoort er een account bij ${address}? Dan is er een mail met een link onderweg. De link werkt één uur, en één keer.`,
  askedNothing:
    'Na een paar minuten nog geen mail? Kijk bij ongewenste mail. Of probeer een ander adres: misschien heb je daarmee een account.',
  otherAddress: 'Probeer een ander adres',
  toSignIn: 'Ga naar inloggen',
  lookingAtLink: 'We bekijken je link',
  welcome: 'Kies je wachtwoord',
  welcomeMore: (practice) =>
    `Welkom bij ${practice}. Kies een wachtwoord. Daarna log je in met dat wachtwoord en je e-mailadres.`,
  newPassword: 'Kies een nieuw wachtwoord',
  newPasswordMore: 'Daarna ben je overal uitgelogd, en log je in met het nieuwe wachtwoord.',
  password: 'Nieuw wachtwoord',
  passwordHint: (least) =>
    `Minstens ${least} tekens. Drie willekeurige woorden zijn makkelijk te onthouden en moeilijk te raden.`,
  writeNew: 'Vul een nieuw wachtwoord in',
  setPassword: 'Bewaar wachtwoord',
  saving: 'Bezig met bewaren',
  passwordSet: 'Je wachtwoord is bewaard',
  passwordSetMore: 'Je kunt er nu mee inloggen.',
  unblock: 'Haal je account van het slot',
  unblockMore:
    'Er is vaak een verkeerd wachtwoord getypt. Daarom zit je account op slot voor apparaten die we niet kennen. Druk op de knop om het van het slot te halen. Je wachtwoord blijft hetzelfde.',
  unblockButton: 'Haal van het slot',
  unlocking: 'Bezig',
  unblocked: 'Je account is van het slot',
  unblockedMore: 'Je kunt weer inloggen. Weet je je wachtwoord niet meer? Vraag dan een nieuw aan.',
  confirm: 'Bevestig je nieuwe e-mailadres',
  confirmMore: (address) =>
    `Jij, of iemand die je wachtwoord kent, vroeg om het e-mailadres van je account te veranderen in ${address}. Wil je dat? Druk dan op de knop. Vanaf dan log je in met dat adres.`,
  confirmButton: 'Verander het adres',
  confirming: 'Bezig met veranderen',
  confirmed: 'Je e-mailadres is veranderd',
  confirmedMore: 'Vanaf nu log je in met het nieuwe adres. We hebben naar beide adressen geschreven.',
  linkOver: 'Deze link werkt niet meer',
  linkOverMore: 'Hij is al gebruikt, of de tijd is om. Met je e-mailadres kun je een nieuwe aanvragen.',
  signedInHere: 'In deze browser is iemand ingelogd.',
  signOutFirst: 'Log uit en ga naar inloggen',
  securityTitle: 'Inloggen en veiligheid',
  changePassword: 'Wachtwoord veranderen',
  changePasswordMore: 'Overal elders waar je bent ingelogd, is dat meteen voorbij.',
  present: 'Wachtwoord van nu',
  writePresent: 'Vul je wachtwoord van nu in',
  passwordChanged: 'Je wachtwoord is veranderd. Overal elders ben je uitgelogd.',
  changeAddress: 'E-mailadres veranderen',
  changeAddressMore:
    'Je krijgt een mail op het adres dat je nu hebt. Pas als je op de link daarin drukt, verandert je adres.',
  newAddress: 'Nieuw e-mailadres',
  writeNewAddress: 'Vul je nieuwe e-mailadres in',
  sendConfirmation: 'Verstuur de mail',
  addressAsked: 'Kijk in de mail van je oude adres',
  addressAskedMore: (address) =>
    `We hebben een link gestuurd naar het adres dat je nu hebt. Druk erop, en vanaf dan log je in met ${address}. De link werkt één dag.`,
  toSettings: 'Ga naar instellingen',
  where: 'Waar je bent ingelogd',
  whereMore: 'Zie je hier iets dat jij niet bent? Log daar uit, en kies een ander wachtwoord.',
  gettingWhere: 'We kijken waar je bent ingelogd',
  seat: (browser, system) => `${browser} op ${system}`,
  unknownSeat: 'Een browser die we niet kennen',
  thisOne: 'deze',
  lastSeen: (moment) => `Laatst gebruikt: ${moment}`,
  began: (moment) => `Ingelogd: ${moment}`,
  signOutThere: 'Log daar uit',
  signOutOthers: 'Log overal elders uit',
  signingOutThere: 'Bezig met uitloggen',
  signedOutThere: 'Daar uitgelogd.',
  signedOutOthers: 'Overal elders ben je uitgelogd.',
  onlyHere: 'Je bent alleen hier ingelogd.',
  privacy: 'Privacy',
  privacyFirst: 'Voordat je begint',
  continue: 'Ga verder',
  staying: 'Ben je er nog?',
  stayingMore: (minutes) =>
    `Je hebt hier een tijdje niets gedaan. Horen we niets van je, dan word je over ongeveer ${count.of(minutes, { one: 'minuut', other: 'minuten' })} uitgelogd. Wat je typte, blijft in dit tabblad staan.`,
  stay: 'Blijf ingelogd',
  longest: 'Je wordt zo uitgelogd',
  longestMore: (minutes) =>
    `Je bent bijna twaalf uur ingelogd, en langer kan niet. Over ongeveer ${count.of(minutes, { one: 'minuut', other: 'minuten' })} log je opnieuw in. Wat je typte, blijft in dit tabblad staan.`,
  understood: 'Oké',
}
