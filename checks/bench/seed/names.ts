import type { Name } from '../../../server/names.ts'
import type { Chance } from '../../chance.ts'

const firsts =
  `Aaltje Adam Ahmed Aisha Anna Annemarie Anton Arjan Bart Bas Bram Carla Cas Daan Dirk Eline Ellen Els Emma Esther Eva
Fatima Femke Floor Frank Geert Guus Hanna Hans Hendrik Hilde Ilse Imran Inge Iris Jan Jeroen Jesse Joost Joris Julia Karin Kees
Khadija Koen Lars Laura Lieke Lisa Lotte Luuk Maaike Maarten Maria Marieke Mark Marloes Mehmet Merel Milou Mohamed Nadia Niels Noa
Olga Pieter Rachid Rik Roos Ruben Sander Sanne Saskia Sem Sofie Stijn Susanne Teun Thijs Tess Tim Tom Ton Vera Wendy Willem Wouter
Yara Yusuf Zoë`.split(/\s+/)
const infixes = ['', '', '', '', 'de', 'van', 'van der', 'van den', 'el', 'ter']
const beginnings =
  `Aal Ber Boe Bos Bra Bui Cor Dek Dij Doe Eik Fok Gan Gro Haa Hee Hoe Jag Kam Kei Koe Kra Kui Lam Lin Loo Maa Mei Mul
Nij Ool Pel Pos Rie Roo Sche Scho Sla Smi Spi Ste Tim Vee Ver Vis Vos Wes Wij Wol Zee`.split(/\s+/)
const middles = `bel ber der dij gen ger ken lem len man mer mo nen pen ren sen te ver we`.split(' ')
const endings = `aars berg bos burg dam donk dorp hof horst huis kamp laan man mans ma sma stra veld wijk zoon`.split(
  ' ',
)

/** A name that nobody bears on purpose; some are frequent, most are rare, as names are. */
export function makeName(chance: Chance): Name {
  const middle = chance.says(0.6) ? chance.one(middles) : ''
  return {
    first: chance.one(firsts),
    infix: chance.one(infixes),
    last: `${chance.one(beginnings)}${middle}${chance.one(endings)}`,
  }
}

const words =
  `the a I we you and but so then today yesterday walk slept better worse quiet night morning thought wrote felt said
asked work sister brother garden street rain sun wait again often never maybe talk week monday friday appointment exercise breathe
page diary tired busy calm help note remember plan small step`.split(/\s+/)

/** Something to say, of the length of most messages: some 40 to 300 characters. */
export function makeText(chance: Chance): string {
  return Array.from({ length: chance.between(8, 50) }, () => chance.one(words)).join(' ')
}
