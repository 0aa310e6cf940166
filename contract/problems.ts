import type { Language } from '../rules/words.ts'
import { requestProblems } from './caseload/request-problems.ts'
import { secondStepProblems } from './accounts/second-step-problems.ts'
import { toolProblems } from './tools/problems.ts'
import { relationProblems } from './caseload/relation-problems.ts'

/** Every refusal the server can give (RFC 9457), with its status and its sentence in both languages. */
export const problems = {
  'not-found': {
    status: 404,
    en: 'You cannot open this. It may be gone, or not be yours.',
    nl: 'Je kunt dit niet openen. Misschien is het weg, of is het niet van jou.',
  },
  'signed-out': {
    status: 401,
    en: 'You are not signed in any more. Sign in again; what you typed stays here.',
    nl: 'Je bent niet meer ingelogd. Log opnieuw in; wat je typte blijft staan.',
  },
  'wrong-sign-in': {
    status: 401,
    en: 'This e-mail address and password do not match. Try again, or choose ‘Forgot password?’ for a new one.',
    nl: 'Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw, of kies ‘Wachtwoord vergeten?’ voor een nieuw.',
  },
  ...secondStepProblems,
  ...relationProblems,
  'link-over': {
    status: 404,
    en: 'This link does not work any more. Start Alcove again for a new one.',
    nl: 'Deze link werkt niet meer. Start Alcove opnieuw voor een nieuwe.',
  },
  'link-used': {
    status: 404,
    en: 'This link does not work any more. It was used, or its time is over. You can ask for a new one.',
    nl: 'Deze link werkt niet meer. Hij is al gebruikt, of de tijd is om. Je kunt een nieuwe aanvragen.',
  },
  'address-taken': {
    status: 409,
    en: 'This address already has an account. Nothing was changed. Choose another address under Settings.',
    nl: 'Dit adres heeft al een account. Er is niets veranderd. Kies bij Instellingen een ander adres.',
  },
  'not-understood': {
    status: 400,
    en: 'We could not read what was sent. Load the page again and try once more.',
    nl: 'We konden niet lezen wat er verstuurd werd. Laad de pagina opnieuw en probeer het nog eens.',
  },
  'wrong-fields': {
    status: 400,
    en: 'Something is not filled in right.',
    nl: 'Er is iets niet goed ingevuld.',
  },
  'too-large': {
    status: 413,
    en: 'This is too large to send.',
    nl: 'Dit is te groot om te versturen.',
  },
  'not-json': {
    status: 415,
    en: 'Only JSON is understood here.',
    nl: 'Hier wordt alleen JSON begrepen.',
  },
  'not-from-here': {
    status: 403,
    en: 'This did not come from our own page, so it was not carried out.',
    nl: 'Dit kwam niet van onze eigen pagina. Daarom is het niet uitgevoerd.',
  },
  'key-used': {
    status: 409,
    en: 'This was sent before with other words. Send it as a new message.',
    nl: 'Dit is al eerder verstuurd met andere woorden. Verstuur het als een nieuw bericht.',
  },
  'address-exists': {
    status: 409,
    en: 'There is already an account with this e-mail address.',
    nl: 'Er is al een account met dit e-mailadres.',
  },
  'identifier-exists': {
    status: 409,
    en: 'This ID is already in use for somebody else.',
    nl: 'Deze ID is al in gebruik voor iemand anders.',
  },
  'already-added': {
    status: 409,
    en: 'This client was already added, with another e-mail address. Look in your clients, and change it there.',
    nl: 'Deze cliënt is al toegevoegd, met een ander e-mailadres. Kijk bij je cliënten, en verander het daar.',
  },
  'used-before': {
    status: 409,
    en: 'This is not possible any more: the client has already chosen a password.',
    nl: 'Dit kan niet meer: de cliënt heeft al een wachtwoord gekozen.',
  },
  'not-used-yet': {
    status: 409,
    en: 'The client has not signed in yet. So you can correct the address at once.',
    nl: 'De cliënt heeft nog nooit ingelogd. Je kunt het adres dus meteen verbeteren.',
  },
  'not-active': {
    status: 409,
    en: 'This account is deactivated. Reactivate it first.',
    nl: 'Dit account is gedeactiveerd. Activeer het eerst weer.',
  },
  'change-waits': {
    status: 409,
    en: 'Another change of this address is waiting already. Load the page again to see it.',
    nl: 'Er wacht al een andere verandering van dit adres. Laad de pagina opnieuw om die te zien.',
  },
  'reason-over': {
    status: 409,
    en: 'First type why you look. A reason holds for half an hour; after that, type it again.',
    nl: 'Typ eerst waarom je kijkt. Een reden geldt een half uur; typ hem daarna opnieuw.',
  },
  'ask-or-relate': {
    status: 409,
    en: 'Relating oneself and asking the client cannot go together. Choose one of the two.',
    nl: 'Jezelf koppelen en de cliënt om toestemming vragen kunnen niet samen. Kies een van de twee.',
  },
  'not-allowed-here': {
    status: 409,
    en: 'This practice does not allow this. Nothing was changed.',
    nl: 'Deze praktijk staat dit niet toe. Er is niets veranderd.',
  },
  ...requestProblems,
  closed: {
    status: 409,
    en: 'You can read this conversation, but you can no longer write in it.',
    nl: 'Je kunt dit gesprek lezen, maar je kunt er niet meer in schrijven.',
  },
  ...toolProblems,
  'too-many-professionals': {
    status: 409,
    en: 'This practice has as many active professionals as it may have. Ask the service desk for more.',
    nl: 'Deze praktijk heeft het hoogste aantal actieve hulpverleners. Vraag de servicedesk om meer.',
  },
  'last-manager': {
    status: 409,
    en: 'This is the only active application manager. First make somebody else application manager.',
    nl: 'Dit is de enige actieve applicatiebeheerder. Maak eerst iemand anders applicatiebeheerder.',
  },
  'last-secretary': {
    status: 409,
    en: 'This is the only active secretary. Then nobody can write to every client, or relate clients to another therapist. Confirm this first.',
    nl: 'Dit is de enige actieve secretaresse. Dan kan niemand alle cliënten schrijven of cliënten aan een andere behandelaar koppelen. Bevestig dit eerst.',
  },
  'almost-same-name': {
    status: 409,
    en: 'A colleague has almost the same name. Is this really somebody else? Then confirm that.',
    nl: 'Een collega heeft bijna dezelfde naam. Is dit echt iemand anders? Bevestig dat dan.',
  },
  'not-a-picture': {
    status: 400,
    en: 'This is not a picture we can use. Choose a photo as JPEG or PNG.',
    nl: 'Dit is geen afbeelding die we kunnen gebruiken. Kies een foto als JPEG of PNG.',
  },
  'picture-too-large': {
    status: 400,
    en: 'This picture is too large. Choose one of at most 5 MB and 25 megapixels.',
    nl: 'Deze afbeelding is te groot. Kies er een van hooguit 5 MB en 25 megapixel.',
  },
  'import-not-read': {
    status: 400,
    en: 'This file could not be read as a list. The first line must name the columns: e-mail, first name, last name and role.',
    nl: 'Dit bestand kon niet als lijst worden gelezen. De eerste regel moet de kolommen noemen: e-mail, voornaam, achternaam en rol.',
  },
  'import-too-long': {
    status: 400,
    en: 'This file has more than 1,000 rows. Divide it into several files.',
    nl: 'Dit bestand heeft meer dan 1.000 rijen. Verdeel het over meer bestanden.',
  },
  'too-often': {
    status: 429,
    en: 'That was too often in a short time. Wait a moment and try again.',
    nl: 'Dat was te vaak in korte tijd. Wacht even en probeer het opnieuw.',
  },
  'not-now': {
    status: 503,
    en: 'This does not work right now. Nothing was changed. Try again in a moment.',
    nl: 'Dit lukt nu niet. Er is niets veranderd. Probeer het zo nog eens.',
  },
  'went-wrong': {
    status: 500,
    en: 'Something went wrong on our side. Nothing was changed. Try again.',
    nl: 'Er ging bij ons iets mis. Er is niets veranderd. Probeer het opnieuw.',
  },
} as const satisfies Record<string, { status: number } & Record<Language, string>>

