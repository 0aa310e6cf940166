import type { privacy as english } from './privacy.en.ts'

export const privacy: typeof english = {
  title: 'Jouw privacy',
  lead: (practice) => `Op deze pagina staat wat ${practice} hier van je bewaart, wie dat ziet, en wat je kunt vragen.`,
  parts: [
    {
      heading: 'Wat er wordt bewaard',
      lines: [
        'Je naam en je e-mailadres. Als de praktijk dat heeft ingevuld: je geboortedatum, je telefoonnummer, en nummers waaronder de praktijk je kent.',
        'Wat je hier schrijft, en wat anderen aan jou schrijven.',
        'Wanneer je inlogde en wanneer je voor het laatst iets deed, en met wat voor browser (zoals Firefox op Android).',
        'Je naam, je adressen en alles wat je schrijft, worden op slot bewaard: wie de schijf in handen krijgt, kan ze niet lezen.',
      ],
    },
    {
      heading: 'Wie wat ziet',
      lines: [
        'Een gesprek wordt gelezen door wie eraan meedoen, en door niemand anders.',
        'Je gegevens worden gezien door de behandelaars die jou behandelen en door de secretaresse. Een servicemedewerker ziet je naam, je adres en of je account actief is.',
        'Collega’s die jou niet behandelen, zien je dossier niet. De applicatiebeheerder zorgt voor deze site en ziet geen gegevens van cliënten.',
      ],
    },
    {
      heading: 'Wie kijkt, wordt opgeschreven',
      lines: [
        'Wie iets opent, laat een regel achter in een logboek: wie het was, wanneer, waar het over ging, en waarom het mocht. Wat er geschreven is, staat er niet in. Niemand kan het logboek veranderen zonder dat het opvalt.',
      ],
    },
    {
      heading: 'Mail',
      lines: ['In onze mails staan je voornaam en een link. Nooit wat iemand schreef, en geen naam van iemand anders.'],
    },
    {
      heading: 'Cookies',
      lines: [
        'Er zijn er twee. De ene onthoudt dat je bent ingelogd; die stopt als je uitlogt, en na hoogstens twaalf uur. De andere onthoudt 400 dagen dat je met deze browser al eens hebt ingelogd: dan kan niemand jou buitensluiten door ergens anders verkeerde wachtwoorden te typen.',
        'Je browser onthoudt ook of je licht of donker wilt, en de taal bij de voordeur. Er is geen reclame, niemand telt bezoekers, en er komt niets van andere sites.',
      ],
    },
    {
      heading: 'Hoe lang',
      lines: [
        'De praktijk bewaart je gegevens zo lang als de wet voor de zorg vraagt. De praktijk kan je vertellen hoe lang dat is.',
      ],
    },
  ],
  askHeading: 'Wat je kunt vragen',
  ask: 'Je mag vragen welke gegevens van jou worden bewaard, en om een kopie. Je mag fouten laten verbeteren, en vragen om gegevens te verwijderen. Vraag het je behandelaar, of schrijf naar:',
  complain:
    'Ben je niet tevreden met het antwoord? Dan kun je een klacht indienen bij de toezichthouder op privacy van je land. In Nederland is dat de Autoriteit Persoonsgegevens.',
}
