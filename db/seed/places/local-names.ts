/**
 * Names that the city list lacks, for cities over 50,000 and some well-known smaller ones:
 * country | name in the list | name shown | further names by which people look for it.
 * The names are facts as GeoNames' alternate names (CC BY 4.0) and Wikidata's labels (CC0) give them: the local
 * name first, then English, then German, French and the other languages of the place.
 */
const LIST = `
AT|Vienna|Wien|Vienna, Vienne, Bécs
AT|Klagenfurt am Wörthersee|Klagenfurt am Wörthersee|Klagenfurt, Celovec
AT|Salzburg|Salzburg|Salzbourg
AT|Villach|Villach|Beljak
BE|Brussels|Brussel|Bruxelles, Brussels, Brüssel
BE|Antwerpen|Antwerpen|Antwerp, Anvers
BE|Gent|Gent|Ghent, Gand
BE|Brugge|Brugge|Bruges, Brügge
BE|Liège|Liège|Luik, Lüttich
BE|Namur|Namur|Namen
BE|Leuven|Leuven|Louvain, Löwen
BE|Mons|Mons|Bergen
BE|Aalst|Aalst|Alost
BE|Mechelen|Mechelen|Malines, Mecheln
BE|Kortrijk|Kortrijk|Courtrai
BE|Ostend|Oostende|Ostend, Ostende
BE|Sint-Niklaas|Sint-Niklaas|Saint-Nicolas
BE|Tournai|Tournai|Doornik
BE|Roeselare|Roeselare|Roulers
BE|Mouscron|Mouscron|Moeskroen
BG|Sofia|Sofia|Sofiya, София
BG|Plovdiv|Plovdiv|Пловдив, Philippopolis
BG|Varna|Varna|Варна
BG|Burgas|Burgas|Бургас, Bourgas
BG|Ruse|Ruse|Русе, Rousse
BG|Stara Zagora|Stara Zagora|Стара Загора
BG|Pleven|Pleven|Плевен
BG|Sliven|Sliven|Сливен
BG|Dobrich|Dobrich|Добрич
BG|Shumen|Shumen|Шумен
BG|Pernik|Pernik|Перник
BG|Yambol|Yambol|Ямбол
BG|Haskovo|Haskovo|Хасково
BG|Pazardzhik|Pazardzhik|Пазарджик
BG|Blagoevgrad|Blagoevgrad|Благоевград
BG|Veliko Tŭrnovo|Veliko Tarnovo|Велико Търново
BG|Gabrovo|Gabrovo|Габрово
BG|Vratsa|Vratsa|Враца
BG|Kazanlak|Kazanlak|Казанлък
BG|Vidin|Vidin|Видин
BG|Asenovgrad|Asenovgrad|Асеновград
BG|Kardzhali|Kardzhali|Кърджали
CH|Zürich|Zürich|Zurich, Zurigo
CH|Genève|Genève|Geneva, Genf, Ginevra
CH|Basel|Basel|Bâle, Basle, Basilea
CH|Bern|Bern|Berne, Berna
CH|Lausanne|Lausanne|Losanna
CH|Winterthur|Winterthur|Winterthour
CH|Sankt Gallen|St. Gallen|Saint-Gall, Saint Gall, San Gallo
CH|Luzern|Luzern|Lucerne, Lucerna
CH|Lugano|Lugano|Lauis
CY|Nicosia|Lefkosía|Nicosia, Lefkoşa, Λευκωσία
CY|Limassol|Lemesós|Limassol, Λεμεσός
CY|Larnaca|Lárnaka|Larnaca, Λάρνακα
CZ|Prague|Praha|Prague, Prag
CZ|Brno|Brno|Brünn
CZ|Ostrava|Ostrava|Ostrau
CZ|Pilsen|Plzeň|Pilsen
CZ|Olomouc|Olomouc|Olmütz
CZ|Liberec|Liberec|Reichenberg
CZ|České Budějovice|České Budějovice|Budweis
CZ|Hradec Králové|Hradec Králové|Königgrätz
CZ|Ústí nad Labem|Ústí nad Labem|Aussig
CZ|Pardubice|Pardubice|Pardubitz
CZ|Karlovy Vary|Karlovy Vary|Karlsbad, Carlsbad
CZ|Jihlava|Jihlava|Iglau
CZ|Opava|Opava|Troppau
DE|Munich|München|Munich, Monaco di Baviera, Monachium
DE|Köln|Köln|Cologne, Keulen, Colonia
DE|Berlin|Berlin|Berlín, Berlino
DE|Hamburg|Hamburg|Hambourg, Amburgo
DE|Frankfurt am Main|Frankfurt am Main|Frankfurt, Francfort
DE|Hannover|Hannover|Hanover, Hanovre
DE|Nürnberg|Nürnberg|Nuremberg, Norimberga
DE|Dresden|Dresden|Dresde, Drježdźany
DE|Leipzig|Leipzig|Lipsko
DE|Bremen|Bremen|Brême
DE|Aachen|Aachen|Aix-la-Chapelle, Aken
DE|Braunschweig|Braunschweig|Brunswick
DE|Mainz|Mainz|Mayence
DE|Trier|Trier|Trèves, Treves
DE|Saarbrücken|Saarbrücken|Sarrebruck
DE|Regensburg|Regensburg|Ratisbonne, Ratisbon
DE|Augsburg|Augsburg|Augsbourg
DE|Freiburg|Freiburg im Breisgau|Freiburg, Fribourg-en-Brisgau
DE|Koblenz|Koblenz|Coblence, Coblenz
DE|Konstanz|Konstanz|Constance
DE|Cottbus|Cottbus|Chóśebuz
DE|Mülheim|Mülheim an der Ruhr|Mülheim
DE|Offenbach|Offenbach am Main|Offenbach
DE|Dessau|Dessau-Roßlau|Dessau
DE|Hameln|Hameln|Hamelin
DE|Göttingen|Göttingen|Goettingen
DE|Neustadt|Neustadt an der Weinstraße|Neustadt
DE|Stolberg|Stolberg (Rheinland)|Stolberg
DK|Copenhagen|København|Copenhagen, Kopenhagen, Copenhague, Köpenhamn
DK|Århus|Aarhus|Århus
DK|Aalborg|Aalborg|Ålborg
EE|Tallinn|Tallinn|Reval
EE|Tartu|Tartu|Dorpat
ES|Sevilla|Sevilla|Seville, Séville
ES|Valencia|València|Valencia, Valence
ES|Zaragoza|Zaragoza|Saragossa, Saragosse
ES|Bilbao|Bilbao|Bilbo
ES|Alicante|Alacant|Alicante
ES|Córdoba|Córdoba|Cordova, Cordoue
ES|A Coruña|A Coruña|La Coruña, Corunna, La Corogne
ES|Gasteiz / Vitoria|Vitoria-Gasteiz|Vitoria, Gasteiz
ES|Donostia / San Sebastián|Donostia-San Sebastián|San Sebastián, Donostia, Saint-Sébastien
ES|Pamplona|Pamplona|Iruña, Pampelune
ES|Palma|Palma|Palma de Mallorca, Palma de Majorque
ES|Elche|Elx|Elche
ES|Castelló de la Plana|Castelló de la Plana|Castellón de la Plana, Castellón
ES|Granada|Granada|Grenade
ES|Cadiz|Cádiz|Cadiz, Cadix
ES|Lleida|Lleida|Lérida
ES|Girona|Girona|Gerona, Gérone
ES|Tarragona|Tarragona|Tarragone
ES|Cartagena|Cartagena|Carthagène
ES|Ourense|Ourense|Orense
ES|Barcelona|Barcelona|Barcelone, Barcellona
ES|La Laguna|San Cristóbal de La Laguna|La Laguna
ES|Alcoy|Alcoi|Alcoy
ES|Sagunto|Sagunt|Sagunto
FI|Helsinki|Helsinki|Helsingfors
FI|Espoo|Espoo|Esbo
FI|Tampere|Tampere|Tammerfors
FI|Vantaa|Vantaa|Vanda
FI|Turku|Turku|Åbo
FI|Oulu|Oulu|Uleåborg
FI|Lahti|Lahti|Lahtis
FI|Pori|Pori|Björneborg
FI|Vaasa|Vaasa|Vasa
FI|Lappeenranta|Lappeenranta|Villmanstrand
FR|Paris|Paris|Parijs, Parigi, París
FR|Marseille|Marseille|Marseilles, Marsella, Marsiglia
FR|Lyon|Lyon|Lyons, Lione
FR|Nice|Nice|Nizza, Niza
FR|Strasbourg|Strasbourg|Straßburg, Strassburg, Strossburi
FR|Mulhouse|Mulhouse|Mülhausen
FR|Lille|Lille|Rijsel
FR|Dunkerque|Dunkerque|Dunkirk, Duinkerke
FR|Metz|Metz|
FR|Avignon|Avignon|Aviñón
FR|Colmar|Colmar|Kolmar
FR|Perpignan|Perpignan|Perpinyà
FR|Rennes|Rennes|Roazhon
FR|Nantes|Nantes|Naoned
FR|Le Havre|Le Havre|Havre
FR|Toulouse|Toulouse|Tolosa
FR|Évry|Évry-Courcouronnes|Évry
GB|London|London|Londres, Londra, Londen
GB|Edinburgh|Edinburgh|Dùn Èideann, Édimbourg, Edimburgo
GB|Glasgow|Glasgow|Glaschu
GB|Cardiff|Cardiff|Caerdydd
GB|Swansea|Swansea|Abertawe
GB|Newport|Newport|Casnewydd
GB|Wrexham|Wrexham|Wrecsam
GB|Kingston upon Hull|Kingston upon Hull|Hull
GB|Newcastle upon Tyne|Newcastle upon Tyne|Newcastle
GB|Derry|Derry/Londonderry|Derry, Londonderry, Doire
GB|Belfast|Belfast|Béal Feirste
GB|Stoke-on-Trent|Stoke-on-Trent|Stoke
GB|Royal Leamington Spa|Royal Leamington Spa|Leamington Spa
GB|Brighton|Brighton|Brighton and Hove
GB|Dundee|Dundee|Dùn Dè
GB|Inverness|Inverness|Inbhir Nis
GR|Athens|Athína|Athens, Athina, Athen, Athènes, Αθήνα
GR|Thessaloníki|Thessaloníki|Thessaloniki, Salonica, Saloniki, Salonique, Θεσσαλονίκη
GR|Pátra|Pátra|Patras, Πάτρα
GR|Piraeus|Peiraiás|Piraeus, Pireas, Piräus, Le Pirée, Πειραιάς
GR|Lárisa|Lárisa|Larissa, Λάρισα
GR|Irákleion|Irákleio|Heraklion, Iraklion, Héraklion, Ηράκλειο
GR|Peristéri|Peristéri|Περιστέρι
GR|Kallithéa|Kallithéa|Καλλιθέα
GR|Volos|Vólos|Volos, Βόλος
GR|Ioánnina|Ioánnina|Ιωάννινα, Janina
GR|Tríkala|Tríkala|Trikala, Τρίκαλα
GR|Chalkída|Chalkída|Chalcis, Chalkis, Χαλκίδα
GR|Sérres|Sérres|Serres, Σέρρες
GR|Ródos|Ródos|Rhodes, Rhodos, Ρόδος
GR|Kalamata|Kalamáta|Καλαμάτα
GR|Kavála|Kavála|Kavala, Καβάλα
GR|Chaniá|Chaniá|Chania, Canea, Χανιά
GR|Kateríni|Kateríni|Katerini, Κατερίνη
GR|Alexandroupoli|Alexandroúpoli|Alexandroupolis, Αλεξανδρούπολη
GR|Lamía|Lamía|Lamia, Λαμία
GR|Khalándrion|Chalándri|Halandri, Χαλάνδρι
GR|Maroúsi|Maroúsi|Marousi, Amarousio, Μαρούσι
HR|Zagreb|Zagreb|Agram, Zagabria
HR|Split|Split|Spalato
HR|Rijeka|Rijeka|Fiume
HR|Zadar|Zadar|Zara
HR|Pula|Pula|Pola
HR|Osijek|Osijek|Esseg
HU|Budapest|Budapest|Budapeszt
HU|Debrecen|Debrecen|Debrezin
HU|Szeged|Szeged|Szegedin
HU|Pécs|Pécs|Fünfkirchen
HU|Győr|Győr|Raab
HU|Sopron|Sopron|Ödenburg
HU|Székesfehérvár|Székesfehérvár|Stuhlweißenburg
HU|Eger|Eger|Erlau
HU|Szombathely|Szombathely|Steinamanger
IE|Dublin|Dublin|Baile Átha Cliath
IE|Cork|Cork|Corcaigh
IE|Luimneach|Limerick|Luimneach
IE|Gaillimh|Galway|Gaillimh
IE|Tallaght|Tallaght|Tamhlacht
IE|Waterford|Waterford|Port Láirge
IS|Reykjavík|Reykjavík|Reykjavik
IT|Rome|Roma|Rome, Rom
IT|Milan|Milano|Milan, Mailand
IT|Naples|Napoli|Naples, Neapel
IT|Turin|Torino|Turin
IT|Genoa|Genova|Genoa, Genua, Gênes
IT|Florence|Firenze|Florence, Florenz
IT|Venice|Venezia|Venice, Venedig, Venise
IT|Padova|Padova|Padua, Padoue
IT|Bologna|Bologna|Bologne
IT|Palermo|Palermo|Palerme
IT|Catania|Catania|Catane
IT|Messina|Messina|Messine
IT|Verona|Verona|Vérone
IT|Trieste|Trieste|Triest, Trst
IT|Reggio Calabria|Reggio Calabria|Reggio di Calabria
IT|Reggio nell'Emilia|Reggio Emilia|Reggio nell'Emilia
IT|Bolzano|Bolzano|Bozen
IT|Trento|Trento|Trient, Trent
IT|Siracusa|Siracusa|Syracuse, Syrakus
IT|Livorno|Livorno|Leghorn, Livourne
IT|Mestre|Mestre|Venezia Mestre
IT|Perugia|Perugia|Pérouse
IT|Ravenna|Ravenna|Ravenne
IT|Ancona|Ancona|Ancône
IT|Udine|Udine|Videm
IT|Cagliari|Cagliari|Casteddu
IT|Taranto|Taranto|Tarent, Tarente
IT|Modena|Modena|Modène
IT|Parma|Parma|Parme
IT|Piacenza|Piacenza|Plaisance
IT|Ferrara|Ferrara|Ferrare
IT|Vicenza|Vicenza|Vicence
IT|Sassari|Sassari|Tàtari
LT|Vilnius|Vilnius|Wilno, Wilna
LT|Kaunas|Kaunas|Kowno, Kauen
LT|Klaipėda|Klaipėda|Memel
LU|Luxembourg|Luxembourg|Lëtzebuerg, Luxemburg
LV|Riga|Rīga|Riga
LV|Daugavpils|Daugavpils|Dünaburg
LV|Liepāja|Liepāja|Libau
MT|Valletta|Valletta|Il-Belt Valletta, La Valette
NL|The Hague|Den Haag|The Hague, 's-Gravenhage, La Haye
NL|'s-Hertogenbosch|'s-Hertogenbosch|Den Bosch, Bois-le-Duc
NL|Almere Stad|Almere|Almere Stad
NL|Nijmegen|Nijmegen|Nimwegen, Nimègue
NL|Leiden|Leiden|Leyden, Leyde
NL|Groningen|Groningen|Groningue
NL|Leeuwarden|Leeuwarden|Ljouwert
NL|Rotterdam|Rotterdam|
NL|Zaanstad|Zaanstad|Zaandam
NO|Oslo|Oslo|Kristiania
NO|Trondheim|Trondheim|Trondhjem, Tråante
NO|Tromsø|Tromsø|Tromso, Romsa
PL|Warsaw|Warszawa|Warsaw, Warschau, Varsovie, Varsavia
PL|Kraków|Kraków|Cracow, Krakau, Cracovie
PL|Łódź|Łódź|Lodz, Lodsch
PL|Wrocław|Wrocław|Breslau
PL|Poznań|Poznań|Posen
PL|Gdańsk|Gdańsk|Danzig
PL|Szczecin|Szczecin|Stettin
PL|Bydgoszcz|Bydgoszcz|Bromberg
PL|Katowice|Katowice|Kattowitz
PL|Toruń|Toruń|Thorn
PL|Gdynia|Gdynia|Gdingen
PL|Gliwice|Gliwice|Gleiwitz
PL|Opole|Opole|Oppeln
PL|Olsztyn|Olsztyn|Allenstein
PL|Elbląg|Elbląg|Elbing
PL|Częstochowa|Częstochowa|Tschenstochau
PL|Bielsko-Biala|Bielsko-Biała|Bielitz-Biala
PL|Zielona Góra|Zielona Góra|Grünberg
PL|Legnica|Legnica|Liegnitz
PL|Koszalin|Koszalin|Köslin
PL|Jelenia Góra|Jelenia Góra|Hirschberg
PL|Wałbrzych|Wałbrzych|Waldenburg
PL|Świdnica|Świdnica|Schweidnitz
PL|Jastrzębie Zdrój|Jastrzębie-Zdrój|
PL|Praga Południe|Praga-Południe|Warszawa Praga
PL|Praga Północ|Praga-Północ|Warszawa Praga
PL|Mokotów|Mokotów|Warszawa Mokotów
PT|Lisbon|Lisboa|Lisbon, Lissabon, Lisbonne, Lisbona
PT|Porto|Porto|Oporto
PT|Coimbra|Coimbra|Coïmbre
PT|Braga|Braga|
RO|Bucharest|București|Bucharest, Bukarest, Bucarest
RO|Cluj-Napoca|Cluj-Napoca|Cluj, Klausenburg, Kolozsvár
RO|Iaşi|Iași|Jassy
RO|Timişoara|Timișoara|Temeswar, Temesvár
RO|Constanţa|Constanța|Konstanza
RO|Galaţi|Galați|Galatz
RO|Braşov|Brașov|Kronstadt, Brassó
RO|Ploieşti|Ploiești|
RO|Oradea|Oradea|Großwardein, Nagyvárad
RO|Sibiu|Sibiu|Hermannstadt, Nagyszeben
RO|Târgu-Mureş|Târgu Mureș|Neumarkt, Marosvásárhely
RO|Satu Mare|Satu Mare|Sathmar, Szatmárnémeti
RO|Baia Mare|Baia Mare|Frauenbach, Nagybánya
RO|Bistriţa|Bistrița|Bistritz
RO|Piteşti|Pitești|
RO|Botoşani|Botoșani|
RO|Reşiţa|Reșița|Reschitz
RO|Alba Iulia|Alba Iulia|Karlsburg, Gyulafehérvár
RO|Mediaş|Mediaș|Mediasch
SE|Göteborg|Göteborg|Gothenburg
SE|Stockholm|Stockholm|Estocolmo, Tukholma
SE|Malmö|Malmö|
SE|Helsingborg|Helsingborg|Hälsingborg
SE|Umeå|Umeå|Upmeje
SI|Ljubljana|Ljubljana|Laibach, Lubiana
SI|Maribor|Maribor|Marburg an der Drau
SK|Bratislava|Bratislava|Pressburg, Pozsony
SK|Košice|Košice|Kaschau, Kassa
SK|Prešov|Prešov|Eperies
SK|Nitra|Nitra|Neutra
SK|Žilina|Žilina|Sillein
SK|Banská Bystrica|Banská Bystrica|Neusohl
SK|Trnava|Trnava|Tyrnau
SK|Trenčín|Trenčín|Trentschin`;

export type LocalName = { shown: string; others: readonly string[] };

/** By country and list name: what is shown, and what else people type. */
export const LOCAL_NAMES: ReadonlyMap<string, LocalName> = new Map(
  LIST.trim()
    .split("\n")
    .map((line) => {
      const [country = "", listed = "", shown = "", others = ""] = line.split("|");
      return [`${country}/${listed}`, { shown, others: others.split(", ").filter(Boolean) }];
    }),
);