export type ProblemCode = keyof typeof problems

/** What is wrong with one field, in words that tell what to do. */
export const fieldProblems = {
  empty: { en: 'Write something first.', nl: 'Schrijf eerst iets.' },
  'too-long': { en: 'This is too long. Make it shorter.', nl: 'Dit is te lang. Maak het korter.' },
  'motivation-too-short': {
    en: 'This is too short to be a reason. Write a sentence of at least 20 characters.',
    nl: 'Dit is te kort voor een reden. Schrijf een zin van minstens 20 tekens.',
  },
  'not-a-sentence': {
    en: 'Write your reason as a sentence, in words that others understand.',
    nl: 'Schrijf je reden als een zin, in woorden die anderen begrijpen.',
  },
  'not-text': {
    en: 'There is a character in it that cannot be kept. Remove it.',
    nl: 'Er staat een teken in dat we niet kunnen bewaren. Haal het weg.',
  },
  'too-short': {
    en: 'This is too short. Use at least 15 characters; three random words work well.',
    nl: 'Dit is te kort. Gebruik minstens 15 tekens; drie willekeurige woorden werken goed.',
  },
  'known-bad': {
    en: 'This password is easy to guess. Choose another; three random words work well.',
    nl: 'Dit wachtwoord is makkelijk te raden. Kies een ander; drie willekeurige woorden werken goed.',
  },
  'not-an-address': {
    en: 'This does not look like an e-mail address. It looks like name@example.org.',
    nl: 'Dit lijkt geen e-mailadres. Het ziet eruit als naam@voorbeeld.nl.',
  },
  'not-a-name': {
    en: 'There is an invisible or disturbing character in this name. Type the name instead of pasting it.',
    nl: 'Er staat een onzichtbaar of storend teken in deze naam. Typ de naam in plaats van hem te plakken.',
  },
  'like-a-formula': {
    en: 'A name does not begin with =, +, - or @. Take that away.',
    nl: 'Een naam begint niet met =, +, - of @. Haal dat weg.',
  },
  'name-too-long': {
    en: 'This is too long for a name. Use at most 100 characters.',
    nl: 'Dit is te lang voor een naam. Gebruik hooguit 100 tekens.',
  },
  'not-your-password': {
    en: 'This is not your present password.',
    nl: 'Dit is niet je wachtwoord van nu.',
  },
  'address-exists': {
    en: 'There is an account with this address already. Deactivated accounts count too. Use another address.',
    nl: 'Er is al een account met dit adres. Ook gedeactiveerde accounts tellen mee. Gebruik een ander adres.',
  },
  'identifier-exists': {
    en: 'Somebody has this ID already. Use another, or leave it empty.',
    nl: 'Iemand heeft dit ID al. Gebruik een ander, of laat het leeg.',
  },
  'choose-one': { en: 'Choose at least one.', nl: 'Kies er minstens één.' },
  'two-options': { en: 'Give at least two things to choose from.', nl: 'Geef minstens twee dingen om uit te kiezen.' },
  'not-related': {
    en: 'This person does not treat the client now. Choose somebody else.',
    nl: 'Deze persoon behandelt de cliënt nu niet. Kies iemand anders.',
  },
  'ends-before': {
    en: 'This day lies before the first day. Choose a later one.',
    nl: 'Deze dag ligt voor de eerste dag. Kies een latere.',
  },
  'day-is-over': {
    en: 'This day is over already. Choose today or a later day.',
    nl: 'Deze dag is al voorbij. Kies vandaag of een latere dag.',
  },
  'account-exists': {
    en: 'There is already an account with this e-mail address.',
    nl: 'Er is al een account met dit e-mailadres.',
  },
  'not-a-date': {
    en: 'Write the date as day-month-year, like 12-03-1994.',
    nl: 'Schrijf de datum als dag-maand-jaar, zoals 12-03-1994.',
  },
  'no-such-day': {
    en: 'This day does not exist. Check the day and the month.',
    nl: 'Deze dag bestaat niet. Kijk of de dag en de maand kloppen.',
  },
  'before-1900': {
    en: 'This is before 1900. Check the year.',
    nl: 'Dit is voor 1900. Kijk of het jaar klopt.',
  },
  'in-the-future': {
    en: 'This day is still to come. Check the year.',
    nl: 'Deze dag moet nog komen. Kijk of het jaar klopt.',
  },
  'not-a-phone': {
    en: 'This does not look like a phone number. Use digits, spaces and perhaps a +.',
    nl: 'Dit lijkt geen telefoonnummer. Gebruik cijfers, spaties en eventueel een +.',
  },
  'not-a-bsn': {
    en: 'This is not a valid BSN. Check the nine digits.',
    nl: 'Dit is geen geldig BSN. Kijk of de negen cijfers kloppen.',
  },
  missing: { en: 'This is missing.', nl: 'Dit ontbreekt.' },
  unknown: { en: 'This does not belong here.', nl: 'Dit hoort hier niet.' },
  'wrong-form': { en: 'This does not have the right form.', nl: 'Dit heeft niet de goede vorm.' },
} as const satisfies Record<string, Record<Language, string>>

export type FieldProblemCode = keyof typeof fieldProblems

/** The body of every refusal, as application/problem+json. */
export type Problem = {
  /** `/problems/<code>`: stable, for programs. */
  type: string
  code: ProblemCode
  status: number
  /** The sentence, in the reader's language. */
  title: string
  fields?: { field: string; code: FieldProblemCode; title: string }[]
  /** Seconds to wait, with 429 and 503. */
  retryAfter?: number
}
