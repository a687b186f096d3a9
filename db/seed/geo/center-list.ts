/**
 * The demo network's centres: country, city (as GeoNames spells it), city as signs there say it, district or street
 * point of the city list, street, postcode. Streets are real, house numbers and shops are not.
 */
export type CenterSite = {
  country: string;
  /** The place in the city list whose coordinates the centre takes. */
  place: string;
  /** The city as its people write it. */
  city: string;
  street: string;
  postcode: string;
  /** Methods the centre does not offer; all offer drop-off. */
  without: readonly ("on_site" | "pickup" | "mail_in")[];
};

const LIST = `
AT|Vienna|Wien|Mariahilfer Straße 88|1070
AT|Graz|Graz|Annenstraße 31|8020||pickup
BE|Gent|Gent|Korenmarkt 17|9000
BE|Antwerpen|Antwerpen|Nationalestraat 62|2000
BE|Brussels|Brussel|Boulevard Anspach 104|1000
BG|Sofia|Sofia|bul. Vitosha 56|1463
CH|Zürich|Zürich|Langstrasse 133|8004
CH|Genève|Genève|Rue de Carouge 41|1205
CZ|Prague|Praha|Vodičkova 28|110 00
CZ|Brno|Brno|Česká 19|602 00||on_site
DE|Kreuzberg|Berlin|Oranienstraße 164|10969
DE|Charlottenburg|Berlin|Kantstraße 47|10625
DE|Hamburg|Hamburg|Schulterblatt 71|20357
DE|Munich|München|Sonnenstraße 22|80331
DE|Köln|Köln|Ehrenstraße 39|50672
DE|Frankfurt am Main|Frankfurt am Main|Berger Straße 112|60316
DE|Leipzig|Leipzig|Karl-Liebknecht-Straße 54|04275
DE|Stuttgart|Stuttgart|Tübinger Straße 33|70178
DK|Copenhagen|København|Nørrebrogade 96|2200
DK|Århus|Aarhus|Vestergade 29|8000
EE|Tallinn|Tallinn|Narva maantee 18|10120
ES|Chamberí|Madrid|Calle de Fuencarral 127|28010
ES|Arganzuela|Madrid|Paseo de las Delicias 61|28045
ES|Barcelona|Barcelona|Carrer de Provença 214|08036
ES|Valencia|València|Carrer de Russafa 36|46004
ES|Sevilla|Sevilla|Calle Feria 48|41003
ES|Bilbao|Bilbao|Calle Ercilla 27|48011
FI|Helsinki|Helsinki|Hämeentie 24|00530
FI|Tampere|Tampere|Hämeenkatu 13|33100||pickup
FR|Paris|Paris|Rue du Faubourg du Temple 58|75011
FR|Boulogne-Billancourt|Boulogne-Billancourt|Avenue Victor Hugo 92|92100
FR|Lyon|Lyon|Cours Lafayette 83|69003
FR|Marseille|Marseille|Rue Paradis 74|13006
FR|Toulouse|Toulouse|Rue d'Alsace-Lorraine 35|31000
FR|Bordeaux|Bordeaux|Cours Victor Hugo 66|33000
FR|Lille|Lille|Rue de Béthune 43|59800
GB|Islington|London|Upper Street 211|N1 1RU
GB|Brixton|London|Brixton Road 372|SW9 7AW
GB|Manchester|Manchester|Oldham Street 46|M4 1LE
GB|Birmingham|Birmingham|Corporation Street 85|B4 6UA
GB|Glasgow|Glasgow|Sauchiehall Street 238|G2 3EQ
GB|Bristol|Bristol|Park Street 51|BS1 5NT
GB|Belfast|Belfast|Great Victoria Street 64|BT2 7BB||pickup
GR|Athens|Athína|Patision 78|104 34
GR|Thessaloníki|Thessaloníki|Egnatia 91|546 35||on_site
HR|Zagreb|Zagreb|Ilica 74|10000
HU|Budapest|Budapest|Rákóczi út 40|1072
HU|Debrecen|Debrecen|Piac utca 33|4024||pickup
IE|Dublin|Dublin|Capel Street 118|D01 VY22
IE|Cork|Cork|Oliver Plunkett Street 57|T12 RX8E
IS|Reykjavík|Reykjavík|Laugavegur 82|101
IT|Milan|Milano|Corso Buenos Aires 44|20124
IT|Rome|Roma|Via Merulana 139|00185
IT|Turin|Torino|Via Nizza 67|10126
IT|Naples|Napoli|Via Foria 92|80137
IT|Bologna|Bologna|Via San Felice 58|40122
LT|Vilnius|Vilnius|Gedimino prospektas 31|01104
LU|Luxembourg|Luxembourg|Rue de Hollerich 24|1740
LV|Riga|Rīga|Brīvības iela 76|1011
NL|Amsterdam|Amsterdam|Kinkerstraat 123|1053 DJ
NL|Rotterdam|Rotterdam|Nieuwe Binnenweg 186|3015 BJ
NL|Eindhoven|Eindhoven|Kleine Berg 37|5611 JS||on_site
NO|Oslo|Oslo|Thorvald Meyers gate 49|0555
NO|Bergen|Bergen|Strandgaten 68|5004
PL|Śródmieście|Warszawa|ul. Marszałkowska 84|00-514
PL|Praga Południe|Warszawa|ul. Grochowska 217|04-077
PL|Łódź|Łódź|ul. Piotrkowska 148|90-063
PL|Kraków|Kraków|ul. Karmelicka 45|31-128
PL|Wrocław|Wrocław|ul. Świdnicka 33|50-066
PL|Gdańsk|Gdańsk|al. Grunwaldzka 82|80-244
PT|Lisbon|Lisboa|Avenida Almirante Reis 94|1150-022
PT|Porto|Porto|Rua de Santa Catarina 312|4000-443
RO|Bucharest|București|Calea Griviței 136|010737
RO|Cluj-Napoca|Cluj-Napoca|Strada Memorandumului 18|400114||on_site
SE|Södermalm|Stockholm|Hornsgatan 77|118 49
SE|Göteborg|Göteborg|Linnégatan 42|413 04
SE|Malmö|Malmö|Bergsgatan 29|214 22||pickup
SI|Ljubljana|Ljubljana|Slovenska cesta 51|1000
SK|Bratislava|Bratislava|Obchodná 36|811 06`;

export const CENTER_SITES: readonly CenterSite[] = LIST.trim()
  .split("\n")
  .map((line) => {
    const [country = "", place = "", city = "", street = "", postcode = "", , without = ""] = line.split("|");
    return {
      country,
      place,
      city,
      street,
      postcode,
      without: without.split(",").filter(Boolean) as CenterSite["without"],
    };
  });
