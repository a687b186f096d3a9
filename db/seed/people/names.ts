import type { Random } from "../random";

/** country | first names | family names | streets. Common names of each country, put together by chance. */
const LIST = `
AT|Anna,Lukas,Sophie,Maximilian,Lena,Jakob,Marie,Felix,Katharina,Paul,Eva,Stefan|Gruber,Huber,Wagner,Pichler,Steiner,Moser,Hofer,Leitner,Berger,Fuchs,Eder,Winkler|Hauptstraße,Bahnhofstraße,Schulgasse,Lindengasse,Feldgasse
BE|Emma,Lucas,Louise,Noah,Julie,Arthur,Marie,Wout,Charlotte,Jef,Elise,Pieter,Nathalie,Karim|Peeters,Janssens,Maes,Jacobs,Mertens,Willems,Claes,Goossens,Dubois,Lambert,Wouters,De Smet|Kerkstraat,Stationsstraat,Rue de l'Église,Molenstraat,Nieuwstraat
BG|Ivan,Maria,Georgi,Elena,Dimitar,Desislava,Nikolay,Viktoria,Petar,Ralitsa|Ivanova,Georgiev,Dimitrova,Petrov,Nikolov,Stoyanova,Todorov,Hristova,Angelov,Marinova|ul. Hristo Botev,ul. Vasil Levski,ul. Rakovski,bul. Bulgaria
CH|Mia,Noah,Lena,Luca,Laura,Nico,Sara,Jan,Chloé,David,Nadine,Reto|Müller,Meier,Schmid,Keller,Weber,Huber,Favre,Rochat,Frei,Baumann,Gerber,Steiner|Bahnhofstrasse,Dorfstrasse,Rue du Lac,Seestrasse,Kirchweg
CZ|Jana,Petr,Eva,Jan,Tereza,Tomáš,Lucie,Martin,Kateřina,Jakub,Veronika,Ondřej|Novák,Svobodová,Dvořák,Černá,Procházka,Kučera,Veselá,Horák,Němec,Pokorná,Marek,Beneš|Nádražní,Školní,Husova,Komenského,Palackého
DE|Anna,Jonas,Lea,Finn,Hannah,Lukas,Mia,Ben,Laura,Tim,Julia,Felix,Aylin,Emre,Sabine,Thomas|Müller,Schmidt,Schneider,Fischer,Weber,Meyer,Wagner,Becker,Schulz,Hoffmann,Koch,Yılmaz,Krüger,Wolf|Hauptstraße,Schulstraße,Gartenstraße,Bahnhofstraße,Lindenstraße,Bergstraße
DK|Emma,William,Ida,Oscar,Freja,Noah,Clara,Lucas,Mette,Lars,Sofie,Mikkel|Nielsen,Jensen,Hansen,Pedersen,Andersen,Christensen,Larsen,Sørensen,Rasmussen,Møller|Vestergade,Skolegade,Søndergade,Strandvejen,Møllevej
EE|Maria,Markus,Anna,Rasmus,Laura,Martin,Kadri,Kristjan,Liis,Andres|Tamm,Saar,Sepp,Mägi,Kask,Kukk,Rebane,Ilves,Pärn,Koppel|Pikk,Tartu maantee,Kooli,Aia
ES|María,Hugo,Lucía,Martín,Carmen,Daniel,Paula,Álvaro,Laura,Javier,Marta,Iker,Nerea,Jordi|García,Fernández,González,Rodríguez,López,Martínez,Sánchez,Pérez,Gómez,Ruiz,Díaz,Etxeberria,Vidal|Calle Mayor,Calle Real,Avenida de la Constitución,Calle del Sol,Calle Nueva
FI|Aino,Eino,Helmi,Leo,Sofia,Väinö,Emilia,Mikko,Laura,Antti,Hanna,Juha|Korhonen,Virtanen,Mäkinen,Nieminen,Mäkelä,Hämäläinen,Laine,Heikkinen,Koskinen,Järvinen|Kirkkokatu,Koulukatu,Rantatie,Asemakatu
FR|Emma,Gabriel,Louise,Raphaël,Jade,Léo,Chloé,Louis,Camille,Hugo,Inès,Mehdi,Nathalie,Antoine|Martin,Bernard,Dubois,Thomas,Robert,Petit,Durand,Leroy,Moreau,Simon,Laurent,Benali,Fontaine|Rue de l'Église,Rue Victor Hugo,Rue des Lilas,Avenue de la Gare,Rue Pasteur
GB|Olivia,George,Amelia,Oliver,Isla,Harry,Ava,Jack,Emily,Mohammed,Grace,Thomas,Priya,Callum|Smith,Jones,Taylor,Brown,Williams,Wilson,Johnson,Davies,Patel,Robinson,Wright,Campbell,Khan,Murphy|High Street,Station Road,Church Lane,Victoria Road,Park Avenue
GR|Maria,Giorgos,Eleni,Dimitris,Katerina,Nikos,Sofia,Kostas,Anna,Vasilis|Papadopoulou,Papadakis,Georgiou,Nikolaidis,Oikonomou,Vlachos,Karagianni,Makris,Alexiou,Dimitriou|Ermou,Tsimiski,Kifisias,Aristotelous
HR|Ana,Luka,Mia,Ivan,Petra,Marko,Ivana,Josip,Lucija,Tomislav|Horvat,Kovačević,Babić,Marić,Novak,Jurić,Kovač,Vuković,Knežević,Perić|Vukovarska,Radićeva,Školska,Zagrebačka
HU|Anna,Bence,Hanna,Máté,Zsófia,Levente,Eszter,Ádám,Katalin,Gergő|Nagy,Kovács,Tóth,Szabó,Horváth,Varga,Kiss,Molnár,Németh,Farkas|Kossuth utca,Petőfi utca,Fő utca,Rákóczi utca
IE|Aoife,Conor,Saoirse,Jack,Niamh,Seán,Ciara,Oisín,Emma,Patrick,Róisín,Cian|Murphy,Kelly,O'Sullivan,Walsh,Byrne,Ryan,O'Connor,Doyle,McCarthy,Gallagher,Kennedy|Main Street,Church Road,Patrick Street,The Green
IS|Anna,Jón,Guðrún,Sigurður,Kristín,Gunnar,Sigríður,Ólafur|Jónsdóttir,Sigurðsson,Guðmundsdóttir,Gunnarsson,Ólafsdóttir,Einarsson,Magnúsdóttir|Skólavegur,Hafnargata,Bergstaðastræti
IT|Sofia,Leonardo,Giulia,Francesco,Aurora,Alessandro,Martina,Lorenzo,Chiara,Matteo,Elena,Davide|Rossi,Russo,Ferrari,Esposito,Bianchi,Romano,Colombo,Ricci,Marino,Greco,Bruno,Gallo|Via Roma,Via Garibaldi,Via Mazzini,Via Dante,Corso Italia
LT|Emilija,Lukas,Gabija,Matas,Austėja,Jonas,Rūta,Tomas,Ieva,Mantas|Kazlauskas,Jankauskienė,Petrauskas,Stankevičius,Vasiliauskas,Butkus,Žukauskas,Paulauskas|Vilniaus g.,Mokyklos g.,Sodų g.,Liepų g.
LU|Emma,Gabriel,Mia,Luca,Charlotte,Tom,Sophie,Ben|Weber,Schmit,Muller,Hoffmann,Wagner,Thill,Da Silva,Ferreira|Rue de l'Église,Rue Principale,Grand-Rue
LV|Sofija,Roberts,Anna,Gustavs,Marta,Markuss,Ilze,Jānis,Kristīne,Andris|Bērziņš,Kalniņa,Ozoliņš,Jansone,Ozols,Liepiņa,Krūmiņš,Balodis|Brīvības iela,Skolas iela,Liepu iela
NL|Emma,Noah,Julia,Daan,Sophie,Sem,Lotte,Bram,Sanne,Thijs,Fatima,Jeroen|De Jong,Jansen,De Vries,Van den Berg,Bakker,Visser,Smit,Meijer,Mulder,Bos,El Idrissi,Dekker|Kerkstraat,Dorpsstraat,Schoolstraat,Molenweg,Stationsweg
NO|Nora,Jakob,Emma,Emil,Ingrid,Noah,Sofie,Oliver,Kari,Lars,Silje,Håkon|Hansen,Johansen,Olsen,Larsen,Andersen,Nilsen,Kristiansen,Berg,Haugen,Bakke|Storgata,Kirkegata,Skolegata,Strandveien
PL|Zofia,Antoni,Julia,Jan,Zuzanna,Jakub,Maja,Piotr,Agnieszka,Tomasz,Katarzyna,Michał|Nowak,Kowalczyk,Wójcik,Mazur,Krawczyk,Zając,Wróbel,Dudek,Pawlak,Sikora,Baran,Szymczak|ul. Polna,ul. Leśna,ul. Szkolna,ul. Ogrodowa,ul. Lipowa
PT|Maria,Francisco,Leonor,João,Matilde,Afonso,Beatriz,Tomás,Ana,Diogo|Silva,Santos,Ferreira,Pereira,Oliveira,Costa,Rodrigues,Martins,Sousa,Fernandes|Rua da Igreja,Rua Direita,Avenida da Liberdade,Rua das Flores
RO|Maria,Andrei,Ioana,Alexandru,Elena,Mihai,Ana,Ștefan,Andreea,Radu|Popescu,Ionescu,Popa,Radu,Dumitru,Stan,Stoica,Gheorghe,Matei,Rusu|Strada Principală,Strada Eminescu,Strada Unirii,Bulevardul Independenței
SE|Alice,William,Maja,Liam,Elsa,Noah,Astrid,Hugo,Karin,Erik,Linnea,Amir|Andersson,Johansson,Karlsson,Nilsson,Eriksson,Larsson,Olsson,Persson,Svensson,Lindberg|Storgatan,Skolgatan,Kungsgatan,Drottninggatan
SI|Zala,Luka,Ema,Filip,Eva,Jakob,Maja,Matej|Novak,Horvat,Kovačič,Krajnc,Zupančič,Potočnik,Mlakar,Kos|Slovenska cesta,Prešernova,Šolska ulica
SK|Sofia,Jakub,Ema,Adam,Nina,Samuel,Zuzana,Peter,Katarína,Marek|Horváth,Kováčová,Varga,Tóthová,Nagy,Balážová,Molnár,Lukáč,Novotná|Hlavná,Školská,Hviezdoslavova,Štúrova`;

type Names = { first: string[]; family: string[]; streets: string[] };

const BY_COUNTRY = new Map(
  LIST.trim()
    .split("\n")
    .map((line): [string, Names] => {
      const [country = "", first = "", family = "", streets = ""] = line.split("|");
      return [country, { first: first.split(","), family: family.split(","), streets: streets.split(",") }];
    }),
);

function namesOf(country: string): Names {
  const names = BY_COUNTRY.get(country);
  if (!names) throw new Error(`There are no names for ${country}`);
  return names;
}

export function personName(random: Random, country: string): { first: string; family: string } {
  const names = namesOf(country);
  return { first: random.pick(names.first), family: random.pick(names.family) };
}

/** A street with a number, the number before it where people write it so. */
export function streetLine(random: Random, country: string): string {
  const street = random.pick(namesOf(country).streets);
  const number = random.int(1, 140);
  return ["FR", "GB", "IE", "LU"].includes(country) ? `${number} ${street}` : `${street} ${number}`;
}
